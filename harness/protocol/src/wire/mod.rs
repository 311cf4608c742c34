//! Bytes to structure. Knows no gateway.

mod duplicates;
mod json;
mod opened;
mod request;
mod scan;
mod word;

pub use duplicates::refuse_duplicates;
pub use json::{Member, Object, Shape, Text, first_document};
pub use request::{Headers, Request};
pub use scan::{check_text, checked_text};

/// What the receiver takes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// Objects and arrays inside each other.
    pub depth: usize,
}

impl Default for Limits {
    /// 1 MiB and 128 levels: more than any documented message by a factor of ten.
    fn default() -> Self {
        Self { body: 1 << 20, depth: 128 }
    }
}
