//! Runs the cases against a subject and emits events.

mod control;
mod exchange;
mod lane;
mod outcome;

pub(crate) use exchange::{came_back, on_file};
pub(crate) use lane::curl;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use counterfoil_formats::report::Totals;

use crate::case::Case;
use crate::config::{Budget, Target};
use crate::event::{Finished, Judged, RunEvent, Started};
use crate::plan::Selection;
use crate::saved::Saver;
use crate::verdict::{Observation, Verdict};
use crate::{authored, exit, verdict};

/// What a run needs to know.
#[derive(Debug)]
pub struct Run {
    /// As on the command line.
    pub subject: String,
    /// One receiver per gateway.
    pub targets: Vec<Target>,
    /// Which cases.
    pub selection: Selection,
    /// Cases beside those that every run has.
    pub cases: Vec<Case>,
    /// What it may take.
    pub budget: Budget,
    /// What the order of the cases is made from.
    pub seed: u64,
    /// What a reproduction needs beside case and subject, such as ` --config FILE`.
    pub flags: String,
    /// The folder that reproductions read bodies from.
    pub bodies: PathBuf,
    /// Where every exchange is kept.
    pub save: Option<Saver>,
}

/// Takes events as they happen.
pub trait Listener {
    /// One event.
    fn event(&mut self, event: &RunEvent);
}

/// What happened so far.
struct Tally {
    totals: Totals,
    failures: usize,
    /// Cases that nothing is on file for.
    unrecorded: usize,
}

/// Runs everything; the result is the exit code that the last event carries too.
pub async fn run(run: &Run, listener: &mut dyn Listener) -> u8 {
    let deadline = Instant::now() + run.budget.run;
    let cases: BTreeMap<&str, Vec<Case>> =
        run.targets.iter().map(|target| (target.gateway.name, selected(run, target))).collect();
    let count = cases.values().map(Vec::len).sum();
    listener.event(&RunEvent::Started(Started {
        subject: run.subject.clone(),
        seed: run.seed,
        started: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        gateways: run.targets.iter().map(|target| target.gateway.name).collect(),
        cases: count,
    }));
    let mut tally = Tally { totals: Totals::default(), failures: 0, unrecorded: 0 };
    let interrupted = tokio::select! {
        () = lanes(run, cases, deadline, listener, &mut tally) => false,
        () = stopped() => true,
    };
    let judged = tally.totals.pass + tally.totals.fail + tally.totals.skip + tally.totals.error + tally.totals.observed;
    let complete = !interrupted && judged == count && tally.totals.error == 0;
    let exit = exit_code(&tally, complete, count);
    listener.event(&RunEvent::Finished(Finished { complete, totals: tally.totals, exit }));
    exit
}

/// Ends when somebody wants the run to stop: at the keyboard, or a machine whose time is up. It listens from the call on,
/// not from the first look, so that whoever is told that a run has begun may stop it at once.
pub(crate) fn stopped() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let heard = {
        use tokio::signal::unix::{SignalKind, signal};
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    };
    async move {
        #[cfg(unix)]
        if let (Ok(mut interrupted), Ok(mut terminated)) = heard {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
        let _ = tokio::signal::ctrl_c().await;
    }
}

async fn lanes(
    run: &Run,
    mut cases: BTreeMap<&str, Vec<Case>>,
    deadline: Instant,
    listener: &mut dyn Listener,
    tally: &mut Tally,
) {
    for target in &run.targets {
        let cases = cases.remove(target.gateway.name).unwrap_or_default();
        if cases.is_empty() {
            continue;
        }
        let mut lane = lane::Lane::new(run, target, deadline);
        let mut emit = |event: RunEvent| {
            if let RunEvent::Judged(judged) = &event {
                tally.count(judged);
            }
            listener.event(&event);
        };
        lane.run(cases, &mut emit).await;
        tally.unrecorded += lane.unrecorded;
    }
}

fn selected(run: &Run, target: &Target) -> Vec<Case> {
    let more = run.cases.iter().filter(|case| case.gateway == target.gateway).cloned();
    authored::cases(target.gateway).into_iter().chain(more).filter(|case| run.selection.takes(case)).collect()
}

impl Tally {
    fn count(&mut self, judged: &Arc<Judged>) {
        let totals = &mut self.totals;
        match judged.verdict {
            Verdict::Pass => totals.pass += 1,
            Verdict::Fail => totals.fail += 1,
            Verdict::Skip => totals.skip += 1,
            Verdict::Error => totals.error += 1,
            Verdict::Observed => totals.observed += 1,
        }
        self.failures += usize::from(judged.is_failure());
    }
}

/// One case in so many must be on file, or a recording says nothing about its subject.
const FEWEST: usize = 10;

/// The first that applies of 1, 4 and 5; 2 never comes so far.
fn exit_code(tally: &Tally, complete: bool, selected: usize) -> u8 {
    let totals = tally.totals;
    let answered = totals.pass + totals.fail + totals.observed;
    if tally.failures > 0 {
        exit::FAILURE
    } else if selected > 0 && !complete {
        exit::UNREACHABLE
    } else if answered == 0 || answered * FEWEST < answered + tally.unrecorded {
        exit::NOTHING
    } else {
        exit::FINE
    }
}

/// An observation for a case that was never sent.
fn unseen(detail: impl Into<String>) -> verdict::Seen {
    verdict::Seen { observation: Observation::None, detail: detail.into() }
}
