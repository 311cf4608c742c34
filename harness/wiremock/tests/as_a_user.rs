//! As somebody would use it: a mock gateway for a client under test, a mock merchant for a sender of callbacks.

mod support;

use counterfoil_wiremock::protocol::answer::{self, read};
use counterfoil_wiremock::protocol::gateways::{self, gatepay};
use counterfoil_wiremock::protocol::message::Message;
use counterfoil_wiremock::protocol::wire::Request;
use counterfoil_wiremock::{
    Acknowledge, Answer, DocumentedAnswer, ExactBody, ExactHeader, ExactTarget, GatewayError, InTurn, OfMessage,
    SignedBy,
};
use wiremock::{Mock, MockServer};

#[tokio::test]
async fn a_mock_gateway_answers_a_client_that_signs_rightly() {
    let gateway = MockServer::start().await;
    let secret = support::key_text(&gatepay::GATEWAY, "");
    let retried = InTurn::new(GatewayError::new(&gatepay::GATEWAY, "400001").saying("busy").with_status(503))
        .then(DocumentedAnswer::to("gatepay/create-order").unwrap());
    Mock::given(SignedBy::new(&gatepay::GATEWAY, &secret).unwrap())
        .and(OfMessage::new("gatepay/create-order").unwrap())
        .respond_with(retried)
        .expect(3)
        .mount(&gateway)
        .await;

    let request = support::request(&gatepay::GATEWAY, "gatepay/create-order");
    let first = support::send(&gateway.uri(), &request).await;
    assert_eq!(first.status, 503);
    let refused = answer::Answer::Failure { code: "400001".to_owned(), message: Some("busy".to_owned()) };
    assert_eq!(read(answer_to("gatepay/create-order"), 200, first.body.as_bytes()), Ok(refused));
    for _again in 0..2 {
        let answered = support::send(&gateway.uri(), &request).await;
        assert_eq!(answered.status, 200);
        let read = read(answer_to("gatepay/create-order"), answered.status, answered.body.as_bytes());
        assert!(matches!(read, Ok(answer::Answer::Success { .. })), "{read:?}");
    }

    let mut forged = request;
    forged.body.push(b' ');
    assert_eq!(support::send(&gateway.uri(), &forged).await.status, 404);
}

#[tokio::test]
async fn a_mock_merchant_acknowledges_a_callback_that_is_genuine() {
    let merchant = MockServer::start().await;
    let secret = support::key_text(&gatepay::GATEWAY, "");
    let genuine = support::callback(&gatepay::GATEWAY);
    Mock::given(SignedBy::new(&gatepay::GATEWAY, secret).unwrap().callback())
        .and(OfMessage::new("gatepay/pay").unwrap())
        .and(ExactTarget::new("/notify?shop=1").unwrap())
        .and(ExactHeader::new("Content-Type", "application/json"))
        .and(ExactBody::new(genuine.body.clone()))
        .respond_with(Acknowledge::new(&gatepay::GATEWAY))
        .expect(1)
        .mount(&merchant)
        .await;

    let answered = support::send(&merchant.uri(), &genuine).await;
    assert_eq!(answered.status, 200);
    assert!(gatepay::GATEWAY.acknowledgement.accepts(answered.body.as_bytes()), "{answered:?}");

    let mut elsewhere = genuine;
    elsewhere.target = "/notify?shop=2".to_owned();
    assert_eq!(support::send(&merchant.uri(), &elsewhere).await.status, 404);
}

#[tokio::test]
async fn every_documented_answer_is_read_as_success() {
    let server = MockServer::start().await;
    for gateway in gateways::ALL {
        for message in gateway.requests {
            let Some(response) = message.answer else {
                assert!(DocumentedAnswer::to(message.id).is_err(), "{}", message.id);
                continue;
            };
            let answered = one(&server, DocumentedAnswer::to(message.id).unwrap()).await;
            let read = read(response, answered.status, answered.body.as_bytes());
            assert!(matches!(read, Ok(answer::Answer::Success { .. })), "{}: {read:?}", message.id);
        }
    }
}

#[tokio::test]
async fn every_gateway_is_acknowledged_in_its_own_words() {
    let server = MockServer::start().await;
    for gateway in gateways::ALL {
        let answered = one(&server, Acknowledge::new(gateway)).await;
        assert!(gateway.acknowledgement.accepts(answered.body.as_bytes()), "{gateway}");
    }
}

#[tokio::test]
async fn every_request_is_refused_in_the_envelope_of_its_answer() {
    let server = MockServer::start().await;
    for gateway in gateways::ALL {
        server.reset().await;
        let refusal = GatewayError::new(gateway, "4711").saying("busy");
        Mock::given(wiremock::matchers::any()).respond_with(refusal).mount(&server).await;
        for message in support::requests(gateway) {
            let answered = support::send(&server.uri(), &support::request_of(gateway, message)).await;
            assert!(answered.body.contains("4711"), "{}: {answered:?}", message.id);
            let Some(response) = message.answer.filter(|answer| coded(answer)) else { continue };
            let read = read(response, answered.status, answered.body.as_bytes());
            let says = |read: &answer::Answer| matches!(read, answer::Answer::Failure { code, .. } if code == "4711");
            assert!(read.as_ref().is_ok_and(says), "{}: {read:?}", message.id);
        }
        let elsewhere = Request::post("/no/page/names/it", "{}");
        assert!(support::send(&server.uri(), &elsewhere).await.body.contains("4711"), "{gateway}");
    }
}

#[tokio::test]
async fn an_answer_of_ones_own_is_sent_as_it_is() {
    let server = MockServer::start().await;
    let answered = one(&server, Answer::json("{\"a\":1.00, \"a\":1E2}\n").with_status(201)).await;
    assert_eq!((answered.status, answered.body.as_str()), (201, "{\"a\":1.00, \"a\":1E2}\n"));
    assert_eq!(one(&server, Answer::text("").with_status(1)).await.status, 500);
}

#[test]
fn names_that_nobody_has_are_refused() {
    assert!(DocumentedAnswer::to("gatepay/nothing").is_err());
    assert!(DocumentedAnswer::to("gatepay/create-order-response").is_err());
}

fn coded(answer: &Message) -> bool {
    let code = answer.envelope.and_then(|envelope| envelope.code);
    code.is_some_and(|code| answer.fields.iter().any(|field| field.name == code))
}

fn answer_to(id: &str) -> &'static Message {
    let message = gatepay::GATEWAY.requests.iter().find(|message| message.id == id);
    message.and_then(|message| message.answer).unwrap()
}

/// What a server with this answer says.
async fn one(server: &MockServer, answer: impl wiremock::Respond + 'static) -> support::Answered {
    server.reset().await;
    Mock::given(wiremock::matchers::any()).respond_with(answer).mount(server).await;
    support::send(&server.uri(), &support::request(&gatepay::GATEWAY, "gatepay/create-order")).await
}
