//! Deliberately wrong signatures, for the cases. Nothing here is used to verify.
//!
//! RSA: RFC 8017, <https://datatracker.ietf.org/doc/html/rfc8017>. For test keys only: nothing here hides its timing.

use hmac::{EagerHash, Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use rsa::rand_core::{CryptoRng, Error, RngCore};
use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use rsa::{BigUint, Pss};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use super::rsa_sha256_base64::SigningKey;

/// A hash that somebody might use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// 16 bytes.
    Md5,
    /// 20 bytes.
    Sha1,
    /// 32 bytes.
    Sha256,
    /// 64 bytes.
    Sha512,
}

impl Hash {
    /// Every hash, shortest first.
    pub const ALL: &[Self] = &[Self::Md5, Self::Sha1, Self::Sha256, Self::Sha512];

    /// What stands before the digest in a `DigestInfo`, in DER.
    ///
    /// <https://datatracker.ietf.org/doc/html/rfc8017#section-9.2>, note 1.
    #[must_use]
    pub fn digest_info_prefix(self) -> &'static [u8] {
        match self {
            Self::Md5 => b"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10",
            Self::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            Self::Sha256 => b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
            Self::Sha512 => b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
        }
    }
}

/// A plain digest: no key.
#[must_use]
pub fn digest(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Md5 => Md5::digest(bytes).to_vec(),
        Hash::Sha1 => Sha1::digest(bytes).to_vec(),
        Hash::Sha256 => Sha256::digest(bytes).to_vec(),
        Hash::Sha512 => Sha512::digest(bytes).to_vec(),
    }
}

/// HMAC with any hash and any key, even an empty one: RFC 2104.
#[must_use]
pub fn hmac(hash: Hash, key: &[u8], bytes: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Md5 => hmac_of::<Md5>(key, bytes),
        Hash::Sha1 => hmac_of::<Sha1>(key, bytes),
        Hash::Sha256 => hmac_of::<Sha256>(key, bytes),
        Hash::Sha512 => hmac_of::<Sha512>(key, bytes),
    }
}

/// RSASSA-PKCS1-v1_5 with any hash: <https://datatracker.ietf.org/doc/html/rfc8017#section-8.2.1>.
#[must_use]
pub fn rsa_pkcs1(private: &SigningKey, hash: Hash, bytes: &[u8]) -> Vec<u8> {
    let digest_info = [hash.digest_info_prefix(), &digest(hash, bytes)].concat();
    rsa_raw(private, &rsa_block(modulus_length(private), &digest_info))
}

/// RSASSA-PSS with SHA-256, MGF1 and the given salt: <https://datatracker.ietf.org/doc/html/rfc8017#section-8.1.1>.
///
/// # Panics
///
/// When the salt has more bytes than the modulus less 34 (digest and two fixed bytes), 222 for a key of 2048 bits.
#[must_use]
pub fn rsa_pss_sha256(private: &SigningKey, bytes: &[u8], salt: &[u8]) -> Vec<u8> {
    let scheme = Pss::new_with_salt::<rsa::sha2::Sha256>(salt.len());
    let digest = digest(Hash::Sha256, bytes);
    private.private().sign_with_rng(&mut FixedSalt(salt), scheme, &digest).expect("the salt fits into the modulus")
}

/// The private operation on any block: `block ^ d mod n`, as many bytes as the modulus has.
///
/// The block is one number, so a block that is shorter counts from its right end, and one that is not below the modulus
/// is taken modulo it.
#[must_use]
pub fn rsa_raw(private: &SigningKey, block: &[u8]) -> Vec<u8> {
    let key = private.private();
    let power = BigUint::from_bytes_be(block).modpow(key.d(), key.n()).to_bytes_be();
    let mut raw = vec![0; modulus_length(private) - power.len()];
    raw.extend(power);
    raw
}

/// `00 01 FF … FF 00` before anything, `modulus_length` bytes in all:
/// <https://datatracker.ietf.org/doc/html/rfc8017#section-9.2>, steps 4 and 5.
///
/// # Panics
///
/// When `digest_info` has more than `modulus_length - 3` bytes.
#[must_use]
pub fn rsa_block(modulus_length: usize, digest_info: &[u8]) -> Vec<u8> {
    let padding = modulus_length.checked_sub(3 + digest_info.len()).expect("the block has room for its content");
    [&[0, 1][..], &vec![0xff; padding], &[0], digest_info].concat()
}

/// The modulus, most significant byte first, without leading zeros.
#[must_use]
pub fn rsa_modulus(private: &SigningKey) -> Vec<u8> {
    private.private().n().to_bytes_be()
}

fn modulus_length(private: &SigningKey) -> usize {
    private.private().size()
}

fn hmac_of<D: EagerHash>(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let keyed = <Hmac<D>>::new_from_slice(key).expect("HMAC takes a key of any length");
    keyed.chain_update(bytes).finalize().into_bytes().to_vec()
}

/// "Randomness" that is the salt: `rsa` asks for exactly as many bytes as the salt has.
struct FixedSalt<'a>(&'a [u8]);

impl RngCore for FixedSalt<'_> {
    fn next_u32(&mut self) -> u32 {
        unreachable!("signing without blinding only fills the salt")
    }

    fn next_u64(&mut self) -> u64 {
        unreachable!("signing without blinding only fills the salt")
    }

    fn fill_bytes(&mut self, salt: &mut [u8]) {
        salt.copy_from_slice(self.0);
    }

    fn try_fill_bytes(&mut self, salt: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(salt);
        Ok(())
    }
}

impl CryptoRng for FixedSalt<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::SignedBytes;
    use crate::scheme::{KeyPolicy, RawSignature, SignatureFault};

    #[test]
    fn ok_sha256_is_the_genuine_signature() {
        let key = key();
        let genuine = key.sign(&SignedBytes::from(b"abc".to_vec()));
        assert_eq!(rsa_pkcs1(&key, Hash::Sha256, b"abc"), genuine.as_slice());
    }

    #[test]
    fn ok_every_hash_verifies_under_its_own_scheme() {
        let key = key();
        let public = key.private().to_public_key();
        let prefixed = |hash: Hash| rsa::Pkcs1v15Sign {
            hash_len: Some(digest(hash, b"").len()),
            prefix: hash.digest_info_prefix().into(),
        };
        assert_eq!(prefixed(Hash::Sha256), rsa::Pkcs1v15Sign::new::<rsa::sha2::Sha256>());
        assert_eq!(prefixed(Hash::Sha512), rsa::Pkcs1v15Sign::new::<rsa::sha2::Sha512>());
        for hash in Hash::ALL {
            let raw = rsa_pkcs1(&key, *hash, b"abc");
            assert_eq!(public.verify(prefixed(*hash), &digest(*hash, b"abc"), &raw), Ok(()));
        }
    }

    #[test]
    fn ok_pss_verifies_as_pss() {
        let key = key();
        for salt in [&b""[..], &[7; 32], &[7; 222]] {
            let raw = rsa_pss_sha256(&key, b"abc", salt);
            assert_eq!(raw, rsa_pss_sha256(&key, b"abc", salt));
            let scheme = Pss::new_with_salt::<rsa::sha2::Sha256>(salt.len());
            let verified = key.private().to_public_key().verify(scheme, &digest(Hash::Sha256, b"abc"), &raw);
            assert_eq!(verified, Ok(()));
        }
    }

    #[test]
    fn err_no_forgery_is_genuine() {
        let key = key();
        let info = [Hash::Sha256.digest_info_prefix(), &digest(Hash::Sha256, b"abc")].concat();
        let mut block_type_2 = rsa_block(256, &info);
        block_type_2[1] = 2;
        let forgeries = [
            rsa_pkcs1(&key, Hash::Md5, b"abc"),
            rsa_pkcs1(&key, Hash::Sha1, b"abc"),
            rsa_pkcs1(&key, Hash::Sha512, b"abc"),
            rsa_pss_sha256(&key, b"abc", &[0; 32]),
            rsa_raw(&key, &block_type_2),
            rsa_raw(&key, &digest(Hash::Sha256, b"abc")),
            rsa_raw(&key, &[rsa_block(200, &info), vec![0; 56]].concat()),
            rsa_raw(&key, &[]),
            rsa_modulus(&key),
        ];
        for forgery in forgeries {
            let raw = RawSignature::from_slice(&forgery).unwrap();
            let verified = key.verifying_key().verify(&SignedBytes::from(b"abc".to_vec()), &raw);
            assert_eq!((forgery.len(), verified), (256, Err(SignatureFault::Mismatch)));
        }
    }

    #[test]
    fn ok_raw_is_undone_by_the_public_operation() {
        let key = key();
        let block = rsa_block(256, b"content");
        let raw = BigUint::from_bytes_be(&rsa_raw(&key, &block));
        assert_eq!(raw.modpow(key.private().e(), key.private().n()).to_bytes_be(), block[1..]);
    }

    // RFC 2202, section 2, test case 2, and RFC 4231, section 4.3
    #[test]
    fn ok_published_hmac() {
        let answers = [
            (Hash::Md5, "750c783e6ab0b503eaa86e310a5db738"),
            (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (Hash::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ];
        for (hash, tag) in answers {
            assert_eq!(data_encoding::HEXLOWER.encode(&hmac(hash, b"Jefe", b"what do ya want for nothing?")), tag);
        }
    }

    fn key() -> SigningKey {
        let text = include_bytes!("../../../../corpus/keys/pelago-platform.pkcs8.pem");
        SigningKey::new(text, KeyPolicy::DEFAULT).unwrap()
    }
}
