//! What a night goes on from: its slices and what was found.

use core::time::Duration;

use serde::{Deserialize, Serialize};

use crate::crash::Crash;

/// The version of the file.
pub(crate) const FORMAT: u32 = 1;

/// The whole state of a night.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    pub(crate) format: u32,
    /// Seconds of one core, for all slices together.
    pub(crate) budget: f64,
    /// How often each target has its turn.
    pub(crate) rounds: u32,
    /// Targets whose name begins so; all of them where it is empty.
    pub(crate) only: Vec<String>,
    pub(crate) done: Vec<Done>,
    pub(crate) crashes: Vec<Crash>,
}

/// One target in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) round: u32,
    pub(crate) target: String,
}

/// A slice that came to its end.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    pub(crate) round: u32,
    pub(crate) target: String,
    /// What it took of one core.
    pub(crate) seconds: f64,
}

impl State {
    /// A night of that length on so many cores.
    pub(crate) fn new(time: Duration, cores: usize, rounds: u32) -> Self {
        let cores = u32::try_from(cores).unwrap_or(u32::MAX);
        Self { format: FORMAT, budget: time.as_secs_f64() * f64::from(cores), rounds, ..Self::default() }
    }

    /// What is left to do, round by round, so that every target gets its share early.
    pub(crate) fn left(&self, all: &[String]) -> Vec<Turn> {
        let wanted = |target: &&String| self.only.is_empty() || self.only.iter().any(|begin| target.starts_with(begin));
        let targets: Vec<&String> = all.iter().filter(wanted).collect();
        let turns = (1..=self.rounds)
            .flat_map(|round| targets.iter().map(move |&target| Turn { round, target: target.clone() }));
        turns.filter(|turn| !self.has(turn)).collect()
    }

    fn has(&self, turn: &Turn) -> bool {
        self.done.iter().any(|done| done.round == turn.round && done.target == turn.target)
    }

    /// What one of so many slices may take: its part of what neither the others took nor those under way will take. So what
    /// minimising took too long is taken from the slices to come, and the night ends in time.
    pub(crate) fn share(&self, under_way: Duration, waiting: usize) -> Duration {
        let taken: f64 = self.done.iter().map(|done| done.seconds).sum();
        let left = (self.budget - taken - under_way.as_secs_f64()).max(0.0);
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX).max(1);
        Duration::from_secs_f64(left / f64::from(waiting))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> Vec<String> {
        ["json", "keys"].map(str::to_owned).to_vec()
    }

    fn done(round: u32, target: &str, seconds: f64) -> Done {
        Done { round, target: target.to_owned(), seconds }
    }

    #[test]
    fn what_is_done_is_not_done_again() {
        let mut state = State::new(Duration::from_secs(100), 2, 2);
        let names = |state: &State| -> Vec<String> {
            state.left(&targets()).iter().map(|turn| format!("{} {}", turn.round, turn.target)).collect()
        };
        assert_eq!(names(&state), ["1 json", "1 keys", "2 json", "2 keys"]);
        state.done.extend([done(1, "json", 50.0), done(2, "json", 50.0)]);
        assert_eq!(names(&state), ["1 keys", "2 keys"]);
        state.done.push(done(1, "a target that is gone", 1.0));
        assert_eq!(names(&state), ["1 keys", "2 keys"]);
        state.only.push("js".to_owned());
        assert!(names(&state).is_empty());
    }

    #[test]
    fn the_budget_is_shared_by_what_is_left() {
        let mut state = State::new(Duration::from_secs(100), 2, 2);
        assert_eq!(state.share(Duration::ZERO, 4), Duration::from_secs(50));
        assert_eq!(state.share(Duration::from_secs(50), 3), Duration::from_secs(50));
        state.done.push(done(1, "json", 80.0));
        assert_eq!(state.share(Duration::ZERO, 3), Duration::from_secs(40));
        state.done.push(done(1, "keys", 500.0));
        assert_eq!(state.share(Duration::ZERO, 2), Duration::ZERO);
    }
}
