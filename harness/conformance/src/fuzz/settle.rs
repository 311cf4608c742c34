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
                if self.accepts(&recipe, manner, serial).await {
                    self.followed.push((reading.name, choice.name));
                }
            }
        }
        let primary = gateway.primary.id;
        let listed = |id: &str| id == primary || self.target.messages.iter().any(|known| known == id);
        let (mut samples, mut tables) = (Vec::new(), Vec::new());
        for sample in kit(gateway).samples {
            if listed(sample.message) || self.accepts(&Recipe::of(sample), manner, serial).await {
                samples.push(sample);
            }
        }
        // Listed or not: what nobody has printed an example of is tried first.
        for message in table::messages(gateway) {
            if self.accepts(&table::recipe(gateway, message), manner, serial).await {
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
            let (seen, answer) = self.seen(&genuine, manner, serial).await;
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
                if self.accepts(&diagnose::probe(self.target.gateway, &mistake), manner, serial).await {
                    found.mistake = Some(mistake);
                    break;
                }
            }
        }
        Err(Unsettled::Refused(found.text(&self.context(*serial, manner.at_ms))))
    }

    async fn accepts(&self, recipe: &Recipe, manner: Manner, serial: &mut u64) -> bool {
        self.seen(recipe, manner, serial).await.0.observation == Observation::Accepted
    }

    async fn seen(&self, recipe: &Recipe, manner: Manner, serial: &mut u64) -> (Seen, Result<Answer, Failure>) {
        *serial += 1;
        let target = self.target;
        let rendered = render(recipe, &self.context(*serial, manner.at_ms));
        let answer = target.endpoint.exchange_as(&rendered.request, &rendered.framing, manner.limit).await;
        let seen = observe(&target.gateway.acknowledgement, &target.policies, &target.refuses_with, &answer);
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
            let seen = mark.seen(&recipe, self.manner(false), &mut serial).await.0;
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
