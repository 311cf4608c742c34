//! What a rule is, and what it finds.

use std::borrow::Cow;

use counterfoil_protocol::gateway::Gateway;

use super::exchanges::Place;
use super::facts::Facts;
use super::memory::Memory;
use crate::case::Expect;
use crate::families::Family;
use crate::verdict::{Observation, Verdict};

/// One rule that recordings are judged by.
#[derive(Debug)]
pub struct Rule {
    /// Name, reasons, source, level and impact; it makes no cases of its own.
    pub family: Family,
    /// Looks at one exchange. Threads share nothing for it.
    pub each: fn(&Facts) -> Option<Finding>,
    /// Looks at what was kept in mind of all.
    pub end: fn(&Memory) -> Vec<Told>,
}

/// What a rule makes of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which sort of exchange it was, for the end of the case's id; empty for the usual one.
    pub sort: &'static str,
    /// What must happen.
    pub expect: Expect,
    /// What happened.
    pub observed: Observation,
    /// The verdict.
    pub verdict: Verdict,
    /// What happened, in a sentence.
    pub why: Cow<'static, str>,
    /// Whether another key would change the verdict.
    pub by_key: bool,
}

/// A finding about an exchange that is gone by now.
#[derive(Clone, Debug)]
pub struct Told {
    /// Whose message.
    pub gateway: &'static Gateway,
    /// The message's id; empty where it is about several.
    pub message: &'static str,
    /// The end of the case's id without the sort.
    pub slug: &'static str,
    /// What was found.
    pub finding: Finding,
    /// Where.
    pub spot: Spot,
}

/// Where an exchange stands, in the order of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// When it was sent, in milliseconds since 1970.
    pub at_ms: Option<i64>,
    /// File and place.
    pub place: Place,
    /// Its own name.
    pub id: Box<str>,
}

impl Finding {
    /// As expected.
    #[must_use]
    pub fn pass(expect: Expect, observed: Observation, why: impl Into<Cow<'static, str>>) -> Self {
        Self { sort: "", expect, observed, verdict: Verdict::Pass, why: why.into(), by_key: false }
    }

    /// Not as expected.
    #[must_use]
    pub fn fail(expect: Expect, observed: Observation, why: impl Into<Cow<'static, str>>) -> Self {
        Self { verdict: Verdict::Fail, ..Self::pass(expect, observed, why) }
    }

    /// Told, not judged: a sort of its own, so that nothing hides behind what is as expected.
    #[must_use]
    pub fn told(sort: &'static str, observed: Observation, why: impl Into<Cow<'static, str>>) -> Self {
        Self { sort, verdict: Verdict::Observed, ..Self::pass(Expect::Observe, observed, why) }
    }

    /// The same of another sort.
    #[must_use]
    pub fn of(self, sort: &'static str) -> Self {
        Self { sort, ..self }
    }

    /// The verdict stands and falls with the key.
    #[must_use]
    pub fn by_key(self) -> Self {
        Self { by_key: true, ..self }
    }
}

impl Spot {
    /// By recorded time, what has none behind the rest; then by file and place.
    #[must_use]
    pub fn order(&self) -> (bool, i64, u32, u32) {
        let at = self.at_ms.unwrap_or_default();
        (self.at_ms.is_none(), at, self.place.origin.index, self.place.number)
    }
}
