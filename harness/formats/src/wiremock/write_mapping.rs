//! Exchanges as stub mappings that WireMock loads: the same request gets the same answer, byte for byte.
//!
//! <https://wiremock.org/docs/stubbing/>, <https://wiremock.org/docs/stateful-behaviour/>

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::wire::Headers;

use super::losses::is_in_another_charset;
use super::mapping::STARTED;
use crate::exchange::{Exchange, RecordedRequest, RecordedResponse};
use crate::json::Json;

/// One file with every mapping: `{"mappings": […]}`.
#[must_use]
pub fn mappings_file(exchanges: &[Exchange]) -> Json {
    Json::object([("mappings", Json::list(all(exchanges)))])
}

/// A file for each mapping, with a name that is safe on every system.
#[must_use]
pub fn mapping_files(exchanges: &[Exchange]) -> Vec<(String, Json)> {
    let name = |(index, exchange): (usize, &Exchange)| format!("{:06}-{}.json", index + 1, safe(&exchange.id));
    exchanges.iter().enumerate().map(name).zip(all(exchanges)).collect()
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
    let patterns: Vec<Json> = exchanges.iter().map(|exchange| request(&exchange.request, exchange)).collect();
    let mut repeats: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, pattern) in patterns.iter().enumerate() {
        repeats.entry(pattern.to_line()).or_default().push(index);
    }
    let mut steps: Vec<Vec<Member>> = vec![Vec::new(); exchanges.len()];
    for same in repeats.values().filter(|same| same.len() > 1) {
        let scenario = format!("repeat-{}", same[0] + 1);
        for (step, &index) in same.iter().enumerate() {
            steps[index] = scenario_step(&scenario, step, same.len());
        }
    }
    let parts = exchanges.iter().zip(patterns).zip(steps);
    parts.map(|((exchange, pattern), steps)| mapping(exchange, pattern, steps)).collect()
}

type Member = (String, Json);

fn member(name: &str, value: impl Into<Json>) -> Member {
    (name.to_owned(), value.into())
}

/// The last step stays: whatever comes once more gets the last answer.
fn scenario_step(scenario: &str, step: usize, steps: usize) -> Vec<Member> {
    let state = |step: usize| if step == 0 { STARTED.to_owned() } else { format!("{scenario}-{}", step + 1) };
    let next = (step + 1 < steps).then(|| member("newScenarioState", state(step + 1)));
    let first = [member("scenarioName", scenario), member("requiredScenarioState", state(step))];
    first.into_iter().chain(next).collect()
}

fn mapping(exchange: &Exchange, pattern: Json, steps: Vec<Member>) -> Json {
    let response = exchange.response.as_ref().map_or_else(|| fault(exchange), response);
    let metadata = Json::object([("counterfoil", Json::from(exchange.id.as_str()))]);
    let last = [member("request", pattern), member("response", response), member("metadata", metadata)];
    Json::Object([member("name", exchange.id.as_str())].into_iter().chain(steps).chain(last).collect())
}

fn request(request: &RecordedRequest, exchange: &Exchange) -> Json {
    let gateway = exchange.gateway.as_deref().and_then(gateways::by_name);
    let names = signed_headers(gateway).into_iter().chain(["Content-Length"]);
    let mut headers: Vec<Member> = Vec::new();
    for name in names {
        let known = headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
        if let Some(pattern) = header_pattern(&request.headers, name).filter(|_| !known) {
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

/// Values that are no text cannot stand in a mapping.
fn header_pattern(headers: &Headers, name: &str) -> Option<Json> {
    // WireMock sees values without the blanks around them.
    let values = headers.all(name).map(<[u8]>::trim_ascii).map(core::str::from_utf8);
    let values: Vec<&str> = values.collect::<Result<_, _>>().ok()?;
    let equal = |value: &&str| Json::object([("equalTo", Json::from(*value))]);
    match values.as_slice() {
        [] => None,
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

fn response(response: &RecordedResponse) -> Json {
    let is_kept = |name: &str| !OF_THE_CONNECTION.iter().any(|other| other.eq_ignore_ascii_case(name));
    let length = response.body.len().to_string();
    // A wrong length would keep the receiver waiting, or cut the answer.
    let fits = |name: &str, value: &[u8]| !name.eq_ignore_ascii_case("Content-Length") || value == length.as_bytes();
    let kept = response.headers.iter().filter(|(name, value)| is_kept(name) && fits(name, value));
    let reason = Some(response.reason.as_str()).filter(|reason| !reason.is_empty());
    let first = [member("status", i64::from(response.status))];
    let last = [member("headers", headers_by_name(kept)), member("base64Body", STANDARD.encode(&response.body))];
    Json::Object(first.into_iter().chain(reason.map(|reason| member("statusMessage", reason))).chain(last).collect())
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

fn safe(id: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    id.chars().map(letter).take(80).collect()
}
