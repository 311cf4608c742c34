//! Genuine messages under each choice of each reading.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::render::Recipe;
use crate::samples::telling;

pub(super) static FAMILY: Family = Family {
    name: "readings",
    title: "genuine messages under each choice of each reading",
    why: "where the documents contradict themselves, a receiver that follows the other side refuses every genuine message",
    right: "follow the readings you declare; find out from a real message which side your gateway is on",
    source: "`counterfoil list readings` names the source of each side",
    level: Level::Authentic,
    impact: Impact::Interop,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases = Vec::new();
    // A request's path is no business of a receiver.
    for reading in maker.gateway.readings.iter().filter(|reading| reading.name != "request-path") {
        for choice in reading.choices {
            let policy = Policy::Reading { name: reading.name, choice: choice.name };
            let slug = format!("{}-{}", slug(reading.name), choice.name);
            let title = format!("{} = {}: {}", reading.name, choice.name, choice.about);
            let recipe = Recipe {
                reading: Some((reading.name, choice.name)),
                ..Recipe::of(telling(maker.gateway, reading.name))
            };
            cases.push(maker.either(policy, slug, title, recipe));
        }
    }
    cases
}

fn slug(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_uppercase() { format!("-{}", c.to_ascii_lowercase()) } else { c.to_string() })
        .collect()
}
