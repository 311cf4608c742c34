//! Changes behind the signature: the inner document is changed, and the message signed again.

use super::bench::bench;
use crate::gateway::{Gateway, NestedForm, Place};
use crate::wire::{Object, Request, Shape, checked_text};

/// The body with its inner document changed, and signed again where the body carries its signature; the whole body where
/// the gateway nests nothing. Nothing where there is no such document, or what came out cannot be signed.
#[must_use]
pub fn resign(gateway: &'static Gateway, body: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Option<Vec<u8>> {
    let bench = bench(gateway);
    let text = checked_text(body, bench.strict.limits.depth).ok()?;
    let Some(nested) = gateway.nested else {
        let mut body = body.to_vec();
        change(&mut body);
        return Some(body);
    };
    let outer = Object::parse(text).ok()?;
    let value = outer.get(nested.member)?;
    let form = if value.shape() == Shape::String { NestedForm::Text } else { NestedForm::Object };
    let mut inner = match form {
        NestedForm::Text => value.decoded()?.into_owned().into_bytes(),
        NestedForm::Object => value.raw().as_bytes().to_vec(),
    };
    change(&mut inner);
    let inner = String::from_utf8_lossy(&inner);
    let inner = if form == NestedForm::Text { serde_json::to_string(&inner).ok()? } else { inner.into_owned() };
    let at = outer.offset(value);
    let changed = [&text[..at], &inner, &text[at + value.raw().len()..]].concat();
    let Place::Member(name) = gateway.place else { return Some(changed.into_bytes()) };
    let unsigned = without(&changed, name)?;
    let request = Request { body: unsigned.into_bytes(), ..bench.unsigned(b"") };
    bench.signer().sign(request).ok().map(|signed| signed.request.body)
}

/// The object without the members of that name.
fn without(text: &str, name: &str) -> Option<String> {
    let object = Object::parse(text).ok()?;
    let members = object.members().iter().filter(|member| member.name != name);
    let members =
        members.map(|member| Some(format!("{}:{}", serde_json::to_string(&member.name).ok()?, member.value.raw())));
    Some(format!("{{{}}}", members.collect::<Option<Vec<_>>>()?.join(",")))
}

#[cfg(test)]
mod tests {
    use super::super::bench::{Shown, outcome};
    use super::*;
    use crate::gateways;

    #[test]
    fn what_is_signed_again_passes_the_signature() {
        for gateway in gateways::ALL {
            let bench = bench(gateway);
            let genuine = bench.request(bench.kit.body.as_bytes(), &bench.signature);
            let body = resign(gateway, &genuine.body, |inner| {
                inner.pop();
                inner.extend_from_slice(b",\"x\":null}");
            });
            let mut request = Request { body: body.unwrap(), ..genuine };
            if let Place::Header(name) = gateway.place {
                request.headers.remove(name);
                request = bench.signer().sign(request).unwrap().request;
            }
            assert!(
                request.body.windows(4).any(|part| part.ends_with(b"x\":") || part.ends_with(b"x\\\"")),
                "{gateway}"
            );
            assert!(outcome(&bench.strict, &request).is_ok(), "{}", Shown(&request));
        }
    }
}
