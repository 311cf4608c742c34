//! One HTTP request as text: request line, headers, an empty line, the body.

use core::fmt;

use counterfoil_protocol::wire::{Headers, Request};

/// Why a text is not an HTTP request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpTextError(String);

/// Headers at most, but for those that printing adds.
const MOST_HEADERS: usize = 128;
const ADDED: [&str; 2] = ["Host", "Content-Length"];

/// Reads a request; lines may end with a bare line feed.
///
/// The body is as long as `Content-Length` says, or the rest of the text where it says nothing.
///
/// # Errors
///
/// What is missing or malformed, in one line.
pub fn parse_request(text: &[u8]) -> Result<Request, HttpTextError> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS + ADDED.len()];
    let too_many = || error(&format!("more than {MOST_HEADERS} headers"));
    let mut parsed = httparse::Request::new(&mut headers);
    let start = match parsed.parse(text) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err(error("no empty line after the headers")),
        Err(httparse::Error::TooManyHeaders) => return Err(too_many()),
        Err(reason) => {
            return Err(error(&format!("not an HTTP request: {reason}; it begins like `POST /path HTTP/1.1`")));
        }
    };
    let mut kept = Headers::default();
    for header in parsed.headers.iter() {
        kept.push(header.name, header.value);
    }
    let is_added = |name: &str| ADDED.iter().any(|added| added.eq_ignore_ascii_case(name));
    if kept.iter().filter(|(name, _)| !is_added(name)).count() > MOST_HEADERS {
        return Err(too_many());
    }
    Ok(Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        body: body(&kept, &text[start..])?.to_vec(),
        headers: kept,
    })
}

fn body<'t>(headers: &Headers, rest: &'t [u8]) -> Result<&'t [u8], HttpTextError> {
    let Some(length) = headers.all("Content-Length").next() else { return Ok(rest) };
    let length: usize = core::str::from_utf8(length)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .ok_or_else(|| error("Content-Length is not a number"))?;
    let found = rest.len();
    rest.get(..length).ok_or_else(|| error(&format!("Content-Length says {length} bytes, the text has {found}")))
}

/// Writes a request with the length of its body.
#[must_use]
pub fn print_request(request: &Request, host: &str) -> Vec<u8> {
    let mut out = format!("{} {} HTTP/1.1\r\nHost: {host}\r\n", request.method, request.target).into_bytes();
    for (name, value) in request.headers.iter() {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", request.body.len()).as_bytes());
    out.extend_from_slice(&request.body);
    out
}

fn error(text: &str) -> HttpTextError {
    HttpTextError(text.to_owned())
}

impl fmt::Display for HttpTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for HttpTextError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let mut request = Request::post("/pay?x=1", b"{}\n".to_vec());
        request.headers.push("X-PAY-SIGN", "abc=");
        let read = parse_request(&print_request(&request, "127.0.0.1")).unwrap();
        assert_eq!((read.method, read.target, read.body), (request.method, request.target, request.body));
        assert_eq!(read.headers.single("x-pay-sign").unwrap(), "abc=");
    }

    #[test]
    fn as_many_headers_as_may_be_are_read_back_and_one_more_is_refused() {
        let mut request = Request::post("/", b"".to_vec());
        (0..MOST_HEADERS - request.headers.iter().count()).for_each(|_| request.headers.push("A", "b"));
        let read = parse_request(&print_request(&request, "127.0.0.1")).unwrap();
        assert_eq!(read.headers.iter().count(), MOST_HEADERS + ADDED.len());
        request.headers.push("A", "b");
        let refused = parse_request(&print_request(&request, "127.0.0.1")).unwrap_err();
        assert_eq!(refused.to_string(), "more than 128 headers");
    }

    #[test]
    fn bare_line_feeds_are_taken_and_a_short_body_refused() {
        assert_eq!(parse_request(b"POST / HTTP/1.1\nA: b\n\nxyz").unwrap().body, b"xyz");
        assert!(
            parse_request(b"POST / HTTP/1.1\nContent-Length: 9\n\nxyz").unwrap_err().to_string().contains("9 bytes")
        );
        assert!(parse_request(b"{}").is_err());
    }
}
