//! Lines of any length from a stream, in bounded memory.

use std::io::{self, BufRead};

/// Bytes of one line at most: 64 MiB. The body of an exchange has 1 MiB as a rule.
pub(super) const LIMIT: usize = 64 << 20;

/// One line.
pub(super) enum Line {
    /// With its line feed, where it has one.
    Whole,
    /// Longer than [`LIMIT`]: read over.
    TooLong,
    /// There is none.
    End,
}

/// Reads one line into `line`, which is emptied first.
pub(super) fn next(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut length = 0_usize;
    loop {
        let piece = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            piece => piece?,
        };
        if piece.is_empty() {
            return Ok(outcome(length));
        }
        let end = memchr::memchr(b'\n', piece).map(|at| at + 1);
        let taken = end.unwrap_or(piece.len());
        length += taken;
        if length <= LIMIT {
            line.extend_from_slice(&piece[..taken]);
        } else {
            // What has become too long is let go.
            *line = Vec::new();
        }
        input.consume(taken);
        if end.is_some() {
            return Ok(outcome(length));
        }
    }
}

fn outcome(length: usize) -> Line {
    match length {
        0 => Line::End,
        _ if length > LIMIT => Line::TooLong,
        _ => Line::Whole,
    }
}
