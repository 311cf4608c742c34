//! The lines of a JSON report: one object each, keys fixed. A report without its `end` line is not a report.

use serde::Serialize;

/// The version of this format.
pub const FORMAT: u32 = 1;

/// The first line.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename = "run")]
pub struct RunLine {
    /// [`FORMAT`].
    pub format: u32,
    /// Name and version of the program.
    pub tool: String,
    /// What was judged.
    pub subject: String,
    /// What the order of the cases was made from.
    pub seed: u64,
    /// When, RFC 3339 in UTC.
    pub started: String,
}

/// One line per case.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename = "case")]
pub struct CaseLine {
    /// `gateway/family/slug`.
    pub id: String,
    /// Grows when bytes or verdict change.
    pub rev: u32,
    /// The gateway's name.
    pub gateway: String,
    /// The family's name.
    pub family: String,
    /// The message's id.
    pub message: String,
    /// 1 authentic, 2 robust, 3 once, 4 money.
    pub level: u8,
    /// What a failure costs.
    pub impact: String,
    /// `implementation` or `protocol-inherent`.
    pub class: String,
    /// `accept`, `refuse`, `either`, `observe`.
    pub expect: String,
    /// `accepted`, `refused`, `crashed`, `timed-out`, `closed`, `late`, `inexact`, `none`.
    pub observed: String,
    /// `pass`, `fail`, `skip`, `error`, `observed`.
    pub verdict: String,
    /// Whether the baseline lists it.
    pub known: bool,
    /// What happened, in a sentence.
    pub detail: String,
    /// A command that sends it again.
    pub repro: String,
}

/// What a run of the fuzzer learned beside its findings; never a failure.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename = "learned")]
pub struct LearnedLine {
    /// The gateway's name.
    pub gateway: String,
    /// In a sentence.
    pub text: String,
}

/// The last line.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename = "end")]
pub struct EndLine {
    /// Whether every selected case has a verdict.
    pub complete: bool,
    /// How many of each verdict.
    pub totals: Totals,
    /// The exit code.
    pub exit: u8,
}

/// How many cases of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// As expected.
    pub pass: usize,
    /// Not as expected.
    pub fail: usize,
    /// Not run, for a reason that is named.
    pub skip: usize,
    /// Could not be judged.
    pub error: usize,
    /// Never judged.
    pub observed: usize,
}
