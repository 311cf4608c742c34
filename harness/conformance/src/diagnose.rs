//! Why was the control refused: the known mistakes, tried one after the other.

use counterfoil_protocol::reading::Readings;

use crate::mistakes::Mistake;
use crate::render::{Context, Recipe};
use crate::samples::kit;
use crate::verdict::Observation;

/// What a subject accepts instead of the genuine message.
#[derive(Debug)]
pub struct Diagnosis {
    /// What became of the genuine message.
    pub seen: Observation,
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
    /// Whether it is worth trying mistakes: the subject answered, and what it said was no.
    #[must_use]
    pub fn is_worthwhile(seen: Observation) -> bool {
        matches!(seen, Observation::Refused | Observation::Crashed)
    }

    /// What to tell the subject's author.
    #[must_use]
    pub fn text(&self, context: &Context<'_>) -> String {
        let (_, answer) = context.gateway.acknowledgement.answer();
        match (&self.mistake, self.seen) {
            (Some(mistake), _) => format!(
                "the genuine message was refused, but one signed wrongly was acknowledged ({}): {}.\n  To do: {}.",
                mistake.slug, mistake.about, mistake.fix
            ),
            (None, Observation::Inexact) => format!(
                "the genuine message was acknowledged in other words than documented.\n  To do: answer 200 with the body \
                 {answer} and nothing else."
            ),
            (None, Observation::TimedOut) => {
                "no answer came to the genuine message.\n  To do: answer first, or at once \
                 after storing the event; look for a lock or a call that waits."
                    .to_owned()
            }
            (None, Observation::Closed) => {
                "the connection was closed without an answer to the genuine message.\n  To do: \
                 look into the log of the server in front of the receiver."
                    .to_owned()
            }
            (None, _) => self.unexplained(context),
        }
    }

    fn unexplained(&self, context: &Context<'_>) -> String {
        let keys = if context.keys.test { "the TEST key (`counterfoil list keys`)" } else { "the configured key" };
        format!(
            "the genuine message was refused, and none of {} known mistakes explains it.\n  To do: check that the subject \
             verifies with {keys}, that it receives {} callbacks at this address, that it knows no order numbers yet, \
             and what it logs.",
            self.tried, context.gateway.title
        )
    }
}
