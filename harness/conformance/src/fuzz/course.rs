//! The course of a run: workers that send case after case, one who looks at what failed, one who saves.

use core::cell::{Cell, RefCell};
use core::time::Duration;
use std::time::Instant;

use counterfoil_formats::report::Totals;
use futures_util::future::{join, join_all};
use tokio::sync::{Mutex, mpsc};

use super::change::{Change, Shape};
use super::deliver::{Delivered, Manner, deliver};
use super::examine::Suspect;
use super::finding::{Finding, causes};
use super::folder::{Folder, State, Tally};
use super::generate::{self, Numbered};
use super::learned::Learned;
use super::mark::Mark;
use super::plan::Plan;
use super::settle::Unsettled;
use super::{Fuzz, Progress, Watcher};
use crate::event::{Finished, RunEvent, Started};
use crate::exit;
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
const MEASURED: u64 = 64;
/// Suspects that wait to be looked at, at most.
const WAITING: usize = 256;
/// Between two looks at the progress, and between two saved states.
const TICK: Duration = Duration::from_millis(200);
const SAVED: Duration = Duration::from_secs(3);
/// After the last case, what failed is looked at for so long.
const LAST_LOOK: Duration = Duration::from_secs(20);
/// Sizes of what is made large, in bytes.
const SIZES: [u32; 5] = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18];

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
    learned: RefCell<Vec<Learned>>,
    next: Cell<u64>,
    first: u64,
    /// What each worker is at.
    under_way: RefCell<Vec<u64>>,
    fresh: Cell<u64>,
    started: Instant,
    /// Of the runs before.
    before: Duration,
    stop: RefCell<Option<Stop>>,
    trouble: RefCell<Option<String>>,
    /// Receivers that take no genuine message, or break a promise: as good as findings.
    refused: Cell<usize>,
}

/// A finding with how often it was met.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) finding: Finding,
    pub(super) hits: u64,
}

/// Why no more cases are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
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
            let asks = !numbered.plan.changes.is_empty() || number % ASKED == 0;
            match deliver(mark, &numbered, self.manner(asks), Some(kept)).await {
                Some(delivered) => self.look(at, number, numbered, delivered, kept, &suspects).await,
                None => self.tally.borrow_mut().skipped += 1,
            }
            since += 1;
            if since % CONTROL == 0 {
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
            if number % AGAIN == 0 && delivered.made.case.steps.len() == 1 {
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

    /// How long a large message takes, or a comparison of signatures.
    async fn measure(&self, at: usize, number: u64, kept: &mut Kept<'_>) {
        let mark = &self.marks[at];
        let turn = number / MEASURED;
        let place = |turn: u64, length: usize| usize::try_from(turn % length as u64).unwrap_or_default();
        if turn.is_multiple_of(8) {
            let (shape, bytes) = (Shape::ALL[place(turn / 8, 6)], SIZES[place(turn / 48, 5)]);
            let took = self.timed(mark, kept, Change::Grown { shape, bytes }).await;
            if let Some(took) = took {
                self.learned.borrow_mut()[at].grown(shape, bytes, took);
            }
            return;
        }
        let first = turn.is_multiple_of(2);
        // The same pair in both orders, so that being second is no advantage.
        for first in [first, !first] {
            let bit = if first { 0 } else { u32::MAX - u32::MAX % 2048 + 2047 };
            if let Some(took) = self.timed(mark, kept, Change::SignatureBit(bit)).await {
                self.learned.borrow_mut()[at].compared(first, took);
            }
        }
    }

    async fn timed(&self, mark: &Mark<'_>, kept: &mut Kept<'_>, change: Change) -> Option<Duration> {
        let mut numbered = self.control(mark, self.fresh_serial());
        numbered.plan.changes.push(change);
        if self.is_muted(mark, &numbered.plan, 1) {
            return None;
        }
        let delivered = deliver(mark, &numbered, self.manner(false), Some(kept)).await?;
        delivered.answer.ok().map(|answer| answer.took)
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
    fn is_muted(&self, mark: &Mark<'_>, plan: &Plan, number: u64) -> bool {
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

    fn elapsed(&self) -> Duration {
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

    /// What cannot be saved is tried again the next time, and told once.
    fn save(&self) {
        let next = self.under_way.borrow().iter().copied().chain([self.next.get()]).min().unwrap_or_default();
        let state = State {
            subject: self.fuzz.subject.clone(),
            gateways: self.fuzz.targets.iter().map(|target| target.gateway.name.to_owned()).collect(),
            seed: self.fuzz.seed,
            next,
            seconds: self.elapsed().as_secs(),
            tally: self.tally.borrow().clone(),
            ..State::default()
        };
        let saved = self.folder.save(&state);
        self.kept(saved.map_err(|error| format!("the state cannot be saved: {error}")));
    }

    pub(super) fn kept(&self, saved: Result<(), String>) {
        match saved {
            Ok(()) => {}
            Err(trouble) => {
                let told = self.trouble.borrow().is_some();
                if !told {
                    self.tell(&format!("{}: {trouble}; it goes on", self.folder.path().display()));
                }
                *self.trouble.borrow_mut() = Some(trouble);
            }
        }
    }

    fn finished(&self, refused: &[(&'static str, Unsettled)]) -> u8 {
        for (mark, learned) in self.marks.iter().zip(self.learned.borrow().iter()) {
            for text in learned.told() {
                self.event(&RunEvent::Note { gateway: mark.target.gateway.name, text });
            }
        }
        let unsaved = self.unsaved();
        let tally = self.tally.borrow().clone();
        let findings = self.findings.borrow();
        let failures = findings.iter().filter(|known| known.finding.is_failure()).count();
        let unreachable = refused.iter().any(|(_, why)| matches!(why, Unsettled::Unreachable(_)));
        let refused = self.refused.get() > 0;
        let gone = *self.stop.borrow() == Some(Stop::Gone);
        let complete = self.stop.borrow().is_none() && !unreachable && !refused && !unsaved;
        let exit = if failures > 0 || refused {
            exit::FAILURE
        } else if !complete || gone {
            exit::UNREACHABLE
        } else if tally.passed + tally.failed + tally.observed == 0 {
            exit::NOTHING
        } else {
            exit::FINE
        };
        let totals = Totals {
            pass: tally.passed,
            fail: findings.len(),
            skip: tally.skipped,
            error: tally.unjudged,
            observed: tally.observed,
        };
        self.event(&RunEvent::Finished(Finished { complete, totals, exit }));
        exit
    }

    /// Tries once more to write what could not be written, and says what is lost.
    fn unsaved(&self) -> bool {
        if self.trouble.borrow().is_none() {
            return false;
        }
        *self.trouble.borrow_mut() = None;
        self.save();
        let lost: Vec<String> = self
            .findings
            .borrow()
            .iter()
            .map(|known| known.finding.clone())
            .filter(|finding| !self.folder.case_file(finding).is_file())
            .map(|finding| finding.to_file())
            .collect();
        lost.iter().for_each(|text| self.tell(&format!("could not be written, so it is printed here:\n{text}")));
        self.trouble.borrow().is_some() || !lost.is_empty()
    }
}

impl core::fmt::Debug for Course<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Course({})", self.fuzz.subject)
    }
}
