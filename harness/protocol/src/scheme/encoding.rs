//! Signature texts, read strictly: one signature has one text. What is wrong is described by its shape.

use std::borrow::Cow;

use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, DecodeSliceError, Engine as _};
use data_encoding::HEXLOWER;

use super::{RawSignature, SignatureFault};

/// Standard base64 with padding: RFC 4648, section 4.
pub(super) fn base64(raw: &[u8]) -> String {
    STANDARD.encode(raw)
}

/// Lower-case hex: RFC 4648, section 8, in the other case.
pub(super) fn hex(raw: &[u8]) -> String {
    HEXLOWER.encode(raw)
}

/// Reads what [`base64`] writes for a signature of `length` bytes.
pub(super) fn from_base64(text: &str, length: usize) -> Result<RawSignature, SignatureFault> {
    let encoding = |found| SignatureFault::Encoding {
        expected: format!("{} characters of standard base64 with padding", length.div_ceil(3) * 4).into(),
        found,
    };
    let raw = RawSignature::fill(|buffer| read_base64(text, buffer)).map_err(encoding)?;
    if text.is_empty() { Err(encoding(NOTHING)) } else { raw.check_length(length).map(|()| raw) }
}

/// Reads what [`hex`] writes for a signature of `length` bytes.
pub(super) fn from_hex(text: &str, length: usize) -> Result<RawSignature, SignatureFault> {
    let encoding =
        |found| SignatureFault::Encoding { expected: format!("{} lower-case hex digits", length * 2).into(), found };
    let raw = RawSignature::fill(|buffer| read_hex(text, buffer)).map_err(encoding)?;
    if text.is_empty() { Err(encoding(NOTHING)) } else { raw.check_length(length).map(|()| raw) }
}

const NOTHING: Shape = Cow::Borrowed("nothing");

/// What came, without what it says.
type Shape = Cow<'static, str>;

fn read_base64(text: &str, buffer: &mut [u8]) -> Result<usize, Shape> {
    STANDARD.decode_slice(text, buffer).map_err(|error| {
        let foreign = first_foreign(text, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
        foreign.unwrap_or_else(|| match error {
            DecodeSliceError::DecodeError(DecodeError::InvalidByte(at, _)) => character(text, at),
            DecodeSliceError::DecodeError(DecodeError::InvalidLastSymbol { .. }) => {
                "unused bits of the last character that are not zero".into()
            }
            DecodeSliceError::DecodeError(DecodeError::InvalidPadding) => "missing or wrong padding".into(),
            DecodeSliceError::DecodeError(DecodeError::InvalidLength(_)) | DecodeSliceError::OutputSliceTooSmall => {
                characters(text)
            }
        })
    })
}

fn read_hex(text: &str, buffer: &mut [u8]) -> Result<usize, Shape> {
    let room = HEXLOWER.decode_len(text.len()).ok().and_then(|length| buffer.get_mut(..length));
    room.and_then(|room| HEXLOWER.decode_mut(text.as_bytes(), room).ok()).ok_or_else(|| {
        let foreign = first_foreign(text, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        foreign.unwrap_or_else(|| characters(text))
    })
}

// A line feed after a good signature is better named than counted, or blamed on the padding before it.
fn first_foreign(text: &str, known: impl Fn(u8) -> bool) -> Option<Shape> {
    let at = text.bytes().position(|byte| !known(byte))?;
    Some(character(text, at))
}

fn character(text: &str, at: usize) -> Shape {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => format!("character {found:?} at {at}").into(),
        None => characters(text),
    }
}

fn characters(text: &str) -> Shape {
    format!("{} characters", text.chars().count()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_each_text_is_read_back() {
        for length in [1, 2, 3, 32, 64, 128, 256, 511, 512] {
            let raw = vec![0xa7; length];
            assert_eq!(from_base64(&base64(&raw), length).unwrap().as_slice(), raw);
            assert_eq!(from_hex(&hex(&raw), length).unwrap().as_slice(), raw);
        }
    }

    #[test]
    fn err_hex_has_one_spelling() {
        let good = hex(&[0xab; 32]);
        let cases = [
            (String::new(), "nothing"),
            (good.to_uppercase(), "character 'A' at 0"),
            (good.replacen('a', "A", 1), "character 'A' at 0"),
            (format!("{good}\n"), "character '\\n' at 64"),
            (format!(" {good}"), "character ' ' at 0"),
            (format!("0x{good}"), "character 'x' at 1"),
            (good[..63].to_owned(), "63 characters"),
            (base64(&[0xab; 32]), "character 'q' at 0"),
            (format!("{}é", &good[..62]), "character 'é' at 62"),
            ("a".repeat(1026), "1026 characters"),
            ("a".repeat(1_000_000), "1000000 characters"),
        ];
        for (text, found) in cases {
            assert_eq!(fault(from_hex(&text, 32)), format!("expected 64 lower-case hex digits, found {found}"));
        }
    }

    #[test]
    fn err_base64_has_one_spelling() {
        let good = base64(&[0xfb; 32]);
        let cases = [
            (String::new(), "nothing"),
            (good.replacen('+', "-", 1), "character '-' at 0"),
            (good.replacen('/', "_", 1), "character '_' at 1"),
            (good.trim_end_matches('=').to_owned(), "missing or wrong padding"),
            (good.replace("s=", "t="), "unused bits of the last character that are not zero"),
            (format!("{good}="), "character '=' at 43"),
            (format!("{good}\n"), "character '\\n' at 44"),
            (format!("{good}\r\n"), "character '\\r' at 44"),
            (format!(" {good}"), "character ' ' at 0"),
            (format!("{}\n{}", &good[..20], &good[20..]), "character '\\n' at 20"),
            (good.replace('=', "%3D"), "character '%' at 43"),
            (format!("{good}{good}"), "character '=' at 43"),
            (good[..41].to_owned(), "41 characters"),
            (format!("é{}", &good[2..]), "character 'é' at 0"),
            ("A".repeat(688), "688 characters"),
            ("A".repeat(1_000_000), "1000000 characters"),
        ];
        for (text, found) in cases {
            let expected = format!("expected 44 characters of standard base64 with padding, found {found}");
            assert_eq!(fault(from_base64(&text, 32)), expected, "{text:.80}");
        }
    }

    #[test]
    fn err_length_is_in_bytes() {
        let of_64 = base64(&[0; 64]);
        assert_eq!(fault(from_base64(&of_64, 32)), "expected a signature of 32 bytes, found 64 bytes");
        assert_eq!(fault(from_hex(&hex(&[0; 32]), 64)), "expected a signature of 64 bytes, found 32 bytes");
    }

    fn fault(result: Result<RawSignature, SignatureFault>) -> String {
        result.unwrap_err().to_string()
    }
}
