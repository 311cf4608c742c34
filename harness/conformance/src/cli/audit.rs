//! `audit`: judge recorded traffic as it is.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::parties::PartyArguments;
use super::{Output, complain, say};
use crate::audit::judging::{Audit, Audited, run as run_audit, totals};
use crate::config::UsageError;
use crate::event::{Finished, RunEvent, Started};
use crate::exit;
use crate::plan::Selection;
use crate::report::{self, Human, Report};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders with exchanges, WireMock journals or mappings; - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    parties: PartyArguments,
    /// Only cases that fit: id, family, impact, level-1 … level-4; globs.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Not the cases that fit.
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let selection = Selection::new(&arguments.only, &arguments.skip, &[], None)?;
    let (only, parties) = arguments.parties.parties()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    let started = jiff::Timestamp::now();
    let mut audited = run_audit(&Audit { only, parties, threads }, &arguments.paths, &mut complain);
    audited.judged.retain(|judged| selection.takes(&judged.case));
    let exit = tell(arguments, &audited, started, &mut reports, output);
    reports.into_iter().try_for_each(Report::finish).map(|()| exit)
}

/// Tells people and reports; gives the exit code.
fn tell(
    arguments: &Arguments,
    audited: &Audited,
    started: jiff::Timestamp,
    reports: &mut [Box<dyn Report>],
    output: Output,
) -> u8 {
    let totals = totals(&audited.judged);
    let complete = audited.problems == 0 && totals.error == 0;
    let exit = exit_code(audited);
    let mut human = Human::default();
    let mut event = |event: &RunEvent| {
        human.event(event);
        reports.iter_mut().for_each(|report| report.event(event));
    };
    let paths: Vec<String> = arguments.paths.iter().map(|path| crate::audit::files::shown(path)).collect();
    event(&RunEvent::Started(Started {
        subject: format!("recordings in {}", paths.join(", ")),
        seed: 1,
        started: started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        gateways: audited.gateways.clone(),
        cases: audited.judged.len(),
    }));
    audited.notes.iter().for_each(|text| event(&RunEvent::Note { gateway: "audit:", text: text.clone() }));
    audited.judged.iter().for_each(|judged| event(&RunEvent::Judged(Arc::new(judged.clone()))));
    event(&RunEvent::Finished(Finished { complete, totals, exit }));
    say(&human.text(output.quiet, output.verbose));
    if exit == exit::NOTHING {
        complain("nothing was judged: no exchange of a known gateway, or no case was selected");
    }
    exit
}

/// The first of failure, what could not be read or judged, nothing at all.
fn exit_code(audited: &Audited) -> u8 {
    let totals = totals(&audited.judged);
    match (totals.fail as u64 + audited.stray_leaks, audited.problems + totals.error as u64) {
        (1.., _) => exit::FAILURE,
        (0, 1..) => exit::UNREACHABLE,
        _ if totals.pass + totals.observed == 0 => exit::NOTHING,
        _ => exit::FINE,
    }
}
