//! What became of one case.

use counterfoil_protocol::wire::Request;

use super::control::Pulse;
use super::unseen;
use crate::verdict::{Seen, Verdict};

/// What became of one case, before it is judged.
pub(super) struct Outcome {
    pub(super) seen: Seen,
    pub(super) request: Option<Request>,
    pub(super) credits: Option<u32>,
    pub(super) state: State,
}

/// What decides over a case beside its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing.
    Plain,
    /// The subject did not survive it.
    Fatal,
    /// It makes no sense for this subject.
    Void,
    /// Nothing is on file for it.
    Unrecorded,
}

impl Outcome {
    pub(super) fn seen(seen: Seen) -> Self {
        Self { seen, request: None, credits: None, state: State::Plain }
    }

    pub(super) fn unseen(detail: &str) -> Self {
        Self::seen(unseen(detail))
    }

    /// A case that makes no sense for this subject.
    pub(super) fn void(detail: &str) -> Self {
        Self { state: State::Void, ..Self::unseen(detail) }
    }

    /// A case that nothing is on file for.
    pub(super) fn unrecorded(detail: &str) -> Self {
        Self { state: State::Unrecorded, ..Self::unseen(detail) }
    }

    /// With what the control behind it showed: without one nothing that came back counts.
    pub(super) fn with_control(self, pulse: Pulse) -> Self {
        match (pulse, self.state) {
            (Pulse::Alive, _) | (_, State::Unrecorded | State::Void) => self,
            (Pulse::Dead, _) => Self { state: State::Fatal, ..self },
            (Pulse::Unrecorded, _) => Self::unrecorded("recorded without the genuine message behind it"),
        }
    }

    /// The verdict after all: `judged` is the one by the answer.
    pub(super) fn verdict(&self, judged: Verdict) -> Verdict {
        match self.state {
            State::Plain => judged,
            State::Fatal => Verdict::Fail,
            State::Void | State::Unrecorded => Verdict::Skip,
        }
    }
}
