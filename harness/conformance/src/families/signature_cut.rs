//! A signature that is too short or too long.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::render::SignatureText;

pub(super) static FAMILY: Family = Family {
    name: "signature-cut",
    title: "a signature that is too short or too long",
    why: "a comparison over the shorter length takes a prefix, and an empty signature always",
    right: "compare lengths first, then every byte in constant time",
    source: "RUSTSEC-2024-0010 / CVE-2024-21491",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

/// What is left of the raw signature, or what it becomes.
type Cut = fn(&[u8]) -> Vec<u8>;

fn make(maker: &Maker) -> Vec<Case> {
    let bytes: [(&str, &str, Cut); 7] = [
        ("one-byte", "its first byte only", |raw| raw[..1].to_vec()),
        ("half", "its first half", |raw| raw[..raw.len() / 2].to_vec()),
        ("last-byte-missing", "without its last byte", |raw| raw[..raw.len() - 1].to_vec()),
        ("half-then-zeros", "its first half, then zeros", |raw| {
            [&raw[..raw.len() / 2], &vec![0; raw.len() - raw.len() / 2]].concat()
        }),
        ("byte-added", "with a zero byte behind", |raw| [raw, &[0]].concat()),
        ("byte-in-front", "with a zero byte in front", |raw| [&[0], raw].concat()),
        ("twice", "twice in a row", |raw| [raw, raw].concat()),
    ];
    let scheme = maker.gateway.scheme;
    let mut cases: Vec<Case> = bytes
        .into_iter()
        .map(|(slug, title, cut)| {
            maker.refuse(slug, title, maker.paid().encoder(move |raw| SignatureText::Text(scheme.encode(&cut(raw)))))
        })
        .collect();
    cases.push(maker.refuse(
        "first-character",
        "the first character of its text",
        maker.paid().encoder(move |raw| SignatureText::Text(scheme.encode(raw)[..1].to_owned())),
    ));
    cases
}
