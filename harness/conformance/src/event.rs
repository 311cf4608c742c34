//! Everything that a report may know.

use std::path::PathBuf;
use std::sync::Arc;

use counterfoil_formats::report::Totals;

use crate::case::{Case, Class, Expect};
use crate::verdict::{Observation, Verdict};

/// Something that happened in a run.
#[derive(Clone, Debug)]
pub enum RunEvent {
    /// The run begins.
    Started(Started),
    /// Something to tell: readings found, a key of 1024 bits.
    Note {
        /// Whose.
        gateway: &'static str,
        /// In one or a few lines.
        text: String,
    },
    /// Something learned beside the verdicts: times, answers that differ.
    Learned {
        /// Whose.
        gateway: &'static str,
        /// In a sentence.
        text: String,
    },
    /// The control was refused; this is why, as far as it can be found out.
    Diagnosed {
        /// Whose.
        gateway: &'static str,
        /// What the subject accepts instead, and what to change.
        text: String,
    },
    /// A case has its verdict.
    Judged(Arc<Judged>),
    /// The run is over.
    Finished(Finished),
}

/// How a run begins.
#[derive(Clone, Debug)]
pub struct Started {
    /// What is judged.
    pub subject: String,
    /// What the order of the cases is made from.
    pub seed: u64,
    /// RFC 3339, UTC.
    pub started: String,
    /// The gateways.
    pub gateways: Vec<&'static str>,
    /// Cases selected.
    pub cases: usize,
}

/// A case with its verdict.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The case.
    pub case: Case,
    /// What was expected once the subject's promises were known.
    pub expect: Expect,
    /// What happened.
    pub observed: Observation,
    /// The verdict.
    pub verdict: Verdict,
    /// What happened, in a sentence.
    pub detail: String,
    /// A command that sends it again.
    pub repro: String,
    /// The same by hand; empty where nothing was sent.
    pub curl: String,
    /// The body of a failure, and the file that [`Judged::curl`] reads it from.
    pub body: Option<(PathBuf, Vec<u8>)>,
}

/// How a run ends.
#[derive(Clone, Copy, Debug)]
pub struct Finished {
    /// Whether every selected case has a verdict.
    pub complete: bool,
    /// How many of each verdict.
    pub totals: Totals,
    /// The exit code.
    pub exit: u8,
}

impl Judged {
    /// Whether it makes the run fail.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.verdict == Verdict::Fail && self.case.class == Class::Implementation
    }
}
