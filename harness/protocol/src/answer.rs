//! Answers of a gateway: success with data, or an error, which is data too.

use crate::message::{Carrier, Envelope, Field, Kind, Message, Presence, body_violations, sample_member};
use crate::rejection::{Code, Rejection};
use crate::wire::{Limits, Object, checked_text, refuse_duplicates};

/// What a gateway answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The call succeeded.
    Success {
        /// What was asked for, as JSON text; empty where the answer has none.
        data: String,
    },
    /// The gateway refused, in its own words.
    Failure {
        /// The code as text: `400202`, `B0001`, or `HTTP 404` where the answer holds none.
        code: String,
        /// Words for people, where there are some.
        message: Option<String>,
    },
}

/// Reads the answer to a request.
///
/// An error is an [`Answer`], not a rejection; a success that does not fit its table is a rejection.
///
/// # Errors
///
/// A body that is not UTF-8 or not JSON, nested too deep, with a member twice; a success without what it must hold.
pub fn read(message: &Message, status: u16, body: &[u8]) -> Result<Answer, Rejection> {
    let limits = Limits::default();
    if body.len() > limits.body {
        let expected = format!("at most {} bytes", limits.body);
        return Err(Rejection::new(Code::TooLarge, "body", expected, format!("{} bytes", body.len())));
    }
    let text = match checked_text(body, limits.depth) {
        // A proxy's page: the state says enough.
        Err(_) if !is_success(status) => return Ok(failure(format!("HTTP {status}"), None)),
        checked => checked?,
    };
    let object = Object::parse(text);
    if let Ok(object) = &object {
        refuse_duplicates(object)?;
    }
    if let Some(refused) = refusal(message, status, object.as_ref().ok()) {
        return Ok(refused);
    }
    match body_violations(message, text)?.into_iter().next() {
        Some(violation) => Err(violation),
        None => Ok(Answer::Success { data: data(message, text, object.ok().as_ref()) }),
    }
}

/// The error that an answer tells of, if any.
fn refusal(message: &Message, status: u16, object: Option<&Object<'_>>) -> Option<Answer> {
    let told = message.envelope.zip(object);
    let code = told.and_then(|(envelope, object)| envelope.code_of(object));
    let words = || told.and_then(|(envelope, object)| envelope.message_of(object));
    match (code, message.envelope) {
        (Some(code), Some(envelope)) if !envelope.success.contains(&code.as_str()) => Some(failure(code, words())),
        _ if !is_success(status) => Some(failure(format!("HTTP {status}"), words())),
        _ => None,
    }
}

fn data(message: &Message, text: &str, object: Option<&Object<'_>>) -> String {
    let Some(member) = message.envelope.and_then(|envelope| envelope.data) else { return text.trim().to_owned() };
    object.and_then(|object| object.get(member)).map_or_else(String::new, |value| value.raw().to_owned())
}

fn failure(code: String, message: Option<String>) -> Answer {
    Answer::Failure { code, message }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// A success made from the response's table, where no page prints one.
#[must_use]
pub fn success_body(response: &Message) -> String {
    let code = response.envelope.and_then(|envelope| Some((envelope.code?, *envelope.success.first()?)));
    let member = |field: &Field| match code {
        Some((name, code)) if name == field.name => format!("\"{name}\":{}", code_in_kind(response, name, code)),
        _ => sample_member(field),
    };
    if let Carrier::Text(words) = response.carrier {
        return words.first().copied().unwrap_or_default().to_owned();
    }
    let wanted =
        |field: &&Field| field.presence != Presence::Optional || code.is_some_and(|(name, _)| name == field.name);
    let members: Vec<String> = response.fields.iter().filter(wanted).map(member).collect();
    let object = format!("{{{}}}", members.join(","));
    if response.carrier == Carrier::List { format!("[{object}]") } else { object }
}

/// An error in the response's own envelope: its code, its words, null for what was asked for.
#[must_use]
pub fn error_body(response: &Message, code: &str, words: &str) -> String {
    let envelope = response.envelope;
    let members: Vec<String> = response
        .fields
        .iter()
        .filter_map(|field| {
            Some(format!("\"{}\":{}", field.name, error_value(field, response, envelope?, code, words)?))
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

fn error_value(field: &Field, response: &Message, envelope: &Envelope, code: &str, words: &str) -> Option<String> {
    let is = |member: Option<&str>| member == Some(field.name);
    if is(envelope.code) {
        return Some(code_in_kind(response, field.name, code));
    }
    if is(envelope.message) {
        return Some(serde_json::Value::from(words).to_string());
    }
    match &field.kind {
        Kind::Enumeration(values) if values.iter().any(|value| value.name == "FAIL") => Some("\"FAIL\"".to_owned()),
        Kind::Boolean => Some("false".to_owned()),
        _ if is(envelope.data) => Some("null".to_owned()),
        _ => None,
    }
}

/// A code as the table writes it: as text, as a number, as null.
#[must_use]
pub fn code_in_kind(response: &Message, name: &str, code: &str) -> String {
    let text = serde_json::Value::from(code).to_string();
    let Some(field) = response.fields.iter().find(|field| field.name == name) else { return text };
    let fits = |raw: &str| {
        let object = format!("{{\"v\":{raw}}}");
        Object::parse(&object).is_ok_and(|object| field.kind.fits(object.members()[0].value))
    };
    if code == "null" {
        return "null".to_owned();
    }
    let bare = !code.is_empty() && (code == "0" || !code.starts_with('0')) && code.bytes().all(|b| b.is_ascii_digit());
    if bare && fits(code) && !fits(&text) { code.to_owned() } else { text }
}
