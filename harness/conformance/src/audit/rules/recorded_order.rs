//! The order of statuses.

use counterfoil_protocol::gateway::Outcome;

use crate::audit::memory::{Delivery, Memory};
use crate::audit::rule::{Finding, Rule, Told};
use crate::audit::rules::told_of;
use crate::case::{Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;

/// One case per callback message: told only, since gateways promise no order.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-order",
        title: "recorded callbacks of one order whose status goes back",
        why: "Who takes the last callback for the truth sets a paid order back to pending or closed.",
        right: "Let an order's state only move forward.",
        source: "https://docs.gate.com/essentials/version/100/en/payouts",
        level: Level::Once,
        impact: Impact::Money,
        make: |_| Vec::new(),
    },
    each: |_| None,
    end,
};

fn end(memory: &Memory) -> Vec<Told> {
    memory.orders().flat_map(of_order).collect()
}

fn of_order(order: &[Delivery]) -> Vec<Told> {
    let mut all = Vec::new();
    let mut furthest: Option<(&Delivery, u8)> = None;
    for delivery in order {
        let Some(rank) = rank(delivery.outcome) else { continue };
        match furthest {
            Some((before, reached)) if rank < reached => {
                let why = format!("{} after {} at {}", delivery.outcome, before.outcome, before.spot.place);
                let observed = delivery.observed.unwrap_or(Observation::None);
                all.push(told_of(delivery, Finding::told("back", observed, why)));
            }
            Some((_, reached)) if rank == reached => {}
            _ => furthest = Some((delivery, rank)),
        }
    }
    all
}

/// How far an order has come; `None` for what says nothing about that.
fn rank(outcome: Outcome) -> Option<u8> {
    match outcome {
        Outcome::Pending => Some(0),
        Outcome::PartiallyPaid => Some(1),
        Outcome::Closed | Outcome::Failed => Some(2),
        Outcome::Paid | Outcome::Overpaid | Outcome::PaidOut => Some(3),
        Outcome::Refunded => Some(4),
        Outcome::Held | Outcome::Noted | Outcome::Unknown => None,
    }
}
