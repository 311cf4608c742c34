//! Requests are dated by a clock that is set.

use crate::audit::facts::{Answered, Facts};
use crate::audit::rule::{Finding, Rule};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::Observation;
use counterfoil_protocol::answer::Answer;
use counterfoil_protocol::message::Direction;

/// One case per request message, where a window is documented.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-clock",
        title: "the timestamps of recorded requests against the time of recording",
        why: "A gateway refuses a request that is dated too far from its own clock.",
        right: "Take the timestamp from a set clock when the request is sent, also for a repetition.",
        source: "https://docs.gate.com/essentials/version/100/en/authentication&Security",
        level: Level::Authentic,
        impact: Impact::Interop,
        make: |_| Vec::new(),
    },
    each,
    end: |_| Vec::new(),
};

fn each(facts: &Facts) -> Option<Finding> {
    let limit = facts.gateway.request_window_ms.filter(|_| facts.direction == Direction::Request)?;
    let dated = facts.dated_ms.filter(|_| facts.message.is_some_and(|message| message.signed))?;
    let Some(at) = facts.at_ms.and_then(|at| u64::try_from(at).ok()) else {
        return Some(Finding::told("untimed", Observation::None, "the recording does not say when it was sent"));
    };
    let away = at.abs_diff(dated);
    let why = format!("dated {away} ms from its recording, documented are {limit} ms at most");
    match &facts.answered {
        _ if away <= limit => Some(Finding::pass(Expect::Accept, Observation::Accepted, why)),
        Answered::With(Ok(Answer::Success { .. })) => {
            Some(Finding::told("taken", Observation::Accepted, format!("{why}; the gateway took it all the same")))
        }
        Answered::With(_) => Some(Finding::fail(Expect::Accept, Observation::Refused, why)),
        // The recorder's clock may be the one that is wrong.
        Answered::Unknown(_) => Some(Finding::told("unanswered", Observation::None, why)),
    }
}
