//! HTTP/1.1 over TCP, byte for byte: no library sends what some cases need, or keeps the spelling of headers.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use counterfoil_protocol::wire::{Headers, Request};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::{Answer, Failure};
use crate::framing::{Framing, is_chunked};

/// Bytes of an answer at most; an acknowledgement has 50.
const MOST: usize = 1 << 20;

/// Where a subject receives callbacks.
#[derive(Clone)]
pub struct Endpoint {
    /// The whole address.
    pub url: Url,
    host: String,
    port: u16,
    tls: Option<Tls>,
}

/// What `https` needs, made once.
#[derive(Clone)]
pub struct Tls(TlsConnector);

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError(String);

impl Endpoint {
    /// From an absolute `http` or `https` address.
    ///
    /// # Errors
    ///
    /// What is wrong with the address, and that only loopback may be tested unless `owned`.
    pub fn parse(address: &str, owned: bool) -> Result<Self, EndpointError> {
        if address.contains('@') {
            // Shown nowhere: it may hold a password.
            let advice = "an address with @ in it: leave out name and password, callbacks carry none";
            return Err(EndpointError(advice.to_owned()));
        }
        let url =
            Url::parse(address).map_err(|reason| EndpointError(format!("`{address}` is no address: {reason}")))?;
        let tls = match url.scheme() {
            "http" => None,
            "https" => Some(Tls::public()),
            other => return Err(EndpointError(format!("`{address}`: scheme {other} instead of http or https"))),
        };
        let host = url.host().ok_or_else(|| EndpointError(format!("`{address}` names no host")))?;
        if !owned && !is_loopback(&host) {
            return Err(EndpointError(format!(
                "{host} is not this machine; add --i-own-this-target when you may test it"
            )));
        }
        let host = host.to_string().trim_matches(['[', ']']).to_owned();
        let port = url.port_or_known_default().unwrap_or(80);
        Ok(Self { host, port, tls, url })
    }

    /// Path and query, as in the request line.
    #[must_use]
    pub fn target(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }

    /// Host and port, as in the `Host` header.
    #[must_use]
    pub fn authority(&self) -> String {
        self.url.authority().to_owned()
    }

    /// Sends one request and waits for the whole answer.
    ///
    /// # Errors
    ///
    /// [`Failure`] where there is no whole answer within `limit`.
    pub async fn exchange(&self, request: &Request, limit: Duration) -> Result<Answer, Failure> {
        self.exchange_as(request, &Framing::default(), limit).await
    }

    /// The same, written on the wire in another way.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::exchange`].
    pub async fn exchange_as(&self, request: &Request, framing: &Framing, limit: Duration) -> Result<Answer, Failure> {
        let started = Instant::now();
        let bytes = framing.bytes(&self.framed_as(request, framing));
        let done = tokio::time::timeout(limit, async {
            talk(&mut *self.connect().await?, &bytes, request.method == "HEAD").await
        });
        let (answer, _) = done.await.map_err(|_| Failure::TimedOut(limit))??;
        Ok(Answer { took: started.elapsed(), ..answer })
    }

    pub(super) async fn connect(&self) -> Result<Box<dyn Stream>, Failure> {
        let unreachable = |error: std::io::Error| Failure::Unreachable(error.to_string());
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(unreachable)?;
        stream.set_nodelay(true).map_err(unreachable)?;
        let Some(Tls(connector)) = &self.tls else { return Ok(Box::new(stream)) };
        let name = ServerName::try_from(self.host.clone()).map_err(|error| Failure::Unreachable(error.to_string()))?;
        Ok(Box::new(connector.connect(name, stream).await.map_err(unreachable)?))
    }

    /// The request with the headers that it has on the wire; nothing is added but `Host`, length and the wish to close.
    #[must_use]
    pub fn framed(&self, request: &Request) -> Request {
        self.framed_as(request, &Framing::default())
    }

    /// The same, written on the wire in another way.
    #[must_use]
    pub fn framed_as(&self, request: &Request, framing: &Framing) -> Request {
        let mut headers = Headers::default();
        headers.push("Host", self.authority());
        if !framing.kept {
            headers.push("Connection", "close");
        }
        request.headers.iter().for_each(|(name, value)| headers.push(name, value));
        if !framing.chunks.is_empty() && !is_chunked(request) {
            headers.push("Transfer-Encoding", "chunked");
        } else if !is_chunked(request) {
            headers.push("Content-Length", request.body.len().to_string());
        }
        Request { headers, ..request.clone() }
    }
}

impl Tls {
    /// Trusts the public certificate authorities.
    #[must_use]
    pub fn public() -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self(TlsConnector::from(Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())))
    }
}

/// What a request goes out on.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// The answer, and whether the connection is good for another request.
pub(super) async fn talk(stream: &mut dyn Stream, bytes: &[u8], head: bool) -> Result<(Answer, bool), Failure> {
    // A server may answer and close before it has read everything: what it said still counts.
    let written = stream.write_all(bytes).await;
    let mut received = Vec::with_capacity(1024);
    loop {
        if let Some(answer) = complete(&received, head)? {
            let kept = !head && is_whole(&received)?;
            return Ok((answer, kept));
        }
        let before = received.len();
        let read = stream.read_buf(&mut received).await;
        if received.len() > MOST {
            return Err(Failure::TooLarge(MOST));
        }
        if !matches!(read, Ok(1..)) || received.len() == before {
            let reason =
                read.err().or(written.err()).map_or_else(|| "end of stream".to_owned(), |error| error.to_string());
            return at_end(&received, reason).map(|answer| (answer, false));
        }
    }
}

/// Whether these bytes are one answer and nothing else, after which the server goes on listening.
fn is_whole(received: &[u8]) -> Result<bool, Failure> {
    let Some(Head { answer, start, length }) = head_of(received)? else { return Ok(false) };
    let closes = |value: &[u8]| value.eq_ignore_ascii_case(b"close");
    let known = matches!(length, Length::Known(length) if start + length == received.len());
    Ok(known && received.starts_with(b"HTTP/1.1") && !answer.headers.all("Connection").any(closes))
}

/// The answer, once all of it is there and says so itself.
fn complete(received: &[u8], head: bool) -> Result<Option<Answer>, Failure> {
    let Some(Head { answer, start, length }) = head_of(received)? else { return Ok(None) };
    let rest = &received[start..];
    if head || matches!(answer.status, 204 | 304) {
        return Ok(Some(answer));
    }
    let body = match length {
        Length::Known(length) => rest.get(..length).map(<[u8]>::to_vec),
        Length::Chunked => dechunked(rest)?,
        Length::UntilClosed => None,
    };
    Ok(body.map(|body| Answer { body, ..answer }))
}

/// The answer at the end of the stream: whole only where nothing said how long it would be.
fn at_end(received: &[u8], reason: String) -> Result<Answer, Failure> {
    match head_of(received)? {
        Some(Head { answer, start, length: Length::UntilClosed }) => {
            Ok(Answer { body: received[start..].to_vec(), ..answer })
        }
        Some(_) => Err(Failure::Closed(format!("half an answer, then {reason}"))),
        None => Err(Failure::Closed(reason)),
    }
}

struct Head {
    /// Still without its body.
    answer: Answer,
    start: usize,
    length: Length,
}

enum Length {
    Known(usize),
    Chunked,
    UntilClosed,
}

fn head_of(received: &[u8]) -> Result<Option<Head>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut response = httparse::Response::new(&mut headers);
    let start = match response.parse(received) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(error) => return Err(Failure::NotHttp(error.to_string())),
    };
    let status = response.code.unwrap_or_default();
    if (100..200).contains(&status) {
        let next = head_of(&received[start..])?;
        return Ok(next.map(|head| Head { start: head.start + start, ..head }));
    }
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value).trim().to_lowercase())
    };
    let length = match (value("transfer-encoding"), value("content-length")) {
        (Some(coding), _) if coding.ends_with("chunked") => Length::Chunked,
        (_, Some(length)) => Length::Known(length.parse().map_err(|_| Failure::NotHttp("Content-Length".to_owned()))?),
        _ => Length::UntilClosed,
    };
    if matches!(length, Length::Known(length) if length > MOST) {
        return Err(Failure::TooLarge(MOST));
    }
    let mut headers = Headers::default();
    response.headers.iter().for_each(|header| headers.push(header.name, header.value));
    let reason = response.reason.unwrap_or_default().to_owned();
    Ok(Some(Head { answer: Answer { status, reason, headers, ..Answer::default() }, start, length }))
}

pub(crate) fn dechunked(mut rest: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
    let mut body = Vec::new();
    loop {
        match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((start, 0))) => {
                // Trailers are not looked at; the empty line ends them.
                let end = rest[start..].windows(2).any(|two| two == b"\r\n");
                return Ok(end.then_some(body));
            }
            Ok(httparse::Status::Complete((start, size))) => {
                let size = usize::try_from(size).ok().filter(|size| *size <= MOST).ok_or(Failure::TooLarge(MOST))?;
                let Some(chunk) = rest.get(start..start + size) else { return Ok(None) };
                body.extend_from_slice(chunk);
                let Some(next) = rest.get(start + size + 2..) else { return Ok(None) };
                rest = next;
            }
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Failure::NotHttp("chunk size".to_owned())),
        }
    }
}

fn is_loopback(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", self.url)
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_unless_owned() {
        for address in ["http://127.0.0.1:8080/x", "http://localhost/", "http://[::1]:9/", "https://127.0.0.2/"] {
            assert!(Endpoint::parse(address, false).is_ok(), "{address}");
        }
        for address in ["http://192.0.2.1/", "http://example.com/", "http://127.0.0.1.example.com/"] {
            assert!(Endpoint::parse(address, false).unwrap_err().to_string().contains("--i-own-this-target"));
            assert!(Endpoint::parse(address, true).is_ok());
        }
        assert!(Endpoint::parse("ftp://127.0.0.1/", false).is_err());
        assert!(Endpoint::parse("127.0.0.1:80", false).is_err());
    }

    #[test]
    fn answers_are_complete_only_when_they_say_so() {
        let body = |text: &[u8]| complete(text, false).unwrap();
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"), None);
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap().body, b"{}");
        assert_eq!(
            body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n").unwrap().body,
            b"{}"
        );
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), None);
        assert_eq!(
            body(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n").unwrap().status,
            401
        );
        assert_eq!(at_end(b"HTTP/1.0 200 OK\r\n\r\nsuccess", String::new()).unwrap().body, b"success");
        assert!(at_end(b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nsuccess", String::new()).is_err());
        assert!(complete(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", false).is_err());
        assert!(complete(b"SSH-2.0-x\r\n", false).is_err());
    }
}
