//! Signing, in both directions: what the merchant sends, and what the gateway sends.

use crate::canonical::SignedBytes;
use crate::gateway::{Gateway, Part, PartShape, Place, Signing, View};
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::Rejection;
use crate::scheme::SigningKey;
use crate::wire::{Limits, Object, Request, checked_text};

/// Signs messages of one gateway.
#[derive(Debug)]
pub struct Signer<'k> {
    /// Whose messages.
    pub gateway: &'static Gateway,
    /// How they are signed.
    pub signing: Signing,
    /// The readings followed.
    pub readings: Readings,
    /// The merchant's key for requests, the platform's for callbacks; the shared secret for both.
    pub key: &'k SigningKey,
    /// [`Direction::Request`] or [`Direction::Callback`].
    pub direction: Direction,
    /// The public address that callbacks go to, where it differs from the request line.
    pub notify_url: Option<String>,
}

/// A signed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The message with its signature in place.
    pub request: Request,
    /// What the signature covers.
    pub signed: Vec<u8>,
    /// The signature as text.
    pub signature: String,
}

impl<'k> Signer<'k> {
    /// A signer by the gateway's own rule, with the default readings.
    #[must_use]
    pub fn new(gateway: &'static Gateway, key: &'k SigningKey, direction: Direction) -> Self {
        let readings = Readings::default_of(gateway.readings);
        Self { gateway, signing: gateway.signing(), readings, key, direction, notify_url: None }
    }
    /// Signs a message that has everything but its signature.
    ///
    /// In a body the signature becomes the last member; nothing else of the body is changed.
    ///
    /// # Errors
    ///
    /// A body that cannot be signed by the gateway's rule, or a missing timestamp or nonce.
    pub fn sign(&self, mut request: Request) -> Result<Signed, Rejection> {
        let bytes = self.signed_bytes(&request)?;
        let signed = bytes.to_vec();
        let signature = self.key.sign_text(&bytes);
        drop(bytes);
        match self.signing.place {
            Place::Header(name) => request.headers.push(name, signature.as_str()),
            Place::Member(name) => append_member(&mut request.body, name, &signature),
        }
        Ok(Signed { request, signed, signature })
    }

    /// What the signature of a message covers.
    ///
    /// # Errors
    ///
    /// As [`Signer::sign`].
    pub fn signed_bytes<'a>(&'a self, request: &'a Request) -> Result<SignedBytes<'a>, Rejection> {
        let depth = Limits::default().depth;
        let object = match self.signing.place {
            Place::Header(_) => None,
            Place::Member(_) => Some(Object::parse(checked_text(&request.body, depth)?)?),
        };
        let notify_url = self.notify_url.as_deref();
        let view = View { request, object, direction: self.direction, readings: self.readings, notify_url, depth };
        (self.signing.canonical)(&view)
    }

    /// Adds the headers that are signed, where the gateway has such. Members are the body's own business.
    pub fn add_parts(&self, request: &mut Request, now_ms: u64, nonce: &str) {
        let timestamp = |shape| if shape == PartShape::Seconds { now_ms / 1000 } else { now_ms }.to_string();
        if let Some(Part { place: Place::Header(name), shape }) = self.signing.timestamp {
            request.headers.push(name, timestamp(shape));
        }
        if let Some(Part { place: Place::Header(name), .. }) = self.signing.nonce {
            request.headers.push(name, nonce);
        }
    }
}

/// Puts a member behind the last one of an object that has been read before.
pub(crate) fn append_member(body: &mut Vec<u8>, name: &str, text: &str) {
    let whole = body.trim_ascii_end().len();
    body.truncate(whole.saturating_sub(1));
    let empty = body.trim_ascii_end().ends_with(b"{");
    let comma = if empty { "" } else { "," };
    // Base64 and hex need no escapes.
    body.extend_from_slice(format!("{comma}\"{name}\":\"{text}\"}}").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::{cregis, payprotocol, pelago};
    use crate::scheme::{KeyPolicy, Scheme};

    fn key(scheme: Scheme) -> SigningKey {
        scheme.signing_key(b"TEST-not-a-secret", KeyPolicy::DEFAULT).unwrap()
    }

    fn signer<'k>(gateway: &'static Gateway, key: &'k SigningKey, direction: Direction) -> Signer<'k> {
        Signer::new(gateway, key, direction)
    }

    #[test]
    fn a_signature_becomes_the_last_member() {
        let key = key(Scheme::Md5Hex);
        let signer = signer(&cregis::GATEWAY, &key, Direction::Request);
        let signed = signer.sign(Request::post("/api/v1/coins", "{ \"pid\": 1 }\n")).unwrap();
        assert_eq!(signed.signed, b"pid1");
        let body = String::from_utf8(signed.request.body).unwrap();
        assert_eq!(body, format!("{{ \"pid\": 1 ,\"sign\":\"{}\"}}", signed.signature));
        let empty = signer.sign(Request::post("/", "{}")).unwrap();
        assert!(empty.request.body.starts_with(b"{\"sign\""));
    }

    #[test]
    fn a_request_signs_its_own_path_whatever_the_notify_address() {
        let key = key(Scheme::HmacSha256Base64);
        let mut signer = signer(&payprotocol::GATEWAY, &key, Direction::Request);
        signer.notify_url = Some("https://shop.example/hooks".to_owned());
        let mut request = Request::post("/api/mer/user/create", "{}");
        signer.add_parts(&mut request, 1_723_971_200_999, "");
        let signed = signer.sign(request).unwrap();
        assert_eq!(signed.signed, b"1723971200POST/api/mer/user/create{}");
    }

    #[test]
    fn what_cannot_be_signed_is_refused() {
        let text = include_str!("../../../corpus/keys/pelago-merchant.pkcs8.pem");
        let key = Scheme::RsaSha256Base64.signing_key(text.as_bytes(), KeyPolicy::DEFAULT).unwrap();
        let signer = signer(&pelago::GATEWAY, &key, Direction::Request);
        assert!(signer.sign(Request::post("/", "{\"data\":{\"orders\":[]}}")).is_err());
        assert!(signer.sign(Request::post("/", "\"data\": {}")).is_err());
    }
}
