//! What the tests share: signed messages, and the smallest of HTTP clients.

#![allow(dead_code, reason = "each test file uses its part")]

use counterfoil_wiremock::protocol::call::{Caller, Fresh, sample_parameters};
use counterfoil_wiremock::protocol::gateway::Gateway;
use counterfoil_wiremock::protocol::message::{Direction, Field, Kind, Message, Presence, sample_member};
use counterfoil_wiremock::protocol::reading::Readings;
use counterfoil_wiremock::protocol::scheme::{Scheme, SigningKey};
use counterfoil_wiremock::protocol::sign::Signer;
use counterfoil_wiremock::protocol::wire::{Headers, Request};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// When every message is signed.
pub(crate) const NOW: u64 = 1_767_225_600_000;

/// Cregis has one table for all states of an order, and refuses members of other states.
const EXPIRED: &str = r#"{"event_name":"order","event_type":"expired","data":"{\"cregis_id\":\"po2026112100000000001\",\"order_id\":\"CF0000000001\",\"order_amount\":\"100\",\"order_currency\":\"HKD\",\"created_time\":1723969400000,\"cancel_time\":1723971200000,\"valid_time\":30,\"status\":\"expired\",\"remark\":\"a sample\",\"payer_id\":\"p_001\",\"payer_name\":\"\",\"payer_email\":\"test@mail.com\"}","pid":1382528827416576,"nonce":"123abo","timestamp":1723971200000}"#;

/// Status and body.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// The text of a TEST key.
pub(crate) fn key_text(gateway: &Gateway, rsa: &str) -> String {
    let file = if gateway.scheme == Scheme::RsaSha256Base64 {
        format!("{}-{rsa}", gateway.name)
    } else {
        format!("{}.secret", gateway.name)
    };
    let path = format!("{}/../../corpus/keys/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

pub(crate) fn signing_key(gateway: &Gateway, who: &str) -> SigningKey {
    let text = key_text(gateway, &format!("{who}.pkcs8.pem"));
    gateway.scheme.signing_key(text.as_bytes(), gateway.key_policy).unwrap()
}

/// A request of the message, made from its table and signed by the merchant.
pub(crate) fn request_of(gateway: &'static Gateway, message: &'static Message) -> Request {
    let own = message.signing.map(|signing| {
        let text = key_text(gateway, "merchant.pkcs8.pem");
        signing.scheme.signing_key(text.as_bytes(), gateway.key_policy).unwrap()
    });
    let key = own.unwrap_or_else(|| signing_key(gateway, "merchant"));
    let readings = Readings::default_of(gateway.readings);
    let caller = Caller { gateway, readings, key: &key, key_name: "1" };
    let fresh = Fresh { now_ms: NOW, nonce: "0123456789abcdef0123456789abcdef" };
    let parameters = sample_parameters(gateway, message);
    caller.request(message, &parameters, fresh).unwrap().request
}

/// The requests that have a path of their own.
pub(crate) fn requests(gateway: &'static Gateway) -> impl Iterator<Item = &'static Message> {
    gateway.requests.iter().copied().filter(|message| message.path.starts_with('/'))
}

pub(crate) fn request(gateway: &'static Gateway, id: &str) -> Request {
    let message = gateway.requests.iter().find(|message| message.id == id);
    request_of(gateway, message.unwrap())
}

/// The gateway's primary callback, made from its table and signed by the gateway.
pub(crate) fn callback(gateway: &'static Gateway) -> Request {
    let signed_members =
        |field: &&Field| field.presence != Presence::Optional && !matches!(field.kind, Kind::Signature);
    let members: Vec<String> = gateway.primary.fields.iter().filter(signed_members).map(sample_member).collect();
    let made_up = format!("{{{}}}", members.join(","));
    let text = if gateway.name == "cregis" { EXPIRED.to_owned() } else { made_up };
    let key = signing_key(gateway, "platform");
    let signer = Signer::new(gateway, &key, Direction::Callback);
    let mut request = Request::post("/notify?shop=1", text);
    signer.add_parts(&mut request, NOW, "0123456789abcdef0123456789abcdef");
    signer.sign(request).unwrap().request
}

/// Sends it as it is, on a connection of its own.
pub(crate) async fn send(uri: &str, request: &Request) -> Answered {
    let address = uri.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&text(request)).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answered { status: head[9..12].parse().unwrap(), body: body.to_owned() }
}

fn text(request: &Request) -> Vec<u8> {
    let Request { method, target, headers, body } = request;
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n").into_bytes();
    let length = body.len().to_string();
    let mut all: Headers = headers.clone();
    all.push("Content-Length", length);
    for (name, value) in all.iter() {
        text.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
    }
    text.extend(b"\r\n");
    text.extend(body);
    text
}

/// What `wiremock` shows of it, by way of a server.
pub(crate) async fn seen(request: &Request) -> wiremock::Request {
    let server = wiremock::MockServer::start().await;
    send(&server.uri(), request).await;
    server.received_requests().await.unwrap().remove(0)
}
