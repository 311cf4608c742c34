//! Controls: is the subject alive, which readings does it follow, and why does it refuse the genuine message?

use counterfoil_protocol::reading::Readings;

use super::lane::Lane;
use crate::diagnose::{self, Diagnosis};
use crate::render::Recipe;
use crate::verdict::{Observation, Seen};

/// What the controls found.
pub(super) enum Control {
    /// The genuine message is acknowledged under these readings.
    Alive(Vec<Readings>),
    /// No connection could be made.
    Unreachable(Seen),
    /// The genuine message is not acknowledged.
    Refused(Seen, Diagnosis),
}

impl Lane<'_> {
    /// Sends the genuine message under every combination of readings, and looks for the reason where none is taken.
    pub(super) async fn control(&mut self) -> Control {
        let mut followed = Vec::new();
        let mut first = None;
        for readings in diagnose::readings(self.target.gateway) {
            self.readings = readings;
            let seen = self.genuine().await;
            match seen.observation {
                Observation::Accepted => followed.push(readings),
                Observation::Closed if seen.detail.starts_with("cannot connect") => return Control::Unreachable(seen),
                _ => {}
            }
            let given_up = seen.observation == Observation::TimedOut;
            first.get_or_insert(seen);
            if given_up {
                break;
            }
        }
        self.readings = followed.first().copied().unwrap_or_else(|| Readings::default_of(self.target.gateway.readings));
        match first {
            Some(seen) if followed.is_empty() => Control::Refused(seen, self.diagnose().await),
            _ => Control::Alive(followed),
        }
    }

    /// Whether the genuine message is still acknowledged.
    pub(super) async fn alive(&mut self) -> bool {
        self.genuine().await.observation == Observation::Accepted
    }

    async fn genuine(&mut self) -> Seen {
        let recipe = Recipe::of(crate::samples::kit(self.target.gateway).paid());
        self.send(&recipe, None).await.0
    }

    /// A subject that does not answer at all is not asked thirty more times.
    async fn diagnose(&mut self) -> Diagnosis {
        let mut tried = 0;
        for mistake in diagnose::mistakes(self.target.gateway) {
            tried += 1;
            let seen = self.send(&diagnose::probe(self.target.gateway, &mistake), None).await.0;
            match seen.observation {
                Observation::Accepted => return Diagnosis { mistake: Some(mistake), tried },
                Observation::TimedOut | Observation::Closed => break,
                _ => {}
            }
        }
        Diagnosis { mistake: None, tried }
    }
}
