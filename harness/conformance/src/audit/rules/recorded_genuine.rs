//! A genuine callback is acknowledged.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::memory::{Delivery, Memory};
use crate::audit::rule::{Finding, Rule, Told};
use crate::audit::rules::{told_of, window};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::message::Direction;

/// One case per callback message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-genuine",
        title: "recorded callbacks that the gateway signed",
        why: "A genuine callback that is refused is a payment that the shop does not see.",
        right: "Acknowledge every callback whose signature is right, whatever its status, and its repetitions too.",
        source: "https://docs.gate.com/api-reference/version/100/en/common/asyncNotification",
        level: Level::Authentic,
        impact: Impact::Interop,
        make: |_| Vec::new(),
    },
    each,
    end,
};

fn each(facts: &Facts) -> Option<Finding> {
    if facts.direction != Direction::Callback || !facts.violations.is_empty() || window(facts) == Some(false) {
        return None;
    }
    if !facts.is_genuine() {
        return None;
    }
    match &facts.acknowledged {
        Answered::With(seen) if matches!(seen.observation, Observation::Accepted | Observation::Late) => {
            Some(match &facts.signature {
                Signature::OtherReading(readings) => {
                    let why = format!("its signature is right when read as {readings}; acknowledged");
                    Finding::told("other-reading", seen.observation, why)
                }
                _ => Finding::pass(Expect::Accept, seen.observation, "its signature is right; acknowledged"),
            })
        }
        Answered::With(seen) if seen.observation == Observation::Declined => {
            Some(Finding::pass(Expect::Accept, seen.observation, "its signature is right; the receiver said no"))
        }
        // Refused, and perhaps taken later: the end decides.
        Answered::With(_) => None,
        Answered::Unknown(reason) => Some(Finding::told("unanswered", Observation::None, reason.clone())),
    }
}

/// What was refused at first and acknowledged later lost nothing.
fn end(memory: &Memory) -> Vec<Told> {
    let mut all = Vec::new();
    for event in memory.events() {
        let took =
            |delivery: &&Delivery| matches!(delivery.observed, Some(Observation::Accepted | Observation::Declined));
        let taken = event.iter().rposition(took);
        for (at, delivery) in event.iter().enumerate() {
            let refused = matches!(delivery.observed, Some(Observation::Refused | Observation::Crashed));
            if refused && !delivery.is_stale {
                all.push(told_of(delivery, judged(delivery, taken.is_some_and(|taken| taken > at))));
            }
        }
    }
    all
}

fn judged(delivery: &Delivery, taken_later: bool) -> Finding {
    let observed = delivery.observed.unwrap_or(Observation::None);
    let kind = if observed == Observation::Crashed { "a server error for" } else { "refused" };
    let why = format!("{kind} a genuine callback: {}", delivery.answer);
    if taken_later {
        return Finding::told("taken-later", observed, format!("{why}; a repetition was acknowledged"));
    }
    if delivery.other_reading {
        let why = format!("{why}; its signature is right only under another reading");
        return Finding::told("other-reading", observed, why);
    }
    Finding::fail(Expect::Accept, observed, why)
}
