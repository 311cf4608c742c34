//! Pure: expectation and observation → verdict.

use core::fmt;

use counterfoil_formats::config::{Duplicates, Freshness, Policies, Promise, Spelling};
use counterfoil_protocol::gateway::Acknowledgement;

use crate::case::{Case, Effect, Expect, Policy};
use crate::subject::{Answer, Failure};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observation {
    /// The acknowledgement came, in time.
    Accepted,
    /// The documented no to a callback that asks.
    Declined,
    /// An orderly answer that does not acknowledge.
    Refused,
    /// A server error.
    Crashed,
    /// No answer in time.
    TimedOut,
    /// The connection was closed without an answer.
    Closed,
    /// The acknowledgement came, too late.
    Late,
    /// Acknowledged in other words than documented.
    Inexact,
    /// Nothing was sent.
    None,
}

/// Whether it is as expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As expected.
    Pass,
    /// Not as expected.
    Fail,
    /// Not run, for a reason that is named.
    Skip,
    /// Could not be judged.
    Error,
    /// Never judged.
    Observed,
}

/// An observation with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What happened.
    pub observation: Observation,
    /// Status and the beginning of the body, or what failed.
    pub detail: String,
}

/// What an answer, or the lack of one, amounts to.
#[must_use]
pub fn observe(
    acknowledgement: &Acknowledgement,
    policies: &Policies,
    refuses_with: &[u16],
    answer: &Result<Answer, Failure>,
) -> Seen {
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => return Seen { observation: failure.observation(), detail: failure.to_string() },
    };
    let limit = policies.answer_within.map(|span| span.0);
    let observation = if acknowledges(acknowledgement, policies, answer) {
        if limit.is_some_and(|limit| answer.took > limit) { Observation::Late } else { Observation::Accepted }
    } else if answer.status == 200 && acknowledgement.declines(&answer.body) {
        Observation::Declined
    } else if answer.status < 300 && (acknowledgement.accepts(&answer.body) || acknowledgement.resembles(&answer.body))
    {
        Observation::Inexact
    } else if answer.status < 500 || refuses_with.contains(&answer.status) {
        Observation::Refused
    } else {
        Observation::Crashed
    };
    Seen { observation, detail: answer.to_string() }
}

fn acknowledges(acknowledgement: &Acknowledgement, policies: &Policies, answer: &Answer) -> bool {
    // The promise is of the words for payments, not of those of a decision.
    let words =
        policies.acknowledges_with.as_ref().filter(|_| !matches!(acknowledgement, Acknowledgement::Decision { .. }));
    let declared = words.is_none_or(|word| String::from_utf8_lossy(&answer.body).trim() == *word);
    answer.status == 200 && acknowledgement.accepts(&answer.body) && declared
}

/// What is expected once the subject's promises are known: its policies and the readings it says it follows.
#[must_use]
pub fn settled(case: &Case, policies: &Policies, readings: &[(String, Vec<String>)]) -> Expect {
    match case.expect {
        Expect::Either(Policy::Reading { name, choice }) => {
            let declared =
                readings.iter().any(|(known, choices)| known == name && choices.iter().any(|known| known == choice));
            if declared { Expect::Accept } else { Expect::Observe }
        }
        // An exact member set is a defence only where a signature covers no names.
        Expect::Either(Policy::UnknownMembers)
            if policies.unknown_members.is_none() && !case.gateway.exact_members_defend =>
        {
            Expect::Accept
        }
        Expect::Either(policy) => settle(policy, policies),
        expect => expect,
    }
}

fn settle(policy: Policy, policies: &Policies) -> Expect {
    match policy {
        Policy::DuplicateMembers => match policies.duplicate_members {
            Some(Duplicates::Refuse) => Expect::Refuse,
            // An acknowledgement does not show which of the two was used.
            _ => Expect::Observe,
        },
        Policy::UnknownMembers => promised(policies.unknown_members),
        Policy::EmptyMembers => promised(policies.empty_members),
        Policy::RepeatedHeaders => promised(policies.repeated_headers),
        Policy::LargeBodies => promised(policies.large_bodies),
        Policy::Reading { .. } => Expect::Observe,
        Policy::SignatureText => strict(policies.signature_text),
        Policy::TimestampText => strict(policies.timestamp_text),
        Policy::Freshness { age_ms } => match policies.freshness {
            Some(Freshness::Within(window)) if u128::from(age_ms.unsigned_abs()) > window.as_millis() => Expect::Refuse,
            Some(Freshness::Within(_)) => Expect::Accept,
            _ => Expect::Observe,
        },
    }
}

fn strict(spelling: Option<Spelling>) -> Expect {
    if spelling == Some(Spelling::Strict) { Expect::Refuse } else { Expect::Observe }
}

fn promised(promise: Option<Promise>) -> Expect {
    match promise {
        Some(Promise::Accept) => Expect::Accept,
        Some(Promise::Refuse) => Expect::Refuse,
        _ => Expect::Observe,
    }
}

/// The verdict, and why, for a case that is not as expected.
#[must_use]
pub fn judge(case: &Case, expect: Expect, seen: &Seen, credits: Option<u32>) -> (Verdict, String) {
    use Observation::{Accepted, Closed, Crashed, Declined, Inexact, Late, None, Refused, TimedOut};
    let Seen { observation, detail } = seen;
    let wrong = |reason: &str| (Verdict::Fail, format!("{reason}: {detail}"));
    match (expect, observation) {
        (_, None) => (Verdict::Error, detail.clone()),
        (_, Crashed) => wrong("a server error is not a refusal"),
        (_, TimedOut) => wrong("no answer in time"),
        (_, Closed) => wrong("the connection was closed without an answer"),
        (Expect::Accept, Accepted | Declined) | (Expect::Refuse, Refused | Declined) => {
            with_effect(case, *observation, credits, Verdict::Pass, detail)
        }
        (Expect::Accept, Refused) => wrong("a genuine message was refused"),
        (Expect::Accept, Late) => wrong("acknowledged too late"),
        (Expect::Accept, Inexact) => wrong("acknowledged in other words than documented"),
        (Expect::Refuse, Accepted | Late) => wrong("acknowledged, but it must be refused"),
        (Expect::Refuse, Inexact) => wrong("acknowledged in other words, but it must be refused"),
        (Expect::Either(_) | Expect::Observe, _) => with_effect(case, *observation, credits, Verdict::Observed, detail),
    }
}

fn with_effect(
    case: &Case,
    seen: Observation,
    credits: Option<u32>,
    verdict: Verdict,
    detail: &str,
) -> (Verdict, String) {
    match (case.effect, credits) {
        (Effect::Credits(due), Some(found)) if seen == Observation::Accepted && due != found => {
            (Verdict::Fail, format!("acknowledged, and the order was credited {found} times instead of {due}"))
        }
        _ => (verdict, detail.to_owned()),
    }
}

impl Observation {
    /// As in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Refused => "refused",
            Self::Crashed => "crashed",
            Self::TimedOut => "timed-out",
            Self::Closed => "closed",
            Self::Late => "late",
            Self::Inexact => "inexact",
            Self::None => "none",
        }
    }
}

impl Verdict {
    /// As in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Skip => "skip",
            Self::Error => "error",
            Self::Observed => "observed",
        }
    }
}

impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
