//! The callbacks that a stand-in sends: genuine, signed, repeated as documented until they are acknowledged.

use core::time::Duration;
use std::sync::Arc;

use counterfoil_protocol::wire::Request;

use super::StandIn;
use super::flows::Callback;
use super::journal::{Entry, EntryKind};
use super::store::Order;
use crate::render::{Context, Recipe, render};
use crate::samples::{Sample, kit};
use crate::subject::Endpoint;

/// How long a receiver may take.
const LIMIT: Duration = Duration::from_secs(5);

/// Pays an order after a while, then tells of it.
pub(super) async fn pay_and_tell(stand_in: Arc<StandIn>, number: String, callback: Callback) {
    tokio::time::sleep(stand_in.options.pay_after).await;
    // Closed in the meantime: nothing to tell.
    let Some(order) = stand_in.store().pay(&number) else { return };
    let address =
        if order.notify_url.is_empty() { stand_in.options.notify_url.clone() } else { Some(order.notify_url.clone()) };
    let Some(address) = address else { return };
    let endpoint = match Endpoint::parse(&address, stand_in.options.owned) {
        Ok(endpoint) => endpoint,
        Err(error) => {
            stand_in.record(undelivered(&stand_in, callback, &address, &error.to_string()));
            return;
        }
    };
    tell(&stand_in, &order, callback, &endpoint).await;
}

async fn tell(stand_in: &Arc<StandIn>, order: &Order, callback: Callback, endpoint: &Endpoint) {
    let wanted = stand_in.gateway.acknowledgement_of(callback.message);
    let waits = core::iter::once(0).chain(stand_in.flows.retries_ms.iter().copied());
    for wait in waits {
        tokio::time::sleep(Duration::from_millis(wait) / stand_in.options.hurry.max(1)).await;
        let Some(request) = request(stand_in, order, callback, endpoint) else { return };
        let answer = endpoint.exchange(&request, LIMIT).await;
        let (status, text, acknowledged) = match answer {
            Ok(answer) => {
                let acknowledged = answer.status == 200 && wanted.accepts(&answer.body);
                (answer.status, String::from_utf8_lossy(&answer.body).into_owned(), acknowledged)
            }
            Err(failure) => (0, failure.to_string(), false),
        };
        let objection = if acknowledged { String::new() } else { "not acknowledged".to_owned() };
        stand_in.record(Entry { objection, status, answer: text, ..entry(stand_in, callback.message, request) });
        if acknowledged {
            return;
        }
    }
}

/// The callback, dated and signed now: no page says that a repetition keeps its signature.
fn request(stand_in: &StandIn, order: &Order, callback: Callback, endpoint: &Endpoint) -> Option<Request> {
    let sample = sample(stand_in, callback)?;
    let filled = order.clone();
    let recipe = Recipe::of(sample).edit(move |draft, _| (callback.fill)(draft, &filled));
    let context = Context {
        gateway: stand_in.gateway,
        now_ms: stand_in.now_ms(),
        serial: stand_in.serial(),
        keys: &stand_in.options.keys,
        readings: stand_in.options.readings,
        target: endpoint.target(),
        notify_url: endpoint.url.to_string(),
    };
    Some(render(&recipe, &context).request)
}

fn sample(stand_in: &StandIn, callback: Callback) -> Option<&'static Sample> {
    kit(stand_in.gateway).samples.iter().find(|sample| sample.message == callback.message && sample.credits)
}

fn undelivered(stand_in: &StandIn, callback: Callback, address: &str, reason: &str) -> Entry {
    let request = Request::post(address, Vec::new());
    Entry { objection: format!("not sent: {reason}"), ..entry(stand_in, callback.message, request) }
}

fn entry(stand_in: &StandIn, message: &'static str, request: Request) -> Entry {
    Entry {
        number: 0,
        at_ms: stand_in.now_ms(),
        kind: EntryKind::Callback,
        message: Some(message),
        request,
        objection: String::new(),
        status: 0,
        answer: String::new(),
        fault: None,
        call: None,
    }
}
