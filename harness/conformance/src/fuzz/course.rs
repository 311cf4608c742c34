//! The course of a run: workers that send case after case, one who looks at what failed, one who saves.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::time::Instant;

use futures_util::future::{join, join_all};
use tokio::sync::{Mutex, mpsc};

use super::deliver::{Delivered, Manner, deliver};
use super::examine::Suspect;
use super::finding::{Finding, causes};
use super::folder::{Folder, Tally};
use super::generate::{self, Numbered};
use super::learned::Learned;
use super::mark::Mark;
use super::plan::Plan;
use super::settle::Unsettled;
use super::{Fuzz, Progress, Watcher};
use crate::event::{RunEvent, Started};
use crate::run::stopped;
use crate::subject::Kept;
use crate::verdict::{Observation, Verdict};

/// A worker sends a genuine message after so many cases.
const CONTROL: u64 = 128;
/// Orders are looked up after one genuine message in so many.
const ASKED: u64 = 32;
/// One case in so many is sent twice.
const AGAIN: u64 = 101;
/// One case in so many measures instead.
pub(super) const MEASURED: u64 = 64;
/// Suspects that wait to be looked at, at most.
const WAITING: usize = 256;
/// Between two looks at the progress, and between two saved states.
const TICK: Duration = Duration::from_millis(200);
const SAVED: Duration = Duration::from_secs(3);
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
    pub(super) waiting: Cell<usize>,
    watcher: RefCell<&'f mut dyn Watcher>,
    pub(super) learned: RefCell<Vec<Learned>>,
    pub(super) next: Cell<u64>,
    pub(super) first: u64,
    /// What each worker is at.
    pub(super) under_way: RefCell<Vec<u64>>,
    fresh: Cell<u64>,
    started: Instant,
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
            waiting: Cell::new(0),
            watcher: RefCell::new(watcher),
            learned: RefCell::new(vec![Learned::default(); fuzz.targets.len()]),
            next: Cell::new(state.next),
            first: state.next,
            under_way: RefCell::new(vec![u64::MAX; fuzz.concurrency]),
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

    async fn send_everything(&self) {
        let (sender, suspects) = mpsc::channel(WAITING);
        let workers = (0..self.fuzz.concurrency).map(|slot| self.work(slot, sender.clone()));
        let workers = join_all(workers);
        // The examiner ends when the last worker lets go of its sender.
        drop(sender);
        let everything = join(workers, self.examine_all(suspects));
        let watched = async { tokio::join!(self.watch(), self.listen()) };
        tokio::select! {
            _ = everything => {}
            _ = watched => {}
        }
        self.save();
    }

    async fn work(&self, slot: usize, suspects: mpsc::Sender<Suspect>) {
        let mut kept: Vec<Kept<'_>> = self.marks.iter().map(|mark| Kept::new(&mark.target.endpoint)).collect();
        let mut since = 0;
        while let Some(number) = self.take(slot) {
            self.paced(number).await;
            let at = self.mark_of(number);
            let (mark, kept) = (&self.marks[at], &mut kept[at]);
            if number % MEASURED == MEASURED - 1 {
                self.measure(at, number, kept).await;
            }
            let numbered = generate::plan(mark, self.fuzz.seed, number);
            if self.is_muted(mark, &numbered.plan, number) {
                self.tally.borrow_mut().skipped += 1;
                tokio::task::yield_now().await;
                continue;
            }
            let asks = !numbered.plan.changes.is_empty() || number.is_multiple_of(ASKED);
            match deliver(mark, &numbered, self.manner(asks), Some(kept)).await {
                Some(delivered) => self.look(at, number, numbered, delivered, kept, &suspects).await,
                None => self.tally.borrow_mut().skipped += 1,
            }
            since += 1;
            if u64::is_multiple_of(since, CONTROL) {
                let control = deliver(mark, &self.control(mark, self.fresh_serial()), self.manner(false), None).await;
                if control.is_none_or(|control| control.verdict != Verdict::Pass) {
                    self.revived(mark).await;
                }
            }
        }
        self.under_way.borrow_mut()[slot] = u64::MAX;
    }

    async fn look(
        &self,
        at: usize,
        number: u64,
        numbered: Numbered,
        delivered: Delivered,
        kept: &mut Kept<'_>,
        suspects: &mpsc::Sender<Suspect>,
    ) {
        if delivered.is_unreachable() {
            self.tally.borrow_mut().unjudged += 1;
            self.revived(&self.marks[at]).await;
            return;
        }
        if let (Ok(answer), Some(rendered)) = (&delivered.answer, &delivered.rendered) {
            self.learned.borrow_mut()[at].answered(answer.took, rendered.request.body.len(), number);
            if number.is_multiple_of(AGAIN) && delivered.made.case.steps.len() == 1 {
                let again = kept.exchange(&rendered.request, &rendered.framing, self.fuzz.case_time).await;
                let same = again.is_ok_and(|again| again.status == answer.status);
                self.learned.borrow_mut()[at].again(same, number);
            }
        }
        match delivered.verdict {
            Verdict::Fail => {
                self.tally.borrow_mut().failed += 1;
                let suspect = Suspect { at, number, numbered, delivered };
                if suspects.try_send(suspect).is_ok() {
                    self.waiting.set(self.waiting.get() + 1);
                }
            }
            Verdict::Pass => self.tally.borrow_mut().passed += 1,
            _ => self.tally.borrow_mut().observed += 1,
        }
    }

    /// The next case, as long as there is time.
    fn take(&self, slot: usize) -> Option<u64> {
        let number = self.next.get();
        let over = self.left().is_zero() || self.fuzz.cases.is_some_and(|cases| number >= cases) || self.has_enough();
        if over || self.is_stopped() {
            return None;
        }
        self.next.set(number + 1);
        self.under_way.borrow_mut()[slot] = number;
        Some(number)
    }

    async fn paced(&self, number: u64) {
        if let Some(rate) = self.fuzz.rate {
            #[expect(clippy::cast_precision_loss, reason = "a number of cases")]
            let due = self.started + Duration::from_secs_f64((number - self.first) as f64 / rate);
            tokio::time::sleep_until(due.into()).await;
        }
    }

    fn mark_of(&self, number: u64) -> usize {
        usize::try_from(number % self.marks.len() as u64).unwrap_or_default()
    }

    /// What was never answered twice is not sent any more, but now and then: each time costs as long as a case may take.
    pub(super) fn is_muted(&self, mark: &Mark<'_>, plan: &Plan, number: u64) -> bool {
        let findings = self.findings.borrow();
        let mut hangs = findings.iter().filter(|known| {
            known.finding.found.observed == Observation::TimedOut.name()
                && known.finding.gateway == mark.target.gateway.name
        });
        let parts = causes(plan);
        let within = |known: &Known| causes(&known.finding.plan).iter().all(|part| parts.contains(part));
        !number.is_multiple_of(512) && hangs.any(within)
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

    fn left(&self) -> Duration {
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

    /// Shows the progress and saves the state, for ever.
    async fn watch(&self) {
        let mut saved = Instant::now();
        loop {
            tokio::time::sleep(TICK).await;
            self.show();
            if saved.elapsed() >= SAVED {
                self.save();
                saved = Instant::now();
            }
            if self.is_stopped() && self.waiting.get() == 0 && !self.pausing.get() {
                return;
            }
        }
    }

    async fn listen(&self) {
        stopped().await;
        self.stop.borrow_mut().get_or_insert(Stop::Interrupted);
    }

    fn show(&self) {
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
