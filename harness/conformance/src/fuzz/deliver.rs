//! Sends one plan and judges what comes back.

use core::time::Duration;

use counterfoil_formats::exchange::{CaseRecord, Direction, Exchange, Extra, RecordedRequest};
use counterfoil_protocol::wire::Request;
use serde::de::IgnoredAny;

use super::generate::Numbered;
use super::mark::{Made, Mark};
use crate::case::{Case, Effect, Expect};
use crate::config::Target;
use crate::render::{Context, Recipe, Rendered, render};
use crate::run::{came_back, on_file};
use crate::subject::{Answer, Failure, Kept, credits};
use crate::verdict::{Observation, Seen, Verdict, judge, observe};

/// What came back for a plan.
#[derive(Debug)]
pub(super) struct Delivered {
    pub(super) made: Made,
    pub(super) seen: Seen,
    pub(super) verdict: Verdict,
    /// Why, where it is not as expected.
    pub(super) detail: String,
    pub(super) rendered: Option<Rendered>,
    pub(super) answer: Result<Answer, Failure>,
    /// The time of sending.
    pub(super) now_ms: u64,
    pub(super) serial: u64,
}

/// How a plan is sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// What one answer may take.
    pub(super) limit: Duration,
    /// The time of sending; now where `None`.
    pub(super) at_ms: Option<u64>,
    /// Whether to ask what became of the order.
    pub(super) asks: bool,
}

/// Sends a plan: on a connection that is kept, or on one of its own.
pub(super) async fn deliver(
    mark: &Mark<'_>,
    numbered: &Numbered,
    manner: Manner,
    mut kept: Option<&mut Kept<'_>>,
) -> Option<Delivered> {
    let made = mark.made(&numbered.plan)?;
    let target = mark.target;
    let mut serial = numbered.serial;
    let mut last = None;
    for step in &made.case.steps {
        serial += u64::from(!step.same_serial && last.is_some());
        let context = mark.context(serial, manner.at_ms);
        let rendered = render(step, &context);
        if made.resigned && !made.own && rendered.rightly_signed {
            // Under the readings that the subject follows nothing is wrong with it.
            return None;
        }
        let answer = match &mut kept {
            Some(kept) => kept.exchange(&rendered.request, &rendered.framing, manner.limit).await,
            None => target.endpoint.exchange_as(&rendered.request, &rendered.framing, manner.limit).await,
        };
        let seen = seen(target, &made.case, !numbered.plan.changes.is_empty(), &answer);
        let over = seen.observation != Observation::Accepted;
        last = Some((rendered, answer, seen, context));
        if over {
            break;
        }
    }
    let (rendered, answer, seen, context) = last?;
    let asks = manner.asks && made.case.effect != Effect::Unseen && seen.observation == Observation::Accepted;
    let credited = match &target.effects {
        Some(effects) if asks => credits(effects, &rendered.order, manner.limit).await,
        _ => None,
    };
    let (verdict, detail) = judged(mark, &made, &rendered.request, &context, &seen, credited);
    let now_ms = context.now_ms;
    Some(Delivered { made, seen, verdict, detail, rendered: Some(rendered), answer, now_ms, serial })
}

/// What the answer amounts to. A changed message may be another one by now, that wants to hear something else.
fn seen(target: &Target, case: &Case, changed: bool, answer: &Result<Answer, Failure>) -> Seen {
    let as_wanted = |wanted| observe(wanted, &target.policies, &target.refuses_with, answer);
    let own = as_wanted(target.gateway.acknowledgement_of(case.message));
    if !changed || own.observation == Observation::Accepted {
        return own;
    }
    let mut others = target.gateway.acknowledgements().map(as_wanted);
    others.find(|other| other.observation == Observation::Accepted).unwrap_or(own)
}

fn judged(
    mark: &Mark<'_>,
    made: &Made,
    request: &Request,
    context: &Context<'_>,
    seen: &Seen,
    credits: Option<u32>,
) -> (Verdict, String) {
    let taken = matches!(seen.observation, Observation::Accepted | Observation::Late | Observation::Inexact);
    // What was changed without a trace in anything signed is no forgery.
    let harmless = (made.own || made.resigned) && taken && is_document(mark, request) && mark.is_authentic(request);
    // A known case may look for something that is spelled otherwise now.
    let unchanged =
        |plain: &Recipe| made.expect == Expect::Refuse && taken && render(plain, context).request == *request;
    let harmless = harmless || made.plain.as_ref().is_some_and(unchanged);
    let expect = if harmless { Expect::Observe } else { made.expect };
    judge(&made.case, expect, seen, credits)
}

/// Whether the body is one JSON document, and the text in it that carries the order too: RFC 8259 by another reader.
fn is_document(mark: &Mark<'_>, request: &Request) -> bool {
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let Ok(text) = core::str::from_utf8(&request.body) else { return false };
    if !is_json(text) {
        return false;
    }
    let Some(nested) = mark.target.gateway.nested else { return true };
    let inner = serde_json::from_str::<serde_json::Value>(text);
    let inner = inner.ok().and_then(|body| body.get(nested.member).and_then(|text| text.as_str().map(str::to_owned)));
    inner.is_none_or(|text| is_json(&text))
}

impl Delivered {
    /// The exchange as it goes to a file.
    pub(super) fn exchange(&self, mark: &Mark<'_>, id: &str) -> Exchange {
        let Some(rendered) = &self.rendered else { return Exchange::default() };
        let context = Context { now_ms: self.now_ms, ..mark.context(self.serial, Some(self.now_ms)) };
        let case = CaseRecord {
            id: id.to_owned(),
            rev: 1,
            step: 0,
            credits: None,
            context: on_file(&context),
            extra: Extra::default(),
        };
        let target = mark.target;
        Exchange {
            id: id.replace('/', "-"),
            at: i64::try_from(self.now_ms).ok().and_then(|at| jiff::Timestamp::from_millisecond(at).ok()),
            gateway: Some(target.gateway.name.to_owned()),
            direction: Some(Direction::Callback),
            request: RecordedRequest::from(target.endpoint.framed_as(&rendered.request, &rendered.framing)),
            case: Some(case),
            ..came_back(&self.answer)
        }
    }

    pub(super) fn is_unreachable(&self) -> bool {
        matches!(self.answer, Err(Failure::Unreachable(_)))
    }
}
