//! Exchanges as a request journal, in the form of `GET /__admin/requests`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::wire::Headers;
use jiff::Timestamp;

use super::write_mapping::{headers_by_name, whole_response};
use crate::exchange::{Exchange, Loss, RecordedRequest, RecordedResponse};
use crate::json::Json;

/// The journal, newest entry first as WireMock writes it. The exchanges come in the order in which they were sent.
#[must_use]
pub fn journal_file(exchanges: &[Exchange]) -> Json {
    let total = i64::try_from(exchanges.len()).expect("a list that is in memory");
    Json::object([
        ("requests", Json::list(exchanges.iter().rev().map(journal_entry))),
        ("meta", Json::object([("total", Json::from(total))])),
        ("requestJournalDisabled", false.into()),
    ])
}

/// One entry of the journal.
#[must_use]
pub fn journal_entry(exchange: &Exchange) -> Json {
    let answer = whole_response(exchange);
    let host = exchange.request.headers.all("Host").next().and_then(|host| core::str::from_utf8(host).ok());
    let base = format!("http://{}", host.unwrap_or("recorded.invalid"));
    let status = answer.map_or(0, |response| i64::from(response.status));
    let is_stand_in = answer.is_some_and(|response| response.lost.contains(&Loss::StandIn));
    // An answer that was recorded came from somebody: without this it would look like WireMock's own.
    let proxied = (!is_stand_in).then(|| ("proxyBaseUrl", Json::from(base.as_str())));
    let definition = [("status", Json::from(status))].into_iter().chain(proxied);
    Json::object([
        ("id", Json::from(exchange.id.as_str())),
        ("request", request(&exchange.request, exchange.at, &base)),
        ("responseDefinition", Json::object(definition)),
        ("response", answer.map(response).into()),
        ("wasMatched", true.into()),
        ("timing", exchange.took_us.map(timing).into()),
        ("subEvents", Json::List(Vec::new())),
    ])
}

fn request(request: &RecordedRequest, at: Option<Timestamp>, base: &str) -> Json {
    let empty = || Json::Object(Vec::new());
    Json::object([
        ("url", Json::from(request.target.as_str())),
        ("absoluteUrl", format!("{base}{}", request.target).into()),
        ("method", request.method.as_str().into()),
        ("headers", headers(&request.headers)),
        ("cookies", empty()),
        ("browserProxyRequest", false.into()),
        ("loggedDate", at.map(Timestamp::as_millisecond).into()),
        ("bodyAsBase64", STANDARD.encode(&request.body).into()),
        ("body", text(&request.body)),
        ("protocol", "HTTP/1.1".into()),
        ("loggedDateString", at.map(|at| format!("{at:.3}")).into()),
        ("queryParams", empty()),
        ("formParams", empty()),
    ])
}

fn response(response: &RecordedResponse) -> Json {
    Json::object([
        ("status", Json::from(i64::from(response.status))),
        ("headers", headers(&response.headers)),
        ("bodyAsBase64", STANDARD.encode(&response.body).into()),
        ("body", text(&response.body)),
    ])
}

fn timing(micros: u64) -> Json {
    let millis = i64::try_from(micros / 1000).unwrap_or(i64::MAX);
    Json::object([("totalTime", Json::from(millis))])
}

fn headers(headers: &Headers) -> Json {
    headers_by_name(headers.iter())
}

/// For people: the bytes stand in Base64.
fn text(body: &[u8]) -> Json {
    String::from_utf8_lossy(body).into_owned().into()
}
