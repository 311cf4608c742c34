//! One gateway's receiver in the subject, and what is known of it.

use std::sync::Arc;

use counterfoil_formats::config::{Duplicates, Spelling};
use counterfoil_protocol::message::Message;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::Receiver;
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::scheme::Scheme;

use super::apply::changed;
use super::plan::{Origin, Plan};
use super::planned;
use super::random::Random;
use super::signatures::{Signatures, remembering};
use crate::case::{Case, Class, Expect};
use crate::config::Target;
use crate::families;
use crate::render::{Context, Recipe};
use crate::samples::{Sample, kit};
use crate::verdict::settled;

/// Families whose cases are large: sent less often than the others.
const HEAVY: [&str; 2] = ["large-body", "nesting"];
/// How much less often.
const SELDOM: usize = 8;
/// Signatures that take long are made for the same time of sending: 10 s of it.
const SAME_TIME_MS: u64 = 10_000;

/// One gateway's receiver in the subject, and what is known of it.
#[derive(Debug)]
pub(super) struct Mark<'t> {
    pub(super) target: &'t Target,
    pub(super) readings: Readings,
    /// Choices of readings whose genuine messages are acknowledged.
    pub(super) followed: Vec<(&'static str, &'static str)>,
    /// Genuine messages of the callbacks that the subject handles, the primary one first.
    pub(super) samples: Vec<&'static Sample>,
    /// Callbacks that the subject handles and that are made from their tables.
    pub(super) tables: Vec<&'static Message>,
    cases: Vec<Case>,
    families: Vec<Vec<usize>>,
    signatures: Arc<Signatures>,
    /// Under each combination of readings.
    receivers: Vec<Receiver>,
}

/// A plan as a case.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) case: Case,
    pub(super) expect: Expect,
    /// Whether it must be refused only where something signed, or the document itself, was broken.
    pub(super) own: bool,
    /// Whether other bytes than the right ones were signed, which another spelling may make the right ones again.
    pub(super) resigned: bool,
    /// The same without what the known case does to the finished bytes: where that changes nothing, nothing is wrong.
    pub(super) plain: Option<Recipe>,
}

impl<'t> Mark<'t> {
    pub(super) fn new(target: &'t Target) -> Self {
        let gateway = target.gateway;
        let mut readings = Readings::default_of(gateway.readings);
        for (name, choices) in &target.readings {
            let declared = choices.first().and_then(|choice| readings.with(name, choice).ok());
            readings = declared.unwrap_or(readings);
        }
        Self {
            target,
            readings,
            followed: Vec::new(),
            samples: vec![kit(gateway).paid()],
            tables: Vec::new(),
            cases: Vec::new(),
            families: Vec::new(),
            signatures: Arc::default(),
            receivers: receivers(target),
        }
    }

    /// Knows its messages from here on.
    pub(super) fn handles(&mut self, samples: Vec<&'static Sample>, tables: Vec<&'static Message>) {
        let handled = |case: &Case| samples.iter().any(|sample| sample.message == case.message);
        self.cases = families::cases(self.target.gateway).into_iter().filter(handled).collect();
        let of = |name: &str| (0..self.cases.len()).filter(|&at| self.cases[at].family == name).collect::<Vec<_>>();
        self.families = families::ALL.iter().map(|family| of(family.name)).filter(|list| !list.is_empty()).collect();
        self.samples = samples;
        self.tables = tables;
    }

    pub(super) fn signs_slowly(&self) -> bool {
        self.target.gateway.scheme == Scheme::RsaSha256Base64
    }

    /// A known case: each family as often as any other.
    pub(super) fn case_id(&self, random: &mut Random) -> Option<String> {
        let family = random.pick(&self.families)?;
        let case = &self.cases[*random.pick(family)?];
        let seldom = HEAVY.contains(&case.family) && !random.one_in(SELDOM);
        (!seldom).then(|| case.id.clone())
    }

    /// The case that a plan is; `None` where this version does not know what it begins with.
    pub(super) fn made(&self, plan: &Plan) -> Option<Made> {
        let mut case = self.begun(&plan.from)?;
        let mut expect = settled(&case, &self.target.policies, &self.target.readings);
        if case.genuine_under.is_some_and(|reading| self.followed.contains(&reading)) {
            expect = Expect::Observe;
        }
        let (expect, own) = planned::told(&mut case, plan, expect);
        let resigned = case.class == Class::Implementation
            && case.expect == Expect::Refuse
            && case.steps.iter().all(|step| step.signing.changes_bytes_only() && step.tamper.is_none());
        let changes: Arc<[_]> = plan.changes.clone().into();
        let plain = case.steps.last().filter(|step| step.body.is_some() || step.tamper.is_some());
        let plain = plain
            .filter(|_| !changes.is_empty())
            .map(|step| changed(&Recipe { body: None, tamper: None, ..step.clone() }, self.target.gateway, &changes));
        case.steps = case.steps.iter().map(|step| changed(step, self.target.gateway, &changes)).collect();
        if self.signs_slowly() && !matches!(plan.from, Origin::Case(_)) {
            case.steps = case.steps.into_iter().map(|step| remembering(step, &self.signatures)).collect();
        }
        Some(Made { case, expect, own, resigned, plain })
    }

    fn begun(&self, from: &Origin) -> Option<Case> {
        let known = match from {
            Origin::Case(id) => self.cases.iter().find(|case| case.id == *id).cloned(),
            Origin::Sample(_) | Origin::Table(_) => None,
        };
        known.or_else(|| planned::begun(self.target.gateway, from))
    }

    pub(super) fn context(&self, serial: u64, at_ms: Option<u64>) -> Context<'_> {
        let now_ms = at_ms.unwrap_or_else(|| jiff::Timestamp::now().as_millisecond().unsigned_abs());
        let now_ms = if self.signs_slowly() { now_ms / SAME_TIME_MS * SAME_TIME_MS } else { now_ms };
        Context {
            gateway: self.target.gateway,
            now_ms,
            serial,
            keys: &self.target.keys,
            readings: self.readings,
            target: self.target.endpoint.target(),
            notify_url: self.target.notify_url.clone(),
        }
    }

    /// Whether the request carries a right signature of what it says, under any reading of the documents.
    pub(super) fn is_authentic(&self, request: &counterfoil_protocol::wire::Request) -> bool {
        let authentic = |receiver: &Receiver| {
            let text = receiver.text(&request.body);
            receiver.authenticate(request, text.as_deref().map_err(Clone::clone)).is_ok()
        };
        self.receivers.iter().any(authentic)
    }
}

/// Receivers that leave open what the subject's promises leave open.
fn receivers(target: &Target) -> Vec<Receiver> {
    let policies = &target.policies;
    let mut rules = Rules::all().without(Rule::SingleHeaders);
    for (open, rule) in [
        (policies.signature_text != Some(Spelling::Strict), Rule::SignatureText),
        (policies.timestamp_text != Some(Spelling::Strict), Rule::PartShapes),
        (policies.duplicate_members != Some(Duplicates::Refuse), Rule::DuplicateMembers),
    ] {
        rules = if open { rules.without(rule) } else { rules };
    }
    Readings::combinations(target.gateway.readings)
        .into_iter()
        .map(|readings| Receiver {
            readings,
            rules,
            notify_url: Some(target.notify_url.clone()),
            ..Receiver::new(target.gateway, target.keys.signing.verifying_key())
        })
        .collect()
}
