//! JSON lines: one exchange each.

use memchr::memchr;

use super::{Exchange, read};
use crate::error::ReadError;

/// One line: its number, counted from 1, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// The exchange, or why it cannot be read.
    pub exchange: Result<Exchange, ReadError>,
}

/// Reads every line that is not blank; a line that cannot be read does not keep the others back.
///
/// A recorder that was killed leaves half a line at the end: it is an error that says so.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Line> {
    let mut rest = bytes;
    let mut number = 0;
    let split = core::iter::from_fn(move || {
        let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        number += 1;
        Some((number, line)).filter(|(_, line)| !line.is_empty())
    });
    split.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, line)| Line::read(number, line))
}

impl Line {
    /// Reads one line, for readers that do not hold the whole file. The line feed belongs to it: without one a line that
    /// cannot be read is called cut off.
    #[must_use]
    pub fn read(number: usize, line: &[u8]) -> Self {
        let cut = |error: ReadError| {
            if line.ends_with(b"\n") {
                return error;
            }
            ReadError { found: format!("{}: the last line is cut off", error.found), ..error }
        };
        let exchange = read(line.trim_ascii()).map_err(cut).map_err(|error| error.within(&format!("line {number}")));
        Self { number, exchange }
    }
}
