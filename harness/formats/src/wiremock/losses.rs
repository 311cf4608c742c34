//! What a recorded body no longer shows, found out from the headers beside it.
//!
//! WireMock takes gzip off a request, also where no header announced it, and leaves `Content-Length` at the compressed
//! size; so the length is the only witness.

use counterfoil_protocol::wire::Headers;

use crate::exchange::Loss;

/// Of a request from the journal, or a stub that has its bytes. `None`: no body was kept.
pub(super) fn of_request(headers: &Headers, body: Option<&[u8]>, from_text: bool) -> Vec<Loss> {
    let mut lost = Vec::new();
    if is_coded(headers) {
        lost.push(Loss::Decompressed);
    }
    lost.extend(of_length(headers, body));
    lost.extend(of_text(body, from_text));
    lost
}

/// Media types that WireMock's server knows by heart: it puts its own spelling in the place of the one that was sent, and
/// writes the charset behind it, where it is UTF-8 or ISO-8859-1, in capitals.
const KNOWN_TYPES: [&[u8]; 6] =
    [b"application/json", b"application/x-www-form-urlencoded", b"text/html", b"text/json", b"text/plain", b"text/xml"];

/// Whether `Content-Type` may have been sent in other letters.
pub(super) fn of_media_type(headers: &Headers) -> Option<Loss> {
    let is_known = |value: &[u8]| KNOWN_TYPES.iter().any(|known| value.starts_with(known));
    headers.all("Content-Type").any(is_known).then_some(Loss::MediaType)
}

/// Of an answer from the journal: it keeps a content coding on, so the length alone decides. `bodiless` is one whose length
/// is that of a body that never comes: to HEAD, 204, 304.
pub(super) fn of_response(headers: &Headers, body: Option<&[u8]>, from_text: bool, bodiless: bool) -> Vec<Loss> {
    if bodiless && body.unwrap_or_default().is_empty() {
        return Vec::new();
    }
    let mut lost = of_length(headers, body);
    let is_shorter = length(headers).is_some_and(|said| body.unwrap_or_default().len() < said);
    if is_shorter && !lost.contains(&Loss::BodyMissing) {
        // `--logged-response-body-size-limit`
        lost.push(Loss::BodyCut);
    }
    lost.extend(of_text(body, from_text));
    lost
}

fn of_length(headers: &Headers, body: Option<&[u8]>) -> Vec<Loss> {
    let kept = body.unwrap_or_default().len();
    match length(headers) {
        Some(said) if said > 0 && body.is_none() => vec![Loss::BodyMissing],
        Some(said) if said != kept => vec![Loss::LengthDiffers],
        None if headers.all("Content-Length").next().is_some() => vec![Loss::LengthDiffers],
        None if body.is_none() && headers.all("Transfer-Encoding").next().is_some() => vec![Loss::BodyMissing],
        None if kept > 0 => vec![Loss::LengthUnknown],
        _ => Vec::new(),
    }
}

fn of_text(body: Option<&[u8]>, from_text: bool) -> Vec<Loss> {
    let Some(body) = body.filter(|body| from_text && !body.is_empty()) else { return Vec::new() };
    if has_replacement_character(body) {
        vec![Loss::TextOnly, Loss::ReplacementCharacters]
    } else {
        vec![Loss::TextOnly]
    }
}

/// Of a text that a stub holds. A length that fits proves its bytes: another charset, a content coding or bytes that were
/// no UTF-8 would have changed it.
pub(super) fn of_stub_text(headers: &Headers, text: &str) -> Vec<Loss> {
    let mut lost = Vec::new();
    if is_coded(headers) {
        lost.push(Loss::Decompressed);
    }
    if is_in_another_charset(headers) && !text.is_ascii() {
        lost.push(Loss::Charset);
    }
    if has_replacement_character(text.as_bytes()) {
        lost.push(Loss::ReplacementCharacters);
    }
    match length(headers) {
        Some(said) if said == text.len() => {}
        Some(_) => lost.extend([Loss::LengthDiffers, Loss::TextOnly]),
        None => lost.push(Loss::TextOnly),
    }
    lost
}

/// The one length that all `Content-Length` headers give.
fn length(headers: &Headers) -> Option<usize> {
    let mut said = headers.all("Content-Length").map(|value| core::str::from_utf8(value).ok()?.trim().parse().ok());
    let first = said.next()??;
    said.all(|other| other == Some(first)).then_some(first)
}

fn is_coded(headers: &Headers) -> bool {
    let is_coding =
        |value: &[u8]| !value.trim_ascii().is_empty() && !value.trim_ascii().eq_ignore_ascii_case(b"identity");
    headers.all("Content-Encoding").any(is_coding)
}

/// Whether `Content-Type` names a charset whose bytes differ from UTF-8.
pub(super) fn is_in_another_charset(headers: &Headers) -> bool {
    headers.all("Content-Type").any(|value| {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        let charset = value.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="));
        charset.is_some_and(|charset| !matches!(charset.trim().trim_matches('"'), "utf-8" | "utf8"))
    })
}

fn has_replacement_character(text: &[u8]) -> bool {
    memchr::memmem::find(text, "\u{fffd}".as_bytes()).is_some()
}
