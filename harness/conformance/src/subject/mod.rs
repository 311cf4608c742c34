//! The implementation under test: one request in, one answer out.

pub mod builtin;
mod effects;
pub(crate) mod http;

use core::fmt;
use core::time::Duration;

use counterfoil_protocol::rejection::excerpt;

use crate::verdict::Observation;

pub use effects::credits;
pub use http::{Endpoint, EndpointError, Tls};

/// An HTTP response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body, decoded from its transfer coding.
    pub body: Vec<u8>,
    /// From sending to the last byte.
    pub took: Duration,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection could be made.
    Unreachable(String),
    /// Nothing came in time.
    TimedOut(Duration),
    /// The connection was closed before a whole answer came.
    Closed(String),
    /// The answer is larger than anybody needs.
    TooLarge(usize),
    /// The answer is not HTTP.
    NotHttp(String),
}

impl Failure {
    /// What it amounts to.
    #[must_use]
    pub fn observation(&self) -> Observation {
        match self {
            Self::TimedOut(_) => Observation::TimedOut,
            Self::Unreachable(_) | Self::Closed(_) => Observation::Closed,
            Self::TooLarge(_) | Self::NotHttp(_) => Observation::Crashed,
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}, body `{}`", self.status, excerpt(&String::from_utf8_lossy(&self.body)))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(reason) => write!(f, "cannot connect: {reason}"),
            Self::TimedOut(limit) => write!(f, "nothing came within {limit:?}"),
            Self::Closed(reason) => write!(f, "closed before a whole answer came: {reason}"),
            Self::TooLarge(limit) => write!(f, "the answer is larger than {limit} bytes"),
            Self::NotHttp(reason) => write!(f, "the answer is not HTTP: {reason}"),
        }
    }
}
