//! Any bytes as a key.

use crate::canonical::SignedBytes;
use crate::scheme::{KeyPolicy, Scheme};

/// Any bytes as a key of every scheme: PEM, PEM in one line, Base64, secrets.
///
/// * What is read signs, and its own verifying key takes the signature; or it is refused.
/// * What is printed of a key, or of its refusal, holds no material.
///
/// # Panics
///
/// When one of these does not hold.
pub fn keys(bytes: &[u8]) {
    for scheme in [Scheme::HmacSha512Hex, Scheme::Md5Hex, Scheme::RsaSha256Base64] {
        let signing = scheme.signing_key(bytes, KeyPolicy::LEGACY_1024);
        let verifying = scheme.verifying_key(bytes, KeyPolicy::LEGACY_1024);
        let shown = [
            signing.as_ref().map_or_else(ToString::to_string, |key| format!("{key:?}")),
            verifying.as_ref().map_or_else(ToString::to_string, |key| format!("{key:?}")),
        ];
        for shown in shown {
            assert!(!leaks(&shown, bytes), "a key is printed: {shown}");
        }
        let Ok(key) = signing else { continue };
        let signed = SignedBytes::from(b"signed".to_vec());
        let raw = key.sign(&signed);
        assert!(key.verifying_key().verify(&signed, &raw).is_ok(), "a key that does not take its own signature");
    }
}

/// Whether so much of the key stands in the text that it cannot be there by chance.
fn leaks(shown: &str, key: &[u8]) -> bool {
    const MATERIAL: usize = 20;
    let is_secret = |part: &&[u8]| part.iter().all(u8::is_ascii_alphanumeric);
    key.windows(MATERIAL).filter(is_secret).any(|part| shown.as_bytes().windows(MATERIAL).any(|known| known == part))
}
