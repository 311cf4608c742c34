//! What the schemes with HMAC share: a shared secret whose signatures are compared in constant time.
//!
//! Algorithm: RFC 2104, <https://datatracker.ietf.org/doc/html/rfc2104#section-2>.

use core::fmt;

use hmac::{KeyInit, Mac};

use super::{KeyError, RawSignature, SignatureFault, secret};
use crate::canonical::SignedBytes;

/// How one scheme differs from the others.
pub trait HmacScheme {
    /// HMAC over its hash.
    type Hmac: Mac + KeyInit + Clone;
    /// For people.
    const NAME: &'static str;
    /// Bytes of a signature.
    const LENGTH: usize;

    /// Writes a signature as the message carries it.
    fn encode(raw: &[u8]) -> String;

    /// Reads the signature text of a message.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Encoding`] or [`SignatureFault::Length`].
    fn decode(text: &str) -> Result<RawSignature, SignatureFault>;
}

/// A shared secret, with the key schedule computed.
pub struct HmacKey<S: HmacScheme> {
    keyed: S::Hmac,
}

impl<S: HmacScheme> HmacKey<S> {
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
        Self { keyed: KeyInit::new_from_slice(bytes).expect("HMAC takes a key of any length") }
    }

    /// The signature of these bytes.
    #[must_use]
    pub fn sign(&self, signed: &SignedBytes<'_>) -> RawSignature {
        let tag = self.absorb(signed).finalize().into_bytes();
        RawSignature::from_slice(&tag).expect("a tag is shorter than any RSA signature")
    }

    /// Reads the signature text of a message.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Encoding`] or [`SignatureFault::Length`].
    pub fn decode(&self, text: &str) -> Result<RawSignature, SignatureFault> {
        S::decode(text)
    }

    /// Checks a signature in constant time.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Length`] first, then [`SignatureFault::Mismatch`].
    pub fn verify(&self, signed: &SignedBytes<'_>, signature: &RawSignature) -> Result<(), SignatureFault> {
        signature.check_length(S::LENGTH)?;
        self.absorb(signed).verify_slice(signature.as_slice()).map_err(|_| SignatureFault::Mismatch)
    }

    fn absorb(&self, signed: &SignedBytes<'_>) -> S::Hmac {
        let mut keyed = self.keyed.clone();
        signed.pieces().for_each(|piece| keyed.update(piece));
        keyed
    }
}

// Derived, it would ask the scheme to be cloned.
impl<S: HmacScheme> Clone for HmacKey<S> {
    fn clone(&self) -> Self {
        Self { keyed: self.keyed.clone() }
    }
}

impl<S: HmacScheme> fmt::Debug for HmacKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", S::NAME)
    }
}
