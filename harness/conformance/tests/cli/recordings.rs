//! Recordings for the tests of `audit` and `lint`: genuine exchanges, and changes to them.

use counterfoil::draft::{Draft, Members};
use counterfoil::keys::Keys;
use counterfoil::render::{Context, Recipe, render};
use counterfoil::samples::kit;
use counterfoil_formats::exchange::{Exchange, RecordedResponse, to_line};
use counterfoil_protocol::call::{Caller, Fresh};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::{Headers, Request};
use jiff::Timestamp;

use super::support::gateway;

/// When everything was recorded, unless a test says otherwise.
pub(crate) const NOW_MS: u64 = 1_795_219_200_000;

/// A genuine callback, paid, and acknowledged.
pub(crate) fn callback(name: &str, serial: u64) -> Exchange {
    sample(name, 0, serial, NOW_MS)
}

/// One of the gateway's samples at a time, acknowledged.
pub(crate) fn sample(name: &str, index: usize, serial: u64, now_ms: u64) -> Exchange {
    signed(&Keys::test(gateway(name)), name, index, serial, now_ms)
}

/// A genuine callback under another key.
pub(crate) fn callback_by(key: &str, name: &str, serial: u64) -> Exchange {
    signed(&Keys::of(gateway(name), key.as_bytes()).unwrap(), name, 0, serial, NOW_MS)
}

/// Cregis asks whether a payout may go on.
pub(crate) fn verification() -> Exchange {
    let gateway = gateway("cregis");
    let asked = Recipe::of(kit(gateway).paid()).edit(|draft, context| {
        let text = |text: &str| format!("\"{text}\"");
        let outer = Members::of(&[
            ("pid", "1382528827416576".to_owned()),
            ("cid", "1391751691788288".to_owned()),
            ("chain_id", text("144")),
            ("token_id", text("144")),
            ("from_address", text("rhAZ673nG6fSX")),
            ("to_address", text("rn5Jyu5J6PG6")),
            ("amount", text("1.1")),
            ("third_party_id", text("1e0f")),
            ("nonce", text(&context.nonce())),
            ("timestamp", context.timestamp()),
        ]);
        *draft = Draft { outer, inner: None };
    });
    rendered(&Keys::test(gateway), gateway, &asked, 1, NOW_MS)
}

fn signed(keys: &Keys, name: &str, index: usize, serial: u64, now_ms: u64) -> Exchange {
    let gateway = gateway(name);
    rendered(keys, gateway, &Recipe::of(&kit(gateway).samples[index]), serial, now_ms)
}

fn rendered(keys: &Keys, gateway: &'static Gateway, recipe: &Recipe, serial: u64, now_ms: u64) -> Exchange {
    let context = Context {
        gateway,
        now_ms,
        serial,
        keys,
        readings: Readings::default_of(gateway.readings),
        target: "/notify".to_owned(),
        notify_url: "http://127.0.0.1/notify".to_owned(),
    };
    let request = render(recipe, &context).request;
    let name = gateway.name;
    exchange(&format!("{name}-{serial}-{now_ms}"), now_ms, request, answered(gateway))
}

/// A signed request with the answer that its message documents, as far as a sample shows it.
pub(crate) fn request(name: &str, message: &str, parameters: &str, nonce: &str, answer: &str) -> Exchange {
    let gateway = gateway(name);
    let keys = Keys::test(gateway);
    let key = keys.merchant.as_ref().unwrap_or(&keys.signing);
    let readings = Readings::default_of(gateway.readings);
    let caller = Caller { gateway, readings, key, key_name: "TESTkey1" };
    let message = gateway.requests.iter().find(|known| known.name() == message).unwrap();
    let signed = caller.request(message, parameters, Fresh { now_ms: NOW_MS, nonce }).unwrap();
    let response = RecordedResponse { status: 200, body: answer.into(), ..RecordedResponse::default() };
    exchange(&format!("{name}-{nonce}"), NOW_MS, signed.request, response)
}

fn exchange(id: &str, at_ms: u64, request: Request, response: RecordedResponse) -> Exchange {
    Exchange {
        id: id.to_owned(),
        at: Timestamp::from_millisecond(i64::try_from(at_ms).unwrap()).ok(),
        took_us: Some(1_000),
        request: request.into(),
        response: Some(response),
        ..Exchange::default()
    }
}

fn answered(gateway: &Gateway) -> RecordedResponse {
    let (_, words) = gateway.acknowledgement.answer();
    RecordedResponse { status: 200, body: words.into(), ..RecordedResponse::default() }
}

/// The same with another answer.
pub(crate) fn answering(mut exchange: Exchange, status: u16, body: &str) -> Exchange {
    exchange.response = Some(RecordedResponse { status, body: body.into(), ..RecordedResponse::default() });
    exchange
}

/// The same with one byte of the signed body changed.
pub(crate) fn tampered(mut exchange: Exchange) -> Exchange {
    let text = String::from_utf8(exchange.request.body).unwrap();
    let changed = ["CF00", "\"ka\""]
        .iter()
        .fold(text.clone(), |text, from| text.replacen(from, &from.replace('C', "X").replace("ka", "kb"), 1));
    assert_ne!(text, changed);
    exchange.request.body = changed.into_bytes();
    exchange
}

/// The same without these headers.
pub(crate) fn without(mut exchange: Exchange, names: &[&str]) -> Exchange {
    let mut headers = Headers::default();
    let kept = exchange.request.headers.iter().filter(|(name, _)| !names.contains(name));
    kept.for_each(|(name, value)| headers.push(name, value));
    exchange.request.headers = headers;
    exchange
}

/// JSON lines.
pub(crate) fn lines(exchanges: &[Exchange]) -> String {
    exchanges.iter().map(to_line).collect()
}

/// The same exchanges as WireMock's journal, newest first.
pub(crate) fn journal(exchanges: &[Exchange]) -> String {
    let entries: Vec<String> = exchanges.iter().rev().map(entry).collect();
    format!("{{\"requests\":[{}],\"meta\":{{\"total\":{}}}}}", entries.join(","), entries.len())
}

fn entry(exchange: &Exchange) -> String {
    use base64::Engine as _;
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let request = &exchange.request;
    let mut headers = serde_json::Map::new();
    for (name, value) in request.headers.iter() {
        headers.insert(name.to_owned(), String::from_utf8(value.to_vec()).unwrap().into());
    }
    headers.insert("Content-Length".to_owned(), request.body.len().to_string().into());
    let response = exchange.response.as_ref().unwrap();
    serde_json::json!({
        "id": exchange.id,
        "request": {
            "url": request.target, "method": request.method, "headers": headers, "bodyAsBase64": encode(&request.body),
            "loggedDate": exchange.at.unwrap().as_millisecond(),
        },
        "responseDefinition": {"status": response.status, "proxyBaseUrl": "http://127.0.0.1:1"},
        "response": {"status": response.status, "headers": {}, "bodyAsBase64": encode(&response.body)},
        "wasMatched": true, "timing": {"totalTime": 3},
    })
    .to_string()
}
