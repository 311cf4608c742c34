//! Heads: from bytes to request line or status line, headers, and what tells the end of the body.

use counterfoil_protocol::wire::Headers;

use super::framing::{Chunks, Framing};

/// Bytes of a head at most.
pub(super) const MOST_HEAD: usize = 64 << 10;
/// Headers at most.
const MOST_HEADERS: usize = 256;

/// A request's head.
#[derive(Debug)]
pub(super) struct RequestHead {
    pub(super) length: usize,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Headers,
}

/// A response's head.
#[derive(Debug)]
pub(super) struct ResponseHead {
    pub(super) length: usize,
    pub(super) status: u16,
    pub(super) reason: String,
    pub(super) headers: Headers,
}

impl RequestHead {
    /// `None` as long as it is not whole.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<Self>, String> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let length = match parsed.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(reason) => return Err(format!("what the client sends is not HTTP/1: {reason}")),
        };
        Ok(Some(Self {
            length,
            method: parsed.method.unwrap_or_default().to_owned(),
            target: parsed.path.unwrap_or_default().to_owned(),
            headers: kept(parsed.headers),
        }))
    }

    /// What tells the end of its body.
    pub(super) fn framing(&self) -> Result<Framing, &'static str> {
        match transfer_coding(&self.headers) {
            Coding::Chunked => Ok(Framing::Chunked(Chunks::default())),
            Coding::Other => Err("a request with a transfer coding that ends nowhere"),
            Coding::None => Ok(Framing::Known(length(&self.headers)?.unwrap_or(0))),
        }
    }
}

impl ResponseHead {
    /// `None` as long as it is not whole.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<Self>, String> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Response::new(&mut headers);
        // Nobody may refuse to record what a target really answers, as far as it can be read.
        let mut config = httparse::ParserConfig::default();
        config
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true);
        let length = match config.parse_response(&mut parsed, bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(reason) => return Err(format!("what the target answers is not HTTP/1: {reason}")),
        };
        Ok(Some(Self {
            length,
            status: parsed.code.unwrap_or_default(),
            reason: parsed.reason.unwrap_or_default().to_owned(),
            headers: kept(parsed.headers),
        }))
    }

    /// What tells the end of its body, in answer to a request of that method.
    pub(super) fn framing(&self, method: &str) -> Result<Framing, &'static str> {
        if method == "HEAD" || matches!(self.status, 100..=199 | 204 | 304) {
            return Ok(Framing::Known(0));
        }
        match transfer_coding(&self.headers) {
            Coding::Chunked => Ok(Framing::Chunked(Chunks::default())),
            Coding::Other => Ok(Framing::UntilClose),
            Coding::None => Ok(length(&self.headers)?.map_or(Framing::UntilClose, Framing::Known)),
        }
    }
}

/// Takes from the front what belongs to a head; gives it when it is whole.
pub(super) fn take_head<H>(
    buffer: &mut Vec<u8>,
    bytes: &[u8],
    parse: fn(&[u8]) -> Result<Option<H>, String>,
    length: fn(&H) -> usize,
) -> Result<(usize, Option<H>), String> {
    let before = buffer.len();
    buffer.extend_from_slice(bytes);
    // Parsing after each byte would take quadratic time; the first bytes show what is no HTTP at all.
    let worth_it = before == 0 || bytes.contains(&b'\n');
    if let Some(head) = worth_it.then(|| parse(buffer)).transpose()?.flatten() {
        buffer.truncate(length(&head));
        return Ok((length(&head).saturating_sub(before).max(1), Some(head)));
    }
    if buffer.len() > MOST_HEAD {
        return Err(format!("a head of more than {MOST_HEAD} bytes"));
    }
    Ok((bytes.len(), None))
}

enum Coding {
    None,
    Chunked,
    Other,
}

fn kept(parsed: &[httparse::Header<'_>]) -> Headers {
    let mut headers = Headers::default();
    for header in parsed {
        headers.push(header.name, header.value);
    }
    headers
}

/// The last coding decides.
fn transfer_coding(headers: &Headers) -> Coding {
    let Some(last) = headers.all("Transfer-Encoding").last() else { return Coding::None };
    let last = last.rsplit(|&byte| byte == b',').next().unwrap_or_default();
    if last.trim_ascii().eq_ignore_ascii_case(b"chunked") { Coding::Chunked } else { Coding::Other }
}

/// The length that is given, where all that give one agree.
fn length(headers: &Headers) -> Result<Option<u64>, &'static str> {
    let mut found = None;
    let given = headers.all("Content-Length").flat_map(|value| value.split(|&byte| byte == b','));
    for text in given.map(<[u8]>::trim_ascii) {
        let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
        let number = core::str::from_utf8(text).ok().filter(|_| digits).and_then(|text| text.parse::<u64>().ok());
        let number = number.ok_or("a Content-Length that is no number")?;
        if found.is_some_and(|other| other != number) {
            return Err("two different values of Content-Length");
        }
        found = Some(number);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(head: &str) -> Result<Framing, &'static str> {
        RequestHead::parse(head.as_bytes()).unwrap().unwrap().framing()
    }

    fn response(head: &str, method: &str) -> Result<Framing, &'static str> {
        ResponseHead::parse(head.as_bytes()).unwrap().unwrap().framing(method)
    }

    #[test]
    fn requests_end_by_coding_or_length() {
        let post = |headers: &str| request(&format!("POST / HTTP/1.1\r\n{headers}\r\n"));
        assert!(matches!(post(""), Ok(Framing::Known(0))));
        assert!(matches!(post("content-LENGTH: 7\r\n"), Ok(Framing::Known(7))));
        assert!(matches!(post("Content-Length: 7, 7\r\nContent-Length: 7\r\n"), Ok(Framing::Known(7))));
        assert!(matches!(post("Content-Length: 7\r\nTransfer-Encoding: gzip, Chunked\r\n"), Ok(Framing::Chunked(_))));
        for refused in ["Content-Length: 7\r\nContent-Length: 8\r\n", "Content-Length: +7\r\n", "Content-Length:\r\n"] {
            assert!(post(refused).is_err(), "{refused}");
        }
        assert!(post("Transfer-Encoding: gzip\r\n").is_err());
    }

    #[test]
    fn responses_end_by_method_status_coding_length_or_close() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
        assert!(matches!(response(head, "HEAD"), Ok(Framing::Known(0))));
        assert!(matches!(response(head, "GET"), Ok(Framing::Known(7))));
        for status in [204, 304] {
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: 7\r\n\r\n");
            assert!(matches!(response(&head, "GET"), Ok(Framing::Known(0))));
        }
        assert!(matches!(response("HTTP/1.0 200\r\n\r\n", "GET"), Ok(Framing::UntilClose)));
        assert!(matches!(
            response("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "GET"),
            Ok(Framing::UntilClose)
        ));
    }
}
