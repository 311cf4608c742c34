//! For people: a matrix gateway × family that fits 80 columns, then the failures.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use owo_colors::OwoColorize as _;

use crate::audit;
use crate::case::Class;
use crate::event::{Finished, Judged, RunEvent, Started};
use crate::families;
use crate::serve::rules;
use crate::verdict::Verdict;

/// Failures printed in full; the JSON report has them all.
const MOST_FAILURES: usize = 40;
/// Columns of the family's name.
const NAME: usize = 20;
/// Columns of one gateway.
const CELL: usize = 12;

/// Collects a run and writes it as text.
#[derive(Debug, Default)]
pub struct Human {
    started: Option<Started>,
    judged: Vec<Arc<Judged>>,
    told: Vec<String>,
    finished: Option<Finished>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    right: usize,
    wrong: usize,
    broken: usize,
    skipped: usize,
    observed: usize,
}

impl Human {
    /// One event.
    pub fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Started(started) => self.started = Some(started.clone()),
            RunEvent::Note { gateway, text } | RunEvent::Learned { gateway, text } => {
                self.told.push(format!("note: {gateway} {text}"));
            }
            RunEvent::Diagnosed { gateway, text } => self.told.push(format!("diagnosis: {gateway}: {text}")),
            RunEvent::Judged(judged) => self.judged.push(Arc::clone(judged)),
            RunEvent::Finished(finished) => self.finished = Some(*finished),
        }
    }

    /// The whole text, with colours; `quiet` leaves out all but failures and the last line.
    #[must_use]
    pub fn text(&self, quiet: bool, verbose: bool) -> String {
        let mut out = String::new();
        if !quiet {
            self.head(&mut out);
            self.matrix(&mut out);
        }
        self.failures(&mut out);
        if verbose {
            self.observations(&mut out);
        }
        self.last_lines(&mut out);
        out
    }

    fn head(&self, out: &mut String) {
        if let Some(started) = &self.started {
            let line = format!("subject: {} ({} cases, seed {})", started.subject, started.cases, started.seed);
            titled(out, &line);
        }
        self.told.iter().for_each(|line| titled(out, line));
        out.push('\n');
    }

    fn matrix(&self, out: &mut String) {
        let gateways = self.started.as_ref().map(|started| started.gateways.clone()).unwrap_or_default();
        let mut cells: BTreeMap<(&str, &str), Cell> = BTreeMap::new();
        for judged in &self.judged {
            cells.entry((judged.case.family, judged.case.gateway.name)).or_default().count(judged);
        }
        let titles: String = gateways.iter().map(|gateway| format!("{gateway:>CELL$}")).collect();
        let _ = writeln!(out, "{:<NAME$}{}", "", titles.bold());
        for family in families::ALL.iter().chain(rules::ALL).copied().chain(audit::rules::families()) {
            let judged = |gateway: &&str| cells.get(&(family.name, *gateway)).is_some_and(Cell::is_judged);
            if !gateways.iter().any(judged) {
                continue;
            }
            let row: String = gateways
                .iter()
                .map(|gateway| cells.get(&(family.name, *gateway)).map_or_else(blank, Cell::text))
                .collect();
            let _ = writeln!(out, "{:<NAME$}{row}", family.name);
        }
        let _ = writeln!(
            out,
            "{}",
            "(12 as expected, ✗ not as expected, ! not judged, – skipped, o observed only)".dimmed()
        );
    }

    fn failures(&self, out: &mut String) {
        let mut failures: Vec<_> = self.judged.iter().filter(|judged| judged.is_failure()).collect();
        failures.sort_by_key(|judged| (judged.case.impact, judged.case.id.clone()));
        for judged in failures.iter().take(MOST_FAILURES) {
            failure(out, judged);
        }
        if failures.len() > MOST_FAILURES {
            let _ = writeln!(
                out,
                "\n… and {} more; --report json=report.jsonl has them all",
                failures.len() - MOST_FAILURES
            );
        }
        let inherent = self
            .judged
            .iter()
            .filter(|judged| judged.verdict == Verdict::Fail && judged.case.class == Class::ProtocolInherent);
        for judged in inherent {
            let _ = writeln!(out, "\n{} {}", "protocol-inherent:".yellow().bold(), judged.case.id);
            for piece in [&judged.case.title, &judged.detail].into_iter().flat_map(|text| wrapped(text, 78)) {
                let _ = writeln!(out, "  {piece}");
            }
        }
    }

    fn observations(&self, out: &mut String) {
        for judged in self.judged.iter().filter(|judged| matches!(judged.verdict, Verdict::Observed | Verdict::Skip)) {
            let line = format!("{} {} {}: {}", judged.verdict, judged.case.id, judged.observed, judged.detail);
            for (index, piece) in wrapped(&line, 78).iter().enumerate() {
                let _ = writeln!(out, "{}{piece}", if index == 0 { "" } else { "  " });
            }
        }
    }

    fn last_lines(&self, out: &mut String) {
        let Some(Finished { complete, totals, exit }) = self.finished else { return };
        let first_error = self.judged.iter().find(|judged| judged.verdict == Verdict::Error);
        if let Some(judged) = first_error {
            out.push('\n');
            titled(out, &format!("not-judged: {}: {}", judged.case.id, judged.detail));
        }
        if !complete {
            let _ = writeln!(out, "\n{}", "The run is incomplete: not every case has a verdict.".yellow());
        }
        let summary = format!(
            "{} as expected, {} not, {} observed, {} skipped, {} not judged",
            totals.pass, totals.fail, totals.observed, totals.skip, totals.error
        );
        let summary = if exit == 0 { summary.green().to_string() } else { summary.red().to_string() };
        let _ = writeln!(out, "\n{summary} {}", format!("(exit {exit})").dimmed());
    }
}

impl Cell {
    fn count(&mut self, judged: &Judged) {
        match judged.verdict {
            Verdict::Pass => self.right += 1,
            Verdict::Fail => self.wrong += 1,
            Verdict::Error => self.broken += 1,
            Verdict::Skip => self.skipped += 1,
            Verdict::Observed => self.observed += 1,
        }
    }

    /// Whether it holds more than cases that could not be judged.
    fn is_judged(&self) -> bool {
        self.right + self.wrong + self.skipped + self.observed > 0
    }

    /// Exactly [`CELL`] columns, whatever the colours.
    fn text(&self) -> String {
        let (plain, mark) = match self {
            Self { wrong: 1.., .. } => (format!("{}✗", self.wrong), 'r'),
            Self { broken: 1.., .. } => (format!("{}!", self.broken), 'y'),
            Self { right: 1.., .. } => (self.right.to_string(), 'g'),
            Self { observed: 1.., .. } => (format!("{}o", self.observed), 'd'),
            Self { skipped: 1.., .. } => (format!("{}–", self.skipped), 'd'),
            _ => (String::new(), 'd'),
        };
        let padded = format!("{plain:>CELL$}");
        match mark {
            'r' => padded.red().bold().to_string(),
            'y' => padded.yellow().to_string(),
            'g' => padded.green().to_string(),
            _ => padded.dimmed().to_string(),
        }
    }
}

fn blank() -> String {
    " ".repeat(CELL)
}

pub(super) fn failure(out: &mut String, judged: &Judged) {
    let case = &judged.case;
    let _ = writeln!(out, "\n{} {}", "✗".red().bold(), case.id.bold());
    let family = families::by_name(case.family)
        .or_else(|| rules::by_name(case.family))
        .or_else(|| audit::rules::by_name(case.family));
    let lines = [
        ("impact", format!("{}, level {}", case.impact, case.level as u8)),
        ("sent", case.title.clone()),
        ("expected", judged.expect.name().to_owned()),
        ("observed", format!("{}: {}", judged.observed, judged.detail)),
        ("to do", family.map(|family| family.right.to_owned()).unwrap_or_default()),
    ];
    for (name, text) in lines {
        let mut pieces = wrapped(&text, 68).into_iter();
        let _ = writeln!(out, "  {name:<9} {}", pieces.next().unwrap_or_default());
        for piece in pieces {
            let _ = writeln!(out, "            {piece}");
        }
    }
    // Commands stand on one line, however long, so that they can be copied.
    let _ = writeln!(out, "  {:<9} {}", "again", judged.repro);
    if !judged.curl.is_empty() {
        let _ = writeln!(out, "            {}", judged.curl);
    }
}

/// A line of the head, broken at 80 columns, its first word in bold.
pub(super) fn titled(out: &mut String, line: &str) {
    for (index, piece) in wrapped(line, 80).iter().enumerate() {
        let _ = match piece.split_once(' ') {
            Some((title, rest)) if index == 0 => writeln!(out, "{} {rest}", title.bold()),
            _ => writeln!(out, "{piece}"),
        };
    }
}

/// Breaks at blanks; a word longer than the line stays whole, so that it can be copied.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            if !line.is_empty() && line.chars().count() + word.trim_end().chars().count() > columns {
                lines.push(line.trim_end().to_owned());
                line = String::new();
            }
            line.push_str(word);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}
