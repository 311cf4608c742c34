//! Repetitions against the documented schedule.

use crate::audit::memory::{Delivery, Memory};
use crate::audit::rule::{Finding, Rule, Told};
use crate::audit::rules::told_of;
use crate::case::{Impact, Level};
use crate::families::Family;
use crate::serve::flows::flows;
use crate::verdict::Observation;

/// One case per callback message: told only, since pages differ and clocks drift.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-retries",
        title: "when recorded callbacks were repeated",
        why: "A window that is narrower than the gateway's repetitions refuses genuine callbacks; a repetition after an acknowledgement shows that it was not understood.",
        right: "Make windows and outages shorter than what the gateway really does.",
        source: "https://doc.payprotocol.network/docs/api/guide/callback",
        level: Level::Once,
        impact: Impact::Hygiene,
        make: |_| Vec::new(),
    },
    each: |_| None,
    end,
};

fn end(memory: &Memory) -> Vec<Told> {
    memory.events().filter_map(|event| of_event(&event)).collect()
}

fn of_event(event: &[&Delivery]) -> Option<Told> {
    let times: Option<Vec<i64>> = event.iter().map(|delivery| delivery.spot.at_ms).collect();
    let times = times.filter(|times| times.len() > 1)?;
    let last = event.last()?;
    let gaps: Vec<u64> = times.windows(2).map(|pair| pair[1].abs_diff(pair[0])).collect();
    let documented = flows(last.gateway).retries_ms;
    let again = event[..event.len() - 1].iter().any(|delivery| delivery.observed == Some(Observation::Accepted));
    let sort = match (again, fits(&gaps, documented)) {
        (true, _) => "after-acknowledgement",
        (false, true) => "as-documented",
        (false, false) => "otherwise",
    };
    let schedule = if documented.is_empty() { last.gateway.retries.to_owned() } else { seconds(documented) };
    let why = format!("repeated after {}; documented: {schedule}", seconds(&gaps));
    Some(told_of(last, Finding::told(sort, last.observed.unwrap_or(Observation::None), why)))
}

/// Within a half of each wait, and two seconds: nobody promises more.
fn fits(gaps: &[u64], documented: &[u64]) -> bool {
    let near = |(gap, wait): (&u64, &u64)| gap.abs_diff(*wait) <= wait / 2 + 2_000;
    gaps.len() <= documented.len() && gaps.iter().zip(documented).all(near)
}

fn seconds(waits: &[u64]) -> String {
    let one = |wait: &u64| format!("{}.{} s", wait / 1000, wait % 1000 / 100);
    let more = if waits.len() > 12 { ", …" } else { "" };
    waits.iter().take(12).map(one).collect::<Vec<_>>().join(", ") + more
}
