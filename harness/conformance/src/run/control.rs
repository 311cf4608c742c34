//! Controls: is the subject alive, which readings does it follow, and why does it refuse the genuine message?

use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;

use super::lane::Lane;
use crate::diagnose::{self, Diagnosis};
use crate::render::Recipe;
use crate::saved::Place;
use crate::verdict::{Observation, Seen};

/// What the controls found.
pub(super) enum Control {
    /// The genuine message is acknowledged.
    Alive,
    /// No connection could be made.
    Unreachable(Seen),
    /// No genuine message is on file, for this reason.
    Unrecorded(String),
    /// The genuine message is not acknowledged.
    Refused(Box<Refused>),
}

/// Whether the subject still takes genuine messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pulse {
    /// It does.
    Alive,
    /// It does not.
    Dead,
    /// That is not on file.
    Unrecorded,
}

/// A genuine message that was not acknowledged.
pub(super) struct Refused {
    pub(super) seen: Seen,
    pub(super) request: Option<Request>,
    pub(super) diagnosis: Diagnosis,
}

impl Lane<'_> {
    /// Sends the genuine message under the combinations of readings until one is taken, and looks for the reason where
    /// none is.
    pub(super) async fn control(&mut self) -> Control {
        let mut first = None;
        for readings in diagnose::readings(self.target.gateway) {
            self.readings = readings;
            let (seen, request) = self.genuine("first").await;
            match seen.observation {
                Observation::Accepted => return Control::Alive,
                Observation::None if first.is_none() => return Control::Unrecorded(seen.detail),
                Observation::Closed if seen.detail.starts_with("cannot connect") => return Control::Unreachable(seen),
                _ => {}
            }
            let given_up = seen.observation == Observation::TimedOut;
            first.get_or_insert((seen, Some(request)));
            if given_up {
                break;
            }
        }
        self.readings = Readings::default_of(self.target.gateway.readings);
        let (seen, request) = first.unwrap_or_else(|| (super::unseen("no genuine message could be made"), None));
        let diagnosis = self.diagnose(&seen).await;
        Control::Refused(Box::new(Refused { seen, request, diagnosis }))
    }

    /// The choices of each reading under which a genuine message that shows them is acknowledged.
    pub(super) async fn probe_readings(&mut self) {
        for reading in self.target.gateway.readings.iter().filter(|reading| reading.name != "request-path") {
            for choice in reading.choices {
                let sample = crate::samples::telling(self.target.gateway, reading.name);
                let recipe = Recipe { reading: Some((reading.name, choice.name)), ..Recipe::of(sample) };
                let probe = Place::probe(self.target.gateway, &format!("reading-{}-{}", reading.name, choice.name));
                if self.send(probe, &recipe).await.0.observation == Observation::Accepted {
                    self.followed.push((reading.name, choice.name));
                }
            }
            self.follow(reading.name);
        }
    }

    /// Goes over to a choice that the subject follows, where the present one is none.
    fn follow(&mut self, reading: &'static str) {
        let present = (reading, self.readings.choice(reading));
        let other = self.followed.iter().find(|(name, _)| *name == reading);
        if let (false, Some((_, choice))) = (self.followed.contains(&present), other) {
            self.readings = self.readings.with(reading, choice).unwrap_or(self.readings);
        }
    }

    /// Whether the genuine message is still acknowledged.
    pub(super) async fn pulse(&mut self, slug: &str) -> Pulse {
        match self.genuine(slug).await.0.observation {
            Observation::Accepted => Pulse::Alive,
            Observation::None => Pulse::Unrecorded,
            _ => Pulse::Dead,
        }
    }

    async fn genuine(&mut self, slug: &str) -> (Seen, Request) {
        let gateway = self.target.gateway;
        let recipe = Recipe::of(crate::samples::kit(gateway).paid());
        self.send(Place::control(gateway, slug), &recipe).await
    }

    /// A subject that does not answer at all is not asked thirty more times.
    async fn diagnose(&mut self, genuine: &Seen) -> Diagnosis {
        let mut diagnosis = Diagnosis { seen: genuine.observation, mistake: None, tried: 0 };
        if !Diagnosis::is_worthwhile(genuine.observation) {
            return diagnosis;
        }
        for mistake in diagnose::mistakes(self.target.gateway) {
            diagnosis.tried += 1;
            let probe = Place::probe(self.target.gateway, &format!("mistake-{}", mistake.slug));
            let seen = self.send(probe, &diagnose::probe(self.target.gateway, &mistake)).await.0;
            match seen.observation {
                Observation::Accepted => {
                    diagnosis.mistake = Some(mistake);
                    break;
                }
                Observation::TimedOut | Observation::Closed => break,
                _ => {}
            }
        }
        diagnosis
    }
}
