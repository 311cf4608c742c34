//! What was found: a case of its own, ready for the corpus, with what it was found by.

use std::path::Path;

use counterfoil_protocol::gateway::Gateway;
use serde::{Deserialize, Serialize};

use super::deliver::Delivered;
use super::mark::Mark;
use super::plan::{Origin, Plan};
use super::planned::planned;
use crate::case::{Case, Class, Expect};
use crate::config::{Target, UsageError, gateway_of};
use crate::families::{self, Family};
use crate::verdict::Observation;

/// The version of the file.
const FORMAT: u32 = 1;
/// Bytes that nobody's finding has.
const MOST: u64 = 1 << 20;

/// A case found by fuzzing, as it lies in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The version of the file.
    pub format: u32,
    /// `gateway/family/slug`.
    pub id: String,
    /// Grows when bytes or verdict change.
    pub rev: u32,
    /// The gateway's name.
    pub gateway: String,
    /// The family that explains it.
    pub family: String,
    /// The id of the message sent.
    pub message: String,
    /// 1 authentic, 2 robust, 3 once, 4 money.
    pub level: u8,
    /// What it costs.
    pub impact: String,
    /// `implementation` or `protocol-inherent`.
    pub class: String,
    /// What must happen.
    pub expect: String,
    /// What is sent, in one sentence.
    pub title: String,
    /// How it is made.
    pub plan: Plan,
    /// Name and choice of each reading that it was signed under.
    pub readings: Vec<(String, String)>,
    /// How it was found.
    pub found: Found,
}

/// How something was found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The run's seed.
    pub seed: u64,
    /// The number of the case that showed it first.
    pub number: u64,
    /// What happened.
    pub observed: String,
    /// The same in a sentence.
    pub detail: String,
    /// Whether it happened again, and was made smaller.
    pub confirmed: bool,
}

impl Finding {
    pub(super) fn new(mark: &Mark<'_>, plan: &Plan, delivered: &Delivered, found: (u64, u64), confirmed: bool) -> Self {
        let case = &booked(delivered);
        let gateway = mark.target.gateway.name;
        Self {
            format: FORMAT,
            id: id(gateway, case.family, plan),
            rev: 1,
            gateway: gateway.to_owned(),
            family: case.family.to_owned(),
            message: case.message.to_owned(),
            level: case.level as u8,
            impact: impact(case, delivered.seen.observation).to_owned(),
            class: case.class.name().to_owned(),
            expect: delivered.made.expect.name().to_owned(),
            title: title(case, plan),
            plan: plan.clone(),
            readings: mark.readings.iter().map(|(name, choice)| (name.to_owned(), choice.to_owned())).collect(),
            found: Found {
                seed: found.0,
                number: found.1,
                observed: delivered.seen.observation.name().to_owned(),
                detail: delivered.detail.clone(),
                confirmed,
            },
        }
    }

    /// Reads a file that a run has left.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is no finding of this version.
    pub fn read(path: &Path) -> Result<Self, UsageError> {
        let wrong = |reason: &dyn core::fmt::Display| UsageError(format!("{}: {reason}", path.display()));
        let length = fs_err::metadata(path).map_err(|error| UsageError(error.to_string()))?.len();
        if length > MOST {
            return Err(wrong(&format!("{length} bytes are more than a finding has")));
        }
        let text = fs_err::read_to_string(path).map_err(|error| UsageError(error.to_string()))?;
        Self::parse(&text).map_err(|reason| wrong(&reason))
    }

    /// From the text of such a file.
    ///
    /// # Errors
    ///
    /// Why it is no finding of this version.
    pub fn parse(text: &str) -> Result<Self, String> {
        let finding: Self = serde_json::from_str(text).map_err(|error| format!("no finding: {error}"))?;
        if finding.format != FORMAT {
            return Err(format!("format {} instead of {FORMAT}", finding.format));
        }
        Ok(finding)
    }

    /// Whose it is.
    ///
    /// # Errors
    ///
    /// A gateway that does not exist.
    pub fn gateway(&self) -> Result<&'static Gateway, UsageError> {
        gateway_of(&self.gateway)
    }

    /// The case, to be sent to a target.
    ///
    /// # Errors
    ///
    /// A plan that begins with something this version does not have.
    pub fn case(&self, target: &Target) -> Result<Case, UsageError> {
        let unknown = || UsageError(format!("{}: this version has no {:?}", self.id, self.plan.from));
        let made = Mark::new(target).made(&self.plan).ok_or_else(unknown)?;
        Ok(Case { id: self.id.clone(), title: self.title.clone(), expect: made.expect, ..made.case })
    }

    /// The case, whoever it is sent to: what the documents leave open is settled by what that subject promises.
    ///
    /// # Errors
    ///
    /// A plan that begins with something this version does not have, or a family that it does not know.
    pub fn authored(&self) -> Result<Case, UsageError> {
        let unknown = |what: &dyn core::fmt::Debug| UsageError(format!("{}: this version has no {what:?}", self.id));
        let case = planned(self.gateway()?, &self.plan).ok_or_else(|| unknown(&self.plan.from))?;
        let family = families::by_name(&self.family).ok_or_else(|| unknown(&self.family))?;
        let case = if case.family == family.name {
            case
        } else {
            Case { family: family.name, level: family.level, impact: family.impact, ..case }
        };
        Ok(Case { id: self.id.clone(), rev: self.rev, title: self.title.clone(), ..case })
    }

    /// The text of the file.
    pub(super) fn to_file(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }

    /// The beginning of its files' names.
    #[must_use]
    pub fn stem(&self) -> String {
        self.id.replace('/', "-")
    }

    /// Whether it makes the run fail.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.class == Class::Implementation.name()
    }

    /// What happened, in a sentence.
    pub(super) fn told(&self) -> String {
        let doubt = if self.found.confirmed { "" } else { " (not tried again: the run ended before)" };
        format!("{}{doubt}", self.found.detail)
    }

    /// Whether another plan that came to the same end holds everything that this one needs.
    pub(super) fn explains(&self, gateway: &str, plan: &Plan, observed: &str) -> bool {
        let own = causes(&self.plan);
        let parts = causes(plan);
        self.gateway == gateway && self.found.observed == observed && own.iter().all(|part| parts.contains(part))
    }
}

/// What was acknowledged rightly and fails all the same was booked wrongly.
fn booked(delivered: &Delivered) -> Case {
    let case = delivered.made.case.clone();
    let accepted = (delivered.made.expect, delivered.seen.observation) == (Expect::Accept, Observation::Accepted);
    match families::by_name("redelivery").filter(|_| accepted && case.family == "genuine") {
        Some(Family { name, level, impact, .. }) => Case { family: name, level: *level, impact: *impact, ..case },
        None => case,
    }
}

/// What a plan is made of, as far as it tells causes apart: most cases of a family have one cause.
pub(super) fn causes(plan: &Plan) -> Vec<String> {
    let by_family = |part: String| match part.split('/').collect::<Vec<_>>()[..] {
        [_, family, _] if !["genuine", "readings"].contains(&family) => family.to_owned(),
        _ => part,
    };
    plan.parts().into_iter().map(by_family).collect()
}

fn id(gateway: &str, family: &str, plan: &Plan) -> String {
    if let (Origin::Case(id), []) = (&plan.from, &plan.changes[..]) {
        return id.clone();
    }
    let slug = |part: String| part.rsplit('/').next().unwrap_or_default().to_owned();
    let parts: Vec<String> = plan.parts().into_iter().map(slug).collect();
    let text = serde_json::to_string(plan).unwrap_or_default();
    // FNV-1a: plans that differ only in their numbers have names of their own.
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let parts = if parts.is_empty() { "plain".to_owned() } else { parts.join("-") };
    format!("{gateway}/{family}/fuzz-{parts}-{hash:08x}")
}

fn title(case: &Case, plan: &Plan) -> String {
    let changes = plan.changes.iter().map(|change| change.told().1.to_owned());
    let first =
        if case.title.is_empty() { format!("{}, the genuine message", case.message) } else { case.title.clone() };
    [first].into_iter().chain(changes).collect::<Vec<_>>().join("; ")
}

/// A receiver that breaks down costs that, whatever broke it.
fn impact(case: &Case, observed: Observation) -> &'static str {
    match observed {
        Observation::Crashed | Observation::TimedOut | Observation::Closed => "dos",
        _ => case.impact.name(),
    }
}
