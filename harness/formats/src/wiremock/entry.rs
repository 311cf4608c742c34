//! One entry of the request journal as an exchange.
//!
//! What the journal changes was measured with WireMock 3.13.2: it keeps the body's bytes, but takes a content coding off
//! and leaves `Content-Length` as it was; it writes well-known header names anew and puts repeated headers together.

use counterfoil_protocol::wire::{Headers, Shape, Text};
use jiff::Timestamp;

use super::losses;
use crate::error::ReadError;
use crate::exchange::{Exchange, Extra, Loss, RecordedRequest, RecordedResponse};
use crate::members::{Members, base64, items, text};

/// Reads a serve event, or a bare request as `/requests/find` lists them.
///
/// # Errors
///
/// The place in the entry, with what was expected and what is there.
pub fn read(bytes: &[u8]) -> Result<Exchange, ReadError> {
    let document = core::str::from_utf8(bytes).map_err(|error| {
        ReadError::new(format!("byte {}", error.valid_up_to()), "UTF-8", "bytes that are not UTF-8")
    })?;
    let mut members = Members::parse(document, "")?;
    let id = members.text("id")?;
    let Some(logged) = members.object("request")? else { return bare(members, id) };
    let (request, at) = request(logged)?;
    let took = members.object("timing")?.map(took_us).transpose()?.flatten();
    let answered = members.boolean("wasMatched")?.unwrap_or(true);
    let is_stand_in = !is_proxied(&mut members)?;
    let (mut response, failure) = response(&mut members, request.method == "HEAD")?;
    if let Some(response) = response.as_mut().filter(|_| is_stand_in || !answered) {
        response.lost.push(Loss::StandIn);
    }
    let id = id.unwrap_or_default();
    Ok(Exchange { id, at, took_us: took, request, response, failure, ..Exchange::default() })
}

/// `/requests/find` lists requests without their answers.
fn bare(members: Members<'_>, id: Option<String>) -> Result<Exchange, ReadError> {
    if let Some((_, _, place)) = members.rest().find(|(name, ..)| *name == "mappings") {
        return Err(ReadError::new(place, "entries of a request journal", "stub mappings"));
    }
    if !members.rest().any(|(name, ..)| matches!(name, "url" | "absoluteUrl" | "method")) {
        return Err(ReadError::new("/request", "an entry of a request journal", "neither `request` nor `url`"));
    }
    let (request, at) = request(members)?;
    let failure = Some("the journal's list of requests holds no answers".to_owned());
    Ok(Exchange { id: id.unwrap_or_default(), at, request, failure, ..Exchange::default() })
}

fn took_us(mut timing: Members<'_>) -> Result<Option<u64>, ReadError> {
    Ok(timing.integer::<u64>("totalTime")?.and_then(|millis| millis.checked_mul(1000)))
}

/// Whether somebody behind WireMock gave the answer.
fn is_proxied(members: &mut Members<'_>) -> Result<bool, ReadError> {
    let Some(mut definition) = members.object("responseDefinition")? else { return Ok(false) };
    Ok(definition.take("proxyBaseUrl")?.is_some())
}

fn request(mut members: Members<'_>) -> Result<(RecordedRequest, Option<Timestamp>), ReadError> {
    let method = method(&mut members)?;
    let target = target(&mut members)?;
    let (headers, mut lost) = headers(&mut members)?;
    lost.insert(0, Loss::HeaderSpelling);
    let (body, from_text) = body(&mut members)?;
    lost.extend(losses::of_request(&headers, body.as_deref(), from_text));
    lost.extend(losses::of_media_type(&headers));
    let at = moment(&mut members)?;
    let body = body.unwrap_or_default();
    let extra = Extra::default();
    Ok((RecordedRequest { method, target, headers, body, lost, at_most: None, extra }, at))
}

/// A string; an object with its name in some snapshots of 4.x.
fn method(members: &mut Members<'_>) -> Result<String, ReadError> {
    let value = members.need("method", "a method")?;
    if value.shape() == Shape::Object {
        return Members::of(value, members.place("method"))?.need_text("name");
    }
    text(value, members.place("method"))
}

/// `url` is path and query as they came; 4.x betas and other tools leave it out for `absoluteUrl`.
fn target(members: &mut Members<'_>) -> Result<String, ReadError> {
    if let Some(target) = members.text("url")? {
        return Ok(target);
    }
    let whole = members.need_text("absoluteUrl")?;
    let behind = whole.split_once("://").map_or(whole.as_str(), |(_, behind)| behind);
    Ok(behind.find(['/', '?']).map_or("/", |at| &behind[at..]).to_owned())
}

/// A name has one value, or a list of them where it came several times.
fn headers(members: &mut Members<'_>) -> Result<(Headers, Vec<Loss>), ReadError> {
    let mut headers = Headers::default();
    let mut lost = vec![Loss::HeaderOrder];
    let Some(object) = members.object("headers")? else { return Ok((headers, lost)) };
    for (name, value, place) in object.rest() {
        if value.shape() != Shape::Array {
            headers.push(name, text(value, place)?);
            continue;
        }
        for (item, place) in items(value, &String::from(place))? {
            headers.push(name, text(item, &place)?);
        }
        lost = vec![Loss::HeaderOrder, Loss::HeaderRepeats];
    }
    Ok((headers, lost))
}

/// The bytes, and whether they had to be taken from the text. The text is a reading of the bytes and counts only where
/// these are missing.
fn body(members: &mut Members<'_>) -> Result<(Option<Vec<u8>>, bool), ReadError> {
    if let Some(encoded) = members.words("bodyAsBase64")? {
        return Ok((Some(base64(&encoded, members.place("bodyAsBase64"))?), false));
    }
    Ok((members.text("body")?.map(String::into_bytes), true))
}

/// Milliseconds since 1970, or the text beside it.
fn moment(members: &mut Members<'_>) -> Result<Option<Timestamp>, ReadError> {
    let Some(value) = members.take("loggedDate")? else { return Ok(None) };
    let millis = value.raw().parse().ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let written = || value.decoded().and_then(|text| text.parse().ok());
    let refused =
        || ReadError::value(members.place("loggedDate"), "milliseconds since 1970, or a time with its zone", value);
    millis.or_else(written).map(Some).ok_or_else(refused)
}

type Answer = (Option<RecordedResponse>, Option<String>);

fn response(members: &mut Members<'_>, to_head: bool) -> Result<Answer, ReadError> {
    let Some(mut logged) = members.object("response")? else {
        return Ok((None, Some("the journal has no answer to it".to_owned())));
    };
    if let Some(fault) = logged.take("fault")? {
        return Ok((None, Some(format!("WireMock answered with a fault: {}", word(fault)))));
    }
    let Some(status) = logged.integer("status")? else {
        return Ok((None, Some("the journal's answer has no status".to_owned())));
    };
    let reason = logged.text("statusMessage")?.unwrap_or_default();
    let (headers, mut lost) = headers(&mut logged)?;
    let (body, from_text) = body(&mut logged)?;
    let bodiless = to_head || matches!(status, 204 | 304);
    lost.extend(losses::of_response(&headers, body.as_deref(), from_text, bodiless));
    let body = body.unwrap_or_default();
    let extra = Extra::default();
    Ok((Some(RecordedResponse { status, reason, headers, body, lost, at_most: None, extra }), None))
}

fn word(value: Text<'_>) -> String {
    value.decoded().map_or_else(|| value.raw().to_owned(), Into::into)
}
