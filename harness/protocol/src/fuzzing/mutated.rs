//! A signed callback, changed under its signature.

use arbitrary::{Result, Unstructured};

use super::bench::{Bench, Shown, bench, outcome};
use super::draft::Draft;
use super::genuine::{is_ambiguous, receive};
use super::script::changed;
use crate::gateway::{Gateway, Place};
use crate::rejection::Stage;
use crate::sign::Signed;
use crate::wire::{Object, Request, Shape, Text};

/// A signed callback, changed as the bytes say.
///
/// After a first byte of zero comes a script for the kit's message, which credits nothing; after any other comes a
/// structured message with its plan of changes, to body, headers, target, method and signature.
///
/// * It is accepted only if the signed bytes are still the same, and then it says the same.
/// * It is refused by [`Stage::Verify`] only if they are not, or its signature was changed.
/// * Signed again, it is never refused by [`Stage::Verify`].
///
/// A script is a list of steps. An even byte: place (2 bytes), bytes to take out (1), bytes to put in (1, then
/// themselves). An odd byte: place (2), bytes to move (1), where to (2). Places count modulo the length.
///
/// # Panics
///
/// When one of these does not hold.
pub fn mutated(gateway: &'static Gateway, bytes: &[u8]) {
    let bench = bench(gateway);
    match bytes.split_first() {
        Some((0, script)) => scripted(bench, script),
        Some((_, plan)) => {
            // Too few bytes for a message: nothing to look at.
            let _enough = planned(bench, &mut Unstructured::new(plan));
        }
        None => scripted(bench, b""),
    }
}

fn scripted(bench: &Bench, script: &[u8]) {
    let body = changed(bench.kit.body.as_bytes(), script);
    let request = bench.request(&body, &bench.signature);
    let again = bench.signer().sign(bench.unsigned(&body));
    let same = again.as_ref().is_ok_and(|again| again.signed == bench.signed);
    match outcome(&bench.strict, &request) {
        Ok(received) => {
            assert!(same, "accepted with other signed bytes\n{}\n{received:?}", Shown(&request));
            assert!(
                !received.credit || !bench.kit.bordered,
                "credited under the signature of a message that credits nothing\n{}\n{received:?}",
                Shown(&request)
            );
        }
        Err(refused) => {
            assert!(!same || refused.stage() != Stage::Verify, "{refused}, yet it is right\n{}", Shown(&request));
        }
    }
    let Ok(again) = again else { return };
    if let Err(refused) = outcome(&bench.strict, &again.request) {
        assert!(refused.stage() != Stage::Verify, "{refused}, yet it is signed\n{}", Shown(&again.request));
    }
}

fn planned(bench: &Bench, u: &mut Unstructured<'_>) -> Result<()> {
    let draft = Draft::arbitrary(bench, u)?;
    let Signed { request, signed, signature } = draft.sign(bench);
    let mut other = request.clone();
    for _ in 0..u.int_in_range(1..=3_u8)? {
        change(&mut other, u)?;
    }
    let receiver = draft.receiver(bench);
    let first = receive(&receiver, &request);
    if first.as_ref().is_err_and(|refused| is_ambiguous(&request, refused)) {
        return Ok(());
    }
    let same = draft.signer(bench).signed_bytes(&other).is_ok_and(|bytes| bytes.to_vec() == signed);
    match receive(&receiver, &other) {
        Ok(received) => {
            assert!(same, "accepted with other signed bytes\n{}\n{received:?}", Shown(&other));
            let as_before = !bench.kit.gateway.exact_members_defend
                || signed_members(bench, &other) == signed_members(bench, &request);
            assert!(
                !as_before || first.as_ref() == Ok(&received),
                "{received:?}, with the same signed bytes {first:?}\n{}\n{}",
                Shown(&other),
                Shown(&request)
            );
        }
        Err(refused) => {
            let untouched = same && carried(bench, &other).as_deref() == Some(&*signature);
            assert!(!untouched || refused.stage() != Stage::Verify, "{refused}, yet it is right\n{}", Shown(&other));
        }
    }
    Ok(())
}

/// One change to a request.
fn change(request: &mut Request, u: &mut Unstructured<'_>) -> Result<()> {
    let script = |u: &mut Unstructured<'_>| -> Result<Vec<u8>> {
        let length = u.int_in_range(0..=12_usize)?;
        Ok(u.bytes(length.min(u.len()))?.to_vec())
    };
    match u.int_in_range(0..=7_u8)? {
        0..=2 => request.body = changed(&request.body, &script(u)?),
        3 => {
            let script = script(u)?;
            request.target = String::from_utf8_lossy(&changed(request.target.as_bytes(), &script)).into_owned();
        }
        4 => (*u.choose(&["GET", "post", "PUT", ""])?).clone_into(&mut request.method),
        kind => {
            let at = u.choose_index(request.headers.iter().count())?;
            let script = script(u)?;
            change_header(request, at, kind, &script);
        }
    }
    Ok(())
}

fn change_header(request: &mut Request, at: usize, kind: u8, script: &[u8]) {
    let Some((name, value)) = request.headers.iter_mut().nth(at) else { return };
    match kind {
        5 => *value = changed(value, script),
        6 => {
            let (name, value) = (name.to_ascii_uppercase(), value.clone());
            request.headers.push(name, value);
        }
        _ => value.make_ascii_uppercase(),
    }
}

/// The signature that the request carries.
fn carried(bench: &Bench, request: &Request) -> Option<String> {
    match bench.kit.gateway.place {
        Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
        Place::Member(name) => {
            let object = Object::parse(core::str::from_utf8(&request.body).ok()?).ok()?;
            object.get(name)?.decoded().map(Into::into)
        }
    }
}

/// Names and values that are signed, where a signature has no borders: other members can give the same bytes.
fn signed_members(bench: &Bench, request: &Request) -> Option<Vec<(String, String)>> {
    let outer = Object::parse(core::str::from_utf8(&request.body).ok()?).ok()?;
    let signature = if let Place::Member(name) = bench.kit.gateway.place { name } else { "" };
    let inside = bench.kit.gateway.nested.and_then(|nested| outer.get(nested.member));
    let signed = match inside.filter(|value| value.shape() == Shape::Object) {
        // Cregis signs the object as one value, Pelago its members.
        Some(value) if !outer.members().iter().any(|member| member.name == "event_type") => {
            Object::parse(value.raw()).ok()?
        }
        _ => outer,
    };
    let text = |value: Text<'_>| value.decoded().map_or_else(|| value.raw().to_owned(), Into::into);
    let members = signed.members().iter().filter(|member| member.name != signature && !member.value.is_null());
    let mut members: Vec<_> = members.map(|member| (member.name.clone().into_owned(), text(member.value))).collect();
    members.retain(|(_, value)| !value.is_empty());
    members.sort();
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::super::bench::with;
    use super::*;
    use crate::gateways::pelago;
    use crate::receive::Receiver;
    use crate::rejection::Code;
    use crate::rules::{Rule, Rules};

    /// An unknown member that swallows what is cut off is refused: nothing else tells this from a paid order.
    #[test]
    fn a_pelago_order_cannot_be_cut_anew() {
        let bench = bench(&pelago::GATEWAY);
        // Signed, as it was: …CO20250718|1|3334010|2|15300|https://…
        let cut = [
            ("\"CO2025071813334010215\"", "\"CO20250718\""),
            ("\"orderStatus\":3", "\"orderStatus\":1"),
            ("\"paidAmount\":\"0\"", "\"paidAmount\":\"3334010\""),
            ("\"payStatus\":0", "\"payStatus\":2,\"q\":\"15300\""),
        ];
        let body = cut.iter().fold(bench.kit.body.to_owned(), |body, (from, to)| body.replace(from, to));
        let request = bench.request(body.as_bytes(), &bench.signature);
        let refused = outcome(&bench.strict, &request).unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::UnknownMember, "/data/q"));
        let strict = Receiver::new(&pelago::GATEWAY, bench.verifying.clone());
        let inexact = with(&strict, Rules::all().without(Rule::ExactMembers));
        assert!(outcome(&inexact, &request).unwrap().credit);
    }
}
