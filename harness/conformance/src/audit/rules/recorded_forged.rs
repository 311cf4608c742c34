//! A callback whose signature is wrong or missing is not acknowledged.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::message::Direction;

/// One case per callback message, others for those without a signature and those that cannot be judged.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-forged",
        title: "recorded callbacks with a wrong signature or none",
        why: "Whoever acknowledges a callback that the gateway did not sign delivers goods that nobody paid.",
        right: "Verify the signature over the bytes that came, before anything else; refuse what does not fit.",
        source: "https://datatracker.ietf.org/doc/html/rfc9421#name-security-considerations",
        level: Level::Authentic,
        impact: Impact::AuthBypass,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    if facts.direction != Direction::Callback {
        return None;
    }
    match &facts.signature {
        Signature::Wrong(refused) => Some(judged(facts, &refused.to_string()).by_key()),
        Signature::Absent(refused) => {
            let finding = judged(facts, &refused.to_string());
            Some(if finding.sort.is_empty() { finding.of("unsigned") } else { finding })
        }
        Signature::Open(refused) => {
            let why = format!("the documents leave open whether it is taken: {refused}");
            Some(Finding::told("open", observed(facts), why))
        }
        Signature::Unverifiable(reason) => {
            Some(Finding::told("unverifiable", observed(facts), format!("unverifiable: {reason}")))
        }
        Signature::Right | Signature::OtherReading(_) | Signature::Unsigned => None,
    }
}

fn judged(facts: &Facts, refused: &str) -> Finding {
    use Observation::{Accepted, Crashed, Declined, Inexact, Late, Refused};
    let seen = match &facts.acknowledged {
        Answered::With(seen) => seen,
        Answered::Unknown(reason) => {
            return Finding::told("unanswered", Observation::None, format!("{refused}; {reason}"));
        }
    };
    let why = format!("{refused}; answered with {}", seen.detail);
    match seen.observation {
        Accepted | Late => Finding::fail(Expect::Refuse, seen.observation, format!("acknowledged all the same: {why}")),
        Inexact => Finding::fail(Expect::Refuse, Inexact, format!("acknowledged in other words: {why}")),
        Refused | Declined => Finding::pass(Expect::Refuse, seen.observation, why),
        Crashed => Finding::told("crashed", Crashed, format!("a server error is not a refusal: {why}")),
        other => Finding::told("unanswered", other, why),
    }
}

fn observed(facts: &Facts) -> Observation {
    match &facts.acknowledged {
        Answered::With(seen) => seen.observation,
        Answered::Unknown(_) => Observation::None,
    }
}
