//! Bodies far above any documented message, signed as sent.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};

pub(super) static FAMILY: Family = Family {
    name: "large-body",
    title: "bodies far above any documented message, signed as sent",
    why: "a receiver without a limit can be filled up by anybody, before any signature is checked",
    right: "limit the size of a body before reading it, and answer in an orderly way",
    source: "CWE-400",
    level: Level::Robust,
    impact: Impact::Dos,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let filled = |bytes: usize| {
        maker.paid().body(move |body| {
            let front = body.strip_suffix(b"}").unwrap_or(&body);
            [front, b",\"\":\"", &vec![b'x'; bytes], b"\"}"].concat()
        })
    };
    vec![
        maker.either(Policy::LargeBodies, "two-mib", "a body of 2 MiB", filled(2 << 20)),
        maker.observe("hundred-kib", "a body of 100 KiB", filled(100 << 10)),
    ]
}
