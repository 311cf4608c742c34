//! Bodies that are not UTF-8, signed as sent.

use counterfoil_protocol::gateway::Place;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "encoding",
    title: "bodies that are not UTF-8, signed as sent",
    why: "invalid bytes are where two readers differ, and where a digest can be extended",
    right: "refuse bytes that are not UTF-8, byte order marks and half surrogate pairs",
    source: "https://www.rfc-editor.org/rfc/rfc8259#section-8.1",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let behind = |slug: &str, title: &str, bytes: &'static [u8]| {
        maker.refuse(slug, title, maker.paid().body(move |body| with_member(&body, bytes)))
    };
    let mut cases = vec![
        behind("lone-byte", "an FF byte inside a string", b"\xff"),
        behind("overlong", "an overlong slash inside a string", b"\xc0\xaf"),
        behind("surrogate-bytes", "a surrogate in UTF-8 bytes", b"\xed\xa0\x80"),
        behind("latin-1", "a Latin-1 letter inside a string", b"caf\xe9"),
        behind("cut-sequence", "half a UTF-8 sequence", b"\xe8\xae"),
        maker.refuse(
            "utf-16",
            "the body in UTF-16",
            maker
                .paid()
                .body(|body| String::from_utf8_lossy(&body).encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ),
        behind("half-surrogate-escape", "half a surrogate pair as an escape", b"\\ud800"),
        behind("exchanged-surrogates", "a surrogate pair in the wrong order", b"\\ude00\\ud83d"),
    ];
    cases.push(maker.refuse(
        "half-surrogate-in-name",
        "half a surrogate pair as an escape at the end of a name",
        maker.paid().body(|body| {
            let front = body.strip_suffix(b"}").unwrap_or(&body);
            [front, b",\"status\\ud800\":1}"].concat()
        }),
    ));
    // A byte order mark before a body that is signed as it is would have to be signed too.
    let mark = maker.paid().body(|body| [b"\xef\xbb\xbf".as_slice(), &body].concat());
    cases.push(maker.observe("byte-order-mark", "a byte order mark before the document", mark));
    if matches!(maker.gateway.place, Place::Header(_)) {
        cases.push(
            maker
                .refuse(
                    "byte-order-mark-unsigned",
                    "a byte order mark that was not signed",
                    maker.paid().tamper(|request, _| {
                        request.body.splice(0..0, *b"\xef\xbb\xbf");
                    }),
                )
                .costing(Impact::AuthBypass),
        );
    }
    cases
}

/// The document with one more member, whose string holds these bytes; nothing that is signed by value changes.
fn with_member(body: &[u8], bytes: &[u8]) -> Vec<u8> {
    let front = body.strip_suffix(b"}").unwrap_or(body);
    [front, b",\"\":\"", bytes, b"\"}"].concat()
}
