//! Each request is signed over its bytes.

use crate::audit::facts::{Answered, Facts, Signature};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::answer::Answer;
use counterfoil_protocol::message::Direction;

/// One case per request message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-request",
        title: "the signatures of recorded requests",
        why: "A gateway refuses what is signed over other bytes than were sent.",
        right: "Sign the very bytes that are sent, with every header that the gateway asks for.",
        source: "https://datatracker.ietf.org/doc/html/rfc9421#name-security-considerations",
        level: Level::Authentic,
        impact: Impact::Interop,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    if facts.direction != Direction::Request {
        return None;
    }
    let took = matches!(&facts.answered, Answered::With(Ok(Answer::Success { .. })));
    let observed = if took { Observation::Accepted } else { Observation::Refused };
    match &facts.signature {
        Signature::Unsigned => None,
        Signature::Right => Some(Finding::pass(Expect::Accept, Observation::Accepted, "its signature is right")),
        Signature::OtherReading(readings) => {
            Some(Finding::told("other-reading", observed, format!("its signature is right when read as {readings}")))
        }
        Signature::Open(refused) => Some(Finding::told("open", observed, refused.to_string())),
        Signature::Unverifiable(reason) => {
            Some(Finding::told("unverifiable", observed, format!("unverifiable: {reason}")))
        }
        Signature::Wrong(refused) | Signature::Absent(refused) if took => {
            Some(Finding::told("taken", observed, format!("{refused}; the gateway took it all the same")))
        }
        Signature::Wrong(refused) => Some(Finding::fail(Expect::Accept, observed, refused.to_string()).by_key()),
        Signature::Absent(refused) => Some(Finding::fail(Expect::Accept, observed, refused.to_string()).of("unsigned")),
    }
}
