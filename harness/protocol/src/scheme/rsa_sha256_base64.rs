//! RSASSA-PKCS1-v1_5 with SHA-256 ("SHA256withRSA"), written in base64: PayCools, Pelago.
//!
//! Rule: <https://developer.paycools.com/en/docs/paycools-doc/config-signature>; Pelago publishes none, a captured
//! callback verifies so. Algorithm: RFC 8017, <https://datatracker.ietf.org/doc/html/rfc8017#section-8.2>. Encoding:
//! RFC 4648, <https://datatracker.ietf.org/doc/html/rfc4648#section-4>.

use core::fmt;

use aws_lc_rs::digest::{Context, Digest, SHA256};
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
    RsaParameters,
};
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPrivateKey, pkcs1};

use super::{KeyError, KeyPolicy, RawSignature, SignatureFault, encoding, rsa_key_text};
use crate::canonical::SignedBytes;

/// For people.
pub const NAME: &str = "RSA PKCS#1 v1.5 with SHA-256, base64";

/// Writes a signature as the message carries it.
#[must_use]
pub fn encode(raw: &[u8]) -> String {
    encoding::base64(raw)
}

/// A private key, checked once by a signature of its own.
#[derive(Clone)]
pub struct SigningKey {
    private: RsaPrivateKey,
    // `aws-lc-rs` signs three times faster but refuses fewer than 2048 bits.
    fast: Option<KeyPair>,
    verifying: VerifyingKey,
}

impl SigningKey {
    /// Reads PKCS#8 or PKCS#1, as PEM or as its base64 without armour.
    ///
    /// # Errors
    ///
    /// [`KeyError::Empty`], [`KeyError::Kind`], [`KeyError::Size`], [`KeyError::Inconsistent`].
    pub fn new(text: &[u8], policy: KeyPolicy) -> Result<Self, KeyError> {
        let damaged = || KeyError::Inconsistent { found: "parts that do not belong together" };
        let der = rsa_key_text::private_key(text)?;
        let parts = pkcs1::RsaPrivateKey::try_from(&**der).map_err(|_| damaged())?;
        let verifying = VerifyingKey::from_parts(&parts.public_key(), policy)?;
        let private = private_key(&parts).ok_or_else(damaged)?;
        let fast = if verifying.bits < 2048 { None } else { Some(KeyPair::from_der(&der).map_err(|_| damaged())?) };
        let key = Self { private, fast, verifying };
        key.check().ok_or_else(damaged)?;
        Ok(key)
    }

    /// The signature of these bytes.
    #[must_use]
    pub fn sign(&self, signed: &SignedBytes<'_>) -> RawSignature {
        self.try_sign(&digest(signed)).expect("the key has signed when it was read")
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        self.verifying.clone()
    }

    /// For `forge`, which does what no library offers.
    pub(super) fn private(&self) -> &RsaPrivateKey {
        &self.private
    }

    fn check(&self) -> Option<()> {
        let signed = SignedBytes::default();
        let signature = self.try_sign(&digest(&signed))?;
        self.verifying.verify(&signed, &signature).ok()
    }

    fn try_sign(&self, digest: &Digest) -> Option<RawSignature> {
        match &self.fast {
            Some(pair) => RawSignature::fill(|buffer| {
                let length = self.verifying.length();
                pair.sign_digest(&RSA_PKCS1_SHA256, digest, &mut buffer[..length]).map(|()| length)
            })
            .ok(),
            None => {
                let scheme = Pkcs1v15Sign::new::<rsa::sha2::Sha256>();
                RawSignature::from_slice(&self.private.sign(scheme, digest.as_ref()).ok()?)
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({NAME}, {} bits)", self.verifying.bits)
    }
}

/// A public key, parsed.
#[derive(Clone)]
pub struct VerifyingKey {
    parsed: ParsedPublicKey,
    bits: usize,
}

impl VerifyingKey {
    /// Reads SPKI or PKCS#1, as PEM or as its base64 without armour.
    ///
    /// # Errors
    ///
    /// [`KeyError::Empty`], [`KeyError::Kind`], [`KeyError::Size`], [`KeyError::Inconsistent`].
    pub fn new(text: &[u8], policy: KeyPolicy) -> Result<Self, KeyError> {
        let der = rsa_key_text::public_key(text)?;
        let parts = pkcs1::RsaPublicKey::try_from(&**der).map_err(|_| UNUSABLE)?;
        Self::from_parts(&parts, policy)
    }

    /// Bits of the modulus.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.bits
    }

    /// Bytes of a signature: as many as the modulus has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.bits.div_ceil(8)
    }

    /// Reads the signature text of a message.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Encoding`] or [`SignatureFault::Length`].
    pub fn decode(&self, text: &str) -> Result<RawSignature, SignatureFault> {
        encoding::from_base64(text, self.length())
    }

    /// Checks a signature, strictly: <https://datatracker.ietf.org/doc/html/rfc8017#section-8.2.2>.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Length`] first, then [`SignatureFault::Mismatch`].
    pub fn verify(&self, signed: &SignedBytes<'_>, signature: &RawSignature) -> Result<(), SignatureFault> {
        signature.check_length(self.length())?;
        let verified = self.parsed.verify_digest_sig(&digest(signed), signature.as_slice());
        verified.map_err(|_| SignatureFault::Mismatch)
    }

    /// What is questionable about the key.
    #[must_use]
    pub fn warnings(&self) -> Option<String> {
        let bits = self.bits;
        (bits < 2048).then(|| format!("RSA key of {bits} bits: seen at Pelago's platform, too short for new keys"))
    }

    fn from_parts(parts: &pkcs1::RsaPublicKey<'_>, policy: KeyPolicy) -> Result<Self, KeyError> {
        let bits = BigUint::from_bytes_be(parts.modulus.as_bytes()).bits();
        check_size(bits, policy)?;
        check_exponent(parts.public_exponent.as_bytes())?;
        let der = rsa::pkcs8::der::Encode::to_der(parts).map_err(|_| UNUSABLE)?;
        let parsed = ParsedPublicKey::new(algorithm(bits), der).map_err(|_| UNUSABLE)?;
        Ok(Self { parsed, bits })
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({NAME}, {} bits)", self.bits)
    }
}

const UNUSABLE: KeyError = KeyError::Inconsistent { found: "a modulus or exponent that cannot be used" };

fn check_size(found: usize, policy: KeyPolicy) -> Result<(), KeyError> {
    let min = policy.min_rsa_bits.max(1024);
    let max = policy.max_rsa_bits.min(RawSignature::MAX_LENGTH * 8);
    if (min..=max).contains(&found) { Ok(()) } else { Err(KeyError::Size { found, min, max }) }
}

fn check_exponent(exponent: &[u8]) -> Result<(), KeyError> {
    match exponent {
        [.., last] if last % 2 == 0 => Err(KeyError::Inconsistent { found: "an even exponent" }),
        [] | [1] => Err(KeyError::Inconsistent { found: "the exponent 1" }),
        _ => Ok(()),
    }
}

fn algorithm(bits: usize) -> &'static RsaParameters {
    if bits < 2048 { &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY } else { &RSA_PKCS1_2048_8192_SHA256 }
}

fn private_key(parts: &pkcs1::RsaPrivateKey<'_>) -> Option<RsaPrivateKey> {
    let number = |part: pkcs1::UintRef<'_>| BigUint::from_bytes_be(part.as_bytes());
    let primes = vec![number(parts.prime1), number(parts.prime2)];
    let (n, e, d) = (number(parts.modulus), number(parts.public_exponent), number(parts.private_exponent));
    RsaPrivateKey::from_components(n, e, d, primes).ok()
}

fn digest(signed: &SignedBytes<'_>) -> Digest {
    let mut context = Context::new(&SHA256);
    signed.pieces().for_each(|piece| context.update(piece));
    context.finish()
}
