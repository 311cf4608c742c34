//! The strict reader: what it does not know it keeps, what it knows must be right.

use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::{Headers, Shape, Text};
use jiff::Timestamp;

use super::{
    CaseContext, CaseRecord, Direction, Exchange, FORMAT, Fidelity, Keys, Loss, RecordedRequest, RecordedResponse,
};
use crate::error::ReadError;
use crate::members::{Members, base64, items, text};

/// Reads one exchange.
///
/// # Errors
///
/// The place, as a JSON pointer or as a byte, with what was expected and what is there.
pub fn read(bytes: &[u8]) -> Result<Exchange, ReadError> {
    let mut members = Members::parse(utf8(bytes)?, "")?;
    format(&mut members)?;
    let exchange = Exchange {
        id: members.need_text("id")?,
        at: moment(&mut members)?,
        took_us: members.integer("took_us")?,
        gateway: members.text("gateway")?,
        direction: direction(&mut members)?,
        request: request(members.need("request", "an object")?)?,
        response: members.take("response")?.map(response).transpose()?,
        failure: members.text("failure")?,
        case: members.object("case")?.map(case).transpose()?,
        origin: None,
        extra: members.extra(),
    };
    if exchange.response.is_none() && exchange.failure.is_none() {
        return Err(ReadError::new("/failure", "the reason why no response came", "neither response nor failure"));
    }
    Ok(exchange)
}

fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    core::str::from_utf8(bytes)
        .map_err(|error| ReadError::new(format!("byte {}", error.valid_up_to()), "UTF-8", "bytes that are not UTF-8"))
}

fn format(members: &mut Members<'_>) -> Result<(), ReadError> {
    match members.need_integer::<u32>("format")? {
        FORMAT => Ok(()),
        other => Err(ReadError::new("/format", format!("{FORMAT}, which this version reads"), other.to_string())),
    }
}

fn moment(members: &mut Members<'_>) -> Result<Option<Timestamp>, ReadError> {
    let Some(text) = members.text("at")? else { return Ok(None) };
    let refused =
        || ReadError::new("/at", "a time such as `2026-11-21T02:57:49.501Z`", format!("`{}`", excerpt(&text)));
    let at: Timestamp = text.parse().map_err(|_| refused())?;
    Timestamp::from_millisecond(at.as_millisecond()).map(Some).map_err(|_| refused())
}

fn direction(members: &mut Members<'_>) -> Result<Option<Direction>, ReadError> {
    match members.text("direction")?.as_deref() {
        None => Ok(None),
        Some("callback") => Ok(Some(Direction::Callback)),
        Some("request") => Ok(Some(Direction::Request)),
        Some(other) => Err(ReadError::new("/direction", "`callback` or `request`", format!("`{}`", excerpt(other)))),
    }
}

fn request(value: Text<'_>) -> Result<RecordedRequest, ReadError> {
    let mut members = Members::of(value, "/request")?;
    let method = members.need_text("method")?;
    let target = members.need_text("target")?;
    let headers = headers(&mut members)?;
    let body = body(&mut members)?;
    let (lost, at_most) = fidelity(&mut members)?;
    Ok(RecordedRequest { method, target, headers, body, lost, at_most, extra: members.extra() })
}

fn response(value: Text<'_>) -> Result<RecordedResponse, ReadError> {
    let mut members = Members::of(value, "/response")?;
    let status = members.need_integer("status")?;
    let reason = members.text("reason")?.unwrap_or_default();
    let headers = headers(&mut members)?;
    let body = body(&mut members)?;
    let (lost, at_most) = fidelity(&mut members)?;
    Ok(RecordedResponse { status, reason, headers, body, lost, at_most, extra: members.extra() })
}

fn headers(members: &mut Members<'_>) -> Result<Headers, ReadError> {
    let mut headers = Headers::default();
    for (item, place) in members.list("headers")? {
        let pair = items(item, &place)?;
        let [(name, name_place), (value, value_place)] = pair.as_slice() else {
            return Err(ReadError::value(&place, "name and value", item));
        };
        headers.push(text(*name, name_place)?, bytes(*value, value_place)?);
    }
    Ok(headers)
}

fn body(members: &mut Members<'_>) -> Result<Vec<u8>, ReadError> {
    let Some(value) = members.take("body")? else { return Ok(Vec::new()) };
    bytes(value, &String::from(members.place("body")))
}

/// A string, or `{"base64": "…"}`.
fn bytes(value: Text<'_>, place: &str) -> Result<Vec<u8>, ReadError> {
    if value.shape() == Shape::String {
        return text(value, place).map(String::into_bytes);
    }
    let expected = "a string, or an object with nothing but `base64`";
    let refused = || ReadError::value(place, expected, value);
    let mut members = Members::of(value, place).map_err(|_| refused())?;
    let encoded = members.words("base64")?.ok_or_else(refused)?;
    if !members.extra().is_empty() {
        return Err(refused());
    }
    base64(&encoded, format!("{place}/base64"))
}

type Kept = (Vec<Loss>, Option<Fidelity>);

/// The fidelity may be worse than the known losses leave, never better.
fn fidelity(members: &mut Members<'_>) -> Result<Kept, ReadError> {
    let name = members.need_text("fidelity")?;
    let place = String::from(members.place("fidelity"));
    let known = "`exact`, `decoded`, `text` or `reconstructed`";
    let said = Fidelity::by_name(&name);
    let said = said.ok_or_else(|| ReadError::new(&place, known, format!("`{}`", excerpt(&name))))?;
    let lost: Vec<Loss> = members
        .list("lost")?
        .into_iter()
        .map(|(item, place)| text(item, &place).map(|name| Loss::by_name(&name)))
        .collect::<Result<_, _>>()?;
    let left = lost.iter().filter(|loss| !matches!(loss, Loss::Other(_))).map(Loss::leaves).min();
    if let Some(left) = left.filter(|left| *left < said) {
        let expected = format!("at most `{left}`, after what was lost");
        return Err(ReadError::new(place, expected, format!("`{said}`")));
    }
    let all = lost.iter().map(Loss::leaves).min().unwrap_or(Fidelity::Exact);
    Ok((lost, Some(said).filter(|said| *said < all)))
}

fn case(mut members: Members<'_>) -> Result<CaseRecord, ReadError> {
    let id = members.need_text("id")?;
    let rev = members.need_integer("rev")?;
    let step = members.need_integer("step")?;
    let credits = members.integer("credits")?;
    let value = members.need("context", "an object")?;
    let context = context(Members::of(value, members.place("context"))?)?;
    Ok(CaseRecord { id, rev, step, credits, context, extra: members.extra() })
}

fn context(mut members: Members<'_>) -> Result<CaseContext, ReadError> {
    let readings = members.object("readings")?.map(readings).transpose()?.unwrap_or_default();
    Ok(CaseContext {
        now_ms: members.need_integer("now_ms")?,
        serial: members.need_integer("serial")?,
        readings,
        notify_url: members.need_text("notify_url")?,
        target: members.need_text("target")?,
        keys: keys(&mut members)?,
        extra: members.extra(),
    })
}

fn readings(members: Members<'_>) -> Result<Vec<(String, String)>, ReadError> {
    members.rest().map(|(name, choice, place)| Ok((name.to_owned(), text(choice, place)?))).collect()
}

fn keys(members: &mut Members<'_>) -> Result<Keys, ReadError> {
    let name = members.need_text("keys")?;
    match name.as_str() {
        "TEST" => Ok(Keys::Test),
        "own" => Ok(Keys::Own),
        _ => Err(ReadError::new(members.place("keys"), "`TEST` or `own`", format!("`{}`", excerpt(&name)))),
    }
}
