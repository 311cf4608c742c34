//! Why a file, or one entry of it, cannot be read.

use core::fmt;

use counterfoil_protocol::rejection::{Rejection, excerpt};
use counterfoil_protocol::wire::Text;

/// What was expected, what came, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// A JSON pointer, `byte 17`, or both; empty for the document as a whole.
    pub place: String,
    /// What would have been right.
    pub expected: String,
    /// What is there, in the words of the file.
    pub found: String,
}

impl ReadError {
    /// An error at a place.
    #[must_use]
    pub fn new(place: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { place: place.into(), expected: expected.into(), found: found.into() }
    }

    /// A value that is something else than expected.
    pub(crate) fn value(place: impl Into<String>, expected: &str, value: Text<'_>) -> Self {
        Self::new(place, expected, format!("{}, `{}`", value.shape(), excerpt(value.raw())))
    }

    /// What the lossless JSON reader says.
    pub(crate) fn json(place: &str, refused: &Rejection) -> Self {
        let place = if place.is_empty() { refused.place.to_string() } else { format!("{place}, {}", refused.place) };
        Self::new(place, refused.expected.to_string(), refused.found.to_string())
    }

    /// The same, seen from the file that holds the entry.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        if outer.is_empty() {
            return self;
        }
        let pointers = outer.starts_with('/') && self.place.starts_with('/');
        let gap = if self.place.is_empty() || pointers { "" } else { ", " };
        self.place = format!("{outer}{gap}{}", self.place);
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "the document" } else { &self.place };
        write!(f, "{place}: expected {}, found {}", self.expected, self.found)
    }
}

impl core::error::Error for ReadError {}
