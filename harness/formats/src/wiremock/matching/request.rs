//! The parts of a request that matchers look at.

use counterfoil_protocol::wire::{Headers, Request};
use memchr::memmem;

/// Name and decoded value.
pub(super) type Pairs = Vec<(String, Vec<u8>)>;

/// The parameters of the query.
pub(super) fn query(request: &Request) -> Pairs {
    request.target.split_once('?').map_or_else(Vec::new, |(_, query)| pairs(query.as_bytes()))
}

/// The fields of a form body.
pub(super) fn form(request: &Request) -> Pairs {
    pairs(&request.body)
}

/// The cookies of all `Cookie` headers.
pub(super) fn cookies(request: &Request) -> Pairs {
    let all = request.headers.all("Cookie").flat_map(|value| value.split(|byte| *byte == b';'));
    all.filter_map(|cookie| {
        let at = memchr::memchr(b'=', cookie)?;
        let name = String::from_utf8_lossy(cookie[..at].trim_ascii()).into_owned();
        Some((name, cookie[at + 1..].trim_ascii().to_vec()))
    })
    .collect()
}

fn pairs(text: &[u8]) -> Pairs {
    let pair = |pair: &[u8]| {
        let at = memchr::memchr(b'=', pair).unwrap_or(pair.len());
        let name = String::from_utf8_lossy(&decoded(&pair[..at])).into_owned();
        (name, decoded(pair.get(at + 1..).unwrap_or_default()))
    };
    text.split(|byte| *byte == b'&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let escaped = (text[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(hex)).flatten();
        out.push(escaped.unwrap_or(if text[at] == b'+' { b' ' } else { text[at] }));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

/// The variables of a path template; `None` where the path has another form.
pub(super) fn template(template: &str, path: &str) -> Option<Pairs> {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != found.len() {
        return None;
    }
    let mut variables = Vec::new();
    for (wanted, found) in wanted.into_iter().zip(found) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => variables.push((name.to_owned(), decoded(found.as_bytes()))),
            None if wanted == found => {}
            None => return None,
        }
    }
    Some(variables)
}

/// One part of a multipart body.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
}

impl Part {
    /// A parameter of `Content-Disposition`.
    pub(super) fn disposition(&self, name: &str) -> Option<String> {
        let value = String::from_utf8(self.headers.all("Content-Disposition").next()?.to_vec()).ok()?;
        let found = value.split(';').skip(1).find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        found.map(|text| text.trim_matches('"').to_owned())
    }
}

/// The parts of a multipart body (RFC 2046, section 5.1); `None` where it is none.
pub(super) fn parts(request: &Request) -> Option<Vec<Part>> {
    let kind = request.headers.all("Content-Type").next()?;
    let kind = core::str::from_utf8(kind).ok().filter(|kind| kind.starts_with("multipart/"))?;
    let boundary = kind.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?.trim_matches('"');
    let line = format!("--{boundary}");
    // The first boundary may stand at the very beginning.
    let body = [b"\r\n", request.body.as_slice()].concat();
    let line = format!("\r\n{line}").into_bytes();
    let starts: Vec<usize> = memmem::find_iter(&body, &line).collect();
    starts.windows(2).map(|pair| part(&body[pair[0] + line.len()..pair[1]])).collect()
}

fn part(text: &[u8]) -> Option<Part> {
    let end = memmem::find(text, b"\r\n\r\n")?;
    let mut headers = Headers::default();
    for line in text[..end].split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let colon = memchr::memchr(b':', line)?;
        let name = String::from_utf8(line[..colon].trim_ascii().to_vec()).ok()?;
        headers.push(name, line[colon + 1..].trim_ascii());
    }
    Some(Part { headers, body: text[end + 4..].to_vec() })
}
