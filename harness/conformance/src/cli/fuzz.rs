//! `fuzz`: messages that nobody has thought of, and the smallest that show a fault.

use core::time::Duration;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use counterfoil_formats::config::duration;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::subject::{Subject, TargetArguments, subject};
use super::{Output, block_on, complain, say};
use crate::config::UsageError;
use crate::event::RunEvent;
use crate::fuzz::{Folder, Fuzz, Progress, Watcher, run as run_fuzz};
use crate::report::{self, Fuzzed, Report, findings};

/// Between two lines where there is no terminal.
const LINE: Duration = Duration::from_secs(30);
/// A subject that went away has so long to come back.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An address such as http://127.0.0.1:8080/notify, or builtin:NAME; the reference where left out.
    subject: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
    /// For how long, such as 10m or 8h.
    #[arg(long = "for", value_name = "TIME", default_value = "60s")]
    time: String,
    /// The folder for state and findings.
    #[arg(long, value_name = "DIR", default_value = "counterfoil-fuzz")]
    out: PathBuf,
    /// Go on with the run in that folder.
    #[arg(long)]
    resume: bool,
    /// What is sent is made from it; any number where left out.
    #[arg(long, env = "COUNTERFOIL_SEED")]
    seed: Option<u64>,
    /// Date every message so instead of now, such as 2026-11-21T00:00:00Z: the same seed then sends the same bytes.
    #[arg(long, value_name = "TIME")]
    at: Option<jiff::Timestamp>,
    /// Stop after so many cases.
    #[arg(long, value_name = "N")]
    cases: Option<u64>,
    /// Stop after so many findings.
    #[arg(long, value_name = "N")]
    enough: Option<usize>,
    /// Cases at most in a second, such as 50/s.
    #[arg(long, value_name = "N/s")]
    rate: Option<String>,
    /// Requests under way at once.
    #[arg(long, value_name = "N")]
    concurrency: Option<usize>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let time = duration(&arguments.time).map_err(UsageError)?;
    let rate = arguments.rate.as_deref().map(per_second).transpose()?;
    let at_ms = arguments.at.map(milliseconds).transpose()?;
    if arguments.subject.as_deref().is_some_and(|name| name.starts_with("recordings:")) {
        let advice = "a recording answers only what was sent before; give an address or builtin:NAME";
        return Err(UsageError(format!("fuzz needs a subject that answers: {advice}")));
    }
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    block_on(async {
        let Subject { targets, budget, name, served: _served } =
            subject(arguments.subject.as_deref(), &arguments.target).await?;
        let folder = Folder::open(&arguments.out, arguments.resume)?;
        for name in folder.foreign() {
            complain(&format!("{}: {name} is no file of a run; it is left alone", arguments.out.display()));
        }
        let names: Vec<&str> = targets.iter().map(|target| target.gateway.name).collect();
        let seed = folder.seed(arguments.seed, &name, &names)?;
        let fuzz = Fuzz {
            subject: name,
            targets,
            seed,
            time,
            cases: arguments.cases,
            enough: arguments.enough,
            case_time: budget.case,
            concurrency: arguments.concurrency.unwrap_or(budget.concurrency).clamp(1, 64),
            rate,
            at_ms,
            patience: PATIENCE,
            flags: arguments.target.flags(),
        };
        let mut screen = Screen::new(&mut reports, output);
        let exit = run_fuzz(&fuzz, &folder, &mut screen).await;
        let text = screen.done().text(output.quiet);
        say(&text);
        reports.into_iter().try_for_each(Report::finish).map(|()| exit)
    })?
}

/// Since 1970 UTC.
fn milliseconds(at: jiff::Timestamp) -> Result<u64, UsageError> {
    let advice = "no message is dated before 1970; give a later --at";
    u64::try_from(at.as_millisecond()).map_err(|_| UsageError(format!("{at}: {advice}")))
}

fn per_second(text: &str) -> Result<f64, UsageError> {
    let number = text.strip_suffix("/s").unwrap_or(text).parse::<f64>().ok();
    let number = number.filter(|number| number.is_finite() && *number >= 0.001);
    number.ok_or_else(|| UsageError(format!("`{text}` is no rate; write it like 50/s")))
}

/// All reports, and what is seen meanwhile: one line that changes on a terminal, plain lines elsewhere.
struct Screen<'r> {
    human: Fuzzed,
    reports: &'r mut Vec<Box<dyn Report>>,
    bar: Option<ProgressBar>,
    quiet: bool,
    line: Instant,
    before: (Duration, u64),
    rate: f64,
}

impl<'r> Screen<'r> {
    fn new(reports: &'r mut Vec<Box<dyn Report>>, output: Output) -> Self {
        let bar = (std::io::stderr().is_terminal() && !output.quiet).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // 80 columns: what is longer is cut, so that the line stays one.
            bar.set_style(ProgressStyle::with_template("{wide_msg}").unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        let start = (Duration::ZERO, 0);
        Self {
            human: Fuzzed::default(),
            reports,
            bar,
            quiet: output.quiet,
            line: Instant::now(),
            before: start,
            rate: 0.0,
        }
    }

    fn done(self) -> Fuzzed {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.human
    }

    fn measured(&mut self, progress: &Progress) {
        let (elapsed, sent) = self.before;
        let span = progress.elapsed.saturating_sub(elapsed).as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a number of cases")]
        let cases = (progress.sent - sent) as f64;
        if span >= 1.0 {
            self.before = (progress.elapsed, progress.sent);
        }
        // In the first second there is nothing better yet.
        if span >= 1.0 || sent == 0 {
            self.rate = cases / span.max(0.1);
        }
    }
}

/// Rate, findings, time left: in fewer than 80 columns.
fn status(progress: &Progress, rate: f64) -> String {
    let Progress { sent, waiting, .. } = progress;
    let found = findings(progress.findings);
    let left = clock(progress.left);
    let now = if progress.pausing { "subject away".to_owned() } else { format!("{rate:.0}/s") };
    let waiting = if *waiting > 0 { format!(" ({waiting} to look at)") } else { String::new() };
    format!("{sent} cases, {now}, {found}{waiting}, {left} left")
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

impl Watcher for Screen<'_> {
    fn event(&mut self, event: &RunEvent) {
        if let RunEvent::Judged(judged) = event {
            self.tell(&format!("found: {}", judged.case.id));
        }
        self.human.event(event);
        self.reports.iter_mut().for_each(|report| report.event(event));
    }

    fn progress(&mut self, progress: &Progress) {
        self.measured(progress);
        if let Some(bar) = &self.bar {
            bar.set_message(status(progress, self.rate));
        } else if !self.quiet && self.line.elapsed() >= LINE {
            self.line = Instant::now();
            complain(&status(progress, self.rate));
        }
    }

    fn tell(&mut self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(text)),
            None if self.quiet => {}
            None => complain(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_eighty_columns() {
        let long = Duration::from_secs(999 * 3600);
        let most =
            Progress { sent: 999_999_999, elapsed: long, left: long, findings: 999, waiting: 256, pausing: true };
        for pausing in [false, true] {
            let line = status(&Progress { pausing, ..most.clone() }, 99_999.0);
            assert!(line.len() < 80, "{} columns: {line}", line.len());
        }
    }

    #[test]
    fn rates_are_read() {
        assert_eq!((per_second("50/s"), per_second("0.5")), (Ok(50.0), Ok(0.5)));
        for wrong in ["", "-1/s", "0/s", "inf", "fast"] {
            assert!(per_second(wrong).is_err(), "{wrong}");
        }
    }
}
