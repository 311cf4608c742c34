//! A well-formed signature that is not the right one.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::render::{SignatureText, Signing};
use counterfoil_protocol::canonical::SignedBytes;

pub(super) static FAMILY: Family = Family {
    name: "signature-forged",
    title: "a well-formed signature that is not the right one",
    why: "a receiver that only looks at the shape of a signature, or checks it against the wrong thing, takes forgeries",
    right: "compute the signature over the received message and compare all of it",
    source: "CVE-2026-93511, CVE-2026-85531",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let scheme = maker.gateway.scheme;
    let flipped = move |at: fn(usize) -> usize| {
        move |raw: &[u8]| {
            let mut raw = raw.to_vec();
            let index = at(raw.len());
            raw[index] ^= 1;
            SignatureText::Text(scheme.encode(&raw))
        }
    };
    vec![
        maker.refuse(
            "other-key",
            "signed with a key that nobody trusts",
            maker.paid().signing(Signing::signer(|keys, bytes| {
                keys.stranger.sign(&SignedBytes::from(bytes.to_vec())).as_slice().to_vec()
            })),
        ),
        maker.refuse(
            "other-message",
            "the signature of another genuine message",
            maker.paid().signing(Signing::draft(|draft, _| {
                draft.order().set_text("note", "another");
                draft.outer.set_text("note", "another");
            })),
        ),
        maker.refuse("first-byte-flipped", "one bit of the first byte flipped", maker.paid().encoder(flipped(|_| 0))),
        maker.refuse(
            "middle-byte-flipped",
            "one bit of the middle byte flipped",
            maker.paid().encoder(flipped(|length| length / 2)),
        ),
        maker.refuse(
            "last-byte-flipped",
            "one bit of the last byte flipped",
            maker.paid().encoder(flipped(|length| length - 1)),
        ),
        maker.refuse(
            "zeros",
            "a signature of zero bytes in the right length",
            maker.paid().encoder(move |raw| SignatureText::Text(scheme.encode(&vec![0; raw.len()]))),
        ),
        maker.refuse(
            "reversed",
            "the right bytes in the opposite order",
            maker.paid().encoder(move |raw| {
                SignatureText::Text(scheme.encode(&raw.iter().rev().copied().collect::<Vec<u8>>()))
            }),
        ),
    ]
}
