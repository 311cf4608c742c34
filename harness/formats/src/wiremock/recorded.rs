//! A recorded stub as an exchange: the recorder makes one mapping of each pair of request and answer.
//!
//! <https://wiremock.org/docs/record-playback/>. Measured with WireMock 3.13.2.

use core::fmt;

use counterfoil_protocol::wire::Headers;

use super::losses;
use super::mapping::{BodyDefinition, Mapping, MethodPattern, RequestPattern, ResponseDefinition, UrlPattern};
use super::matcher::{Matcher, Values};
use crate::exchange::{Exchange, Extra, Loss, RecordedRequest, RecordedResponse};

/// Why a mapping is no recording of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRecording(pub String);

impl fmt::Display for NoRecording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no recording of one request: {}", self.0)
    }
}

impl core::error::Error for NoRecording {}

/// The exchange that a mapping recorded. `file` gives the bytes of a file below `__files`.
///
/// # Errors
///
/// The mapping answers more than one request, or hands the request on.
pub fn exchange(mapping: &Mapping, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Exchange, NoRecording> {
    if let Some(base) = &mapping.response.proxy {
        return Err(NoRecording(format!("it hands requests on to {base}")));
    }
    let request = request(&mapping.request)?;
    let (response, failure) = match &mapping.response.fault {
        Some(fault) => (None, Some(format!("the stub answers with the fault {}", fault.name()))),
        None => (Some(response(&mapping.response, file)), None),
    };
    let id = mapping.id.clone().or_else(|| mapping.name.clone()).unwrap_or_default();
    Ok(Exchange { id, request, response, failure, ..Exchange::default() })
}

fn request(pattern: &RequestPattern) -> Result<RecordedRequest, NoRecording> {
    let MethodPattern::Is(method) = &pattern.method else {
        return Err(NoRecording("it answers more than one method".to_owned()));
    };
    let mut lost = vec![Loss::Time, Loss::HeaderOrder, Loss::HeadersNotCaptured];
    let target = target(pattern, &mut lost)?;
    let headers = headers(&pattern.headers);
    let body = body(&pattern.body, &headers, &mut lost);
    lost.extend(losses::of_media_type(&headers));
    let (method, extra) = (method.clone(), Extra::default());
    Ok(RecordedRequest { method, target, headers, body, lost, at_most: None, extra })
}

fn target(pattern: &RequestPattern, lost: &mut Vec<Loss>) -> Result<String, NoRecording> {
    match &pattern.url {
        UrlPattern::Exact(target) => Ok(target.clone()),
        UrlPattern::Path(path) => {
            lost.push(Loss::QuerySplit);
            Ok(with_query(path, &pattern.query))
        }
        UrlPattern::Any => Err(NoRecording("it answers any address".to_owned())),
        UrlPattern::Pattern(text) | UrlPattern::PathPattern(text) | UrlPattern::PathTemplate(text) => {
            Err(NoRecording(format!("its address is a pattern, `{text}`")))
        }
    }
}

/// Some query with these parameters; with which letters it was sent is not known.
fn with_query(path: &str, query: &[(String, Values)]) -> String {
    let pairs = query.iter().flat_map(|(name, values)| texts(values).into_iter().map(move |value| (name, value)));
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

fn headers(patterns: &[(String, Values)]) -> Headers {
    let mut headers = Headers::default();
    for (name, values) in patterns {
        texts(values).into_iter().for_each(|value| headers.push(name, value));
    }
    headers
}

/// The values that are known letter by letter.
fn texts(values: &Values) -> Vec<&str> {
    let text = |matcher| match matcher {
        &Matcher::EqualTo { ref text, any_case: false } => Some(text.as_str()),
        _ => None,
    };
    match values {
        Values::One(matcher) => text(matcher).into_iter().collect(),
        Values::Exactly(matchers) | Values::Including(matchers) => matchers.iter().filter_map(text).collect(),
    }
}

/// The pattern that keeps most decides: bytes, then text, then a node.
fn body(patterns: &[Matcher], headers: &Headers, lost: &mut Vec<Loss>) -> Vec<u8> {
    let best = patterns.iter().max_by_key(|matcher| match matcher {
        Matcher::BinaryEqualTo(_) => 3,
        Matcher::EqualTo { any_case: false, .. } | Matcher::EqualToJson { is_node: false, .. } => 2,
        Matcher::EqualToJson { .. } => 1,
        _ => 0,
    });
    match best {
        Some(Matcher::BinaryEqualTo(bytes)) => {
            lost.extend(losses::of_request(headers, Some(bytes), false));
            bytes.clone()
        }
        Some(Matcher::EqualToJson { text, is_node: true, .. }) => {
            lost.push(Loss::JsonRewritten);
            text.clone().into_bytes()
        }
        Some(Matcher::EqualTo { text, any_case: false } | Matcher::EqualToJson { text, .. }) => {
            lost.extend(losses::of_stub_text(headers, text));
            text.clone().into_bytes()
        }
        _ => {
            // An empty body has no pattern; whether it was empty only its length tells.
            if headers.all("Content-Length").next() != Some(b"0") {
                lost.push(Loss::BodyMissing);
            }
            Vec::new()
        }
    }
}

fn response(definition: &ResponseDefinition, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> RecordedResponse {
    let mut headers = Headers::default();
    definition.headers.iter().for_each(|(name, value)| headers.push(name, value.as_str()));
    let mut lost = vec![Loss::HeaderOrder, Loss::FramingHeaders];
    let body = match &definition.body {
        BodyDefinition::None => Vec::new(),
        BodyDefinition::Text(text) => {
            lost.extend(losses::of_stub_text(&headers, text));
            text.clone().into_bytes()
        }
        BodyDefinition::Json(text) => {
            lost.push(Loss::JsonRewritten);
            text.as_str().to_owned().into_bytes()
        }
        BodyDefinition::Bytes(bytes) => {
            lost.extend(losses::of_response(&headers, Some(bytes), false, false));
            bytes.clone()
        }
        BodyDefinition::File(name) => {
            let bytes = file(name);
            lost.push(if bytes.is_some() { Loss::LengthUnknown } else { Loss::BodyFileMissing });
            bytes.unwrap_or_default()
        }
    };
    if headers.all("Matched-Stub-Id").next().is_some() {
        // WireMock adds it to what it answers itself.
        lost.push(Loss::StandIn);
    }
    let is_template = definition.transformers.iter().any(|name| name == "response-template");
    if is_template && memchr::memmem::find(&body, b"{{").is_some() {
        lost.push(Loss::Templated);
    }
    let (status, reason) = (definition.status.unwrap_or(200), definition.reason.clone().unwrap_or_default());
    RecordedResponse { status, reason, headers, body, lost, at_most: None, extra: Extra::default() }
}
