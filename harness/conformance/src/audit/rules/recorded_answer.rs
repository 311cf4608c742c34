//! The gateway's answers have the documented envelope.

use crate::audit::facts::{Answered, Facts};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::answer::Answer;
use counterfoil_protocol::message::Direction;

/// One case per request message.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-answer",
        title: "recorded answers of the gateway against their envelope and table",
        why: "A client that relies on a page breaks where the gateway answers otherwise.",
        right: "Read answers as they come: the code first, the data only after a success.",
        source: "https://docs.gate.com/api-reference/version/100/en/common/errorCodes",
        level: Level::Robust,
        impact: Impact::Hygiene,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    match &facts.answered {
        _ if facts.direction != Direction::Request => None,
        Answered::With(Ok(Answer::Success { .. })) => {
            Some(Finding::pass(Expect::Accept, Observation::Accepted, "a success, as its table has it"))
        }
        Answered::With(Ok(Answer::Failure { code, .. })) => {
            let code = counterfoil_protocol::rejection::excerpt(code);
            Some(Finding::pass(Expect::Accept, Observation::Refused, format!("a refusal with the code {code}")))
        }
        // The gateway is not the one to be judged, and pages grow old.
        Answered::With(Err(refused)) => {
            Some(Finding::told("unlike-its-table", Observation::Inexact, refused.to_string()))
        }
        Answered::Unknown(reason) => Some(Finding::told("unanswered", Observation::None, reason.clone())),
    }
}
