//! `check`: run the cases against a subject and judge it.

use core::time::Duration;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::duration;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::subject::{Subject, TargetArguments, subject};
use super::{Output, block_on, complain, say};
use crate::case::Case;
use crate::config::{Budget, Target, UsageError, gateways_of};
use crate::event::RunEvent;
use crate::plan::Selection;
use crate::report::{self, Human, Report};
use crate::run::{Listener, Run, run as run_cases};
use crate::saved::Saver;
use crate::{authored, exit};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An address such as http://127.0.0.1:8080/notify, recordings:DIR, or builtin:NAME; the reference where left out.
    subject: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
    /// Only these callbacks, by id.
    #[arg(long, value_name = "ID")]
    message: Vec<String>,
    /// Only cases that fit: id, family, impact, level-1 … level-4; globs.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Not the cases that fit.
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// The cases in this folder too, such as counterfoil-fuzz/findings.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
    /// Run one part of several, such as 1/4.
    #[arg(long, value_name = "I/N")]
    shard: Option<String>,
    /// What the order of the cases is made from.
    #[arg(long, default_value_t = 1, env = "COUNTERFOIL_SEED")]
    seed: u64,
    /// What the whole run may take, such as 120s.
    #[arg(long, value_name = "TIME", env = "COUNTERFOIL_MAX_TIME")]
    max_time: Option<String>,
    /// Keep every exchange in a folder, for `recordings:DIR`.
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,
    /// Let --save replace a recording.
    #[arg(long, requires = "save")]
    force: bool,
    /// List the cases instead of sending them.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: Arguments, output: Output) -> Result<u8, UsageError> {
    let selection = Selection::new(&arguments.only, &arguments.skip, &arguments.message, arguments.shard.as_deref())?;
    let cases = arguments.cases.as_deref().map_or_else(|| Ok(Vec::new()), authored::read)?;
    if arguments.dry_run {
        return dry_run(&arguments, &selection, cases);
    }
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    block_on(async {
        let Subject { targets, budget, name, served: _served } =
            subject(arguments.subject.as_deref(), &arguments.target).await?;
        let max_time = arguments.max_time.as_deref().map(duration).transpose().map_err(UsageError)?;
        let budget = Budget { run: max_time.unwrap_or(budget.run), ..budget };
        let save = saver(&arguments, &targets)?;
        let bodies = folder_for_bodies()?;
        let flags = arguments.target.flags();
        let run = Run { subject: name, targets, selection, cases, budget, seed: arguments.seed, flags, bodies, save };
        run.save.as_ref().map_or(Ok(()), |saver| saver.begin(&run))?;
        let mut listener = Listeners::new(&mut reports, output);
        let exit = run_cases(&run, &mut listener).await;
        let human = listener.done();
        say(&human.text(output.quiet, output.verbose));
        // Succeeds only while it is empty: nothing failed.
        let _ = fs_err::remove_dir(&run.bodies);
        let saved = run.save.as_ref().map_or(Ok(()), Saver::finish);
        finish(reports, exit).and_then(|exit| saved.map(|()| exit))
    })?
}

/// What keeps the exchanges of a live run.
fn saver(arguments: &Arguments, targets: &[Target]) -> Result<Option<Saver>, UsageError> {
    let Some(folder) = &arguments.save else { return Ok(None) };
    if targets.iter().any(|target| target.recorded.is_some()) {
        return Err(UsageError("--save keeps a live run; this one is a recording already".to_owned()));
    }
    Saver::create(folder, arguments.force).map(Some)
}

/// A folder of its own, that nobody else could have made before.
fn folder_for_bodies() -> Result<PathBuf, UsageError> {
    let folder = tempfile::Builder::new().prefix("counterfoil-").tempdir();
    let folder = folder.map_err(|error| UsageError(format!("cannot make a temporary folder: {error}")))?;
    Ok(folder.keep())
}

fn finish(reports: Vec<Box<dyn Report>>, exit: u8) -> Result<u8, UsageError> {
    reports.into_iter().try_for_each(Report::finish).map(|()| exit)
}

fn dry_run(arguments: &Arguments, selection: &Selection, more: Vec<Case>) -> Result<u8, UsageError> {
    let gateways = gateways_of(&arguments.target.gateway)?;
    let more = more.into_iter().filter(|case| gateways.contains(&case.gateway));
    let cases = gateways.iter().copied().flat_map(authored::cases).chain(more);
    let cases: Vec<_> = cases.filter(|case| selection.takes(case)).collect();
    let lines: String = cases.iter().map(|case| format!("{} {}\n", case.id, case.expect)).collect();
    say(&lines);
    Ok(if cases.is_empty() { exit::NOTHING } else { exit::FINE })
}

/// All reports and the progress bar.
struct Listeners<'r> {
    human: Human,
    reports: &'r mut Vec<Box<dyn Report>>,
    bar: ProgressBar,
}

impl<'r> Listeners<'r> {
    fn new(reports: &'r mut Vec<Box<dyn Report>>, output: Output) -> Self {
        let terminal = std::io::stderr().is_terminal() && !output.quiet;
        let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { human: Human::default(), reports, bar }
    }

    /// Keeps a failure's body, so that its `curl` line works.
    fn keep(&self, file: &Path, body: &[u8]) {
        if let Err(error) = fs_err::write(file, body) {
            complain(&format!("the body of a failure cannot be kept: {error}"));
        }
    }

    fn done(self) -> Human {
        self.bar.finish_and_clear();
        self.human
    }
}

impl Listener for Listeners<'_> {
    fn event(&mut self, event: &RunEvent) {
        if let RunEvent::Judged(judged) = event
            && let Some((file, body)) = judged.body.as_ref().filter(|_| judged.is_failure())
        {
            self.keep(file, body);
        }
        match event {
            RunEvent::Started(started) => self.bar.set_length(started.cases as u64),
            RunEvent::Judged(judged) => {
                self.bar.inc(1);
                self.bar.set_message(format!("{}/{}", judged.case.gateway.name, judged.case.family));
            }
            _ => {}
        }
        self.human.event(event);
        self.reports.iter_mut().for_each(|report| report.event(event));
    }
}
