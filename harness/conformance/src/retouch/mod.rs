//! Recordings made fit for other eyes, or for another day: scrubbed, or signed again.
//!
//! Pure but for [`files`]: exchanges go in and come out. A signature is made anew only where the old one was proven
//! right: a forgery must not become genuine.

pub mod files;
mod mask;
mod personal;
mod refresh;
mod rendered;
mod run;
mod scrub;
mod signing;
mod strings;

use std::collections::BTreeMap;

pub use refresh::Refresher;
pub use scrub::Scrubber;
pub use signing::Resigner;

/// What was done: how often, by kind and place. Never what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<(&'static str, String), usize>);

impl Tally {
    /// Counts one.
    pub fn count(&mut self, kind: &'static str, place: impl Into<String>) {
        *self.0.entry((kind, place.into())).or_default() += 1;
    }

    /// How often something of this kind was done.
    #[must_use]
    pub fn of(&self, kind: &str) -> usize {
        self.0.iter().filter(|((known, _), _)| *known == kind).map(|(_, count)| count).sum()
    }

    /// Puts what was done elsewhere beside it.
    pub fn add(&mut self, other: Self) {
        for (key, count) in other.0 {
            *self.0.entry(key).or_default() += count;
        }
    }

    /// A line per kind and place.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|((kind, place), count)| format!("  {count:6}  {kind}: {place}\n")).collect()
    }
}
