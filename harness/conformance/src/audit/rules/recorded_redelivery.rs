//! The same callback, acknowledged more than once.

use crate::audit::memory::{Delivery, Memory};
use crate::audit::rule::{Finding, Rule, Told};
use crate::audit::rules::told_of;
use crate::case::{Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;

/// One case per callback message: told only. What an acknowledgement cannot show is whether it was credited twice.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-redelivery",
        title: "recorded callbacks that were acknowledged more than once",
        why: "Gateways repeat a callback until it is acknowledged, and anybody can send it again: crediting it twice loses money.",
        right: "Acknowledge again, credit once.",
        source: "https://docs.gate.com/api-reference/version/100/en/common/asyncNotification",
        level: Level::Once,
        impact: Impact::Money,
        make: |_| Vec::new(),
    },
    each: |_| None,
    end,
};

fn end(memory: &Memory) -> Vec<Told> {
    memory.events().filter_map(|event| of_event(&event)).collect()
}

fn of_event(event: &[&Delivery]) -> Option<Told> {
    let taken: Vec<&&Delivery> =
        event.iter().filter(|delivery| delivery.observed == Some(Observation::Accepted)).collect();
    let (first, last) = (taken.first()?, taken.last()?);
    if taken.len() < 2 {
        return None;
    }
    let same = taken.iter().all(|delivery| delivery.bytes == first.bytes);
    let sort = if same { "same-bytes" } else { "same-event" };
    let why =
        format!("acknowledged {} times, first at {}: right, if it was credited once", taken.len(), first.spot.place);
    Some(told_of(last, Finding::told(sort, Observation::Accepted, why)))
}
