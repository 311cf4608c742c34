//! Amount and currency of a callback against those of the order.

use counterfoil_protocol::value::Amount;

use crate::audit::memory::{Creation, Delivery, Memory};
use crate::audit::rule::{Finding, Rule, Told};
use crate::audit::rules::told_of;
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;

/// One case per callback message, where the recording holds the request that made the order.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-amount",
        title: "recorded callbacks against the amount and currency of their order",
        why: "Who does not compare delivers for less than was asked, or for another currency.",
        right: "Compare amount and currency with your own order before you deliver; acknowledge all the same.",
        source: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
        level: Level::Money,
        impact: Impact::Hygiene,
        make: |_| Vec::new(),
    },
    each: |_| None,
    end,
};

fn end(memory: &Memory) -> Vec<Told> {
    let paid = memory.deliveries.iter().filter(|delivery| delivery.outcome.credits());
    let taken = paid.filter(|delivery| delivery.observed == Some(Observation::Accepted));
    let with = taken.filter_map(|delivery| Some((delivery, memory.creation(delivery.gateway, &delivery.order)?)));
    with.filter_map(|(delivery, creation)| Some(told_of(delivery, compared(delivery, creation)?))).collect()
}

/// An acknowledgement does not show what was delivered: what differs is told, not judged.
fn compared(delivery: &Delivery, creation: &Creation) -> Option<Finding> {
    let (told, asked) = (delivery.amount.as_deref()?, &*creation.amount);
    let equal = Amount::parse(told).ok()? == Amount::parse(asked).ok()?;
    let (in_told, in_asked) = (delivery.currency.as_deref(), creation.currency.as_deref());
    let same_currency = in_told.zip(in_asked).is_none_or(|(told, asked)| told.eq_ignore_ascii_case(asked));
    let show =
        |amount: &str, currency: Option<&str>| format!("{amount} {}", currency.unwrap_or("in a currency not named"));
    let why = format!("asked: {}; told: {}", show(asked, in_asked), show(told, in_told));
    Some(match (equal, same_currency) {
        (true, true) => Finding::pass(Expect::Accept, Observation::Accepted, why),
        (_, false) => Finding::told("other-currency", Observation::Accepted, why),
        (false, true) => Finding::told("other-amount", Observation::Accepted, why),
    })
}
