//! One request of a lane: rendered, sent or looked up, and saved.

use std::sync::Arc;
use std::time::Instant;

use counterfoil_formats::exchange::{
    CaseContext, CaseRecord, Direction, Exchange, Extra, Keys, RecordedRequest, RecordedResponse,
};
use jiff::Timestamp;

use super::lane::{LAST_MOMENT, Lane};
use super::unseen;
use crate::render::{Context, Recipe, Rendered, render};
use crate::saved::Place;
use crate::subject::{Answer, Failure, Found};
use crate::verdict::{Seen, observe};

/// A request that is ready to be sent.
pub(super) struct Prepared {
    place: Place,
    pub(super) rendered: Rendered,
    context: CaseContext,
    way: Way,
}

/// Where its answer comes from.
enum Way {
    Live,
    Recorded(Arc<Exchange>),
    Missing(String),
}

/// A request with what came back.
pub(super) struct Sent {
    pub(super) seen: Seen,
    pub(super) prepared: Prepared,
    at: Timestamp,
    answer: Result<Answer, Failure>,
}

impl Prepared {
    /// Why nothing is on file for it.
    pub(super) fn missing(&self) -> Option<&str> {
        match &self.way {
            Way::Missing(reason) => Some(reason),
            Way::Live | Way::Recorded(_) => None,
        }
    }

    /// How often its order was credited, where that is on file.
    pub(super) fn recorded_credits(&self) -> Option<u32> {
        match &self.way {
            Way::Recorded(exchange) => exchange.case.as_ref().and_then(|case| case.credits),
            Way::Live | Way::Missing(_) => None,
        }
    }
}

impl Lane<'_> {
    /// Renders a recipe: now, or as it was when it was recorded.
    pub(super) fn prepare(&self, place: Place, recipe: &Recipe, serial: u64) -> Prepared {
        let context = self.context(serial);
        let live = |way| {
            let rendered = render(recipe, &context);
            Prepared { rendered, context: on_file(&context), way, place: place.clone() }
        };
        match self.target.recorded.as_ref().map(|recorded| recorded.find(&place, recipe, self.target)) {
            None => live(Way::Live),
            Some(Err(reason)) => live(Way::Missing(reason)),
            Some(Ok(Found { rendered, exchange })) => {
                Prepared { rendered, context: on_file(&context), way: Way::Recorded(exchange), place }
            }
        }
    }

    /// Sends it, or looks it up.
    pub(super) async fn exchange(&self, prepared: Prepared) -> Sent {
        let sent = self.sent(prepared).await;
        self.save(&sent, None);
        sent
    }

    /// The same, to be saved later.
    pub(super) async fn sent(&self, prepared: Prepared) -> Sent {
        let at = Timestamp::now();
        let Prepared { rendered, way, .. } = &prepared;
        let answer = match (way, &self.target.recorded) {
            (Way::Live, _) | (_, None) => self.live(rendered).await,
            (Way::Recorded(exchange), Some(recorded)) => recorded.answer(&rendered.request, exchange).await,
            (Way::Missing(reason), _) => Err(Failure::Closed(reason.clone())),
        };
        let target = self.target;
        let seen = match prepared.missing() {
            Some(reason) => unseen(reason),
            None => observe(&target.gateway.acknowledgement, &target.policies, &target.refuses_with, &answer),
        };
        Sent { seen, prepared, at, answer }
    }

    async fn live(&self, rendered: &Rendered) -> Result<Answer, Failure> {
        // A control after the deadline is still worth a moment.
        let left = self.deadline.saturating_duration_since(Instant::now()).max(LAST_MOMENT);
        self.target.endpoint.exchange_as(&rendered.request, &rendered.framing, self.run.budget.case.min(left)).await
    }

    /// Saves it, where the run is saved.
    pub(super) fn save(&self, sent: &Sent, credits: Option<u32>) {
        let Some(saver) = &self.run.save else { return };
        let gateway = self.target.gateway.name;
        let Prepared { place, context, rendered, .. } = &sent.prepared;
        let Place { id, rev, step, .. } = place.clone();
        let case = CaseRecord { id, rev, step, credits, context: context.clone(), extra: Extra::default() };
        let exchange = Exchange {
            at: Some(sent.at),
            gateway: Some(gateway.to_owned()),
            direction: Some(Direction::Callback),
            request: RecordedRequest::from(self.target.endpoint.framed(&rendered.request)),
            case: Some(case),
            ..came_back(&sent.answer)
        };
        saver.write(gateway, exchange);
    }

    pub(super) fn context(&self, serial: u64) -> Context<'_> {
        Context {
            gateway: self.target.gateway,
            now_ms: Timestamp::now().as_millisecond().unsigned_abs(),
            serial,
            keys: &self.target.keys,
            readings: self.readings,
            target: self.target.endpoint.target(),
            notify_url: self.target.notify_url.clone(),
        }
    }
}

pub(crate) fn came_back(answer: &Result<Answer, Failure>) -> Exchange {
    match answer {
        Ok(Answer { status, reason, headers, body, took }) => Exchange {
            // Rounded up: what came too late does not become timely.
            took_us: u64::try_from(took.as_nanos().div_ceil(1000)).ok(),
            response: Some(RecordedResponse {
                status: *status,
                reason: reason.clone(),
                headers: headers.clone(),
                body: body.clone(),
                ..RecordedResponse::default()
            }),
            ..Exchange::default()
        },
        Err(failure) => Exchange { failure: Some(failure.to_string()), ..Exchange::default() },
    }
}

pub(crate) fn on_file(context: &Context<'_>) -> CaseContext {
    CaseContext {
        now_ms: context.now_ms,
        serial: context.serial,
        readings: context.readings.iter().map(|(name, choice)| (name.to_owned(), choice.to_owned())).collect(),
        notify_url: context.notify_url.clone(),
        target: context.target.clone(),
        keys: if context.keys.test { Keys::Test } else { Keys::Own },
        extra: Extra::default(),
    }
}
