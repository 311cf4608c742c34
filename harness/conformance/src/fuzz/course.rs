//! A run under way: what it knows, how it begins and what it shows.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::collections::BTreeSet;
use std::time::Instant;

use tokio::sync::Mutex;

use super::deliver::Manner;
use super::finding::Finding;
use super::folder::{Folder, Tally};
use super::learned::Learned;
use super::mark::Mark;
use super::settle::Unsettled;
use super::{Fuzz, Progress, Watcher};
use crate::event::{RunEvent, Started};

/// After the last case, what failed is looked at for so long.
const LAST_LOOK: Duration = Duration::from_secs(20);

/// A run under way. One task does everything, so that nothing has to be locked.
pub(super) struct Course<'f> {
    pub(super) fuzz: &'f Fuzz,
    pub(super) folder: &'f Folder,
    pub(super) marks: Vec<Mark<'f>>,
    pub(super) findings: RefCell<Vec<Known>>,
    pub(super) tally: RefCell<Tally>,
    pub(super) reviving: Mutex<()>,
    pub(super) pausing: Cell<bool>,
    watcher: RefCell<&'f mut dyn Watcher>,
    /// By mark.
    pub(super) learned: RefCell<Vec<Learned>>,
    pub(super) next: Cell<u64>,
    pub(super) first: u64,
    /// Cases that a run before did not come to an end with: sent first.
    pub(super) again: RefCell<Vec<u64>>,
    /// Cases sent and not done with: under way, or failed and waiting to be looked at.
    pub(super) open: RefCell<BTreeSet<u64>>,
    pub(super) waiting: Cell<usize>,
    fresh: Cell<u64>,
    pub(super) started: Instant,
    /// Of the runs before.
    before: Duration,
    pub(super) stop: RefCell<Option<Stop>>,
    pub(super) trouble: RefCell<Option<String>>,
    /// Receivers that take no genuine message, or break a promise: as good as findings.
    pub(super) refused: Cell<usize>,
}

/// A finding with how often it was met.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) finding: Finding,
    pub(super) hits: u64,
}

/// Why no more cases are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Interrupted,
    Gone,
}

/// Runs until the time or the cases are used up; the result is the exit code.
pub async fn run(fuzz: &Fuzz, folder: &Folder, watcher: &mut dyn Watcher) -> u8 {
    watcher.event(&RunEvent::Started(Started {
        subject: fuzz.subject.clone(),
        seed: fuzz.seed,
        started: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        gateways: fuzz.targets.iter().map(|target| target.gateway.name).collect(),
        cases: 0,
    }));
    let mut course = Course::new(fuzz, folder, watcher);
    let refused = course.settle().await;
    let findings: Vec<Finding> = course.findings.borrow().iter().map(|known| known.finding.clone()).collect();
    findings.iter().for_each(|finding| course.report(finding, "found before"));
    course.tell_of_the_time();
    if !course.marks.is_empty() {
        course.send_everything().await;
    }
    course.finished(&refused)
}

impl<'f> Course<'f> {
    fn new(fuzz: &'f Fuzz, folder: &'f Folder, watcher: &'f mut dyn Watcher) -> Self {
        let state = folder.state.clone().unwrap_or_default();
        let known = |finding: &Finding| Known { finding: finding.clone(), hits: 0 };
        Self {
            fuzz,
            folder,
            marks: fuzz.targets.iter().map(Mark::new).collect(),
            findings: RefCell::new(folder.findings.iter().map(known).collect()),
            tally: RefCell::new(state.tally),
            reviving: Mutex::new(()),
            pausing: Cell::new(false),
            watcher: RefCell::new(watcher),
            learned: RefCell::default(),
            next: Cell::new(state.next),
            first: state.next,
            again: RefCell::new(state.open),
            open: RefCell::default(),
            waiting: Cell::new(0),
            fresh: Cell::new(state.next),
            started: Instant::now(),
            before: Duration::from_secs(state.seconds),
            stop: RefCell::new(None),
            trouble: RefCell::new(None),
            refused: Cell::new(0),
        }
    }

    /// Finds out what each receiver follows; those that take no genuine message drop out. What they said, by gateway.
    async fn settle(&mut self) -> Vec<(&'static str, Unsettled)> {
        let mut out = Vec::new();
        let mut kept = Vec::new();
        let mut serial = self.fresh_serial();
        for mut mark in core::mem::take(&mut self.marks) {
            match mark.settle(self.manner(false), &mut serial).await {
                Ok(None) => kept.push(mark),
                Ok(Some(promises)) => {
                    out.push((mark.target.gateway.name, Unsettled::Promises(promises)));
                    kept.push(mark);
                }
                Err(unsettled) => out.push((mark.target.gateway.name, unsettled)),
            }
        }
        self.marks = kept;
        let learned = |mark: &Mark<'_>| self.folder.learned(mark.target.gateway.name);
        self.learned = RefCell::new(self.marks.iter().map(learned).collect());
        for (gateway, unsettled) in &out {
            let text = match unsettled {
                Unsettled::Unreachable(reason) => format!("cannot be fuzzed: {reason}"),
                Unsettled::Refused(diagnosis) | Unsettled::Promises(diagnosis) => diagnosis.clone(),
            };
            self.event(&RunEvent::Diagnosed { gateway, text });
        }
        self.refused.set(out.iter().filter(|(_, why)| !matches!(why, Unsettled::Unreachable(_))).count());
        out
    }

    /// Whoever goes on with a run that is over would wonder why nothing is sent.
    fn tell_of_the_time(&self) {
        if self.left().is_zero() {
            let (used, place) = (self.before, self.folder.path().display());
            self.tell(&format!("{place}: the run took its {used:?} before: give more with --for, which counts them"));
        }
    }

    pub(super) fn manner(&self, asks: bool) -> Manner {
        Manner { limit: self.fuzz.case_time, at_ms: self.fuzz.at_ms, asks }
    }

    /// Far from the numbers of the cases.
    pub(super) fn fresh_serial(&self) -> u64 {
        self.fresh.set(self.fresh.get() + 1);
        let first = super::random::mixed(self.fuzz.seed) % 4_000_000_000;
        (first + 5_000_000_000 + self.fresh.get() * 4) % 10_000_000_000
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.borrow().is_some()
    }

    pub(super) fn has_enough(&self) -> bool {
        self.fuzz.enough.is_some_and(|enough| self.findings.borrow().len() + self.refused.get() >= enough)
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.before + self.started.elapsed()
    }

    pub(super) fn left(&self) -> Duration {
        self.fuzz.time.saturating_sub(self.elapsed())
    }

    /// Whether there is still time to look at what failed.
    pub(super) fn may_look(&self) -> bool {
        !self.is_stopped() && !self.has_enough() && self.elapsed() < self.fuzz.time + LAST_LOOK
    }

    pub(super) fn came_back(&self, mark: &Mark<'_>, after: Option<Duration>) {
        self.pausing.set(false);
        let Some(after) = after else { return };
        self.tally.borrow_mut().lapses += 1;
        let number = self.next.get();
        let text =
            format!("took no genuine message for {after:.1?}, around case {number}; what came then is not judged");
        self.event(&RunEvent::Note { gateway: mark.target.gateway.name, text });
    }

    pub(super) fn give_up(&self, mark: &Mark<'_>, detail: &str) {
        let patience = self.fuzz.patience;
        let text = format!("took no genuine message for {patience:?} any more: {detail}");
        self.event(&RunEvent::Note { gateway: mark.target.gateway.name, text });
        self.stop.borrow_mut().get_or_insert(Stop::Gone);
    }

    pub(super) fn event(&self, event: &RunEvent) {
        self.watcher.borrow_mut().event(event);
    }

    pub(super) fn tell(&self, text: &str) {
        self.watcher.borrow_mut().tell(text);
    }

    pub(super) fn show(&self) {
        let progress = Progress {
            sent: self.next.get() - self.first,
            elapsed: self.started.elapsed(),
            left: self.left(),
            findings: self.findings.borrow().len(),
            waiting: self.waiting.get(),
            pausing: self.pausing.get(),
        };
        self.watcher.borrow_mut().progress(&progress);
    }
}

impl core::fmt::Debug for Course<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Course({})", self.fuzz.subject)
    }
}
