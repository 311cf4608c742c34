//! Mistakes about the bytes of a body that is signed as it is.

use super::Mistake;
use crate::draft::{Draft, Escapes, Style, quote};
use crate::render::Signing;

const RAW: &str = "verify over the bytes as received, before any JSON parsing; keep the raw body of the request";

/// Signed over something other than the body as sent.
#[must_use]
pub fn raw_body(text: &'static str) -> Vec<Mistake> {
    let with_text = move |draft: &mut Draft| draft.order().set_text(text, "caf\u{e9} / \u{8ba2}");
    vec![
        Mistake::new(
            "re-serialised-compact",
            "the body is parsed and written again without white space before signing",
            RAW,
            Signing::draft(|draft, _| draft.outer.style = Style::Compact),
        )
        .shown_by(|draft, _| draft.outer.style = Style::Spaced),
        Mistake::new(
            "re-serialised-spaced",
            "the body is parsed and written again with blanks, as Python's json.dumps does",
            RAW,
            Signing::draft(|draft, _| draft.outer.style = Style::Spaced),
        ),
        Mistake::new(
            "re-serialised-pretty",
            "the body is parsed and written again with one member a line",
            RAW,
            Signing::draft(|draft, _| draft.outer.style = Style::Pretty),
        ),
        Mistake::new(
            "re-serialised-sorted",
            "the members are sorted by name before signing",
            RAW,
            Signing::draft(|draft, _| draft.outer.sort()),
        )
        .shown_by(|draft, _| {
            draft.outer.sort();
            draft.outer.reverse();
        }),
        Mistake::new(
            "re-serialised-ascii",
            "the body is written again with \\uXXXX for what is not ASCII",
            RAW,
            Signing::draft(move |draft, _| ascii(draft, text)),
        )
        .shown_by(move |draft, _| with_text(draft)),
        Mistake::new(
            "line-feed-added",
            "a line feed is appended to the body before signing",
            RAW,
            Signing { bytes: Some(std::sync::Arc::new(|material| with_body(material, b"\n"))), ..Signing::default() },
        ),
    ]
}

fn ascii(draft: &mut Draft, text: &str) {
    draft.order().set_text(text, "caf\u{e9} / \u{8ba2}");
    match &mut draft.inner {
        Some(inner) => inner.escapes = Escapes::Ascii,
        None => draft.outer.set(text, &quote("caf\u{e9} / \u{8ba2}", Escapes::Ascii)),
    }
}

/// The right signed bytes with something behind the body.
pub(super) fn with_body(material: &crate::render::Material<'_>, behind: &[u8]) -> Vec<u8> {
    let mut request = material.request.clone();
    request.body.extend_from_slice(behind);
    crate::render::signed_bytes(material.context, &request, None).unwrap_or_default()
}
