//! Signed by another gateway's scheme.

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::scheme::Scheme;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::keys::TEST_KEYS;
use crate::render::{SignatureText, Signing};

pub(super) static FAMILY: Family = Family {
    name: "other-scheme",
    title: "signed by another gateway's scheme",
    why: "a receiver for several gateways that chooses the scheme by the look of the message lets the weakest one decide",
    right: "the address decides which scheme is checked, never the message",
    source: "CVE-2015-9235",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    Scheme::ALL
        .iter()
        .copied()
        .filter(|scheme| *scheme != maker.gateway.scheme)
        .map(|scheme| {
            let slug = match scheme {
                Scheme::HmacSha256Base64 => "hmac-sha256-base64",
                Scheme::HmacSha256Hex => "hmac-sha256-hex",
                Scheme::HmacSha512Hex => "hmac-sha512-hex",
                Scheme::Md5Hex => "md5-hex",
                Scheme::RsaSha256Base64 => "rsa-sha256-base64",
            };
            let signing = Signing {
                signer: Some(std::sync::Arc::new(move |keys, bytes| sign(scheme, &keys.material, bytes))),
                encoder: Some(std::sync::Arc::new(move |raw| SignatureText::Text(scheme.encode(raw)))),
                ..Signing::default()
            };
            maker.refuse(
                slug,
                format!("signed with {} and this gateway's key material", scheme.name()),
                maker.paid().signing(signing),
            )
        })
        .collect()
}

fn sign(scheme: Scheme, material: &[u8], bytes: &[u8]) -> Vec<u8> {
    let other = TEST_KEYS
        .iter()
        .find(|key| key.file == "stranger.pkcs8.pem")
        .map(|key| key.text.as_bytes())
        .unwrap_or_default();
    let material = if scheme == Scheme::RsaSha256Base64 { other } else { material.trim_ascii_end() };
    let key = scheme.signing_key(material, counterfoil_protocol::scheme::KeyPolicy::DEFAULT);
    key.map(|key| key.sign(&SignedBytes::from(bytes.to_vec())).as_slice().to_vec()).unwrap_or_default()
}
