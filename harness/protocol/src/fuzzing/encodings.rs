//! Any text as a signature: Base64 and hex.

use crate::canonical::SignedBytes;
use crate::fuzzing::bench::bench;
use crate::gateways;
use crate::scheme::{Scheme, SigningKey};

/// Any bytes as the text of a signature, for every scheme.
///
/// * What is decoded is encoded to the same text again: each signature has one text only.
/// * The bytes, encoded, are decoded to themselves, if their length is right.
/// * No text but that of the signature itself is taken for it.
///
/// # Panics
///
/// When one of these does not hold.
pub fn encodings(bytes: &[u8]) {
    for bench in gateways::ALL.map(bench) {
        of_key(&bench.key, bytes);
    }
}

fn of_key(key: &SigningKey, bytes: &[u8]) {
    let (scheme, verifying) = (key.scheme(), key.verifying_key());
    let text = String::from_utf8_lossy(bytes);
    if let Ok(raw) = verifying.decode(&text) {
        assert!(key.encode(raw.as_slice()) == text, "two texts of one signature: {text:?} ({scheme})");
        assert!(naive(scheme, &text).as_deref() == Some(raw.as_slice()), "{text:?} is decoded otherwise ({scheme})");
        let signed = SignedBytes::from(b"no message".to_vec());
        let right = key.sign_text(&signed) == text;
        assert!(verifying.verify(&signed, &raw).is_ok() == right, "{text:?}: {right} is the truth ({scheme})");
    }
    let encoded = scheme.encode(bytes);
    if let Ok(raw) = verifying.decode(&encoded) {
        assert!(raw.as_slice() == bytes, "{encoded} is decoded otherwise ({scheme})");
    }
}

/// Digit by digit.
fn naive(scheme: Scheme, text: &str) -> Option<Vec<u8>> {
    match scheme {
        Scheme::HmacSha256Hex | Scheme::HmacSha512Hex | Scheme::Md5Hex => number(text, b"0123456789abcdef", 4),
        Scheme::HmacSha256Base64 | Scheme::RsaSha256Base64 => {
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            number(text.trim_end_matches('='), alphabet, 6)
        }
    }
}

fn number(text: &str, alphabet: &[u8], bits: u32) -> Option<Vec<u8>> {
    let (mut out, mut buffer, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let digit = alphabet.iter().position(|known| *known == byte)?;
        buffer = buffer << bits | u32::try_from(digit).ok()?;
        held += bits;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(buffer >> held & 0xff).ok()?);
        }
    }
    Some(out)
}
