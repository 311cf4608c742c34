//! Keys for the bare primitive, read without the code that is measured.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The DER of a public key.
///
/// # Panics
///
/// When the text is not PEM.
#[must_use]
pub fn spki(pem: &str) -> Vec<u8> {
    let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(text).expect("a PEM file holds base64")
}
