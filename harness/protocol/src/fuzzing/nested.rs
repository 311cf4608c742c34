//! Any bytes as the body of a callback.

use super::bench::{Bench, NOW, Shown, bench, outcome, with};
use super::second;
use crate::gateway::{Gateway, Nested, NestedForm, Place, View};
use crate::message::Direction;
use crate::receive::{Ledger, Received, Receiver};
use crate::rejection::Stage;
use crate::rules::Rule;
use crate::wire::{Limits, Object, Request, checked_text};

/// Any bytes as the body of a callback, under right headers.
///
/// * Both layers are read as another reader of JSON does, or more strictly for a listed reason, and in linear time.
/// * The receiver accepts only what carries its own signature; signed rightly, nothing is refused for its signature.
/// * A receiver that ignores signatures says the same when the body is put together again from its members, without
///   white space; what it accepts, it credits once, and turning off one more rule refuses nothing.
///
/// # Panics
///
/// When one of these does not hold.
pub fn nested(gateway: &'static Gateway, body: &[u8]) {
    let bench = bench(gateway);
    let mut request = bench.unsigned(body);
    layers(bench, &request);
    signatures(bench, &request);
    if let Place::Header(name) = gateway.place {
        request.headers.push(name, bench.foreign.as_str());
    }
    drop(outcome(&bench.lax, &request));
    // Put together with its white space, it is the same text: the layers have seen to that.
    let compact = compact(body).filter(|spelling| spelling != body);
    for careless in &bench.careless {
        let first = outcome(careless, &request);
        if let Some(spelling) = &compact {
            let other = Request { body: spelling.clone(), ..request.clone() };
            let second = outcome(careless, &other);
            assert!(
                first == second,
                "another spelling, another outcome ({})\n{}\n{first:?}\n{}\n{second:?}",
                careless.readings,
                Shown(&request),
                Shown(&other)
            );
        }
        if let Ok(received) = first {
            accepted(careless, &request, &received);
        }
    }
}

/// The outer document, and the one inside, in either form.
fn layers(bench: &Bench, request: &Request) {
    let depth = bench.strict.limits.depth;
    let Some(outer) = second::opinions(&request.body, depth) else { return };
    let Some(Nested { member, .. }) = bench.kit.gateway.nested else { return };
    let view = View {
        request,
        object: Some(outer.object.clone()),
        direction: Direction::Callback,
        readings: bench.strict.readings,
        notify_url: None,
        depth,
    };
    for form in [NestedForm::Text, NestedForm::Object] {
        second::inner(view.nested_text(Nested { member, form }), &outer, member, depth);
    }
}

fn signatures(bench: &Bench, request: &Request) {
    match bench.kit.gateway.place {
        Place::Header(name) => {
            let mut foreign = request.clone();
            foreign.headers.push(name, bench.foreign.as_str());
            let received = outcome(&bench.strict, &foreign);
            assert!(received.is_err(), "accepted without a signature\n{}\n{received:?}", Shown(&foreign));
            let Ok(signed) = bench.signer().sign(request.clone()) else { return };
            let refused = outcome(&bench.strict, &signed.request).err();
            assert!(
                refused.as_ref().is_none_or(|refused| refused.stage() != Stage::Verify),
                "{refused:?}, yet it is signed\n{}",
                Shown(&signed.request)
            );
        }
        Place::Member(name) => {
            let Ok(received) = outcome(&bench.strict, request) else { return };
            let signed = bench.signer().signed_bytes(request).map(|signed| bench.key.sign_text(&signed));
            let carried = core::str::from_utf8(&request.body).ok().and_then(|text| Object::parse(text).ok());
            let carried = carried.and_then(|object| Some(object.get(name)?.decoded()?.into_owned()));
            assert!(
                carried.is_some() && carried == signed.ok(),
                "accepted without its signature\n{}\n{received:?}",
                Shown(request)
            );
        }
    }
}

/// The same members without white space; nothing where the body is no object.
fn compact(body: &[u8]) -> Option<Vec<u8>> {
    let limits = Limits::default();
    let text = checked_text(body, limits.depth).ok().filter(|text| text.len() <= limits.body)?;
    let object = Object::parse(text).ok()?;
    let members = object.members().iter().map(|member| {
        let name = serde_json::to_string(&member.name).expect("a name is text");
        format!("{name}:{}", member.value.raw())
    });
    Some(format!("{{{}}}", members.collect::<Vec<_>>().join(",")).into_bytes())
}

/// What holds for every accepted callback.
fn accepted(receiver: &Receiver, request: &Request, received: &Received) {
    let mut ledger = Ledger::default();
    let credited = [(); 2].map(|()| receiver.receive(request, NOW, &mut ledger).is_ok_and(|again| again.credit));
    assert!(credited == [received.event.outcome.credits(), false], "credited: {credited:?}\n{}", Shown(request));
    for &rule in Rule::ALL {
        let rules = receiver.rules.without(rule);
        let again = outcome(&with(receiver, rules), request).map(|again| again.event);
        assert!(
            again.as_ref() == Ok(&received.event),
            "{received:?}, without the rule {} {again:?}\n{}",
            rule.name(),
            Shown(request)
        );
    }
}
