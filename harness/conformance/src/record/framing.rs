//! Where a body ends (RFC 9112, section 6).

use super::body::Body;

/// Bytes of a chunk's size line, or of all trailers, at most.
const MOST_LINE: usize = 16 << 10;

/// What tells the end of a body.
#[derive(Debug)]
pub(super) enum Framing {
    /// So many bytes are to come.
    Known(u64),
    /// Chunks, until the one of length 0.
    Chunked(Chunks),
    /// The connection is closed.
    UntilClose,
}

/// The place in a chunked body.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    at: At,
    line: Vec<u8>,
}

#[derive(Debug, Default)]
enum At {
    #[default]
    Size,
    Data(u64),
    EndOfData,
    Trailers,
}

/// What one step took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Bytes of what came.
    pub(super) bytes: usize,
    /// Whether the body ends there.
    pub(super) done: bool,
}

impl Framing {
    /// Takes from the front what belongs to the body.
    pub(super) fn take(&mut self, bytes: &[u8], body: &mut Body) -> Result<Taken, &'static str> {
        match self {
            Self::Known(left) => {
                let taken = take_data(left, bytes, body);
                Ok(Taken { bytes: taken, done: *left == 0 })
            }
            Self::Chunked(chunks) => chunks.take(bytes, body),
            Self::UntilClose => {
                body.push(bytes);
                Ok(Taken { bytes: bytes.len(), done: false })
            }
        }
    }
}

impl Chunks {
    fn take(&mut self, bytes: &[u8], body: &mut Body) -> Result<Taken, &'static str> {
        let mut taken = 0;
        while let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
            if let At::Data(left) = &mut self.at {
                taken += take_data(left, rest, body);
                if *left == 0 {
                    self.at = At::EndOfData;
                }
                continue;
            }
            taken += self.take_line(rest)?;
            if self.line.ends_with(b"\n") && self.line_ended()? {
                return Ok(Taken { bytes: taken, done: true });
            }
        }
        Ok(Taken { bytes: taken, done: false })
    }

    /// Takes up to the line feed.
    fn take_line(&mut self, bytes: &[u8]) -> Result<usize, &'static str> {
        let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
        self.line.extend_from_slice(bytes.get(..end).unwrap_or(bytes));
        if self.line.len() > MOST_LINE { Err("a chunk's size line without an end") } else { Ok(end) }
    }

    /// Whether the body ends with this line.
    fn line_ended(&mut self) -> Result<bool, &'static str> {
        let line = core::mem::take(&mut self.line);
        match self.at {
            At::Size => {
                let Ok(httparse::Status::Complete((_, size))) = httparse::parse_chunk_size(&line) else {
                    return Err("a chunk's size that is no number");
                };
                self.at = if size == 0 { At::Trailers } else { At::Data(size) };
                Ok(false)
            }
            At::EndOfData if line == b"\r\n" => {
                self.at = At::Size;
                Ok(false)
            }
            At::EndOfData => Err("a chunk that is longer than its size"),
            At::Trailers => Ok(line == b"\r\n" || line == b"\n"),
            At::Data(_) => Ok(false),
        }
    }
}

fn take_data(left: &mut u64, bytes: &[u8], body: &mut Body) -> usize {
    let taken = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
    body.push(bytes.get(..taken).unwrap_or_default());
    *left -= taken as u64;
    taken
}

#[cfg(test)]
mod tests {
    use super::super::budget::Budget;
    use super::*;

    /// The body and how many bytes were left over, however the bytes are cut.
    fn read(mut framing: impl FnMut() -> Framing, bytes: &[u8]) -> Result<(Vec<u8>, usize), &'static str> {
        let mut results = Vec::new();
        for size in [1, 2, 3, 7, bytes.len().max(1)] {
            let (mut framing, mut body) = (framing(), Body::new(Budget::new(1 << 20).share()));
            let mut at = 0;
            let mut done = false;
            while at < bytes.len() && !done {
                let end = (at + size).min(bytes.len());
                let taken = framing.take(&bytes[at..end], &mut body)?;
                at += taken.bytes;
                done = taken.done;
            }
            results.push((body.bytes, bytes.len() - at));
        }
        assert!(results.windows(2).all(|two| two[0] == two[1]), "{results:?}");
        Ok(results.remove(0))
    }

    fn chunked(bytes: &[u8]) -> Result<(Vec<u8>, usize), &'static str> {
        read(|| Framing::Chunked(Chunks::default()), bytes)
    }

    #[test]
    fn chunks_extensions_and_trailers_are_taken_off() {
        let whole = b"5;x=y\r\nhello\r\n1\r\n \r\n05\r\nworld\r\n0\r\nA: b\r\nC: d\r\n\r\nGET /";
        assert_eq!(chunked(whole), Ok((b"hello world".to_vec(), 5)));
        assert_eq!(chunked(b"0\r\n\r\n"), Ok((Vec::new(), 0)));
        assert_eq!(chunked(b"A\r\n0123456789\r\n0\r\n\r\n\r\n"), Ok((b"0123456789".to_vec(), 2)));
    }

    #[test]
    fn broken_chunks_are_told() {
        assert!(chunked(b"x\r\n").is_err());
        assert!(chunked(b"2\r\nabc\r\n0\r\n\r\n").is_err());
        assert!(chunked(b"ffffffffffffffffff\r\n").is_err());
        assert!(chunked(&[b'0'; MOST_LINE + 1]).is_err());
    }

    #[test]
    fn a_known_length_ends_where_it_says() {
        assert_eq!(read(|| Framing::Known(3), b"abcdef"), Ok((b"abc".to_vec(), 3)));
        assert_eq!(read(|| Framing::Known(u64::MAX), b"abc"), Ok((b"abc".to_vec(), 0)));
        assert_eq!(read(|| Framing::UntilClose, b"abc"), Ok((b"abc".to_vec(), 0)));
    }
}
