//! A request until it is told.

use std::time::{Instant, SystemTime};

use super::super::recorded::{Recorded, SeenRequest, SeenResponse};

/// A point in time, on both clocks.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Moment {
    wall: SystemTime,
    since: Instant,
}

/// A request that is not told yet.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) serial: u64,
    pub(super) begun: Moment,
    pub(super) last: Moment,
    pub(super) request: SeenRequest,
    /// Whether nothing more of the request is to come.
    pub(super) asked: bool,
    pub(super) response: Option<SeenResponse>,
    /// Whether nothing more of the answer is to come.
    pub(super) answered: bool,
    pub(super) failure: Option<String>,
}

impl Moment {
    pub(in super::super) fn now() -> Self {
        Self { wall: SystemTime::now(), since: Instant::now() }
    }
}

impl Entry {
    pub(super) fn new(serial: u64, begun: Moment, request: SeenRequest) -> Self {
        Self { serial, begun, last: begun, request, asked: false, response: None, answered: false, failure: None }
    }

    pub(super) fn end_answer(&mut self, now: Moment) {
        (self.answered, self.last) = (true, now);
    }

    /// Ends what is not at its end.
    pub(super) fn fail(&mut self, reason: &str, now: Moment) {
        if !(self.asked && self.answered) {
            self.failure.get_or_insert_with(|| reason.to_owned());
            self.end_answer(now);
        }
    }

    pub(super) fn recorded(self, connection: u64) -> Recorded {
        let Self { serial, begun, last, request, response, failure, .. } = self;
        let took = last.since.saturating_duration_since(begun.since);
        Recorded { connection, serial, at: begun.wall, took, request, response, failure }
    }
}
