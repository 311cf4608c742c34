//! The signature in another place, or twice.

use counterfoil_protocol::gateway::Place;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::draft::{Escapes, quote};
use crate::render::SignatureText;

pub(super) static FAMILY: Family = Family {
    name: "signature-place",
    title: "the signature in another place, or twice",
    why: "what finds a signature in several places can be fed one that belongs to something else",
    right: "read the signature where it is documented, once",
    source: "CWE-444, https://www.rfc-editor.org/rfc/rfc9110#section-5.3",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    match maker.gateway.place {
        Place::Header(name) => in_headers(maker, name),
        Place::Member(name) => in_members(maker, name),
    }
}

fn in_headers(maker: &Maker, name: &'static str) -> Vec<Case> {
    let take = move |request: &mut counterfoil_protocol::wire::Request| {
        let value = request.headers.all(name).next().map(<[u8]>::to_vec).unwrap_or_default();
        request.headers.remove(name);
        value
    };
    vec![
        maker.refuse(
            "in-query",
            "in the query instead of the header",
            maker.paid().tamper(move |request, _| {
                let value: String = url::form_urlencoded::byte_serialize(&take(request)).collect();
                request.target =
                    format!("{}{}{name}={value}", request.target, if request.target.contains('?') { '&' } else { '?' });
            }),
        ),
        maker.refuse(
            "in-cookie",
            "in a cookie instead of the header",
            maker.paid().tamper(move |request, _| {
                let value = [name.as_bytes(), b"=", &take(request)].concat();
                request.headers.push("Cookie", value);
            }),
        ),
        maker.refuse(
            "in-authorization",
            "in the Authorization header instead",
            maker.paid().tamper(move |request, _| {
                let value = [b"Bearer ".as_slice(), &take(request)].concat();
                request.headers.push("Authorization", value);
            }),
        ),
        maker
            .refuse(
                "underscores-in-name",
                "in a header whose name has underscores for hyphens",
                maker.paid().tamper(move |request, _| {
                    let value = take(request);
                    request.headers.push(name.replace('-', "_"), value);
                }),
            )
            .costing(Impact::Hygiene),
        maker.either(
            Policy::RepeatedHeaders,
            "right-then-wrong",
            "twice: the right one, then a wrong one",
            maker.paid().tamper(move |request, _| request.headers.push(name, "0")),
        ),
        maker.either(
            Policy::RepeatedHeaders,
            "wrong-then-right",
            "twice: a wrong one, then the right one",
            maker.paid().tamper(move |request, _| {
                let value = take(request);
                request.headers.push(name, "0");
                request.headers.push(name, value);
            }),
        ),
        maker.refuse(
            "twice-wrong",
            "twice, both wrong",
            maker.paid().tamper(move |request, _| {
                take(request);
                request.headers.push(name, "0");
                request.headers.push(name, "1");
            }),
        ),
    ]
}

fn in_members(maker: &Maker, name: &'static str) -> Vec<Case> {
    let inside = maker
        .paid()
        .edit(move |draft, _| draft.order().set_text(name, "xxxxxxxxxxxxx"))
        .encoder(|_| SignatureText::Absent);
    vec![
        maker.refuse("inside-inner-document", "inside the inner document instead of the outer one", inside),
        maker.refuse(
            "name-in-upper-case",
            "the right one, under its name in upper case",
            maker.paid().body(move |body| {
                let (plain, upper) = (format!("\"{name}\":"), format!("\"{}\":", name.to_uppercase()));
                let mut text = String::from_utf8_lossy(&body).into_owned();
                if let Some(at) = text.rfind(&plain) {
                    text.replace_range(at..at + plain.len(), &upper);
                }
                text.into_bytes()
            }),
        ),
        maker.refuse(
            "in-header",
            "in a header instead of the body",
            maker.paid().encoder(|_| SignatureText::Absent).tamper(move |request, context| {
                let text = String::from_utf8_lossy(&request.body).into_owned();
                let signed = crate::render::signed_bytes(context, request, Some(&text)).unwrap_or_default();
                let value = context.keys.signing.sign_text(&counterfoil_protocol::canonical::SignedBytes::from(signed));
                request.headers.push(format!("X-{name}"), value.clone());
                request.headers.push("Authorization", format!("Bearer {value}"));
            }),
        ),
        maker.either(
            Policy::DuplicateMembers,
            "right-then-wrong",
            "twice: the right one, then a wrong one",
            maker.paid().body(move |body| {
                let text = String::from_utf8_lossy(&body).into_owned();
                format!("{},\"{name}\":\"0\"}}", text.trim_end_matches('}')).into_bytes()
            }),
        ),
        maker.either(
            Policy::DuplicateMembers,
            "wrong-then-right",
            "twice: a wrong one, then the right one",
            maker.paid().edit(move |draft, _| draft.outer.push_front(&quote(name, Escapes::Needed), "\"0\"")),
        ),
    ]
}
