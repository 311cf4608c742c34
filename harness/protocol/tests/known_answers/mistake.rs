//! Wrong signatures made again, by the mistake that a vector names.

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::scheme::forge::{self, Hash};
use counterfoil_protocol::scheme::rsa_sha256_base64::{self, VerifyingKey};
use counterfoil_protocol::scheme::{KeyPolicy, Scheme};
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::{Pss, RsaPublicKey};

use crate::data::{Bytes, File, Key, Made, Vector};

/// Whether the mistake explains the signature.
pub(crate) fn explains(gateway: &Gateway, file: &File, vector: &Vector, made: &Made) -> bool {
    let bytes = made.over.as_ref().map_or_else(|| vector.signed.clone().unwrap().into_bytes(), Bytes::to_vec);
    let key = &file.keys[made.key.as_ref().or(vector.key.as_ref()).unwrap()];
    let signature = vector.signature.as_deref().unwrap();
    match (made.algorithm.as_deref().unwrap_or_else(|| algorithm(gateway.scheme)), &key.private) {
        ("rsa-pss-sha256", _) => is_pss(key, &bytes, signature),
        ("rsa-sha256", None) => is_captured(key, &bytes, signature),
        (algorithm, _) => encode(made.encoding.as_deref(), gateway.scheme, &raw(algorithm, key, &bytes)) == signature,
    }
}

fn algorithm(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::HmacSha256Base64 | Scheme::HmacSha256Hex => "hmac-sha256",
        Scheme::HmacSha512Hex => "hmac-sha512",
        Scheme::Md5Hex => "md5-behind-key",
        Scheme::RsaSha256Base64 => "rsa-sha256",
    }
}

fn raw(algorithm: &str, key: &Key, bytes: &[u8]) -> Vec<u8> {
    let secret = || key.secret.as_deref().unwrap().as_bytes();
    let rsa = |hash| forge::rsa_pkcs1(&private(key), hash, bytes);
    match algorithm {
        "hmac-sha256" => forge::hmac(Hash::Sha256, secret(), bytes),
        "hmac-sha512" => forge::hmac(Hash::Sha512, secret(), bytes),
        "md5-behind-key" => forge::digest(Hash::Md5, &[secret(), bytes].concat()),
        "plain-sha1" => forge::digest(Hash::Sha1, bytes),
        "plain-sha256" => forge::digest(Hash::Sha256, bytes),
        "rsa-md5" => rsa(Hash::Md5),
        "rsa-sha1" => rsa(Hash::Sha1),
        "rsa-sha256" => rsa(Hash::Sha256),
        "rsa-sha512" => rsa(Hash::Sha512),
        other => panic!("no algorithm `{other}`"),
    }
}

fn encode(encoding: Option<&str>, scheme: Scheme, raw: &[u8]) -> String {
    match encoding {
        None => scheme.encode(raw),
        Some("hex") => HEXLOWER.encode(raw),
        Some("hex-upper") => HEXUPPER.encode(raw),
        Some("base64") => BASE64.encode(raw),
        Some("base64-unpadded") => BASE64_NOPAD.encode(raw),
        Some("base64url") => BASE64URL.encode(raw),
        Some("base64url-unpadded") => BASE64URL_NOPAD.encode(raw),
        Some("base64-of-hex") => BASE64.encode(HEXLOWER.encode(raw).as_bytes()),
        Some("base64-lines") => lines(&BASE64.encode(raw)),
        Some(other) => panic!("no encoding `{other}`"),
    }
}

fn lines(text: &str) -> String {
    let chunks: Vec<&str> = text.as_bytes().chunks(76).map(|line| core::str::from_utf8(line).unwrap()).collect();
    chunks.join("\n")
}

fn private(key: &Key) -> rsa_sha256_base64::SigningKey {
    let text = key.private.as_deref().unwrap();
    rsa_sha256_base64::SigningKey::new(text.as_bytes(), KeyPolicy::LEGACY_1024).unwrap()
}

/// A signature that nobody here can make, checked instead.
fn is_captured(key: &Key, bytes: &[u8], signature: &str) -> bool {
    let key = VerifyingKey::new(key.public.as_deref().unwrap().as_bytes(), KeyPolicy::LEGACY_1024).unwrap();
    let signed = SignedBytes::from(bytes.to_vec());
    key.decode(signature).and_then(|raw| key.verify(&signed, &raw)).is_ok()
}

/// PSS is salted at random, so it is checked, by a library that knows it.
fn is_pss(key: &Key, bytes: &[u8], signature: &str) -> bool {
    let text = key.public.as_deref().unwrap();
    let public = RsaPublicKey::from_public_key_pem(text)
        .or_else(|_| RsaPublicKey::from_public_key_der(&BASE64.decode(text.as_bytes()).unwrap()))
        .unwrap();
    let digest = forge::digest(Hash::Sha256, bytes);
    public.verify(Pss::new::<rsa::sha2::Sha256>(), &digest, &BASE64.decode(signature.as_bytes()).unwrap()).is_ok()
}
