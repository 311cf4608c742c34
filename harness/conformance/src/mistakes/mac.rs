//! Mistakes about digests, encodings and keys of the schemes with a shared secret.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use counterfoil_protocol::scheme::forge::{Hash, digest, hmac};
use data_encoding::{HEXLOWER, HEXUPPER};

use super::Mistake;
use crate::render::{SignatureText, Signing};

const DIGEST: &str = "use the documented digest only; never try several";
const ENCODING: &str = "compare with the documented encoding only";
const KEY: &str = "use the secret's characters as they are, and read it without its line end";

/// Another digest or encoding than the documented one.
#[must_use]
pub fn mac(right: Hash, hex: bool) -> Vec<Mistake> {
    let mut all: Vec<Mistake> = [
        (Hash::Md5, "hmac-md5", "HMAC-MD5"),
        (Hash::Sha1, "hmac-sha1", "HMAC-SHA1"),
        (Hash::Sha256, "hmac-sha256", "HMAC-SHA256"),
        (Hash::Sha512, "hmac-sha512", "HMAC-SHA512"),
    ]
    .into_iter()
    .filter(|(hash, ..)| *hash != right)
    .map(|(hash, slug, about)| {
        Mistake::new(slug, about, DIGEST, Signing::signer(move |keys, bytes| hmac(hash, &keys.material, bytes)))
    })
    .collect();
    all.extend([
        Mistake::new(
            "digest-without-key",
            "a plain digest of the signed bytes, no key",
            DIGEST,
            Signing::signer(move |_, bytes| digest(right, bytes)),
        ),
        Mistake::new(
            "digest-key-in-front",
            "a plain digest of key and signed bytes",
            DIGEST,
            Signing::signer(move |keys, bytes| digest(right, &[&keys.material, bytes].concat())),
        ),
        Mistake::new(
            "digest-key-behind",
            "a plain digest of signed bytes and key",
            DIGEST,
            Signing::signer(move |keys, bytes| digest(right, &[bytes, &keys.material].concat())),
        ),
    ]);
    all.extend(if hex { base64_for_hex() } else { hex_for_base64() });
    all
}

fn base64_for_hex() -> Vec<Mistake> {
    vec![
        Mistake::new(
            "base64-instead-of-hex",
            "base64 instead of hex",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(BASE64_STANDARD.encode(raw))),
        ),
        Mistake::new(
            "base64-of-hex",
            "base64 of the hex text",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(BASE64_STANDARD.encode(HEXLOWER.encode(raw)))),
        ),
    ]
}

fn hex_for_base64() -> Vec<Mistake> {
    vec![
        Mistake::new(
            "hex-instead-of-base64",
            "lower-case hex instead of base64",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(HEXLOWER.encode(raw))),
        ),
        Mistake::new(
            "upper-case-hex-instead-of-base64",
            "upper-case hex instead of base64",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(HEXUPPER.encode(raw))),
        ),
        Mistake::new(
            "base64-of-hex",
            "base64 of the hex text",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(BASE64_STANDARD.encode(HEXLOWER.encode(raw)))),
        ),
        Mistake::new(
            "base64url-instead-of-base64",
            "the URL alphabet of base64 without padding",
            ENCODING,
            Signing::encoder(|raw| SignatureText::Text(format!("{}-_", BASE64_URL_SAFE_NO_PAD.encode(raw)))),
        ),
    ]
}

/// The secret misread; `sign` is the scheme with any key.
#[must_use]
pub fn secret(sign: fn(&[u8], &[u8]) -> Vec<u8>) -> Vec<Mistake> {
    vec![
        Mistake::new(
            "secret-with-line-feed",
            "the secret is read from a file with its line feed",
            KEY,
            Signing::signer(move |keys, bytes| sign(&[&keys.material[..], b"\n"].concat(), bytes)),
        ),
        Mistake::new(
            "secret-in-hex",
            "the secret's bytes are written as hex first",
            KEY,
            Signing::signer(move |keys, bytes| sign(HEXLOWER.encode(&keys.material).as_bytes(), bytes)),
        ),
        Mistake::new(
            "secret-in-base64",
            "the secret's bytes are written as base64 first",
            KEY,
            Signing::signer(move |keys, bytes| sign(BASE64_STANDARD.encode(&keys.material).as_bytes(), bytes)),
        ),
        Mistake::new(
            "secret-in-quotes",
            "the secret is used with the quotes of its configuration file",
            KEY,
            Signing::signer(move |keys, bytes| sign(&[b"\"", &keys.material[..], b"\""].concat(), bytes)),
        ),
    ]
}
