//! An acknowledgement has the words that the gateway waits for.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::message::Direction;

/// One case per callback message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-inexact",
        title: "the words of recorded acknowledgements",
        why: "What the gateway does not understand it takes for a refusal: it repeats the callback for hours.",
        right: "Answer with status 200 and exactly the documented body.",
        source: "https://docs.gate.com/api-reference/version/100/en/common/asyncNotification",
        level: Level::Authentic,
        impact: Impact::Interop,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    let genuine = facts.direction == Direction::Callback && facts.signature == Signature::Right;
    let Answered::With(seen) = &facts.acknowledged else { return None };
    match seen.observation {
        _ if !genuine || !facts.violations.is_empty() => None,
        Observation::Accepted | Observation::Late | Observation::Declined => {
            Some(Finding::pass(Expect::Accept, seen.observation, "the documented words"))
        }
        Observation::Inexact => {
            let (_, right) = facts.gateway.acknowledgement_of(facts.message.map_or("", |message| message.id)).answer();
            let why = format!("acknowledged in other words than documented: {}; right is `{right}`", seen.detail);
            Some(Finding::fail(Expect::Accept, seen.observation, why))
        }
        _ => None,
    }
}
