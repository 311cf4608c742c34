//! Workers that send case after case, one who looks at what failed, one who saves.

use core::time::Duration;
use std::time::Instant;

use futures_util::future::{join, join_all};
use tokio::sync::mpsc;

use super::course::{Course, Known, Stop};
use super::deliver::{Delivered, deliver};
use super::examine::Suspect;
use super::finding::causes;
use super::generate::{self, Numbered};
use super::mark::Mark;
use super::plan::Plan;
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

impl Course<'_> {
    pub(super) async fn send_everything(&self) {
        let (sender, suspects) = mpsc::channel(WAITING);
        let workers = (0..self.fuzz.concurrency).map(|_| self.work(sender.clone()));
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
        self.show();
    }

    async fn work(&self, suspects: mpsc::Sender<Suspect>) {
        let mut kept: Vec<Kept<'_>> = self.marks.iter().map(|mark| Kept::new(&mark.target.endpoint)).collect();
        let mut since = 0;
        while let Some(number) = self.take() {
            self.paced(number).await;
            let at = self.mark_of(number);
            let failed = self.one(at, number, &mut kept[at]).await;
            if !failed.is_some_and(|suspect| self.waits(suspect, &suspects)) {
                self.open.borrow_mut().remove(&number);
            }
            since += 1;
            if u64::is_multiple_of(since, CONTROL) {
                self.revived(&self.marks[at]).await;
            }
        }
    }

    /// Sends one case; what failed.
    async fn one(&self, at: usize, number: u64, kept: &mut Kept<'_>) -> Option<Suspect> {
        let mark = &self.marks[at];
        if number % MEASURED == MEASURED - 1 {
            self.measure(at, number, kept).await;
        }
        let numbered = generate::plan(mark, self.fuzz.seed, number);
        if self.is_muted(mark, &numbered.plan, number) {
            self.tally.borrow_mut().skipped += 1;
            tokio::task::yield_now().await;
            return None;
        }
        let asks = !numbered.plan.changes.is_empty() || number.is_multiple_of(ASKED);
        let Some(delivered) = deliver(mark, &numbered, self.manner(asks), Some(kept)).await else {
            self.tally.borrow_mut().skipped += 1;
            return None;
        };
        self.look(at, number, numbered, delivered, kept).await
    }

    async fn look(
        &self,
        at: usize,
        number: u64,
        numbered: Numbered,
        delivered: Delivered,
        kept: &mut Kept<'_>,
    ) -> Option<Suspect> {
        if delivered.is_unreachable() {
            self.tally.borrow_mut().unjudged += 1;
            self.revived(&self.marks[at]).await;
            return None;
        }
        self.learn(at, number, &delivered, kept).await;
        let mut tally = self.tally.borrow_mut();
        match delivered.verdict {
            Verdict::Fail => {
                tally.failed += 1;
                return Some(Suspect { at, number, numbered, delivered });
            }
            Verdict::Pass => tally.passed += 1,
            _ => tally.observed += 1,
        }
        None
    }

    /// How long it took, and now and then whether the same bytes are answered alike.
    async fn learn(&self, at: usize, number: u64, delivered: &Delivered, kept: &mut Kept<'_>) {
        let (Ok(answer), Some(rendered)) = (&delivered.answer, &delivered.rendered) else { return };
        self.learned.borrow_mut()[at].answered(answer.took, rendered.request.body.len(), number);
        if number.is_multiple_of(AGAIN) && delivered.made.case.steps.len() == 1 {
            let again = kept.exchange(&rendered.request, &rendered.framing, self.fuzz.case_time).await;
            let same = again.is_ok_and(|again| again.status == answer.status);
            self.learned.borrow_mut()[at].again(same, number);
        }
    }

    /// Whether the suspect waits to be looked at now; where too many do, others of its cause are among them.
    fn waits(&self, suspect: Suspect, suspects: &mpsc::Sender<Suspect>) -> bool {
        let waits = suspects.try_send(suspect).is_ok();
        self.waiting.set(self.waiting.get() + usize::from(waits));
        waits
    }

    /// The next case, as long as there is time.
    fn take(&self) -> Option<u64> {
        if self.left().is_zero() || self.has_enough() || self.is_stopped() {
            return None;
        }
        let before = self.again.borrow_mut().pop();
        let number = before.unwrap_or_else(|| self.next.get());
        if before.is_none() {
            if self.fuzz.cases.is_some_and(|cases| number >= cases) {
                return None;
            }
            self.next.set(number + 1);
        }
        self.open.borrow_mut().insert(number);
        Some(number)
    }

    async fn paced(&self, number: u64) {
        if let Some(rate) = self.fuzz.rate {
            #[expect(clippy::cast_precision_loss, reason = "a number of cases")]
            let due = self.started + Duration::from_secs_f64(number.saturating_sub(self.first) as f64 / rate);
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
}
