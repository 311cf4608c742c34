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

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVATE: &[u8] = include_bytes!("../../../../corpus/keys/paycools-platform.pkcs8.pem");
    const SHORT_PRIVATE: &[u8] = include_bytes!("../../../../corpus/keys/short-1024.pkcs8.pem");
    const SHORT_PUBLIC: &[u8] = include_bytes!("../../../../corpus/keys/short-1024.spki.pem");

    // printf %s abc | openssl dgst -sha256 -sign KEY | base64 -w0
    #[test]
    fn ok_answers_of_openssl() {
        let cases = [
            (
                PRIVATE,
                "gcdUG89pMZCvfWQ+QXwwjfw7njNsNx+AdfBkYf4WKlbXpB6eJbDiE/P9zsNT+fzhiiQJFvl72mc\
                 JwpvsDgcaw9RWeu0hKsDOwrRiUMSQ\
                 uXeThWZCb4SuMHLn1shrMszndZSyYkyCMhgrLhQ7LMpT30K2XnYzJciKfo+0RVM9z7BLKqj35gU\
                 l3+vost+3AUa8VeP7HYhBxC1Wnry0\
                 gwa4hPXdtWgdwxPKhHvr4ubK2I5M+VuaqTVkQgxMEVvNGA35ctkOSScxbENCxbHDaddvLUYFRBV\
                 EFlnXUkAUK8QXVqyKIdjBfBDncVKN\
                 I5K3n2fYi+K6aKNRTm+At1eXwC2GwA==",
            ),
            (
                SHORT_PRIVATE,
                "THkWr1rhyzua9Q7D3G41vh9UqIP6VKLrMF9ZIPx6Mzd7bji5VwpJ1DhSsajIuY/TOqa570OTXmk\
                 VlSX3OVp9VqaJnS6HToskZhrsahsb\
                 T5uuiBm/XVrUf6O7AX53vwsOJ0gcTYE7Jp33plGS3uyYfnVzI8AxzP0LDzOfKEmY7f0=",
            ),
        ];
        for (private, text) in cases {
            let key = SigningKey::new(private, KeyPolicy::LEGACY_1024).unwrap();
            let signed = SignedBytes::from(b"abc".to_vec());
            assert_eq!(encode(key.sign(&signed).as_slice()), text);
            let raw = key.verifying_key().decode(text).unwrap();
            assert_eq!(key.verifying_key().verify(&signed, &raw), Ok(()));
        }
    }

    // A callback of Pelago's staging platform, captured on 2025-07-18; the vendor's script prints key and signature.
    #[test]
    fn ok_captured_answer() {
        let public = b"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDA3qIdlJg0C2D+jRrGjkHSQmt1b3/tl\
        +X899eeBZNAb7X7oVt/GJACy9j5tW/G\
            15rbKWTEiykXwFB03oyd6ftDc8cHTqnSmeoa6IC+S6qiPhhP/raZe9rDS9pJdeftpU3VQy/GUuYR7Y1e\
            ZSCzY0Um/oIQNz3UuYgzRZw7l6ur\
            1QIDAQAB";
        let text = "SKG4rifxEBiUzHpnnUgVzd1A1/sbsdkEvs0QPZjMfXrjqs10R/E8vff5agYLYaa3cthOGNdl\
        3tdyyR3Qh3SIz7iEIsJlyjQfW+5h\
            P7+aR1nQY5uIaTngGj65erHLzRk4APlBUEbsQubT4SeR9kKMWycnPLfeh7j4/2Vw9Gf8v/M=";
        let signed = b"0x89c09b5A7Fccc91E8d241c7666d4d87d2596f5fC998ETHEREUM-USDC100522573_1752845620\
            https://shop-stage.weroam.xyz/?wc-api=wc_pelagopay_gatewayCO2025071813334010215300\
            https://shop-stage.weroam.xyz/confirmation/order-received/2573/?key=wc_order_xb2ej2d9yD93X0";
        let key = VerifyingKey::new(public, KeyPolicy::LEGACY_1024).unwrap();
        let raw = key.decode(text).unwrap();
        assert_eq!(key.verify(&SignedBytes::from(signed.to_vec()), &raw), Ok(()));
    }

    #[test]
    fn ok_short_key_with_a_warning() {
        let key = VerifyingKey::new(SHORT_PUBLIC, KeyPolicy::LEGACY_1024).unwrap();
        assert_eq!((key.bits(), key.length()), (1024, 128));
        let warning = "RSA key of 1024 bits: seen at Pelago's platform, too short for new keys";
        assert_eq!(key.warnings().as_deref(), Some(warning));
    }

    #[test]
    fn err_key_size() {
        let refused = "RSA key of 1024 bits: expected 2048 to 4096, make or ask for another key";
        assert_eq!(VerifyingKey::new(SHORT_PUBLIC, KeyPolicy::DEFAULT).unwrap_err().to_string(), refused);
        assert_eq!(SigningKey::new(SHORT_PRIVATE, KeyPolicy::DEFAULT).unwrap_err().to_string(), refused);
        let anything = KeyPolicy { min_rsa_bits: 0, max_rsa_bits: usize::MAX };
        for (bytes, bits) in [(64, 512), (513, 4104)] {
            let error = KeyError::Size { found: bits, min: 1024, max: 4096 };
            assert_eq!(VerifyingKey::new(&public_text(&vec![0xff; bytes], &[3]), anything).unwrap_err(), error);
        }
    }

    #[test]
    fn err_exponent() {
        let modulus = [0xff; 256];
        for (exponent, found) in
            [(&[1][..], "the exponent 1"), (&[2], "an even exponent"), (&[1, 0], "an even exponent")]
        {
            let error = VerifyingKey::new(&public_text(&modulus, exponent), KeyPolicy::DEFAULT).unwrap_err();
            assert_eq!(error, KeyError::Inconsistent { found });
        }
        assert!(VerifyingKey::new(&public_text(&modulus, &[3]), KeyPolicy::DEFAULT).is_ok());
    }

    #[test]
    fn err_private_parts_that_do_not_match() {
        let der = rsa_key_text::private_key(PRIVATE).unwrap();
        let parts = pkcs1::RsaPrivateKey::try_from(&**der).unwrap();
        let swapped = pkcs1::RsaPrivateKey { exponent1: parts.exponent2, ..parts.clone() };
        let broken = pkcs1::RsaPrivateKey { prime1: parts.prime2, ..parts };
        for parts in [swapped, broken] {
            let text = encode(&rsa::pkcs8::der::Encode::to_der(&parts).unwrap());
            let error = SigningKey::new(text.as_bytes(), KeyPolicy::DEFAULT).unwrap_err();
            let line = "the RSA key has parts that do not belong together: it is damaged, fetch it again";
            assert_eq!(error.to_string(), line);
        }
    }

    #[test]
    fn err_another_length() {
        let key = SigningKey::new(PRIVATE, KeyPolicy::DEFAULT).unwrap().verifying_key();
        for found in [0, 1, 255, 257, 512] {
            let raw = RawSignature::from_slice(&vec![0; found]).unwrap();
            let fault = key.verify(&SignedBytes::default(), &raw);
            assert_eq!(fault, Err(SignatureFault::Length { expected: 256, found }));
        }
    }

    fn public_text(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
        let number = |bytes| pkcs1::UintRef::new(bytes).unwrap();
        let parts = pkcs1::RsaPublicKey { modulus: number(modulus), public_exponent: number(exponent) };
        encode(&rsa::pkcs8::der::Encode::to_der(&parts).unwrap()).into_bytes()
    }
}
