//! How a request is written on the wire, where HTTP allows several ways.

use counterfoil_protocol::wire::Request;
use serde::{Deserialize, Serialize};

/// Bytes of a chunk where nothing else is asked for.
const CHUNK: u16 = 64;
/// Behind so many chunks the rest is one: millions of them would only show how fast a server reads chunks.
const MOST: usize = 4096;

/// How a request is written on the wire, where HTTP allows several ways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Framing {
    /// Bytes of the chunks, one after the other and again from the first, up to 4,096 of them; a length instead of chunks
    /// where empty.
    pub chunks: Vec<u16>,
    /// What stands behind each chunk's size, such as `;a=b`.
    pub extension: String,
    /// What stands before each header's value; a blank where empty.
    pub before_values: String,
    /// What stands behind each header's value, but for those that frame the body.
    pub after_values: String,
    /// Whether the connection may be used again.
    #[serde(skip)]
    pub kept: bool,
}

impl Framing {
    /// The bytes of a request that has all its headers.
    #[must_use]
    pub fn bytes(&self, request: &Request) -> Vec<u8> {
        let mut out = Vec::with_capacity(request.body.len() + 512);
        out.extend_from_slice(format!("{} {} HTTP/1.1\r\n", request.method, request.target).as_bytes());
        let before = if self.before_values.is_empty() { " " } else { &self.before_values };
        for (name, value) in request.headers.iter() {
            // Servers in wide use refuse a tab behind what frames the body; no receiver behind them can change that.
            let frames = ["Content-Length", "Transfer-Encoding"].iter().any(|known| name.eq_ignore_ascii_case(known));
            let after = if frames { "" } else { &self.after_values };
            for piece in [name.as_bytes(), b":", before.as_bytes(), value, after.as_bytes(), b"\r\n"] {
                out.extend_from_slice(piece);
            }
        }
        out.extend_from_slice(b"\r\n");
        if is_chunked(request) {
            self.chunked(&request.body, &mut out);
        } else {
            out.extend_from_slice(&request.body);
        }
        out
    }

    fn chunked(&self, body: &[u8], out: &mut Vec<u8>) {
        let mut sizes = self.chunks.iter().copied().map(|size| size.max(1)).cycle().take(MOST);
        let mut rest = body;
        while !rest.is_empty() {
            let default = if self.chunks.is_empty() { usize::from(CHUNK) } else { rest.len() };
            let size = sizes.next().map_or(default, usize::from).min(rest.len());
            let (chunk, behind) = rest.split_at(size);
            out.extend_from_slice(format!("{size:x}{}\r\n", self.extension).as_bytes());
            out.extend_from_slice(chunk);
            out.extend_from_slice(b"\r\n");
            rest = behind;
        }
        out.extend_from_slice(b"0\r\n\r\n");
    }
}

/// Whether the body goes out in chunks, whose sizes say how long it is.
pub(crate) fn is_chunked(request: &Request) -> bool {
    request.headers.all("Transfer-Encoding").next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::http::dechunked;

    #[test]
    fn a_large_body_has_not_millions_of_chunks() {
        let mut request = Request::post("/", vec![b'x'; 1 << 20]);
        request.headers.push("Transfer-Encoding", "chunked");
        let bytes = Framing { chunks: vec![1], ..Framing::default() }.bytes(&request);
        assert!(bytes.len() < request.body.len() + 40_000, "{} bytes", bytes.len());
        let start = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        assert_eq!(dechunked(&bytes[start..]).unwrap().unwrap(), request.body);
    }

    #[test]
    fn nothing_stands_behind_the_length() {
        let mut request = Request::post("/", b"{}".to_vec());
        request.headers.push("content-length", "2");
        request.headers.push("X-Sign", "1");
        let framing = Framing { after_values: "\t".to_owned(), ..Framing::default() };
        let bytes = String::from_utf8(framing.bytes(&request)).unwrap();
        assert!(bytes.contains("content-length: 2\r\n") && bytes.contains("X-Sign: 1\t\r\n"), "{bytes:?}");
    }

    #[test]
    fn chunks_of_any_size_hold_the_body() {
        let mut request = Request::post("/", b"0123456789".to_vec());
        request.headers.push("Transfer-Encoding", "chunked");
        for chunks in [vec![], vec![1], vec![3, 1], vec![0], vec![400]] {
            let framing = Framing { chunks, extension: ";a=b".to_owned(), ..Framing::default() };
            let bytes = framing.bytes(&request);
            let start = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
            assert_eq!(dechunked(&bytes[start..]).unwrap().unwrap(), request.body, "{framing:?}");
        }
    }
}
