//! Documents nested very deep, signed as sent.

use counterfoil_protocol::gateway::NestedForm;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::draft::{Escapes, quote};

pub(super) static FAMILY: Family = Family {
    name: "nesting",
    title: "documents nested very deep, signed as sent",
    why: "a recursive reader overflows its stack, and the process is gone",
    right: "bound the depth before parsing, or parse without recursion; answer quickly",
    source: "RUSTSEC-2024-0012, RUSTSEC-2022-0004",
    level: Level::Robust,
    impact: Impact::Dos,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases = Vec::new();
    for (slug, depth) in [("depth-200", 200), ("depth-10000", 10_000), ("depth-100000", 100_000)] {
        cases.push(maker.observe(
            slug,
            format!("an unknown member with {depth} arrays inside each other"),
            maker.paid().body(move |body| with_member(&body, &arrays(depth))),
        ));
    }
    cases.push(maker.refuse(
        "only-brackets",
        "100 000 opening brackets and nothing else",
        maker.paid().body(|_| vec![b'['; 100_000]),
    ));
    cases.push(maker.refuse(
        "a-million-brackets",
        "1 000 000 opening brackets and nothing else",
        maker.paid().body(|_| vec![b'['; 1_000_000]),
    ));
    cases.push(maker.refuse(
        "only-objects",
        "100 000 objects that are never closed",
        maker.paid().body(|_| b"{\"a\":".repeat(100_000)),
    ));
    if maker.gateway.nested.is_some_and(|nested| nested.form == NestedForm::Text) {
        cases.push(maker.refuse(
            "inner-brackets",
            "an inner text of 100 000 opening brackets",
            maker.paid().edit(|draft, _| {
                if let Some(inner) = &mut draft.inner {
                    inner.instead = Some(quote(&"[".repeat(100_000), Escapes::Needed));
                }
            }),
        ));
    }
    cases
}

fn arrays(depth: usize) -> Vec<u8> {
    [b"[".repeat(depth), b"]".repeat(depth)].concat()
}

fn with_member(body: &[u8], raw: &[u8]) -> Vec<u8> {
    let front = body.strip_suffix(b"}").unwrap_or(body);
    [front, b",\"\":", raw, b"}"].concat()
}
