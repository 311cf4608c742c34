//! The types of an exchange.

use counterfoil_protocol::wire::{Headers, Request};
use jiff::Timestamp;

use super::{Fidelity, Loss};
use crate::members::Extra;

/// One request with its response, or with the reason why none came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Its name, unlike any other of the same recording.
    pub id: String,
    /// When the request was sent, to the millisecond; `None` where the recording does not say.
    pub at: Option<Timestamp>,
    /// From the request's first byte to the answer's last, in microseconds.
    pub took_us: Option<u64>,
    /// Whose message it is, where that is known.
    pub gateway: Option<String>,
    /// Who sent the request, where that is known.
    pub direction: Option<Direction>,
    /// What was sent.
    pub request: RecordedRequest,
    /// What came back.
    pub response: Option<RecordedResponse>,
    /// Why nothing came back, or not all of it.
    pub failure: Option<String>,
    /// The case of a run that sent it.
    pub case: Option<CaseRecord>,
    /// Where it was read; not written.
    pub origin: Option<Origin>,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// Who sends the request of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The gateway sends to the merchant.
    Callback,
    /// The merchant sends to the gateway.
    Request,
}

/// A request as it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedRequest {
    /// As on the wire.
    pub method: String,
    /// Path and query, as on the wire.
    pub target: String,
    /// In order, with spelling and repeats, as far as `lost` does not say otherwise.
    pub headers: Headers,
    /// The bytes behind the headers, after the transfer coding is taken off.
    pub body: Vec<u8>,
    /// What the recording no longer shows.
    pub lost: Vec<Loss>,
    /// Less than what `lost` leaves, where whoever recorded it says so.
    pub at_most: Option<Fidelity>,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// A response as it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedResponse {
    /// 200, and so on.
    pub status: u16,
    /// The words behind the status; empty where none came or none were kept.
    pub reason: String,
    /// As in [`RecordedRequest`].
    pub headers: Headers,
    /// As in [`RecordedRequest`].
    pub body: Vec<u8>,
    /// What the recording no longer shows.
    pub lost: Vec<Loss>,
    /// Less than what `lost` leaves, where whoever recorded it says so.
    pub at_most: Option<Fidelity>,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// The case that sent the request, and in which context: enough to render it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRecord {
    /// `gateway/family/slug`.
    pub id: String,
    /// The case's revision.
    pub rev: u32,
    /// Which of its requests, counted from 0.
    pub step: u32,
    /// How often its order was credited afterwards, where the run asked.
    pub credits: Option<u32>,
    /// What it was rendered with.
    pub context: CaseContext,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// What a case was rendered with, apart from the keys themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseContext {
    /// The time of sending, in milliseconds since 1970 UTC.
    pub now_ms: u64,
    /// What nonce and order numbers were made from.
    pub serial: u64,
    /// Name and choice of each reading.
    pub readings: Vec<(String, String)>,
    /// The public address that the gateway would send to.
    pub notify_url: String,
    /// Path and query of the request line.
    pub target: String,
    /// Whose keys signed it.
    pub keys: Keys,
    /// Members that this version does not know.
    pub extra: Extra,
}

/// Whose keys signed a saved case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The TEST keys that everybody has.
    Test,
    /// Keys from the configuration: whoever replays needs them.
    Own,
}

/// Where an exchange was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The place in it: `line 3`, a JSON pointer, or empty for the whole file.
    pub place: String,
}

impl RecordedRequest {
    /// The worst of what was lost leaves this.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        fidelity(&self.lost, self.at_most)
    }

    /// The request to hand to the reference; a copy.
    #[must_use]
    pub fn to_request(&self) -> Request {
        self.clone().into()
    }
}

impl RecordedResponse {
    /// The worst of what was lost leaves this.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        fidelity(&self.lost, self.at_most)
    }
}

fn fidelity(lost: &[Loss], at_most: Option<Fidelity>) -> Fidelity {
    lost.iter().map(Loss::leaves).chain(at_most).min().unwrap_or(Fidelity::Exact)
}

impl From<Request> for RecordedRequest {
    /// A request whose bytes are at hand: exact.
    fn from(request: Request) -> Self {
        let Request { method, target, headers, body } = request;
        Self { method, target, headers, body, ..Self::default() }
    }
}

impl From<RecordedRequest> for Request {
    fn from(recorded: RecordedRequest) -> Self {
        let RecordedRequest { method, target, headers, body, .. } = recorded;
        Self { method, target, headers, body }
    }
}

impl Direction {
    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Callback => "callback",
            Self::Request => "request",
        }
    }
}

impl Keys {
    /// The word in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Test => "TEST",
            Self::Own => "own",
        }
    }
}
