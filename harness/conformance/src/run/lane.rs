//! One gateway's cases against one target.

use core::time::Duration;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;
use futures_util::future::join_all;
use tokio::sync::Semaphore;

use super::Run;
use super::control::{Control, Pulse, Refused};
use super::exchange::Prepared;
use super::outcome::{Outcome, State};
use crate::case::{Case, Class, Effect, Expect};
use crate::config::Target;
use crate::event::{Judged, RunEvent};
use crate::render::Recipe;
use crate::saved::Place;
use crate::subject::{Endpoint, credits};
use crate::verdict::{Observation, Seen, Verdict, judge, settled};

/// After so many hangs in a family the rest of it is one finding.
const MOST_HANGS: usize = 3;
/// What is said of the rest.
const GAVE_UP: &str = "not sent: three cases of this family were never answered";
/// What one exchange may take when the time for the run is used up.
pub(super) const LAST_MOMENT: Duration = Duration::from_millis(500);

/// One gateway's cases against one target.
pub(super) struct Lane<'r> {
    pub(super) run: &'r Run,
    pub(super) target: &'r Target,
    pub(super) readings: Readings,
    pub(super) followed: Vec<(&'static str, &'static str)>,
    serial: AtomicU64,
    pub(super) deadline: Instant,
    /// Cases that nothing is on file for.
    pub(super) unrecorded: usize,
}

type Emit<'e> = &'e mut dyn FnMut(RunEvent);

impl<'r> Lane<'r> {
    pub(super) fn new(run: &'r Run, target: &'r Target, deadline: Instant) -> Self {
        // Order numbers differ from run to run, or a subject with a ledger would know them.
        let first = jiff::Timestamp::now().as_millisecond().unsigned_abs() % 10_000_000_000;
        let readings = Readings::default_of(target.gateway.readings);
        Self { run, target, readings, followed: Vec::new(), serial: AtomicU64::new(first), deadline, unrecorded: 0 }
    }

    /// Controls, then family by family with a control behind each.
    pub(super) async fn run(&mut self, cases: Vec<Case>, emit: Emit<'_>) {
        let gateway = self.target.gateway.name;
        if Instant::now() >= self.deadline {
            return self.give_up(cases, "the time for the run was used up (--max-time)", emit);
        }
        if let Some(text) = self.target.keys.signing.verifying_key().warnings() {
            emit(RunEvent::Note { gateway, text });
        }
        match self.control().await {
            Control::Alive => {
                self.probe_readings().await;
                self.tell_readings(emit);
                self.families(cases, emit).await;
            }
            Control::Unreachable(seen) => self.give_up(cases, &seen.detail, emit),
            Control::Unrecorded(reason) => {
                cases.into_iter().for_each(|case| self.report(case, Outcome::unrecorded(&reason), emit));
            }
            Control::Refused(refused) => {
                let Refused { seen, request, diagnosis } = *refused;
                let text = diagnosis.text(&self.context(0));
                emit(RunEvent::Diagnosed { gateway, text });
                self.refused(cases, seen, request, emit);
            }
        }
        self.tell_unrecorded(emit);
    }

    fn tell_unrecorded(&self, emit: Emit<'_>) {
        if self.unrecorded > 0 {
            let text = format!("{} cases have no recorded answer and were skipped", self.unrecorded);
            emit(RunEvent::Note { gateway: self.target.gateway.name, text });
        }
    }

    fn tell_readings(&self, emit: Emit<'_>) {
        let gateway = self.target.gateway;
        let readings = gateway.readings.iter().filter(|reading| reading.name != "request-path");
        let list: Vec<String> = readings
            .map(|reading| {
                let choices: Vec<_> =
                    self.followed.iter().filter(|(name, _)| *name == reading.name).map(|(_, choice)| *choice).collect();
                format!(
                    "{} = {}",
                    reading.name,
                    if choices.is_empty() { "unknown".to_owned() } else { choices.join(" or ") }
                )
            })
            .collect();
        if !list.is_empty() {
            emit(RunEvent::Note { gateway: gateway.name, text: format!("follows the readings {}", list.join(", ")) });
        }
    }

    /// The genuine message was refused: that is the finding, the rest cannot be judged.
    fn refused(&mut self, mut cases: Vec<Case>, seen: Seen, request: Option<Request>, emit: Emit<'_>) {
        let plain = format!("{}/genuine/plain", self.target.gateway.name);
        let control = crate::families::cases(self.target.gateway).into_iter().find(|case| case.id == plain);
        if let Some(case) = control {
            self.report(case, Outcome { seen, request, ..Outcome::unseen("") }, emit);
        }
        cases.retain(|case| case.id != plain);
        self.give_up(cases, "no genuine message was acknowledged", emit);
    }

    fn give_up(&self, cases: Vec<Case>, reason: &str, emit: Emit<'_>) {
        for case in cases {
            self.emit(case, Expect::Observe, Observation::None, Verdict::Error, reason.to_owned(), emit);
        }
    }

    async fn families(&mut self, cases: Vec<Case>, emit: Emit<'_>) {
        let handled = self.handled().await;
        for family in crate::families::ALL {
            let of_family = cases.iter().filter(|case| case.family == family.name).cloned();
            let (batch, other): (Vec<_>, Vec<_>) = of_family.partition(|case| handled.contains_key(case.message));
            for case in other {
                let reason =
                    format!("the subject does not handle {} (list it under `messages` to demand it)", case.message);
                self.emit(case, Expect::Observe, Observation::None, Verdict::Skip, reason, emit);
            }
            self.batch(batch, emit).await;
        }
    }

    /// The messages to use: the primary one, those that are listed, and those that are acknowledged when tried.
    async fn handled(&mut self) -> HashMap<&'static str, ()> {
        let gateway = self.target.gateway;
        let mut handled = HashMap::from([(gateway.primary.id, ())]);
        for sample in crate::samples::kit(gateway).samples {
            if handled.contains_key(sample.message) {
                continue;
            }
            let listed = self.target.messages.iter().any(|id| id == sample.message);
            let probe = Place::probe(gateway, &format!("message-{}", sample.slug));
            let seen = if listed { None } else { Some(self.send(probe, &Recipe::of(sample)).await.0.observation) };
            // What was never tried may be on file all the same: that is seen case by case.
            if matches!(seen, None | Some(Observation::Accepted | Observation::None)) {
                handled.insert(sample.message, ());
            }
        }
        handled
    }

    async fn batch(&mut self, batch: Vec<Case>, emit: Emit<'_>) {
        if batch.is_empty() {
            return;
        }
        if Instant::now() >= self.deadline {
            return self.give_up(batch, "the time for the run was used up (--max-time)", emit);
        }
        let results = self.together(&batch).await;
        let control = format!("after-{}", batch[0].family);
        let mut pulse = self.pulse(&control).await;
        if pulse == Pulse::Dead {
            pulse = self.pulse(&control).await;
        }
        if pulse == Pulse::Dead {
            return self.one_by_one(batch, results, emit).await;
        }
        for (case, outcome) in batch.into_iter().zip(results) {
            self.report(case, outcome.with_control(pulse), emit);
        }
    }

    /// The control died: each case alone shows which one it was.
    async fn one_by_one(&mut self, batch: Vec<Case>, results: Vec<Outcome>, emit: Emit<'_>) {
        let mut dead = self.revived(batch[0].family).await == Pulse::Dead;
        for (case, before) in batch.into_iter().zip(results) {
            if dead {
                // What was seen of it before counts only where it was a failure by itself.
                let broke = matches!(
                    before.seen.observation,
                    Observation::Crashed | Observation::Closed | Observation::TimedOut
                );
                let outcome =
                    if broke { before } else { Outcome::unseen("the subject stopped taking genuine messages") };
                self.report(case, outcome, emit);
                continue;
            }
            let outcome = self.outcome(&case).await;
            let slug = format!("{}-{}", case.family, case.slug());
            let pulse = self.pulse(&format!("after-{slug}")).await;
            self.report(case, outcome.with_control(pulse), emit);
            dead = pulse == Pulse::Dead && self.revived(&slug).await == Pulse::Dead;
        }
    }

    /// Waits a moment for a subject that restarts.
    async fn revived(&mut self, slug: &str) -> Pulse {
        let live = self.target.recorded.is_none();
        for _ in 0..4 {
            if live && Instant::now() >= self.deadline {
                return Pulse::Dead;
            }
            if live {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            let pulse = self.pulse(&format!("revived-after-{slug}")).await;
            if pulse != Pulse::Dead {
                return pulse;
            }
        }
        Pulse::Dead
    }

    async fn together(&self, batch: &[Case]) -> Vec<Outcome> {
        let permits = Semaphore::new(self.run.budget.concurrency);
        let hangs = AtomicU64::new(0);
        let one = |case: &Case| {
            let case = case.clone();
            let (permits, hangs) = (&permits, &hangs);
            async move {
                let _permit = permits.acquire().await;
                let live = self.target.recorded.is_none();
                if live && hangs.load(Ordering::Relaxed) >= MOST_HANGS as u64 {
                    return Outcome::unseen(GAVE_UP);
                }
                if Instant::now() >= self.deadline {
                    return Outcome::unseen("the time for the run was used up (--max-time)");
                }
                let outcome = self.outcome(&case).await;
                if outcome.seen.observation == Observation::TimedOut {
                    hangs.fetch_add(1, Ordering::Relaxed);
                }
                outcome
            }
        };
        // Shuffled, so that no order gives the expectation away.
        let mut order: Vec<usize> = (0..batch.len()).collect();
        order.sort_by_key(|index| (*index as u64 ^ self.run.seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let futures = order.iter().map(|&index| one(&batch[index]));
        let mut outcomes: Vec<(usize, Outcome)> = order.iter().copied().zip(join_all(futures).await).collect();
        outcomes.sort_by_key(|(index, _)| *index);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    async fn outcome(&self, case: &Case) -> Outcome {
        let mut serial = self.next_serial();
        let mut last = Outcome::unseen("the case has no step");
        for (number, step) in case.steps.iter().enumerate() {
            if !step.same_serial {
                serial = self.next_serial();
            }
            let prepared = self.prepare(Place::of(case, number), step, serial);
            let rightly_signed = prepared.rendered.rightly_signed;
            if case.expect == Expect::Refuse && case.class == Class::Implementation && rightly_signed {
                return Outcome::void("not sent: under the readings that the subject follows it is rightly signed");
            }
            if let Some(reason) = prepared.missing() {
                return self.missing(case, reason);
            }
            let sent = self.sent(prepared).await;
            let accepted = sent.seen.observation == Observation::Accepted;
            let over = !accepted || number + 1 == case.steps.len();
            let asked = over && accepted && case.effect != Effect::Unseen;
            let credits = if asked { self.credits(&sent.prepared).await } else { None };
            self.save(&sent, credits);
            last = Outcome { credits, request: Some(sent.prepared.rendered.request), ..Outcome::seen(sent.seen) };
            if over {
                break;
            }
        }
        last
    }

    async fn credits(&self, prepared: &Prepared) -> Option<u32> {
        match &self.target.effects {
            Some(effects) => credits(effects, &prepared.rendered.order, self.run.budget.case).await,
            None => prepared.recorded_credits(),
        }
    }

    /// Nothing is on file: either nothing was recorded, or nothing was sent.
    fn missing(&self, case: &Case, reason: &str) -> Outcome {
        match &self.target.recorded {
            Some(recorded) if recorded.gave_up(&case.id) => Outcome::unseen(GAVE_UP),
            _ => Outcome::unrecorded(reason),
        }
    }

    fn report(&mut self, case: Case, outcome: Outcome, emit: Emit<'_>) {
        let mut expect = settled(&case, &self.target.policies, &self.target.readings);
        if case.genuine_under.is_some_and(|reading| self.followed.contains(&reading)) {
            expect = Expect::Observe;
        }
        let (verdict, mut detail) = judge(&case, expect, &outcome.seen, outcome.credits);
        let verdict = outcome.verdict(verdict);
        self.unrecorded += usize::from(outcome.state == State::Unrecorded);
        if outcome.state == State::Fatal {
            detail = format!("after it no genuine message was acknowledged any more: {detail}");
        }
        let file = self.run.bodies.join(format!("{}.body", case.id.replace('/', "-")));
        let curl =
            outcome.request.as_ref().map(|request| curl(&self.target.endpoint, request, &file)).unwrap_or_default();
        let failed = verdict == Verdict::Fail;
        let body = outcome.request.filter(|_| failed).map(|request| (file, request.body));
        emit(RunEvent::Judged(Arc::new(Judged {
            repro: self.repro(&case),
            expect,
            observed: outcome.seen.observation,
            verdict,
            detail,
            curl,
            body,
            case,
        })));
    }

    fn emit(
        &self,
        case: Case,
        expect: Expect,
        observed: Observation,
        verdict: Verdict,
        detail: String,
        emit: Emit<'_>,
    ) {
        let repro = self.repro(&case);
        emit(RunEvent::Judged(Arc::new(Judged {
            case,
            expect,
            observed,
            verdict,
            detail,
            repro,
            curl: String::new(),
            body: None,
        })));
    }

    fn repro(&self, case: &Case) -> String {
        let subject = if self.run.subject.starts_with("builtin:") || self.run.subject.starts_with("recordings:") {
            self.run.subject.clone()
        } else {
            self.target.endpoint.url.to_string()
        };
        format!("counterfoil replay {} {subject}{}", case.id, self.run.flags)
    }

    /// Sends one recipe under a serial of its own.
    pub(super) async fn send(&self, place: Place, recipe: &Recipe) -> (Seen, Request) {
        let prepared = self.prepare(place, recipe, self.next_serial());
        let sent = self.exchange(prepared).await;
        (sent.seen, sent.prepared.rendered.request)
    }

    fn next_serial(&self) -> u64 {
        self.serial.fetch_add(1, Ordering::Relaxed)
    }
}

/// The same request by hand; the body comes from a file, because shells and `-d` change it.
pub(crate) fn curl(endpoint: &Endpoint, request: &Request, file: &Path) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let header = |(name, value): (&str, &[u8])| {
        format!(" -H {}", quoted(&format!("{name}: {}", String::from_utf8_lossy(value))))
    };
    let headers: String = request.headers.iter().map(header).collect();
    let url = quoted(&format!("{}{}", endpoint.url.origin().ascii_serialization(), request.target));
    format!("curl -i -X {} {url}{headers} --data-binary @{}", request.method, quoted(&file.display().to_string()))
}
