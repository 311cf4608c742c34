//! Every request of every gateway: built, signed, taken on the gateway's side; and what must not be taken.

#![expect(clippy::disallowed_methods, reason = "tests read the TEST keys")]

use counterfoil_protocol::call::{Caller, Fresh, sample_parameters};
use counterfoil_protocol::gate::Gate;
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Message;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::Code;
use counterfoil_protocol::scheme::{KeyPolicy, Scheme, SigningKey};
use counterfoil_protocol::sign::Signed;
use counterfoil_protocol::value::UnixMillis;

const SENT_AT: u64 = 1_700_000_000_000;
const FRESH: Fresh<'static> = Fresh { now_ms: SENT_AT, nonce: "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6" };
/// Digits, so that it fits a project id as well as a client id.
const KEY_NAME: &str = "1382528827416576";

fn merchant_key(gateway: &Gateway, scheme: Scheme) -> SigningKey {
    let file = match scheme {
        Scheme::RsaSha256Base64 => format!("{}-merchant.pkcs8.pem", gateway.name),
        _ => format!("{}.secret", gateway.name),
    };
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/keys/").to_owned() + &file;
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    scheme.signing_key(&text, KeyPolicy::DEFAULT).expect("a TEST key")
}

fn scheme(gateway: &Gateway, message: &Message) -> Scheme {
    message.signing.map_or(gateway.scheme, |signing| signing.scheme)
}

fn request(gateway: &'static Gateway, message: &'static Message) -> Signed {
    let key = merchant_key(gateway, scheme(gateway, message));
    let readings = Readings::default_of(gateway.readings);
    let caller = Caller { gateway, readings, key: &key, key_name: KEY_NAME };
    let parameters = sample_parameters(gateway, message);
    caller.request(message, &parameters, FRESH).unwrap_or_else(|refused| panic!("{}: {refused}", message.id))
}

fn gate(gateway: &'static Gateway, message: &'static Message) -> Gate {
    let own_key = Some(merchant_key(gateway, scheme(gateway, message)).verifying_key());
    Gate { own_key, ..Gate::new(gateway, merchant_key(gateway, gateway.scheme).verifying_key()) }
}

/// Requests with a path: others are only named in the documents.
fn all() -> impl Iterator<Item = (&'static Gateway, &'static Message)> {
    let requests =
        gateways::ALL.into_iter().flat_map(|gateway| gateway.requests.iter().map(move |one| (gateway, *one)));
    requests.filter(|(_, message)| message.path.starts_with('/'))
}

#[test]
fn each_request_is_taken_as_itself() {
    for (gateway, message) in all() {
        let signed = request(gateway, message);
        let admitted = gate(gateway, message).admit(&signed.request, UnixMillis::new(SENT_AT));
        let admitted = admitted.unwrap_or_else(|refused| panic!("{}: {refused}\n{signed:?}", message.id));
        let (found, wanted) = (admitted.message, message);
        let same_line = found.method == wanted.method && found.path == wanted.path;
        assert!(found.id == wanted.id || same_line, "{} was taken for {}", wanted.id, found.id);
        assert!(found.id != wanted.id || admitted.violations.is_empty(), "{}: {:?}", message.id, admitted.violations);
    }
}

#[test]
fn a_changed_request_is_refused() {
    for (gateway, message) in all().filter(|(_, message)| message.signed) {
        let mut request = request(gateway, message).request;
        let signing = gateway.signing_of(message);
        match signing.place {
            Place::Header(name) => request.headers.set(name, flipped(request.headers.single(name).expect("signed"))),
            Place::Member(_) => request.body = flipped_in_body(&request.body),
        }
        let refused = gate(gateway, message).admit(&request, UnixMillis::new(SENT_AT)).unwrap_err();
        assert_eq!(refused.code, Code::SignatureMismatch, "{}: {refused}", message.id);
    }
}

#[test]
fn another_key_and_no_signature_are_refused() {
    for (gateway, message) in all().filter(|(_, message)| message.signed) {
        let mut request = request(gateway, message).request;
        let signing = gateway.signing_of(message);
        if let Place::Header(name) = signing.place {
            request.headers.remove(name);
            let refused = gate(gateway, message).admit(&request, UnixMillis::new(SENT_AT)).unwrap_err();
            assert_eq!(refused.code, Code::Missing, "{}: {refused}", message.id);
        }
    }
}

#[test]
fn a_request_is_stale_beyond_the_documented_window_only() {
    for (gateway, message) in all().filter(|(_, message)| message.signed && message.signing.is_none()) {
        let Some(window) = gateway.request_window_ms else { continue };
        let request = request(gateway, message).request;
        let gate = gate(gateway, message);
        // Seconds are cut off, so a second is left on either side.
        assert!(gate.admit(&request, UnixMillis::new(SENT_AT + window - 1000)).is_ok(), "{}", message.id);
        let late = gate.admit(&request, UnixMillis::new(SENT_AT + window + 1000)).unwrap_err();
        assert_eq!(late.code, Code::Stale, "{}", message.id);
        let early = gate.admit(&request, UnixMillis::new(SENT_AT - window - 1000)).unwrap_err();
        assert_eq!(early.code, Code::Future, "{}", message.id);
    }
}

#[test]
fn an_unknown_path_and_a_wrong_method_are_told_apart() {
    for gateway in gateways::ALL {
        let gate = Gate::new(gateway, merchant_key(gateway, gateway.scheme).verifying_key());
        assert_eq!(gate.route("POST", "/nowhere").unwrap_err().code, Code::UnknownMessage);
        for message in gateway.requests.iter().filter(|message| message.path.starts_with('/')) {
            let target = format!("{}{}", gateway.api_base, message.path);
            assert_eq!(gate.route("TRACE", &target).unwrap_err().code, Code::Method, "{}", message.id);
        }
    }
}

/// The same text with its first letter or digit changed to another of the same alphabet.
fn flipped(text: &str) -> String {
    let first = if text.starts_with('a') { "b" } else { "a" };
    format!("{first}{}", &text[1..])
}

/// The signature is the last member of a body that we signed.
fn flipped_in_body(body: &[u8]) -> Vec<u8> {
    let text = core::str::from_utf8(body).expect("our own body");
    let at = text.rfind(":\"").expect("a signature") + 2;
    format!("{}{}", &text[..at], flipped(&text[at..])).into_bytes()
}
