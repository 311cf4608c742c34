//! HTTP on the gateway's side, byte by byte: requests as they came, and answers that no library would send.

use core::time::Duration;

use counterfoil_protocol::wire::{Headers, Request};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::subject::http::dechunked;

/// Bytes of a request's head at most.
const MOST_HEAD: usize = 64 << 10;
/// Bytes of a request's body at most: four times what a gateway takes.
const MOST_BODY: usize = 4 << 20;

/// What is sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Pieces, each with the wait before it.
    pub pieces: Vec<(Duration, Vec<u8>)>,
    /// What happens after the last piece.
    pub end: End,
    /// The HTTP state, for the journal; 0 where none is sent.
    pub status: u16,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Closed in order.
    Close,
    /// Reset: unread data is thrown away on both sides.
    Reset,
}

/// Why a request could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The connection was closed before a request came: nobody wanted anything.
    Nothing,
    /// What came is no HTTP request, or not a whole one.
    Broken(String),
}

impl Reply {
    /// An orderly answer.
    #[must_use]
    pub fn whole(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = head(status, headers, Some(body.len())).into_bytes();
        bytes.extend_from_slice(body);
        Self { pieces: vec![(Duration::ZERO, bytes)], end: End::Close, status }
    }

    /// An orderly answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::whole(status, &[("Content-Type", "application/json")], body)
    }

    /// The body as far as it is in the first piece, without bytes that are no text.
    #[must_use]
    pub fn body(&self) -> String {
        let text = String::from_utf8_lossy(self.pieces.first().map_or(&[], |(_, bytes)| bytes));
        text.split_once("\r\n\r\n").map_or_else(|| text.clone().into_owned(), |(_, body)| body.to_owned())
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// The client went away: its business.
    pub async fn send<S: AsyncWrite + Unpin>(&self, stream: &mut S) -> std::io::Result<()> {
        for (wait, piece) in &self.pieces {
            if !wait.is_zero() {
                tokio::time::sleep(*wait).await;
            }
            stream.write_all(piece).await?;
            stream.flush().await?;
        }
        Ok(())
    }
}

/// The head of an answer; without a length the body goes on until the connection is closed.
#[must_use]
pub fn head(status: u16, headers: &[(&str, &str)], length: Option<usize>) -> String {
    let mut out = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(status));
    for (name, value) in headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length.filter(|_| !matches!(status, 204 | 304)) {
        out.push_str(&format!("Content-Length: {length}\r\n"));
    }
    out.push_str("\r\n");
    out
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        302 => "Found",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

/// Reads one request: header names keep their spelling, the body its bytes.
///
/// # Errors
///
/// [`ReadError`].
pub async fn read_request<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> Result<Request, ReadError> {
    let mut received = Vec::with_capacity(4096);
    let mut continued = false;
    loop {
        match parsed(&received)? {
            Parsed::Whole(request) => return Ok(request),
            Parsed::WaitsForContinue if !continued => {
                continued = true;
                let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await;
            }
            _ => {}
        }
        match stream.read_buf(&mut received).await {
            Ok(0) if received.is_empty() => return Err(ReadError::Nothing),
            Ok(0) => return Err(ReadError::Broken("the connection ended in the middle of a request".to_owned())),
            Ok(_) => {}
            Err(_) if received.is_empty() => return Err(ReadError::Nothing),
            Err(error) => return Err(ReadError::Broken(error.to_string())),
        }
    }
}

enum Parsed {
    Whole(Request),
    WaitsForContinue,
    Partly,
}

fn parsed(received: &[u8]) -> Result<Parsed, ReadError> {
    let mut fields = [httparse::EMPTY_HEADER; 100];
    let mut head = httparse::Request::new(&mut fields);
    let start = match head.parse(received) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) if received.len() <= MOST_HEAD => return Ok(Parsed::Partly),
        Ok(httparse::Status::Partial) => return Err(ReadError::Broken(format!("a head of over {MOST_HEAD} bytes"))),
        Err(error) => return Err(ReadError::Broken(format!("not an HTTP request: {error}"))),
    };
    let mut headers = Headers::default();
    for field in head.headers.iter() {
        headers.push(field.name, field.value);
    }
    let text = |name: &str| headers.all(name).next().map(|value| String::from_utf8_lossy(value).trim().to_lowercase());
    let rest = &received[start..];
    if rest.len() > MOST_BODY {
        return Err(ReadError::Broken(format!("a body of over {MOST_BODY} bytes")));
    }
    let body = match (text("transfer-encoding"), text("content-length")) {
        (Some(coding), _) if coding.ends_with("chunked") => {
            dechunked(rest).map_err(|error| ReadError::Broken(error.to_string()))?
        }
        (_, Some(length)) => {
            let length: usize = length.parse().map_err(|_| ReadError::Broken(format!("Content-Length `{length}`")))?;
            if length > MOST_BODY {
                return Err(ReadError::Broken(format!("a body of {length} bytes; at most {MOST_BODY} are taken")));
            }
            rest.get(..length).map(<[u8]>::to_vec)
        }
        _ => Some(Vec::new()),
    };
    let Some(body) = body else {
        let waits = rest.is_empty() && text("expect").is_some_and(|expected| expected == "100-continue");
        return Ok(if waits { Parsed::WaitsForContinue } else { Parsed::Partly });
    };
    let method = head.method.unwrap_or_default().to_owned();
    let target = origin_form(head.path.unwrap_or_default());
    Ok(Parsed::Whole(Request { method, target, headers, body }))
}

/// Path and query, also where a client sends the absolute form as to a proxy.
fn origin_form(target: &str) -> String {
    let rest = target.strip_prefix("http://").or_else(|| target.strip_prefix("https://"));
    let path = rest.map(|rest| rest.find('/').map_or("/", |at| &rest[at..]));
    path.unwrap_or(target).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bytes: &[u8]) -> Option<Request> {
        match parsed(bytes).unwrap() {
            Parsed::Whole(request) => Some(request),
            _ => None,
        }
    }

    #[test]
    fn a_request_is_kept_as_it_came() {
        let request = whole(b"POST /a?b=%20c HTTP/1.1\r\nX-gatepay-NONCE: 1\r\nContent-Length: 2\r\n\r\n{}").unwrap();
        assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/a?b=%20c"));
        assert_eq!(request.headers.iter().next().unwrap().0, "X-gatepay-NONCE");
        assert_eq!(request.body, b"{}");
        let chunked = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        assert_eq!(whole(chunked).unwrap().body, b"{}");
        assert_eq!(whole(b"GET http://gateway.example/x?y HTTP/1.1\r\n\r\n").unwrap().target, "/x?y");
    }

    #[test]
    fn half_a_request_is_waited_for_and_nonsense_is_not() {
        assert!(whole(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}").is_none());
        assert!(matches!(
            parsed(b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"),
            Ok(Parsed::WaitsForContinue)
        ));
        assert!(matches!(parsed(b"\x16\x03\x01 hello"), Err(ReadError::Broken(_))));
        assert!(matches!(parsed(b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"), Err(ReadError::Broken(_))));
    }

    #[test]
    fn an_answer_has_its_length() {
        let Reply { pieces, .. } = Reply::json(200, "{}");
        let text = String::from_utf8(pieces[0].1.clone()).unwrap();
        assert!(text.contains("Content-Length: 2\r\n\r\n{}"), "{text}");
    }
}
