//! For people, of a run of the fuzzer: what was learned, the findings, and how many cases it took.

use std::fmt::Write as _;
use std::sync::Arc;

use owo_colors::OwoColorize as _;

use super::human::{failure, titled};
use crate::event::{Finished, Judged, RunEvent, Started};

/// Collects a run of the fuzzer and writes it as text.
#[derive(Debug, Default)]
pub struct Fuzzed {
    started: Option<Started>,
    found: Vec<Arc<Judged>>,
    told: Vec<String>,
    finished: Option<Finished>,
}

impl Fuzzed {
    /// One event.
    pub fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Started(started) => self.started = Some(started.clone()),
            RunEvent::Note { gateway, text } => self.told.push(format!("note: {gateway} {text}")),
            RunEvent::Learned { gateway, text } => self.told.push(format!("learned: {gateway}: {text}")),
            RunEvent::Diagnosed { gateway, text } => self.told.push(format!("diagnosis: {gateway}: {text}")),
            RunEvent::Judged(judged) => self.found.push(Arc::clone(judged)),
            RunEvent::Finished(finished) => self.finished = Some(*finished),
        }
    }

    /// The whole text, with colours; `quiet` leaves out all but findings and the last line.
    #[must_use]
    pub fn text(&self, quiet: bool) -> String {
        let mut out = String::new();
        if let Some(started) = self.started.as_ref().filter(|_| !quiet) {
            titled(&mut out, &format!("subject: {} (seed {})", started.subject, started.seed));
            self.told.iter().for_each(|line| titled(&mut out, line));
        }
        let mut found = self.found.clone();
        found.sort_by_key(|judged| (judged.case.impact, judged.case.id.clone()));
        found.iter().for_each(|judged| failure(&mut out, judged));
        self.last_line(&mut out);
        out
    }

    fn last_line(&self, out: &mut String) {
        let Some(Finished { complete, totals, exit }) = self.finished else { return };
        if !complete {
            let _ = writeln!(out, "\n{}", "The run is incomplete; --resume goes on with it.".yellow());
        }
        let all = totals.pass + totals.observed;
        let summary = format!(
            "{}; {all} cases as expected or open, {} skipped, {} not judged",
            findings(totals.fail),
            totals.skip,
            totals.error
        );
        let summary = if exit == 0 { summary.green().to_string() } else { summary.red().to_string() };
        let _ = writeln!(out, "\n{summary} {}", format!("(exit {exit})").dimmed());
    }
}

/// So many, in words.
#[must_use]
pub fn findings(count: usize) -> String {
    format!("{count} finding{}", if count == 1 { "" } else { "s" })
}
