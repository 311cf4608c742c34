//! Controls: which readings and messages a subject follows, and whether it is still there.

use core::time::Duration;
use std::time::Instant;

use super::course::Course;
use super::deliver::Manner;
use super::generate::Numbered;
use super::mark::Mark;
use super::plan::Plan;
use super::table;
use crate::diagnose::{self, Diagnosis};
use crate::render::{Recipe, render};
use crate::samples::{kit, telling};
use crate::subject::{Answer, Failure};
use crate::verdict::{Observation, Seen, observe};

/// Between two attempts to reach a subject that went away, at first and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(4));

/// Why a gateway's receiver cannot be fuzzed.
#[derive(Debug)]
pub(super) enum Unsettled {
    /// No connection could be made.
    Unreachable(String),
    /// The genuine message is refused; why, as far as it can be found out.
    Refused(String),
    /// Genuine messages are taken, but not under the readings that the subject says it follows.
    Promises(String),
}

impl Mark<'_> {
    /// Finds out which readings and messages the subject follows; what comes back is a promise that it does not keep.
    pub(super) async fn settle(&mut self, manner: Manner, serial: &mut u64) -> Result<Option<String>, Unsettled> {
        self.take_readings(manner, serial).await?;
        let gateway = self.target.gateway;
        for reading in gateway.readings.iter().filter(|reading| reading.name != "request-path") {
            for choice in reading.choices {
                let recipe =
                    Recipe { reading: Some((reading.name, choice.name)), ..Recipe::of(telling(gateway, reading.name)) };
                if self.accepts(&recipe, recipe.sample.message, manner, serial).await {
                    self.followed.push((reading.name, choice.name));
                }
            }
        }
        let primary = gateway.primary.id;
        let listed = |id: &str| id == primary || self.target.messages.iter().any(|known| known == id);
        let (mut samples, mut tables) = (Vec::new(), Vec::new());
        for sample in kit(gateway).samples {
            if listed(sample.message) || self.accepts(&Recipe::of(sample), sample.message, manner, serial).await {
                samples.push(sample);
            }
        }
        // Listed or not: what nobody has printed an example of is tried first.
        for message in table::messages(gateway) {
            if self.accepts(&table::recipe(gateway, message), message.id, manner, serial).await {
                tables.push(message);
            }
        }
        self.handles(samples, tables);
        Ok(self.broken_promise())
    }

    /// A reading of which the subject follows another choice than it declares.
    fn broken_promise(&self) -> Option<String> {
        let broken = self.target.readings.iter().find(|(name, choices)| {
            let mut followed = self.followed.iter().filter(|(known, _)| known == name).peekable();
            followed.peek().is_some() && !followed.any(|(_, choice)| choices.iter().any(|known| known == choice))
        });
        let (name, choices) = broken?;
        let followed: Vec<&str> =
            self.followed.iter().filter(|(known, _)| known == name).map(|(_, choice)| *choice).collect();
        Some(format!(
            "declares the reading {name} = {} and takes genuine messages under {} only.\n  To do: correct `readings` in \
             counterfoil.toml, or the receiver.",
            choices.join(" or "),
            followed.join(" or ")
        ))
    }

    /// The declared readings first, then every combination, until a genuine message is acknowledged.
    async fn take_readings(&mut self, manner: Manner, serial: &mut u64) -> Result<(), Unsettled> {
        let declared = self.readings;
        let genuine = Recipe::of(kit(self.target.gateway).paid());
        let mut first = None;
        for readings in [declared].into_iter().chain(diagnose::readings(self.target.gateway)) {
            self.readings = readings;
            let (seen, answer) = self.seen(&genuine, genuine.sample.message, manner, serial).await;
            if seen.observation == Observation::Accepted {
                return Ok(());
            }
            if matches!(answer, Err(Failure::Unreachable(_))) {
                return Err(Unsettled::Unreachable(seen.detail));
            }
            let hangs = seen.observation == Observation::TimedOut;
            first.get_or_insert(seen);
            if hangs {
                break;
            }
        }
        self.readings = declared;
        let nothing = || Seen { observation: Observation::None, detail: "no genuine message could be made".to_owned() };
        let seen = first.unwrap_or_else(nothing);
        let mut found = Diagnosis { seen: seen.observation, mistake: None, tried: 0 };
        if Diagnosis::is_worthwhile(seen.observation) {
            for mistake in diagnose::mistakes(self.target.gateway) {
                found.tried += 1;
                let probe = diagnose::probe(self.target.gateway, &mistake);
                if self.accepts(&probe, probe.sample.message, manner, serial).await {
                    found.mistake = Some(mistake);
                    break;
                }
            }
        }
        Err(Unsettled::Refused(found.text(&self.context(*serial, manner.at_ms))))
    }

    async fn accepts(&self, recipe: &Recipe, message: &str, manner: Manner, serial: &mut u64) -> bool {
        self.seen(recipe, message, manner, serial).await.0.observation == Observation::Accepted
    }

    async fn seen(
        &self,
        recipe: &Recipe,
        message: &str,
        manner: Manner,
        serial: &mut u64,
    ) -> (Seen, Result<Answer, Failure>) {
        *serial += 1;
        let target = self.target;
        let rendered = render(recipe, &self.context(*serial, manner.at_ms));
        let answer = target.endpoint.exchange_as(&rendered.request, &rendered.framing, manner.limit).await;
        let wanted = target.gateway.acknowledgement_of(message);
        let seen = observe(wanted, &target.policies, &target.refuses_with, &answer);
        (seen, answer)
    }
}

impl Course<'_> {
    /// The genuine message, as a plan.
    pub(super) fn control(&self, mark: &Mark<'_>, serial: u64) -> Numbered {
        let slug = kit(mark.target.gateway).paid().slug;
        Numbered { plan: Plan::genuine(slug), serial }
    }

    /// Waits for a subject that went away or refuses genuine messages; whether it came back.
    pub(super) async fn revived(&self, mark: &Mark<'_>) -> bool {
        let _one_at_a_time = self.reviving.lock().await;
        let (mut pause, started) = (PAUSE.0, Instant::now());
        let mut lapsed = false;
        loop {
            if self.is_stopped() {
                return false;
            }
            let recipe = Recipe::of(kit(mark.target.gateway).paid());
            let mut serial = self.fresh_serial();
            let seen = mark.seen(&recipe, recipe.sample.message, self.manner(false), &mut serial).await.0;
            if seen.observation == Observation::Accepted {
                self.came_back(mark, lapsed.then(|| started.elapsed()));
                return true;
            }
            lapsed = true;
            self.pausing.set(true);
            if started.elapsed() + pause > self.fuzz.patience {
                self.give_up(mark, &seen.detail);
                return false;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSE.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use counterfoil_protocol::gateways;
    use counterfoil_protocol::message::Published;

    use super::*;
    use crate::config::Target;
    use crate::subject::builtin::by_name;

    /// Whether it is printed or made from its table, and in whatever words it wants to be acknowledged.
    #[tokio::test]
    async fn the_reference_handles_every_callback_that_is_public() {
        let served = by_name("reference").unwrap().serve().await.unwrap();
        let config = served.config();
        let manner = Manner { limit: Duration::from_secs(10), at_ms: None, asks: false };
        for gateway in gateways::ALL {
            let target = Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), false).unwrap();
            let mut mark = Mark::new(&target);
            assert_eq!(mark.settle(manner, &mut 0).await.unwrap(), None);
            let public = gateway.callbacks.iter().filter(|message| message.published != Published::Nothing);
            let handled = |id: &str| {
                mark.samples.iter().any(|sample| sample.message == id) || mark.tables.iter().any(|known| known.id == id)
            };
            // Nothing tells it from the payment callback, and little of it is public.
            let excepted = |id: &str| id == "cregis/payment-v1-notify-legacy";
            let left = public.map(|message| message.id).filter(|id| !handled(id) && !excepted(id));
            assert_eq!(left.collect::<Vec<_>>(), [""; 0]);
        }
    }
}
