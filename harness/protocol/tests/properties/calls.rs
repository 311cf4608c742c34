//! The merchant's side and the gateway's side of every signed request: what one sends, the other admits.

use std::collections::BTreeMap;

use counterfoil_protocol::call::{Caller, Fresh};
use counterfoil_protocol::gate::Gate;
use counterfoil_protocol::message::{Direction, sample};
use counterfoil_protocol::value::UnixMillis;
use proptest::prelude::*;

use crate::document::{Members, Value, write};
use crate::requests::{NONCE, Signable};
use crate::support::SENT_AT;
use crate::{check, share};

#[test]
fn what_the_client_sends_the_gateway_admits() {
    let all: Vec<Signable> = Signable::all().into_iter().filter(has_an_address).collect();
    for signable in &all {
        check(&signable.to_string(), share(3000, all.len()), signable.bodies(), |(members, spelling)| {
            let parameters = write(&with_headers(signable, members), &spelling);
            let fresh = Fresh { now_ms: SENT_AT, nonce: NONCE };
            let sent = caller(signable).request(signable.message, &parameters, fresh);
            let Some(sent) = signable.or_unsignable(sent)? else { return Ok(()) };
            let admitted = gate(signable).admit(&sent.request, UnixMillis::new(SENT_AT));
            let admitted = admitted.map_err(|refused| TestCaseError::fail(refused.to_string()))?;
            prop_assert_eq!(admitted.message.id, signable.message.id);
            prop_assert!(admitted.violations.is_empty(), "{:?}", admitted.violations);
            Ok(())
        });
    }
}

/// Some requests have a path that is not public; there is nowhere to send them.
fn has_an_address(signable: &Signable) -> bool {
    signable.message.direction == Direction::Request && signable.message.path.starts_with('/')
}

/// The client takes headers of a message's own as parameters, and fills in those of the signing rule itself.
fn with_headers(signable: &Signable, mut members: Members) -> Members {
    let headers: BTreeMap<String, String> =
        serde_json::from_str(&sample(signable.message.headers)).expect("texts by name");
    let given = headers.into_iter().filter(|(name, _)| !signable.fills_in(name));
    members.extend(given.map(|(name, text)| (name, Value::Text(text))));
    members
}

fn caller(signable: &Signable) -> Caller<'_> {
    let Signable { gateway, readings, key, .. } = signable;
    Caller { gateway, readings: *readings, key, key_name: "1382528827416576" }
}

fn gate(signable: &Signable) -> Gate {
    let own_key = signable.message.signing.map(|_| signable.key.verifying_key());
    Gate { readings: signable.readings, own_key, ..Gate::new(signable.gateway, signable.key.verifying_key()) }
}
