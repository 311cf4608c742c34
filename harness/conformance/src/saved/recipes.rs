//! Every request that a run can send, by its place: what was saved can be rendered again without the run.

use std::collections::HashMap;

use counterfoil_protocol::gateway::Gateway;

use crate::render::Recipe;
use crate::samples::{kit, telling};
use crate::{authored, diagnose};

/// The recipes of one gateway.
#[derive(Debug)]
pub struct Recipes {
    gateway: &'static Gateway,
    /// By id and step; controls are all alike.
    by_place: HashMap<(String, u32), Recipe>,
}

impl Recipes {
    /// Cases and probes.
    #[must_use]
    pub fn of(gateway: &'static Gateway) -> Self {
        let mut by_place = HashMap::new();
        for case in authored::cases(gateway) {
            for (step, recipe) in (0..).zip(case.steps) {
                by_place.insert((case.id.clone(), step), recipe);
            }
        }
        for (slug, recipe) in probes(gateway) {
            by_place.insert((format!("{}/probe/{slug}", gateway.name), 0), recipe);
        }
        Self { gateway, by_place }
    }

    /// Whose they are.
    #[must_use]
    pub fn gateway(&self) -> &'static Gateway {
        self.gateway
    }

    /// What was sent at a place; `None` where this version sends nothing there.
    #[must_use]
    pub fn find(&self, id: &str, step: u32) -> Option<Recipe> {
        let control = format!("{}/control/", self.gateway.name);
        if id.starts_with(&control) {
            return Some(Recipe::of(kit(self.gateway).paid()));
        }
        self.by_place.get(&(id.to_owned(), step)).cloned()
    }
}

/// As the run names them.
fn probes(gateway: &'static Gateway) -> Vec<(String, Recipe)> {
    let mut probes = Vec::new();
    for reading in gateway.readings {
        let sample = telling(gateway, reading.name);
        for choice in reading.choices {
            let recipe = Recipe { reading: Some((reading.name, choice.name)), ..Recipe::of(sample) };
            probes.push((format!("reading-{}-{}", reading.name, choice.name), recipe));
        }
    }
    let samples = kit(gateway).samples.iter();
    probes.extend(samples.map(|sample| (format!("message-{}", sample.slug), Recipe::of(sample))));
    let mistakes = diagnose::mistakes(gateway).into_iter();
    probes.extend(mistakes.map(|mistake| (format!("mistake-{}", mistake.slug), diagnose::probe(gateway, &mistake))));
    probes
}
