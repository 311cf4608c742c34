//! What the test programs share: the repository's root, the TEST keys, and the signed bytes of a message.

use std::fs;
use std::path::{Path, PathBuf};

use counterfoil_protocol::gateway::{Gateway, View};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::scheme::{Scheme, SigningKey};
use counterfoil_protocol::wire::{Limits, Object, Request};

/// The public address that a message is sent to.
pub(crate) const NOTIFY_URL: &str = "https://shop.example/notify?shop=7";

/// The same as the request line has it.
pub(crate) const TARGET: &str = "/notify?shop=7";

/// A path below the root of the repository.
pub(crate) fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The TEST key of that file.
pub(crate) fn test_key(file: &str) -> Vec<u8> {
    let path = in_repository("corpus/keys").join(file);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of the key that signs a gateway's callbacks.
pub(crate) fn key_text(gateway: &Gateway) -> Vec<u8> {
    test_key(&match gateway.scheme {
        Scheme::RsaSha256Base64 => format!("{}-platform.pkcs8.pem", gateway.name),
        _ => format!("{}.secret", gateway.name),
    })
}

/// The key that signs a gateway's callbacks.
pub(crate) fn signing_key(gateway: &Gateway) -> SigningKey {
    gateway.scheme.signing_key(&key_text(gateway), gateway.key_policy).expect("a TEST key can be read")
}

/// What is signed of a message; a body that is not JSON matters only where the recipe opens it.
pub(crate) fn signed_bytes(
    gateway: &Gateway,
    readings: Readings,
    direction: Direction,
    request: &Request,
) -> Result<Vec<u8>, Rejection> {
    let text = core::str::from_utf8(&request.body).expect("messages under test are UTF-8");
    let opened = Object::parse(text);
    let refused = opened.as_ref().err().cloned();
    let object = opened.ok();
    let depth = Limits::default().depth;
    let view = View { request, object, direction, readings, notify_url: Some(NOTIFY_URL), depth };
    let signed = (gateway.canonical)(&view).map(|signed| signed.to_vec());
    signed.map_err(|error| refused.unwrap_or(error))
}

/// When messages under test are sent, in milliseconds.
pub(crate) const SENT_AT: u64 = 1_700_000_000_000;
