//! One pass over the bytes before anything else: UTF-8, byte order mark, depth, surrogates.
//!
//! `RawValue` checks neither depth nor surrogates, so what it would let through is refused here. The grammar itself is
//! left to `serde_json`.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::is_planted;
use crate::rejection::{Code, Rejection};

/// Made once: making it takes longer than looking through a callback with it.
static UNICODE_ESCAPE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\\u"));

/// The bytes as text that `serde_json` may be let loose on.
///
/// # Errors
///
/// [`Code::Encoding`] for invalid UTF-8 or a byte order mark, [`Code::TooDeep`] beyond `depth` levels,
/// [`Code::Malformed`] for an unpaired surrogate escape (RFC 8259, section 8.2).
pub fn checked_text(bytes: &[u8], depth: usize) -> Result<&str, Rejection> {
    let text = core::str::from_utf8(bytes).map_err(|error| {
        Rejection::new(Code::Encoding, byte(error.valid_up_to()), "UTF-8", "bytes that are not UTF-8")
    })?;
    check_text(text, depth)?;
    Ok(text)
}

/// The same for what is text already, such as a decoded string.
///
/// # Errors
///
/// As [`checked_text`].
pub fn check_text(text: &str, depth: usize) -> Result<(), Rejection> {
    if text.starts_with('\u{feff}') {
        return Err(Rejection::new(Code::Encoding, byte(0), "no byte order mark", "EF BB BF"));
    }
    if is_plain(text.as_bytes(), depth) { Ok(()) } else { scan(text.as_bytes(), depth) }
}

/// Whether there are so few brackets that they cannot nest too deep, and no `\u` that could be a surrogate. Both are
/// searched for without telling strings from structure, many bytes at a time; nearly every genuine message is plain.
fn is_plain(bytes: &[u8], limit: usize) -> bool {
    memchr::memchr2_iter(b'{', b'[', bytes).nth(limit).is_none() && UNICODE_ESCAPE.find(bytes).is_none()
}

fn scan(bytes: &[u8], limit: usize) -> Result<(), Rejection> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&current) = bytes.get(at) {
        match current {
            b'"' => at = string_end(bytes, at + 1)?,
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    let expected = format!("at most {limit} levels");
                    return Err(Rejection::new(Code::TooDeep, byte(at), expected, "one level more"));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// The index of the closing quote, or the end of the bytes where there is none (the grammar refuses that later).
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> Result<usize, Rejection> {
    loop {
        let Some(offset) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) else {
            return Ok(bytes.len());
        };
        at += offset;
        if bytes[at] == b'"' {
            return Ok(at);
        }
        at = if bytes.get(at + 1) == Some(&b'u') { unicode_escape_end(bytes, at)? } else { at + 2 };
    }
}

/// The index after `\uXXXX`, or after both halves of a surrogate pair.
fn unicode_escape_end(bytes: &[u8], at: usize) -> Result<usize, Rejection> {
    match escaped_unit(bytes, at) {
        Some(0xD800..=0xDBFF) => match escaped_unit(bytes, at + 6) {
            Some(0xDC00..=0xDFFF) => Ok(at + 12),
            _ => Err(unpaired(at)),
        },
        Some(0xDC00..=0xDFFF) if !is_planted!(HalfSurrogate) => Err(unpaired(at)),
        _ => Ok(at + 2),
    }
}

fn escaped_unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

fn unpaired(at: usize) -> Rejection {
    Rejection::new(Code::Malformed, byte(at), "a surrogate pair", "half a surrogate pair")
}

fn byte(at: usize) -> String {
    format!("byte {at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<Code> {
        checked_text(bytes, 3).err().map(|rejection| rejection.code)
    }

    #[test]
    fn depth_is_refused_beyond_its_limit_only() {
        assert_eq!(code(b"[[[1]]]"), None);
        assert_eq!(code(b"[[[[1]]]]"), Some(Code::TooDeep));
        assert_eq!(code(br#"["[[[[", [], [], []]"#), None);
        assert_eq!(code(br#"["\"[[[[", "\\", [[]]]"#), None);
    }

    #[test]
    fn surrogates_come_in_pairs() {
        assert_eq!(code(br#""\ud83d\ude00""#), None);
        assert_eq!(code(br#""\\ud83d""#), None);
        assert_eq!(code(br#""\ud83d""#), Some(Code::Malformed));
        assert_eq!(code(br#""\ude00\ud83d""#), Some(Code::Malformed));
        assert_eq!(code(br#""\ud83dx\ude00""#), Some(Code::Malformed));
        assert_eq!(code(br#""\ud83d\u"#), Some(Code::Malformed));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_refused() {
        assert_eq!(code(b"\xef\xbb\xbf{}"), Some(Code::Encoding));
        assert_eq!(code(b"\"\xc0\xaf\""), Some(Code::Encoding));
        assert_eq!(code(b"\"\xff\""), Some(Code::Encoding));
        assert_eq!(code("\"é\"".as_bytes()), None);
    }
}
