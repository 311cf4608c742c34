//! Messages fit their tables.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::answer::Answer;
use counterfoil_protocol::message::Direction;

/// One case per message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-shape",
        title: "recorded messages against their tables",
        why: "A request without what it must have is refused; a callback unlike its page is one that nobody tested.",
        right: "Send every required parameter in its documented kind.",
        source: "https://docs.gate.com/api-reference/version/100/en",
        level: Level::Robust,
        impact: Impact::Interop,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    if !matches!(facts.signature, Signature::Right | Signature::Unsigned)
        || facts.message.is_none() && facts.violations.is_empty()
    {
        return None;
    }
    let Some(first) = facts.violations.first() else {
        return Some(Finding::pass(Expect::Accept, Observation::Accepted, "as its table has it"));
    };
    let count = facts.violations.len();
    let why = if count == 1 { first.to_string() } else { format!("{count} objections, the first: {first}") };
    if facts.direction == Direction::Callback {
        // The gateway signed it: its page may be out of date.
        return Some(Finding::told("unlike-its-table", Observation::None, why));
    }
    match &facts.answered {
        Answered::With(Ok(Answer::Success { .. })) => {
            let why = format!("{why}; the gateway took it all the same");
            Some(Finding::told("taken", Observation::Accepted, why))
        }
        _ if !facts.readable => Some(Finding::told("unverifiable", Observation::None, why)),
        Answered::With(_) => Some(Finding::fail(Expect::Accept, Observation::Refused, why)),
        Answered::Unknown(_) => Some(Finding::fail(Expect::Accept, Observation::None, why)),
    }
}
