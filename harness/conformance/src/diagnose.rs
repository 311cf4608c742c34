//! Why was the control refused: the known mistakes, tried one after the other.

use counterfoil_protocol::reading::Readings;

use crate::mistakes::Mistake;
use crate::render::{Context, Recipe};
use crate::samples::kit;

/// What a subject accepts instead of the genuine message.
#[derive(Debug)]
pub struct Diagnosis {
    /// The mistake whose message it took.
    pub mistake: Option<Mistake>,
    /// How many were tried.
    pub tried: usize,
}

/// The mistakes to try for a gateway: first those of its rule, then parts left out.
#[must_use]
pub fn mistakes(gateway: &'static counterfoil_protocol::gateway::Gateway) -> Vec<Mistake> {
    let kit = kit(gateway);
    (kit.mistakes)().into_iter().chain((kit.parts)()).collect()
}

/// The recipe that shows whether a subject makes the mistake.
#[must_use]
pub fn probe(gateway: &'static counterfoil_protocol::gateway::Gateway, mistake: &Mistake) -> Recipe {
    mistake.recipe(kit(gateway).paid())
}

/// The genuine message under each combination of readings.
#[must_use]
pub fn readings(gateway: &'static counterfoil_protocol::gateway::Gateway) -> Vec<Readings> {
    Readings::combinations(gateway.readings)
}

impl Diagnosis {
    /// What to tell the subject's author.
    #[must_use]
    pub fn text(&self, context: &Context<'_>) -> String {
        let keys = if context.keys.test { "the TEST key" } else { "the configured key" };
        match &self.mistake {
            Some(mistake) => format!(
                "the genuine message was refused, but one signed wrongly was acknowledged ({}): {}.\n  To do: {}.",
                mistake.slug, mistake.about, mistake.fix
            ),
            None => format!(
                "the genuine message was refused, and none of {} known mistakes explains it.\n  To do: check that the \
                 subject verifies with {keys} (`counterfoil list keys`), that it receives {} callbacks at this address, \
                 and what it logs.",
                self.tried, context.gateway.title
            ),
        }
    }
}
