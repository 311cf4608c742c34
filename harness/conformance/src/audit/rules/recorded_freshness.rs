//! A callback outside the declared window is not acknowledged.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::rule::{Finding, Rule};
use crate::audit::rules::window;
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::message::Direction;

/// One case per callback message, where a window is declared.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-freshness",
        title: "recorded callbacks outside the receiver's own window",
        why: "Without a window a recorded callback counts for ever.",
        right: "Refuse what lies outside the window you declare; make it wide enough for the gateway's repetitions.",
        source: "GHSA-q9g3-q6fj-hc2x",
        level: Level::Once,
        impact: Impact::Replay,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    let right = facts.direction == Direction::Callback && facts.signature == Signature::Right;
    let limit = facts.window_ms.filter(|_| right && facts.gateway.timestamp.is_some())?;
    let Some(fresh) = window(facts) else {
        let why = "the recording does not say when it was sent";
        return Some(Finding::told("untimed", Observation::None, why));
    };
    let Answered::With(seen) = &facts.acknowledged else { return None };
    let why = format!("dated {} ms from its recording, the window has {limit} ms: {}", distance(facts), seen.detail);
    match (fresh, seen.observation) {
        (true, _) => None,
        (false, Observation::Accepted | Observation::Late | Observation::Inexact) => {
            Some(Finding::fail(Expect::Refuse, seen.observation, format!("acknowledged all the same: {why}")))
        }
        (false, Observation::Refused | Observation::Declined) => {
            Some(Finding::pass(Expect::Refuse, seen.observation, why))
        }
        (false, other) => Some(Finding::told("unanswered", other, why)),
    }
}

fn distance(facts: &Facts) -> u64 {
    let at = facts.at_ms.and_then(|at| u64::try_from(at).ok()).unwrap_or_default();
    at.abs_diff(facts.dated_ms.unwrap_or_default())
}
