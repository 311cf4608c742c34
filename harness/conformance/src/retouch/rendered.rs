//! Requests of a saved run, rendered again: their words are the corpus's and nobody's, so that only the receiver's address
//! and the key have to go.

use counterfoil_formats::exchange::{CaseRecord, Keys as KeysUsed};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;

use crate::keys::Keys;
use crate::render::{Context, render};
use crate::saved::Recipes;
use crate::subject::Endpoint;

/// The request of a case in its context, as it was on the wire; `None` where this version knows no such case or context.
/// `host` is what the `Host` header says.
pub(super) fn rendered(
    recipes: &Recipes,
    gateway: &'static Gateway,
    case: &CaseRecord,
    keys: &Keys,
    host: &str,
) -> Option<Request> {
    let recorded = &case.context;
    let default = Readings::default_of(gateway.readings);
    let mut chosen = recorded.readings.iter();
    let context = Context {
        gateway,
        now_ms: recorded.now_ms,
        serial: recorded.serial,
        keys,
        readings: chosen.try_fold(default, |readings, (name, choice)| readings.with(name, choice).ok())?,
        target: recorded.target.clone(),
        notify_url: recorded.notify_url.clone(),
    };
    // Whose host it is was settled when it was recorded: nothing is sent there.
    let endpoint = Endpoint::parse(&format!("http://{host}/"), true).ok()?;
    let recipe = recipes.find(&case.id, case.step)?;
    Some(endpoint.framed(&render(&recipe, &context).request))
}

/// Whether the case was signed with keys of that kind.
pub(super) fn fits(case: &CaseRecord, keys: &Keys) -> bool {
    keys.test == (case.context.keys == KeysUsed::Test)
}
