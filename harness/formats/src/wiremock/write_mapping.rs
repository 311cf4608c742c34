//! Exchanges as stub mappings that WireMock loads: the same request gets the same answer, byte for byte.
//!
//! <https://wiremock.org/docs/stubbing/>, <https://wiremock.org/docs/stateful-behaviour/>

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::gateways;

use super::losses::is_in_another_charset;
use super::mapping::STARTED;
use crate::exchange::{Exchange, Loss, RecordedRequest, RecordedResponse};
use crate::json::Json;

/// One file with every mapping: `{"mappings": […]}`.
#[must_use]
pub fn mappings_file(exchanges: &[Exchange]) -> Json {
    Json::object([("mappings", Json::list(all(exchanges)))])
}

/// Which of several requests a mapping answers that WireMock cannot tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The number of the first of them, which names the scenario.
    pub first: usize,
    /// Its turn, counted from 0.
    pub step: usize,
    /// How many there are.
    pub steps: usize,
}

/// One mapping. `repeat` makes it a step of a scenario; a body in a file of its own has that name below `__files`.
#[must_use]
pub fn mapping(exchange: &Exchange, repeat: Option<Repeat>, file: Option<&str>) -> Json {
    let steps = repeat.map(scenario_step).unwrap_or_default();
    let response = whole_response(exchange).map_or_else(|| fault(exchange), |answer| response(answer, file));
    let metadata = Json::object([("counterfoil", Json::from(exchange.id.as_str()))]);
    let last =
        [member("request", request_pattern(exchange)), member("response", response), member("metadata", metadata)];
    Json::Object([member("name", exchange.id.as_str())].into_iter().chain(steps).chain(last).collect())
}

/// The answer, where it came to its end: half an answer must not be served as a whole one.
pub(super) fn whole_response(exchange: &Exchange) -> Option<&RecordedResponse> {
    exchange.response.as_ref().filter(|_| exchange.failure.is_none())
}

/// The name of a mapping's file without its ending, safe on every system. `number` counts from 1.
#[must_use]
pub fn mapping_name(number: usize, id: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let id: String = id.chars().map(letter).take(80).collect();
    if id.is_empty() { format!("{number:06}") } else { format!("{number:06}-{id}") }
}

/// The headers of a gateway that its signature covers or stands in; those of all gateways where it is not known whose
/// message it is.
#[must_use]
pub fn signed_headers(gateway: Option<&Gateway>) -> Vec<&'static str> {
    let of = |gateway: &Gateway| {
        let parts = [gateway.timestamp, gateway.nonce].into_iter().flatten().map(|part| part.place);
        [gateway.place].into_iter().chain(parts).filter_map(header).collect::<Vec<_>>()
    };
    gateway.map_or_else(|| gateways::ALL.into_iter().flat_map(of).collect(), of)
}

fn header(place: Place) -> Option<&'static str> {
    match place {
        Place::Header(name) => Some(name),
        Place::Member(_) => None,
    }
}

/// Requests that WireMock cannot tell apart become the steps of a scenario, in the order in which they were sent.
fn all(exchanges: &[Exchange]) -> Vec<Json> {
    let mut repeats: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, exchange) in exchanges.iter().enumerate() {
        repeats.entry(request_pattern(exchange).to_line()).or_default().push(index);
    }
    let mut turns: Vec<Option<Repeat>> = vec![None; exchanges.len()];
    for same in repeats.values().filter(|same| same.len() > 1) {
        for (step, &index) in same.iter().enumerate() {
            turns[index] = Some(Repeat { first: same[0] + 1, step, steps: same.len() });
        }
    }
    exchanges.iter().zip(turns).map(|(exchange, repeat)| mapping(exchange, repeat, None)).collect()
}

type Member = (String, Json);

fn member(name: &str, value: impl Into<Json>) -> Member {
    (name.to_owned(), value.into())
}

/// The last step stays: whatever comes once more gets the last answer.
fn scenario_step(repeat: Repeat) -> Vec<Member> {
    let scenario = format!("repeat-{}", repeat.first);
    let state = |step: usize| if step == 0 { STARTED.to_owned() } else { format!("{scenario}-{}", step + 1) };
    let next = (repeat.step + 1 < repeat.steps).then(|| member("newScenarioState", state(repeat.step + 1)));
    let first = [member("scenarioName", scenario.as_str()), member("requiredScenarioState", state(repeat.step))];
    first.into_iter().chain(next).collect()
}

/// What a request must be to get the answer: two exchanges with the same pattern are one request to WireMock.
#[must_use]
pub fn request_pattern(exchange: &Exchange) -> Json {
    let request = &exchange.request;
    let gateway = exchange.gateway.as_deref().and_then(gateways::by_name);
    let mut headers: Vec<Member> = Vec::new();
    for name in signed_headers(gateway).into_iter().chain(["Content-Length"]) {
        let known = headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
        if let Some(pattern) = header_pattern(request, name, gateway.is_some()).filter(|_| !known) {
            headers.push((name.to_owned(), pattern));
        }
    }
    Json::object([
        ("method", Json::from(request.method.as_str())),
        ("url", request.target.as_str().into()),
        ("headers", Json::Object(headers)),
        ("bodyPatterns", Json::list([body_pattern(request)])),
    ])
}

/// Values that are no text cannot stand in a mapping. That a header was not sent is said where it is known: otherwise the
/// answer to an unsigned request would be given to a signed one, too.
fn header_pattern(request: &RecordedRequest, name: &str, gateway_known: bool) -> Option<Json> {
    let headers = &request.headers;
    let absent = || Json::object([("absent", Json::from(true))]);
    let said = if name == "Content-Length" {
        headers.all("Transfer-Encoding").next().is_some()
    } else {
        gateway_known && !request.lost.contains(&Loss::HeadersNotCaptured)
    };
    // WireMock sees values without the blanks around them.
    let values = headers.all(name).map(<[u8]>::trim_ascii).map(core::str::from_utf8);
    let values: Vec<&str> = values.collect::<Result<_, _>>().ok()?;
    let equal = |value: &&str| Json::object([("equalTo", Json::from(*value))]);
    match values.as_slice() {
        [] => said.then(absent),
        [one] => Some(equal(one)),
        several => Some(Json::object([("hasExactly", Json::list(several.iter().map(equal)))])),
    }
}

/// Text where WireMock reads the body as the same text, else bytes. Never `equalToJson`: it would match other bytes too.
fn body_pattern(request: &RecordedRequest) -> Json {
    let text = core::str::from_utf8(&request.body).ok();
    let is_text = |text: &&str| !text.is_empty() && !text.starts_with('\u{feff}');
    match text.filter(is_text).filter(|_| !is_in_another_charset(&request.headers)) {
        Some(text) => Json::object([("equalTo", Json::from(text))]),
        None => Json::object([("binaryEqualTo", Json::from(STANDARD.encode(&request.body)))]),
    }
}

/// Headers that belong to the connection are made anew by whoever serves the answer.
const OF_THE_CONNECTION: &[&str] = &["Transfer-Encoding", "Connection", "Keep-Alive"];

fn response(response: &RecordedResponse, file: Option<&str>) -> Json {
    let is_kept = |name: &str| !OF_THE_CONNECTION.iter().any(|other| other.eq_ignore_ascii_case(name));
    let length = response.body.len().to_string();
    // A wrong length would keep the receiver waiting, or cut the answer.
    let fits = |name: &str, value: &[u8]| !name.eq_ignore_ascii_case("Content-Length") || value == length.as_bytes();
    let kept = response.headers.iter().filter(|(name, value)| is_kept(name) && fits(name, value));
    let reason = Some(response.reason.as_str()).filter(|reason| !reason.is_empty());
    let first = [member("status", i64::from(response.status))];
    let reason = reason.map(|reason| member("statusMessage", reason));
    let body = file.map(|name| member("bodyFileName", name)).or_else(|| body(response));
    let headers = member("headers", headers_by_name(kept));
    Json::Object(first.into_iter().chain(reason).chain([headers]).chain(body).collect())
}

/// Text where people can read it and WireMock sends the same bytes; it would take `{{` for a template, where it is told to.
fn body(response: &RecordedResponse) -> Option<Member> {
    if response.body.is_empty() {
        return None;
    }
    let text = core::str::from_utf8(&response.body).ok();
    let is_plain = |text: &&str| !text.starts_with('\u{feff}') && !text.contains("{{");
    Some(match text.filter(is_plain).filter(|_| !is_in_another_charset(&response.headers)) {
        Some(text) => member("body", text),
        None => member("base64Body", STANDARD.encode(&response.body)),
    })
}

/// One member for each name in its first spelling, with a list of values where there are several.
pub(super) fn headers_by_name<'h>(headers: impl Iterator<Item = (&'h str, &'h [u8])>) -> Json {
    let mut names: Vec<(&str, Vec<Json>)> = Vec::new();
    for (name, value) in headers {
        let value = Json::from(String::from_utf8_lossy(value).into_owned());
        match names.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, values)) => values.push(value),
            None => names.push((name, vec![value])),
        }
    }
    let one_or_list = |mut values: Vec<Json>| if values.len() == 1 { values.remove(0) } else { Json::List(values) };
    Json::object(names.into_iter().map(|(name, values)| (name, one_or_list(values))))
}

/// WireMock knows two ways to give no answer at all.
fn fault(exchange: &Exchange) -> Json {
    let why = exchange.failure.as_deref().unwrap_or_default();
    let name = if why.contains("reset") { "CONNECTION_RESET_BY_PEER" } else { "EMPTY_RESPONSE" };
    Json::object([("fault", Json::from(name))])
}
