//! Signed in a wrong way that people really use.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "signed-otherwise",
    title: "signed in a wrong way that people really use",
    why: "a receiver that takes it verifies something else than what was sent, or tries several rules until one fits",
    right: "one rule, one algorithm, one encoding; no second try",
    source: "the hazard lists of the gateways' documents",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    (maker.kit.mistakes)()
        .into_iter()
        .map(|mistake| maker.refuse(mistake.slug, mistake.about, mistake.recipe(maker.kit.paid())))
        .collect()
}
