//! Looks at what failed: again, alone, and made smaller as long as it still fails.

use std::sync::Arc;

use counterfoil_protocol::wire::Request;
use tokio::sync::mpsc;

use super::course::{Course, Known, Stop};
use super::deliver::{Delivered, deliver};
use super::finding::{Finding, causes};
use super::generate::Numbered;
use super::mark::Mark;
use super::plan::{Origin, Plan};
use super::shrink::smaller;
use crate::case::Expect;
use crate::event::{Judged, RunEvent};
use crate::run::curl;
use crate::samples::kit;
use crate::verdict::{Observation, Verdict};

/// Plans that are tried to make one smaller; far fewer where each costs as long as a case may take.
const MOST: usize = 120;
const MOST_HANGS: usize = 10;
/// So often something that is already explained is looked at for a second cause.
const SECOND_LOOKS: u64 = 24;

/// A case that failed.
#[derive(Debug)]
pub(super) struct Suspect {
    /// Which gateway's receiver.
    pub(super) at: usize,
    pub(super) number: u64,
    pub(super) numbered: Numbered,
    pub(super) delivered: Delivered,
}

impl Course<'_> {
    pub(super) async fn examine_all(&self, mut suspects: mpsc::Receiver<Suspect>) {
        while let Some(suspect) = suspects.recv().await {
            let number = suspect.number;
            if self.may_look() {
                self.examine(suspect).await;
            } else if !self.has_enough() {
                self.keep_unexamined(suspect);
            }
            self.open.borrow_mut().remove(&number);
            self.waiting.set(self.waiting.get().saturating_sub(1));
        }
    }

    async fn examine(&self, suspect: Suspect) {
        let mark = &self.marks[suspect.at];
        let observed = suspect.delivered.seen.observation;
        let mut plan = suspect.numbered.plan.clone();
        while let Some((known, hits)) = self.explained(mark, &plan, observed) {
            let rest = without(&plan, &known, mark);
            if hits > SECOND_LOOKS || rest == plan {
                return;
            }
            plan = rest;
            match self.shows(mark, &plan, observed).await {
                Some(_) => {}
                None => return,
            }
        }
        // What a subject does that takes no genuine message just now says nothing.
        self.revived(mark).await;
        let Some(delivered) = self.shows(mark, &plan, observed).await else { return self.unrepeated(suspect) };
        let lapses = self.tally.borrow().lapses;
        let (plan, mut delivered) = self.smallest(mark, plan, delivered).await;
        if self.revived(mark).await && self.tally.borrow().lapses > lapses {
            match self.shows(mark, &plan, observed).await {
                Some(again) => delivered = again,
                None => return self.unrepeated(suspect),
            }
        }
        if self.explained(mark, &plan, observed).is_none() {
            self.found(mark, &plan, &delivered, suspect.number, true);
        }
    }

    /// Failed once, and not again.
    fn unrepeated(&self, suspect: Suspect) {
        if self.is_stopped() {
            self.keep_unexamined(suspect);
        } else {
            self.tally.borrow_mut().unrepeated += 1;
        }
    }

    /// The smallest plan that fails in the same way, as far as there is time to look for it.
    async fn smallest(&self, mark: &Mark<'_>, mut plan: Plan, mut delivered: Delivered) -> (Plan, Delivered) {
        let observed = delivered.seen.observation;
        let most = if observed == Observation::TimedOut { MOST_HANGS } else { MOST };
        let mut tried = 0;
        'smaller: while tried < most && self.may_look() {
            for next in smaller(&plan, kit(mark.target.gateway).paid().slug) {
                tried += 1;
                if tried > most {
                    break 'smaller;
                }
                if let Some(less) = self.shows(mark, &next, observed).await {
                    (plan, delivered) = (next, less);
                    continue 'smaller;
                }
            }
            break;
        }
        (plan, delivered)
    }

    /// Whether the plan fails in the same way when it is sent again.
    async fn shows(&self, mark: &Mark<'_>, plan: &Plan, observed: Observation) -> Option<Delivered> {
        for _ in 0..2 {
            let numbered = Numbered { plan: plan.clone(), serial: self.fresh_serial() };
            let delivered = deliver(mark, &numbered, self.manner(true), None).await?;
            if !delivered.is_unreachable() {
                let same = delivered.verdict == Verdict::Fail && delivered.seen.observation == observed;
                return same.then_some(delivered);
            }
            if !self.revived(mark).await {
                return None;
            }
        }
        None
    }

    /// The known finding that explains the plan, and how often it did.
    fn explained(&self, mark: &Mark<'_>, plan: &Plan, observed: Observation) -> Option<(Finding, u64)> {
        let mut findings = self.findings.borrow_mut();
        let gateway = mark.target.gateway.name;
        let known = findings.iter_mut().find(|known| known.finding.explains(gateway, plan, observed.name()))?;
        known.hits += 1;
        Some((known.finding.clone(), known.hits))
    }

    /// Too late to look: what may have broken the subject must not be lost. That one that is gone refuses genuine messages is
    /// no news.
    fn keep_unexamined(&self, suspect: Suspect) {
        let mark = &self.marks[suspect.at];
        let observed = suspect.delivered.seen.observation;
        let gone = *self.stop.borrow() == Some(Stop::Gone);
        if gone && suspect.delivered.made.expect == Expect::Accept && observed == Observation::Refused {
            self.tally.borrow_mut().unjudged += 1;
            return;
        }
        let plan = &suspect.numbered.plan;
        if self.explained(mark, plan, observed).is_none() {
            self.found(mark, plan, &suspect.delivered, suspect.number, false);
        }
    }

    fn found(&self, mark: &Mark<'_>, plan: &Plan, delivered: &Delivered, number: u64, confirmed: bool) {
        let finding = Finding::new(mark, plan, delivered, (self.fuzz.seed, number), confirmed);
        let kept = self.folder.keep(&finding, &delivered.exchange(mark, &finding.id));
        self.kept(kept.map_err(|error| format!("a finding cannot be written: {error}")));
        let request = delivered.rendered.as_ref().map(|rendered| &rendered.request);
        self.judged(mark, &finding, delivered, request);
        self.findings.borrow_mut().push(Known { finding, hits: 1 });
    }

    fn judged(&self, mark: &Mark<'_>, finding: &Finding, delivered: &Delivered, request: Option<&Request>) {
        let body = self.folder.body_file(finding);
        let curl = request.map(|request| curl(&mark.target.endpoint, request, &body)).unwrap_or_default();
        let made = &delivered.made;
        let case = crate::case::Case {
            id: finding.id.clone(),
            title: finding.title.clone(),
            expect: made.expect,
            ..made.case.clone()
        };
        self.event(&RunEvent::Judged(Arc::new(Judged {
            expect: made.expect,
            observed: delivered.seen.observation,
            verdict: Verdict::Fail,
            detail: finding.told(),
            repro: self.repro(mark, finding),
            curl,
            body: None,
            case,
        })));
    }

    /// A finding of an earlier run.
    pub(super) fn report(&self, finding: &Finding, when: &str) {
        let Some(mark) = self.marks.iter().find(|mark| mark.target.gateway.name == finding.gateway) else { return };
        let Some(made) = mark.made(&finding.plan) else { return };
        let Some(observed) = observation(&finding.found.observed) else { return };
        let case = crate::case::Case {
            id: finding.id.clone(),
            title: finding.title.clone(),
            expect: made.expect,
            ..made.case
        };
        self.event(&RunEvent::Judged(Arc::new(Judged {
            expect: made.expect,
            observed,
            verdict: Verdict::Fail,
            detail: format!("{} ({when})", finding.told()),
            repro: self.repro(mark, finding),
            curl: String::new(),
            body: None,
            case,
        })));
    }

    fn repro(&self, mark: &Mark<'_>, finding: &Finding) -> String {
        let subject = if self.fuzz.subject.starts_with("builtin:") {
            self.fuzz.subject.clone()
        } else {
            mark.target.endpoint.url.to_string()
        };
        format!("counterfoil replay {} {subject}{}", self.folder.case_file(finding).display(), self.fuzz.flags)
    }
}

fn observation(name: &str) -> Option<Observation> {
    use Observation::{Accepted, Closed, Crashed, Declined, Inexact, Late, Refused, TimedOut};
    [Accepted, Declined, Refused, Crashed, TimedOut, Closed, Late, Inexact]
        .into_iter()
        .find(|known| known.name() == name)
}

/// The plan without what the finding needs.
fn without(plan: &Plan, finding: &Finding, mark: &Mark<'_>) -> Plan {
    let known = causes(&finding.plan);
    let genuine = Origin::Sample(kit(mark.target.gateway).paid().slug.to_owned());
    let origin = Plan { from: plan.from.clone(), changes: Vec::new() };
    let from = if causes(&origin).iter().any(|part| known.contains(part)) { genuine } else { plan.from.clone() };
    let kept = plan.changes.iter().filter(|change| !known.iter().any(|part| part == change.told().0));
    Plan { from, changes: kept.cloned().collect() }
}
