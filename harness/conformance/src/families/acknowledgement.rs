//! Every documented status, answered in the exact words.

use super::{Family, Maker};
use crate::case::{Case, Effect, Impact, Level};
use crate::render::Recipe;

pub(super) static FAMILY: Family = Family {
    name: "acknowledgement",
    title: "every documented status, answered in the exact words",
    why: "an acknowledgement in other words is none: the gateway repeats the callback, or gives up and the payment is lost",
    right: "answer 200 with the documented body for every status: it confirms the receipt, not the payment; credit only what is paid",
    source: "the acknowledgement sections of the gateways' documents",
    level: Level::Authentic,
    impact: Impact::Interop,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    maker
        .kit
        .samples
        .iter()
        .map(|sample| Case {
            effect: Effect::Credits(u32::from(sample.credits)),
            ..maker.accept(sample.slug, format!("a genuine message in status {}", sample.slug), Recipe::of(sample))
        })
        .collect()
}
