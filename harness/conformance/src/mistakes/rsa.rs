//! Mistakes about RSA signatures.

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::scheme::SigningKey;
use counterfoil_protocol::scheme::forge::{Hash, digest, rsa_pkcs1, rsa_pss_sha256};
use data_encoding::HEXLOWER;

use super::Mistake;
use crate::keys::Keys;
use crate::render::{SignatureText, Signing};

const DIGEST: &str = "RSASSA-PKCS1-v1_5 with SHA-256 and nothing else; never try several algorithms";

/// Other digests, paddings and keys.
#[must_use]
pub fn rsa() -> Vec<Mistake> {
    vec![
        Mistake::new("rsa-sha1", "SHA1withRSA", DIGEST, Signing::signer(|keys, bytes| pkcs1(keys, Hash::Sha1, bytes))),
        Mistake::new("rsa-md5", "MD5withRSA", DIGEST, Signing::signer(|keys, bytes| pkcs1(keys, Hash::Md5, bytes))),
        Mistake::new(
            "rsa-sha512",
            "SHA512withRSA",
            DIGEST,
            Signing::signer(|keys, bytes| pkcs1(keys, Hash::Sha512, bytes)),
        ),
        Mistake::new(
            "rsa-pss",
            "RSASSA-PSS with SHA-256",
            DIGEST,
            Signing::signer(|keys, bytes| rsa_pss_sha256(private(keys), bytes, &[7; 32])),
        ),
        Mistake::new(
            "digest-twice",
            "SHA-256 is taken before a function that takes it again",
            DIGEST,
            Signing::bytes(|material| digest(Hash::Sha256, material.signed)),
        ),
        Mistake::new(
            "digest-in-hex",
            "the hex text of the SHA-256 is signed",
            DIGEST,
            Signing::bytes(|material| HEXLOWER.encode(&digest(Hash::Sha256, material.signed)).into_bytes()),
        ),
        Mistake::new(
            "hex-instead-of-base64",
            "lower-case hex instead of base64",
            "compare with the documented encoding only",
            Signing::encoder(|raw| SignatureText::Text(HEXLOWER.encode(raw))),
        ),
        Mistake::new(
            "merchant-key",
            "signed with the merchant's key: the two key pairs are confused",
            "verify callbacks with the platform's public key, not with your own",
            Signing::signer(|keys, bytes| {
                let key = keys.merchant.as_ref().unwrap_or(&keys.stranger);
                key.sign(&SignedBytes::from(bytes.to_vec())).as_slice().to_vec()
            }),
        ),
        Mistake::new(
            "line-feed-added",
            "a line feed is appended to the signed bytes",
            "sign and verify the text as it is",
            Signing::bytes(|material| [material.signed, b"\n"].concat()),
        ),
        Mistake::new(
            "utf-16",
            "the text is signed as UTF-16",
            "take the UTF-8 bytes of the text",
            Signing::bytes(|material| {
                String::from_utf8_lossy(material.signed).encode_utf16().flat_map(u16::to_le_bytes).collect()
            }),
        ),
    ]
}

/// The private key, for forgeries.
///
/// # Panics
///
/// When the gateway does not sign with RSA.
#[must_use]
pub fn private(keys: &Keys) -> &counterfoil_protocol::scheme::rsa_sha256_base64::SigningKey {
    let SigningKey::RsaSha256Base64(key) = &keys.signing else { unreachable!("only RSA gateways list these") };
    key
}

fn pkcs1(keys: &Keys, hash: Hash, bytes: &[u8]) -> Vec<u8> {
    rsa_pkcs1(private(keys), hash, bytes)
}
