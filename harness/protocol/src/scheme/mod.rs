//! Signature algorithms: what a key is, how a signature is written, made and checked.
//!
//! One file per [`Scheme`], all with the same items in the same order, so that `diff` shows what is particular:
//!
//! * [`hmac_sha256_base64`], [`hmac_sha256_hex`], [`hmac_sha512_hex`]: a shared secret, HMAC.
//! * [`md5_hex`]: a shared secret in front of the text, MD5.
//! * [`rsa_sha256_base64`]: a key pair, RSASSA-PKCS1-v1_5.
//!
//! [`forge`] makes signatures that are wrong on purpose. A new scheme is one such file and one line per `match` here.

mod encoding;
pub mod forge;
mod hmac_key;
pub mod hmac_sha256_base64;
pub mod hmac_sha256_hex;
pub mod hmac_sha512_hex;
mod key_error;
pub mod md5_hex;
mod rsa_key_text;
pub mod rsa_sha256_base64;
mod secret;
mod signature;

pub use self::hmac_key::{HmacKey, HmacScheme};
pub use self::key_error::KeyError;
pub use self::signature::{RawSignature, SignatureFault};
use crate::canonical::SignedBytes;

/// The algorithm and text encoding that a gateway documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// [`hmac_sha256_base64`].
    HmacSha256Base64,
    /// [`hmac_sha256_hex`].
    HmacSha256Hex,
    /// [`hmac_sha512_hex`].
    HmacSha512Hex,
    /// [`md5_hex`].
    Md5Hex,
    /// [`rsa_sha256_base64`].
    RsaSha256Base64,
}

impl Scheme {
    /// Every scheme, in alphabetical order.
    pub const ALL: &[Self] =
        &[Self::HmacSha256Base64, Self::HmacSha256Hex, Self::HmacSha512Hex, Self::Md5Hex, Self::RsaSha256Base64];

    /// The algorithm and the encoding, for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HmacSha256Base64 => hmac_sha256_base64::NAME,
            Self::HmacSha256Hex => hmac_sha256_hex::NAME,
            Self::HmacSha512Hex => hmac_sha512_hex::NAME,
            Self::Md5Hex => md5_hex::NAME,
            Self::RsaSha256Base64 => rsa_sha256_base64::NAME,
        }
    }

    /// Reads a key that signs: the bytes of a secret, or the text of an RSA private key.
    ///
    /// # Errors
    ///
    /// See [`KeyError`]; `policy` is about RSA only.
    pub fn signing_key(self, text: &[u8], policy: KeyPolicy) -> Result<SigningKey, KeyError> {
        Ok(match self {
            Self::HmacSha256Base64 => SigningKey::HmacSha256Base64(hmac_sha256_base64::Key::new(text)?),
            Self::HmacSha256Hex => SigningKey::HmacSha256Hex(hmac_sha256_hex::Key::new(text)?),
            Self::HmacSha512Hex => SigningKey::HmacSha512Hex(hmac_sha512_hex::Key::new(text)?),
            Self::Md5Hex => SigningKey::Md5Hex(md5_hex::Key::new(text)?),
            Self::RsaSha256Base64 => SigningKey::RsaSha256Base64(rsa_sha256_base64::SigningKey::new(text, policy)?),
        })
    }

    /// Reads a key that verifies: the bytes of a secret, or the text of an RSA public key.
    ///
    /// # Errors
    ///
    /// See [`KeyError`]; `policy` is about RSA only.
    pub fn verifying_key(self, text: &[u8], policy: KeyPolicy) -> Result<VerifyingKey, KeyError> {
        Ok(match self {
            Self::HmacSha256Base64 => VerifyingKey::HmacSha256Base64(hmac_sha256_base64::Key::new(text)?),
            Self::HmacSha256Hex => VerifyingKey::HmacSha256Hex(hmac_sha256_hex::Key::new(text)?),
            Self::HmacSha512Hex => VerifyingKey::HmacSha512Hex(hmac_sha512_hex::Key::new(text)?),
            Self::Md5Hex => VerifyingKey::Md5Hex(md5_hex::Key::new(text)?),
            Self::RsaSha256Base64 => VerifyingKey::RsaSha256Base64(rsa_sha256_base64::VerifyingKey::new(text, policy)?),
        })
    }

    /// Writes a signature as the message carries it. Any bytes will do: forgeries are encoded here too.
    #[must_use]
    pub fn encode(self, raw: &[u8]) -> String {
        match self {
            Self::HmacSha256Base64 => hmac_sha256_base64::encode(raw),
            Self::HmacSha256Hex => hmac_sha256_hex::encode(raw),
            Self::HmacSha512Hex => hmac_sha512_hex::encode(raw),
            Self::Md5Hex => md5_hex::encode(raw),
            Self::RsaSha256Base64 => rsa_sha256_base64::encode(raw),
        }
    }
}

impl core::fmt::Display for Scheme {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// Which RSA key sizes are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPolicy {
    /// Fewest bits of the modulus; below 1024 nothing is accepted.
    pub min_rsa_bits: usize,
    /// Most bits of the modulus; above 4096 nothing is accepted.
    pub max_rsa_bits: usize,
}

impl KeyPolicy {
    /// 2048 to 4096 bits.
    ///
    /// <https://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-131Ar2.pdf>, section 3, for the lower bound.
    pub const DEFAULT: Self = Self { min_rsa_bits: 2048, max_rsa_bits: 4096 };
    /// 1024 to 4096 bits: Pelago's platform key has 1024. [`VerifyingKey::warnings`] says so.
    pub const LEGACY_1024: Self = Self { min_rsa_bits: 1024, ..Self::DEFAULT };
}

impl Default for KeyPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A key that verifies, with all that can be computed once done.
#[derive(Clone, Debug)]
pub enum VerifyingKey {
    /// For [`Scheme::HmacSha256Base64`].
    HmacSha256Base64(hmac_sha256_base64::Key),
    /// For [`Scheme::HmacSha256Hex`].
    HmacSha256Hex(hmac_sha256_hex::Key),
    /// For [`Scheme::HmacSha512Hex`].
    HmacSha512Hex(hmac_sha512_hex::Key),
    /// For [`Scheme::Md5Hex`].
    Md5Hex(md5_hex::Key),
    /// For [`Scheme::RsaSha256Base64`].
    RsaSha256Base64(rsa_sha256_base64::VerifyingKey),
}

impl VerifyingKey {
    /// What the key is for.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self {
            Self::HmacSha256Base64(_) => Scheme::HmacSha256Base64,
            Self::HmacSha256Hex(_) => Scheme::HmacSha256Hex,
            Self::HmacSha512Hex(_) => Scheme::HmacSha512Hex,
            Self::Md5Hex(_) => Scheme::Md5Hex,
            Self::RsaSha256Base64(_) => Scheme::RsaSha256Base64,
        }
    }

    /// Reads the signature text of a message: exactly one text is accepted for each signature.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Encoding`] for blanks, upper-case hex, another base64 alphabet, missing padding or unused bits
    /// that are not zero; [`SignatureFault::Length`] for a well-written signature of another length.
    pub fn decode(&self, text: &str) -> Result<RawSignature, SignatureFault> {
        match self {
            Self::HmacSha256Base64(key) => key.decode(text),
            Self::HmacSha256Hex(key) => key.decode(text),
            Self::HmacSha512Hex(key) => key.decode(text),
            Self::Md5Hex(key) => key.decode(text),
            Self::RsaSha256Base64(key) => key.decode(text),
        }
    }

    /// Checks a signature; in constant time where the key is a secret.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Length`] first, then [`SignatureFault::Mismatch`].
    pub fn verify(&self, signed: &SignedBytes<'_>, signature: &RawSignature) -> Result<(), SignatureFault> {
        match self {
            Self::HmacSha256Base64(key) => key.verify(signed, signature),
            Self::HmacSha256Hex(key) => key.verify(signed, signature),
            Self::HmacSha512Hex(key) => key.verify(signed, signature),
            Self::Md5Hex(key) => key.verify(signed, signature),
            Self::RsaSha256Base64(key) => key.verify(signed, signature),
        }
    }

    /// What is questionable about a key that is accepted all the same.
    #[must_use]
    pub fn warnings(&self) -> Option<String> {
        match self {
            Self::HmacSha256Base64(_) | Self::HmacSha256Hex(_) | Self::HmacSha512Hex(_) | Self::Md5Hex(_) => None,
            Self::RsaSha256Base64(key) => key.warnings(),
        }
    }
}

/// A key that signs, with all that can be computed once done.
#[derive(Clone, Debug)]
pub enum SigningKey {
    /// For [`Scheme::HmacSha256Base64`].
    HmacSha256Base64(hmac_sha256_base64::Key),
    /// For [`Scheme::HmacSha256Hex`].
    HmacSha256Hex(hmac_sha256_hex::Key),
    /// For [`Scheme::HmacSha512Hex`].
    HmacSha512Hex(hmac_sha512_hex::Key),
    /// For [`Scheme::Md5Hex`].
    Md5Hex(md5_hex::Key),
    /// For [`Scheme::RsaSha256Base64`].
    RsaSha256Base64(rsa_sha256_base64::SigningKey),
}

impl SigningKey {
    /// What the key is for.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self {
            Self::HmacSha256Base64(_) => Scheme::HmacSha256Base64,
            Self::HmacSha256Hex(_) => Scheme::HmacSha256Hex,
            Self::HmacSha512Hex(_) => Scheme::HmacSha512Hex,
            Self::Md5Hex(_) => Scheme::Md5Hex,
            Self::RsaSha256Base64(_) => Scheme::RsaSha256Base64,
        }
    }

    /// The signature of these bytes. Every scheme is deterministic: the same bytes give the same signature.
    #[must_use]
    pub fn sign(&self, signed: &SignedBytes<'_>) -> RawSignature {
        match self {
            Self::HmacSha256Base64(key) => key.sign(signed),
            Self::HmacSha256Hex(key) => key.sign(signed),
            Self::HmacSha512Hex(key) => key.sign(signed),
            Self::Md5Hex(key) => key.sign(signed),
            Self::RsaSha256Base64(key) => key.sign(signed),
        }
    }

    /// The signature of these bytes as the message carries it.
    #[must_use]
    pub fn sign_text(&self, signed: &SignedBytes<'_>) -> String {
        self.encode(self.sign(signed).as_slice())
    }

    /// Writes a signature as the message carries it; see [`Scheme::encode`].
    #[must_use]
    pub fn encode(&self, raw: &[u8]) -> String {
        self.scheme().encode(raw)
    }

    /// The key that accepts what this one signs.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        match self {
            Self::HmacSha256Base64(key) => VerifyingKey::HmacSha256Base64(key.clone()),
            Self::HmacSha256Hex(key) => VerifyingKey::HmacSha256Hex(key.clone()),
            Self::HmacSha512Hex(key) => VerifyingKey::HmacSha512Hex(key.clone()),
            Self::Md5Hex(key) => VerifyingKey::Md5Hex(key.clone()),
            Self::RsaSha256Base64(key) => VerifyingKey::RsaSha256Base64(key.verifying_key()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_accepts_what_it_signs_and_nothing_else() {
        for scheme in Scheme::ALL {
            let key = scheme.signing_key(test_key(*scheme), KeyPolicy::DEFAULT).unwrap();
            let verifying = key.verifying_key();
            let signed = SignedBytes::from(b"signed".to_vec());
            let other = SignedBytes::from(b"Signed".to_vec());
            let raw = verifying.decode(&key.sign_text(&signed)).unwrap();
            assert_eq!(verifying.scheme(), *scheme);
            assert_eq!(verifying.verify(&signed, &raw), Ok(()), "{scheme}");
            assert_eq!(verifying.verify(&other, &raw), Err(SignatureFault::Mismatch), "{scheme}");
            assert_eq!(verifying.warnings(), None, "{scheme}");
        }
    }

    #[test]
    fn pieces_are_signed_as_one() {
        for scheme in Scheme::ALL {
            let key = scheme.signing_key(test_key(*scheme), KeyPolicy::DEFAULT).unwrap();
            let mut pieces = SignedBytes::with_capacity(3);
            for piece in [&b"one"[..], b"", b"two"] {
                pieces.push(piece);
            }
            assert_eq!(key.sign_text(&pieces), key.sign_text(&SignedBytes::from(b"onetwo".to_vec())), "{scheme}");
        }
    }

    #[test]
    fn debug_prints_no_material() {
        for scheme in Scheme::ALL {
            let key = scheme.signing_key(test_key(*scheme), KeyPolicy::DEFAULT).unwrap();
            let shown = format!("{key:?} {:?} {:?}", key.verifying_key(), key.sign(&SignedBytes::default()));
            assert!(shown.len() < 250, "{shown}");
            assert!(!shown.contains("TEST") && !shown.contains("84, 69"), "{shown}");
        }
    }

    #[test]
    fn a_name_is_for_people() {
        assert_eq!(Scheme::HmacSha512Hex.to_string(), "HMAC-SHA512, lower-case hex");
    }

    fn test_key(scheme: Scheme) -> &'static [u8] {
        match scheme {
            Scheme::RsaSha256Base64 => include_bytes!("../../../../corpus/keys/paycools-platform.pkcs8.pem"),
            _ => b"TEST-secret",
        }
    }
}
