//! Each matcher takes a genuine message, and refuses its twin that differs in one point; over a real server.

mod support;

use counterfoil_wiremock::protocol::gateway::Gateway;
use counterfoil_wiremock::protocol::gateways::{self, cregis, gatepay, paycools, payprotocol, pelago};
use counterfoil_wiremock::protocol::rejection::Code;
use counterfoil_wiremock::protocol::value::{UnixMillis, Window};
use counterfoil_wiremock::protocol::wire::Request;
use counterfoil_wiremock::{OfMessage, SignedBy};

fn merchant(gateway: &'static Gateway) -> SignedBy {
    SignedBy::new(gateway, support::key_text(gateway, "merchant.spki.pem")).unwrap()
}

fn platform(gateway: &'static Gateway) -> SignedBy {
    SignedBy::new(gateway, support::key_text(gateway, "platform.spki.pem")).unwrap().callback()
}

/// What `wiremock` shows of it, by way of one server for all.
struct Shown(wiremock::MockServer);

impl Shown {
    async fn start() -> Self {
        Self(wiremock::MockServer::start().await)
    }

    async fn of(&self, request: &Request) -> wiremock::Request {
        support::send(&self.0.uri(), request).await;
        self.0.received_requests().await.unwrap().pop().unwrap()
    }
}

#[tokio::test]
async fn every_request_of_every_gateway_is_its_message_and_signed() {
    let shown = Shown::start().await;
    for gateway in gateways::ALL {
        let signed = merchant(gateway);
        for message in support::requests(gateway) {
            let seen = shown.of(&support::request_of(gateway, message)).await;
            let is = OfMessage::new(message.id).unwrap();
            assert_eq!(is.explain(&seen), Ok(()), "{}", message.id);
            let verdict = signed.explain(&seen).map_err(|refused| refused.code);
            assert_eq!(verdict, if message.signed { Ok(()) } else { Err(Code::Missing) }, "{}", message.id);
        }
    }
}

#[tokio::test]
async fn every_primary_callback_is_its_message_and_signed() {
    let shown = Shown::start().await;
    for gateway in gateways::ALL {
        let seen = shown.of(&support::callback(gateway)).await;
        assert_eq!(platform(gateway).explain(&seen), Ok(()), "{gateway}");
        assert_eq!(OfMessage::new(gateway.primary.id).unwrap().explain(&seen), Ok(()), "{gateway}");
    }
}

#[tokio::test]
async fn one_changed_byte_is_refused() {
    let shown = Shown::start().await;
    for gateway in gateways::ALL {
        let mut request = support::callback(gateway);
        let at = request.body.iter().rposition(u8::is_ascii_digit).unwrap();
        request.body[at] = if request.body[at] == b'1' { b'2' } else { b'1' };
        let refused = platform(gateway).explain(&shown.of(&request).await).unwrap_err();
        let codes = [Code::SignatureMismatch, Code::SignatureEncoding];
        assert!(codes.contains(&refused.code), "{gateway}: {refused}");
    }
}

#[tokio::test]
async fn another_key_is_refused() {
    let seen = support::seen(&support::callback(&gatepay::GATEWAY)).await;
    let other = SignedBy::new(&gatepay::GATEWAY, "somebody-elses-secret").unwrap().callback();
    assert_eq!(other.explain(&seen).unwrap_err().code, Code::SignatureMismatch);
    let unsigned = support::seen(&Request::post("/notify", "{}")).await;
    assert_eq!(platform(&gatepay::GATEWAY).explain(&unsigned).unwrap_err().code, Code::Missing);
}

#[tokio::test]
async fn a_signature_sent_twice_is_refused() {
    let mut request = support::callback(&gatepay::GATEWAY);
    let signature = request.headers.single("X-GatePay-Signature").unwrap().to_owned();
    request.headers.push("x-gatepay-signature", signature);
    let refused = platform(&gatepay::GATEWAY).explain(&support::seen(&request).await).unwrap_err();
    assert_eq!(refused.code, Code::DuplicateHeader);
}

#[tokio::test]
async fn the_signed_path_is_that_of_the_public_address() {
    // Pay Protocol signs its path: a proxy in front of the receiver may cut it.
    let gateway = &payprotocol::GATEWAY;
    let seen = support::seen(&support::callback(gateway)).await;
    assert_eq!(platform(gateway).notify_url("https://shop.example/notify?shop=1").explain(&seen), Ok(()));
    let elsewhere = platform(gateway).notify_url("https://shop.example/elsewhere").explain(&seen);
    assert_eq!(elsewhere.unwrap_err().code, Code::SignatureMismatch);
}

#[tokio::test]
async fn the_window_is_applied_where_there_is_one() {
    let window = Window { past_ms: 10_000, future_ms: 10_000 };
    let seen = support::seen(&support::callback(&gatepay::GATEWAY)).await;
    let at = |now| platform(&gatepay::GATEWAY).window(window).at(UnixMillis::new(now)).explain(&seen);
    assert_eq!(at(support::NOW + 10_000), Ok(()));
    assert_eq!(at(support::NOW + 10_001).unwrap_err().code, Code::Stale);
    assert_eq!(at(support::NOW - 10_001).unwrap_err().code, Code::Future);
    let by_the_clock = platform(&gatepay::GATEWAY).window(window);
    assert!(by_the_clock.explain(&seen).is_err());
}

#[tokio::test]
async fn a_request_of_another_message_is_refused() {
    let seen = support::seen(&support::request(&gatepay::GATEWAY, "gatepay/order-query")).await;
    let wanted = OfMessage::new("gatepay/create-order").unwrap();
    assert_eq!(wanted.explain(&seen).unwrap_err().code, Code::UnknownMessage);
    let seen = support::seen(&support::callback(&gatepay::GATEWAY)).await;
    assert!(wanted.explain(&seen).is_err());
}

#[tokio::test]
async fn a_member_that_is_missing_is_named() {
    let mut request = support::request(&gatepay::GATEWAY, "gatepay/create-order");
    request.body = b"{}".to_vec();
    let refused = OfMessage::new("gatepay/create-order").unwrap().explain(&support::seen(&request).await).unwrap_err();
    assert_eq!(refused.code, Code::MissingMember, "{refused}");
    let mut callback = support::callback(&gatepay::GATEWAY);
    callback.body = b"{}".to_vec();
    let refused = OfMessage::new("gatepay/pay").unwrap().explain(&support::seen(&callback).await).unwrap_err();
    assert_eq!(refused.code, Code::MissingMember, "{refused}");
}

#[test]
fn unusable_keys_names_and_readings_are_refused() {
    assert!(SignedBy::new(&paycools::GATEWAY, "no PEM").is_err());
    assert!(SignedBy::new(&cregis::GATEWAY, "").is_err());
    assert!(OfMessage::new("gatepay/create-order-response").is_err());
    assert!(OfMessage::new("paycools/unified").is_err(), "it has no path");
    assert!(OfMessage::new("").is_err());
    let signed = merchant(&cregis::GATEWAY);
    assert!(signed.clone().reading("data", "object").is_ok());
    assert!(signed.reading("data", "both").is_err());
}

#[test]
fn debug_output_shows_no_key() {
    for gateway in [&gatepay::GATEWAY, &cregis::GATEWAY, &pelago::GATEWAY] {
        let text = support::key_text(gateway, "merchant.spki.pem");
        let shown = format!("{:?}", SignedBy::new(gateway, &text).unwrap());
        assert!(!shown.contains(text.trim()), "{gateway}");
    }
}
