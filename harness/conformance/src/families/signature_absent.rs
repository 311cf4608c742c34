//! No signature, or an empty one.

use counterfoil_protocol::gateway::Place;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::render::SignatureText;

pub(super) static FAMILY: Family = Family {
    name: "signature-absent",
    title: "no signature, or an empty one",
    why: "a check that is skipped when there is nothing to check lets everybody mark orders as paid",
    right: "refuse a message without its signature, whatever else is right",
    source: "CVE-2026-21894, CVE-2026-0656, RUSTSEC-2024-0010",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases = vec![
        with(maker, "missing", "no signature at all", SignatureText::Absent),
        with(maker, "empty", "an empty signature", SignatureText::Text(String::new())),
        with(maker, "blank", "a signature of one blank", SignatureText::Text(" ".to_owned())),
        with(maker, "word-null", "the word null", SignatureText::Text("null".to_owned())),
        with(maker, "word-undefined", "the word undefined", SignatureText::Text("undefined".to_owned())),
        with(maker, "word-true", "the word true", SignatureText::Text("true".to_owned())),
        with(maker, "digit-zero", "the digit 0", SignatureText::Text("0".to_owned())),
        maker.refuse(
            "missing-behind-proxy-headers",
            "no signature, but headers that name a trusted address",
            maker.paid().encoder(|_| SignatureText::Absent).tamper(|request, _| {
                for name in ["X-Forwarded-For", "X-Real-IP", "Client-IP"] {
                    request.headers.push(name, "127.0.0.1");
                }
            }),
        ),
    ];
    if matches!(maker.gateway.place, Place::Member(_)) {
        for (slug, raw) in
            [("null", "null"), ("true", "true"), ("false", "false"), ("zero", "0"), ("array", "[]"), ("object", "{}")]
        {
            cases.push(with(
                maker,
                slug,
                &format!("the JSON value {raw} instead of a string"),
                SignatureText::Raw(raw.to_owned()),
            ));
        }
    } else {
        cases.push(without_header(maker, "timestamp-missing", maker.gateway.timestamp.map(|part| part.place)));
        if let Some(part) = maker.gateway.nonce {
            cases.push(without_header(maker, "nonce-missing", Some(part.place)));
        }
        cases.push(maker.refuse(
            "all-headers-missing",
            "none of the gateway's headers",
            maker.paid().tamper(|request, _| {
                let names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_owned()).collect();
                names.iter().filter(|name| name.starts_with("X-")).for_each(|name| request.headers.remove(name));
            }),
        ));
    }
    cases
}

fn with(maker: &Maker, slug: &str, title: &str, text: SignatureText) -> Case {
    maker.refuse(slug, title, maker.paid().encoder(move |_| text.clone()))
}

fn without_header(maker: &Maker, slug: &str, place: Option<Place>) -> Case {
    let Some(Place::Header(name)) = place else { unreachable!("a header-signed gateway has its parts in headers") };
    maker.refuse(
        slug,
        format!("{name} is missing"),
        maker.paid().tamper(move |request, _| request.headers.remove(name)),
    )
}
