//! The implementation under test: one request in, one answer out.

pub mod builtin;
mod effects;
pub(crate) mod http;
mod kept;
mod recordings;

use core::fmt;
use core::time::Duration;

use counterfoil_formats::config::duration;
use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::Headers;

use crate::verdict::Observation;

pub use effects::credits;
pub use http::{Endpoint, EndpointError, Tls};
pub use kept::Kept;
pub use recordings::{Found, Recorded};

/// An HTTP response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The words behind the status.
    pub reason: String,
    /// In order, with spelling and repeats.
    pub headers: Headers,
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

impl From<&str> for Failure {
    /// What [`Failure`] was written as; any other text is a closed connection, which is what most recorders see.
    fn from(text: &str) -> Self {
        let behind = |words: &str| text.strip_prefix(words).map(str::to_owned);
        let between = |before: &str, after: &str| text.strip_prefix(before)?.strip_suffix(after);
        if let Some(reason) = behind("cannot connect: ") {
            return Self::Unreachable(reason);
        }
        if let Some(limit) = behind("nothing came within ") {
            return Self::TimedOut(duration(&limit).unwrap_or_default());
        }
        if let Some(limit) = between("the answer is larger than ", " bytes") {
            return Self::TooLarge(limit.parse().unwrap_or_default());
        }
        if let Some(reason) = behind("the answer is not HTTP: ") {
            return Self::NotHttp(reason);
        }
        Self::Closed(behind(CLOSED).unwrap_or_else(|| text.to_owned()))
    }
}

const CLOSED: &str = "closed before a whole answer came: ";

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
            Self::Closed(reason) => write!(f, "{CLOSED}{reason}"),
            Self::TooLarge(limit) => write!(f, "the answer is larger than {limit} bytes"),
            Self::NotHttp(reason) => write!(f, "the answer is not HTTP: {reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_read_back_from_what_they_say() {
        let reason = || "end of stream".to_owned();
        let failures = [
            Failure::Unreachable(reason()),
            Failure::TimedOut(Duration::from_millis(5000)),
            Failure::TimedOut(Duration::from_micros(1_499_500)),
            Failure::Closed(reason()),
            Failure::TooLarge(1 << 20),
            Failure::NotHttp(reason()),
        ];
        for failure in failures {
            assert_eq!(Failure::from(failure.to_string().as_str()), failure);
        }
        assert_eq!(Failure::from("EMPTY_RESPONSE"), Failure::Closed("EMPTY_RESPONSE".to_owned()));
    }
}
