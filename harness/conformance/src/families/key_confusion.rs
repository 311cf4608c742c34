//! Signed with a key that an attacker can know.

use counterfoil_protocol::scheme::Scheme;
use counterfoil_protocol::scheme::forge::{Hash, digest, hmac};

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::keys::Keys;
use crate::render::Signing;

pub(super) static FAMILY: Family = Family {
    name: "key-confusion",
    title: "signed with a key that an attacker can know",
    why: "an unset key, a key from a tutorial or a public key used as a secret make signing possible for everybody",
    right: "refuse to start without a key; never use a public key as a secret",
    source: "https://www.bridgestack.systems/blog/hmac-empty-secret-bypass, CVE-2015-9235",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let scheme = maker.gateway.scheme;
    let with_key = |slug: String, title: String, key: &'static [u8]| {
        maker.refuse(slug, title, maker.paid().signing(Signing::signer(move |_, bytes| mac(scheme, key, bytes))))
    };
    let mut cases = vec![with_key("empty-key".to_owned(), "signed with the empty key".to_owned(), b"")];
    if scheme == Scheme::RsaSha256Base64 {
        cases.extend(public_key_as_secret(maker));
        return cases;
    }
    cases.push(with_key("zero-byte-key".to_owned(), "signed with one zero byte as key".to_owned(), b"\0"));
    for word in ["null", "undefined", "None"] {
        cases.push(with_key(
            format!("key-{}", word.to_lowercase()),
            format!("signed with the word {word} as key"),
            word.as_bytes(),
        ));
    }
    for (index, key) in maker.kit.published_keys.iter().enumerate() {
        let slug = ["documentation-key", "tutorial-key", "common-key", "test-key"][index.min(3)];
        cases.push(with_key(slug.to_owned(), format!("signed with the published key `{key}`"), key.as_bytes()));
    }
    cases.push(with_key(
        "public-id-as-key".to_owned(),
        "signed with the public id that the message itself carries".to_owned(),
        maker.kit.public_id.as_bytes(),
    ));
    cases.push(with_key(
        "gateway-name-as-key".to_owned(),
        "signed with the gateway's name".to_owned(),
        maker.gateway.name.as_bytes(),
    ));
    cases
}

fn public_key_as_secret(maker: &Maker) -> Vec<Case> {
    let public = |keys: &Keys| keys.public.clone().unwrap_or_default();
    vec![
        maker.refuse(
            "public-key-as-hmac-secret",
            "HMAC-SHA256 with the text of the public key as secret",
            maker.paid().signing(Signing::signer(move |keys, bytes| hmac(Hash::Sha256, &public(keys), bytes))),
        ),
        maker.refuse(
            "public-key-in-digest",
            "a digest of public key and text",
            maker.paid().signing(Signing::signer(move |keys, bytes| {
                digest(Hash::Sha256, &[&public(keys)[..], bytes].concat())
            })),
        ),
        maker.refuse(
            "digest-for-signature",
            "the bare digest of the text in place of a signature",
            maker.paid().signing(Signing::signer(|_, bytes| digest(Hash::Sha256, bytes))),
        ),
        maker.refuse(
            "own-key-in-message",
            "signed with a stranger's key, whose public half comes in the message",
            maker
                .paid()
                .edit(|draft, _| draft.outer.set_text("publicKey", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"))
                .signing(Signing::signer(|keys, bytes| keys.stranger.sign(&bytes.to_vec().into()).as_slice().to_vec())),
        ),
    ]
}

fn mac(scheme: Scheme, key: &[u8], bytes: &[u8]) -> Vec<u8> {
    match scheme {
        Scheme::HmacSha512Hex => hmac(Hash::Sha512, key, bytes),
        Scheme::Md5Hex => digest(Hash::Md5, &[key, bytes].concat()),
        Scheme::HmacSha256Base64 | Scheme::HmacSha256Hex | Scheme::RsaSha256Base64 => hmac(Hash::Sha256, key, bytes),
    }
}
