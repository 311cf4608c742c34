//! MD5 of the secret followed by the text, written in lower-case hex: Cregis.
//!
//! Not a MAC: whoever has one signature can extend the signed bytes. That is the gateway's choice, reported as
//! `protocol-inherent`. Rule: <https://developer.cregis.com/api-reference/signature>. Algorithm: RFC 1321,
//! <https://datatracker.ietf.org/doc/html/rfc1321#section-3>. Encoding: RFC 4648,
//! <https://datatracker.ietf.org/doc/html/rfc4648#section-8>.

use core::fmt;

use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::{KeyError, RawSignature, SignatureFault, encoding, secret};
use crate::canonical::SignedBytes;

/// For people.
pub const NAME: &str = "MD5 behind the secret, lower-case hex";

/// Bytes of a signature.
pub const LENGTH: usize = 16;

/// Writes a signature as the message carries it.
#[must_use]
pub fn encode(raw: &[u8]) -> String {
    encoding::hex(raw)
}

/// A shared secret. It fits into MD5's first block, so there is nothing to compute in advance.
#[derive(Clone)]
pub struct Key {
    secret: Zeroizing<Vec<u8>>,
}

impl Key {
    /// Takes the bytes of the secret as they are.
    ///
    /// # Errors
    ///
    /// [`KeyError`] for a secret that is empty or has a line end or blank around it.
    pub fn new(bytes: &[u8]) -> Result<Self, KeyError> {
        secret::check(bytes).map(|()| Self::danger_any(bytes))
    }

    /// Takes any bytes, even none: for receivers that are faulty on purpose, and for published vectors.
    #[must_use]
    pub fn danger_any(bytes: &[u8]) -> Self {
        Self { secret: Zeroizing::new(bytes.to_vec()) }
    }

    /// The signature of these bytes.
    #[must_use]
    pub fn sign(&self, signed: &SignedBytes<'_>) -> RawSignature {
        let digest = self.absorb(signed).finalize();
        RawSignature::from_slice(&digest).expect("a digest is shorter than any RSA signature")
    }

    /// Reads the signature text of a message.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Encoding`] or [`SignatureFault::Length`].
    pub fn decode(&self, text: &str) -> Result<RawSignature, SignatureFault> {
        encoding::from_hex(text, LENGTH)
    }

    /// Checks a signature in constant time.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Length`] first, then [`SignatureFault::Mismatch`].
    pub fn verify(&self, signed: &SignedBytes<'_>, signature: &RawSignature) -> Result<(), SignatureFault> {
        signature.check_length(LENGTH)?;
        let equal = self.absorb(signed).finalize().as_slice().ct_eq(signature.as_slice());
        if equal.into() { Ok(()) } else { Err(SignatureFault::Mismatch) }
    }

    fn absorb(&self, signed: &SignedBytes<'_>) -> Md5 {
        let mut keyed = Md5::new_with_prefix(&*self.secret);
        signed.pieces().for_each(|piece| keyed.update(piece));
        keyed
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({NAME})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 1321, appendix A.5: https://datatracker.ietf.org/doc/html/rfc1321#appendix-A.5
    #[test]
    fn ok_published_answers() {
        let cases = [
            ("", "d41d8cd98f00b204e9800998ecf8427e"),
            ("a", "0cc175b9c0f1b6a831c399e269772661"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a",
            ),
        ];
        for (message, digest) in cases {
            let (secret, rest) = message.split_at(message.len() / 2);
            let raw = Key::danger_any(secret.as_bytes()).sign(&SignedBytes::from(rest.as_bytes().to_vec()));
            assert_eq!(encoding::hex(raw.as_slice()), digest);
        }
    }

    // https://developer.cregis.com/api-reference/signature, final step of the example
    #[test]
    fn ok_documented_answer() {
        let text = "addressTXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FSamount1.1\
            callback_urlhttp://192.168.2.29:9099/callbackcurrency195@195noncehwlkk6pid1382528827416576\
            remarkpayoutthird_party_idc9231e604da54469a735af3f449c880ftimestamp1688004243314";
        let key = Key::new(b"f502a9ac9ca54327986f29c03b271491").unwrap();
        let raw = key.sign(&SignedBytes::from(text.as_bytes().to_vec()));
        assert_eq!(encode(raw.as_slice()), "d6eef2de79e39f434a38efb910213ba6");
    }

    #[test]
    fn err_another_length() {
        let short = RawSignature::from_slice(&[0; LENGTH - 1]).unwrap();
        let fault = Key::danger_any(b"").verify(&SignedBytes::default(), &short);
        assert_eq!(fault, Err(SignatureFault::Length { expected: LENGTH, found: LENGTH - 1 }));
    }

    #[test]
    fn err_secret_with_a_line_end() {
        assert_eq!(Key::new(b"TEST\n").unwrap_err(), KeyError::LineEnd);
        let with = Key::danger_any(b"TEST\n").sign(&SignedBytes::default());
        assert_eq!(Key::new(b"TEST").unwrap().verify(&SignedBytes::default(), &with), Err(SignatureFault::Mismatch));
    }
}
