//! What the tap tells.

use core::time::Duration;
use std::time::SystemTime;

use counterfoil_protocol::wire::Headers;

pub use super::body::Body;

/// What the tap tells, in the order in which things ended.
#[derive(Debug)]
pub enum Told {
    /// A request with its answer, or with the reason why none came.
    Recorded(Box<Recorded>),
    /// From here on a connection is forwarded without being recorded.
    Unrecorded {
        /// Counted from 1.
        connection: u64,
        /// Why, in a sentence without the bytes that came.
        reason: String,
    },
    /// The target could not be reached. What the client asked is told as an exchange without an answer, then its connection
    /// is reset.
    TargetDown {
        /// Counted from 1.
        connection: u64,
        /// What the system says.
        reason: String,
    },
}

/// One request with its answer.
#[derive(Debug)]
pub struct Recorded {
    /// The connection, counted from 1.
    pub connection: u64,
    /// The request's place on its connection, counted from 1.
    pub serial: u64,
    /// When the request's first byte came.
    pub at: SystemTime,
    /// From the request's first byte to the answer's last.
    pub took: Duration,
    /// What was asked.
    pub request: SeenRequest,
    /// What was answered.
    pub response: Option<SeenResponse>,
    /// Why there is no answer, or why request or answer is not whole.
    pub failure: Option<String>,
}

/// A request as it went by.
#[derive(Debug)]
pub struct SeenRequest {
    /// Request line and headers as they were sent, with the empty line.
    pub head: Vec<u8>,
    /// As on the wire.
    pub method: String,
    /// As on the wire.
    pub target: String,
    /// In order, with spelling and repeats; without the blanks around values.
    pub headers: Headers,
    /// Without transfer coding; a content coding stays.
    pub body: Body,
}

/// An answer as it went by.
#[derive(Debug)]
pub struct SeenResponse {
    /// Statuses of the answers before it, such as 100.
    pub interim: Vec<u16>,
    /// Status line and headers as they were sent, with the empty line.
    pub head: Vec<u8>,
    /// 200, and so on.
    pub status: u16,
    /// The words behind it.
    pub reason: String,
    /// In order, with spelling and repeats; without the blanks around values.
    pub headers: Headers,
    /// Without transfer coding; a content coding stays.
    pub body: Body,
}
