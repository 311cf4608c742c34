//! Black-box fuzzing of somebody else's receiver: a case's number and the seed make a plan, the plan makes a request, and
//! what comes back is compared with what the documents say.
//!
//! ```text
//! generate(seed, number) → Plan → Mark::made → Recipes → deliver → verdict → examine (again, shrink) → Finding → Folder
//! ```
//!
//! Expectations are stated, never asked of the reference: a genuine message in any legal spelling is acknowledged; one
//! whose signed bytes changed without a new signature, or that is no JSON document, is refused; a known case keeps its
//! own expectation in any legal spelling; nothing is answered by a crash, a hang or a closed connection. Where the
//! documents are silent nothing else is expected.

mod apply;
mod change;
mod course;
mod deliver;
mod edit;
mod end;
mod examine;
mod finding;
mod folder;
mod generate;
mod learned;
mod mark;
mod measure;
mod plan;
mod planned;
mod random;
mod settle;
mod shrink;
mod signatures;
mod table;
mod values;
mod work;

use core::time::Duration;

pub use change::Change;
pub use course::run;
pub use edit::{ByteEdit, Shape};
pub use finding::{Finding, Found};
pub use folder::Folder;
pub use plan::{Origin, Plan};

use crate::config::Target;
use crate::event::RunEvent;

/// What a run of the fuzzer needs to know.
#[derive(Debug)]
pub struct Fuzz {
    /// As on the command line.
    pub subject: String,
    /// One receiver per gateway.
    pub targets: Vec<Target>,
    /// What is sent is made from it.
    pub seed: u64,
    /// For how long cases are sent, over all runs that go on from another.
    pub time: Duration,
    /// How many cases are sent at most.
    pub cases: Option<u64>,
    /// How many findings are enough.
    pub enough: Option<usize>,
    /// What one answer may take.
    pub case_time: Duration,
    /// Requests under way at once.
    pub concurrency: usize,
    /// Cases per second at most.
    pub rate: Option<f64>,
    /// The time that messages are dated, in milliseconds since 1970 UTC; now where `None`.
    pub at_ms: Option<u64>,
    /// How long to wait for a subject that went away.
    pub patience: Duration,
    /// What a reproduction needs beside file and subject, such as ` --config FILE`.
    pub flags: String,
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Cases sent in this run.
    pub sent: u64,
    /// Since it began.
    pub elapsed: Duration,
    /// Until it ends.
    pub left: Duration,
    /// Causes found.
    pub findings: usize,
    /// Suspects waiting to be looked at.
    pub waiting: usize,
    /// What it does instead of sending.
    pub pausing: bool,
}

/// Takes events and progress as they happen.
pub trait Watcher {
    /// One event.
    fn event(&mut self, event: &RunEvent);

    /// Several times a second.
    fn progress(&mut self, progress: &Progress);

    /// Something to be told at once.
    fn tell(&mut self, text: &str);
}
