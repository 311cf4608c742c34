//! What a client did after a fault, and the judgements that several faults share.

use std::sync::Arc;

use super::call::Call;
use super::journal::Entry;
use super::trap::Visit;
use crate::case::Impact;
use crate::verdict::{Observation, Verdict};

/// Repetitions that no client needs.
const STORM: usize = 10;
/// More than [`STORM`] repetitions with less than this between them, in milliseconds, are a storm.
const CALM_MS: u64 = 10_000;
/// What a clock, a scheduler and the wire may take off a pause, in milliseconds.
const TOLERANCE_MS: u64 = 50;

/// What a client did after a fault.
#[derive(Clone, Copy, Debug)]
pub struct Aftermath<'a> {
    /// The request that got the fault first.
    pub asked: &'a Entry,
    /// What that request asked for.
    pub call: &'a Call,
    /// The requests after it, oldest first.
    pub later: &'a [Arc<Entry>],
    /// Who came to the fault's address.
    pub visits: &'a [Visit],
    /// The headers with signature and key.
    pub secrets: &'a [&'static str],
    /// The number that only this fault told.
    pub fabricated: &'a str,
    /// Whether the client had ordered the same under another number before.
    pub habit: bool,
    /// How long the fault itself takes, in milliseconds.
    pub lasts_ms: u64,
}

/// A verdict and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What the client did.
    pub observed: Observation,
    /// Whether that is right.
    pub verdict: Verdict,
    /// What was seen, in a sentence.
    pub detail: String,
    /// What it costs, where the family says something else.
    pub impact: Option<Impact>,
}

impl Finding {
    /// As a right client does.
    #[must_use]
    pub fn pass(detail: impl Into<String>) -> Self {
        Self { observed: Observation::Refused, verdict: Verdict::Pass, detail: detail.into(), impact: None }
    }

    /// As no right client does.
    #[must_use]
    pub fn fail(impact: Impact, detail: impl Into<String>) -> Self {
        Self { observed: Observation::Accepted, verdict: Verdict::Fail, detail: detail.into(), impact: Some(impact) }
    }

    /// Not judged.
    #[must_use]
    pub fn seen(detail: impl Into<String>) -> Self {
        Self { observed: Observation::None, verdict: Verdict::Observed, detail: detail.into(), impact: None }
    }

    /// Whether the client is at fault.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.verdict == Verdict::Fail
    }
}

impl<'a> Aftermath<'a> {
    /// The same request again, as far as can be told.
    pub fn repetitions(&self) -> impl Iterator<Item = (&'a Entry, &'a Call)> + use<'a> {
        let identity = self.call.identity.as_str();
        self.calls().filter(move |(_, call)| call.identity == identity)
    }

    /// The right requests after the fault.
    pub fn calls(&self) -> impl Iterator<Item = (&'a Entry, &'a Call)> + use<'a> {
        self.later.iter().filter_map(|entry| Some((&**entry, entry.call.as_ref()?)))
    }

    /// Whether repetitions stay within bounds: a few, or slow.
    #[must_use]
    pub fn bounded(&self) -> Finding {
        let times: Vec<u64> = self.repetitions().map(|(entry, _)| entry.at_ms).collect();
        let count = times.len();
        let told = match count {
            0 => "not repeated".to_owned(),
            1 => "repeated once".to_owned(),
            count => format!("repeated {count} times"),
        };
        match (self.call.is_certain(), count > STORM) {
            // Whoever asks for the same order again and again may just be waiting for it.
            (false, true) => Finding::seen(format!("the same request came {count} times more: a loop, or a storm")),
            (false, false) => Finding::seen(format!("{told}; the same request may also be another call")),
            (true, true) if self.pauses(&times[..=STORM]) < CALM_MS => {
                let span = times[STORM].saturating_sub(self.asked.at_ms);
                Finding::fail(Impact::Dos, format!("{told}, the first {} within {span} ms", STORM + 1))
            }
            (true, true) => Finding::seen(format!("{told}, with pauses")),
            (true, false) => Finding::pass(told),
        }
    }

    /// Bounded, and not before `wait_ms` have passed.
    #[must_use]
    pub fn patient(&self, wait_ms: u64) -> Finding {
        let bounded = self.bounded();
        let due = self.asked.at_ms + wait_ms;
        let early = self.repetitions().find(|(entry, _)| entry.at_ms + TOLERANCE_MS < due);
        match early {
            Some((entry, _)) if !bounded.is_failure() => {
                let after = entry.at_ms.saturating_sub(self.asked.at_ms);
                let detail = format!("repeated after {after} ms; Retry-After asked for {wait_ms} ms");
                if self.call.is_certain() { Finding::fail(Impact::Hygiene, detail) } else { Finding::seen(detail) }
            }
            _ => bounded,
        }
    }

    /// The first later request that holds this text.
    #[must_use]
    pub fn user(&self, text: &str) -> Option<&'a Entry> {
        let holds = |entry: &&Entry| {
            entry.request.target.contains(text) || String::from_utf8_lossy(&entry.request.body).contains(text)
        };
        self.later.iter().map(|entry| &**entry).find(holds)
    }

    /// Time between requests that the client took by itself, in milliseconds.
    fn pauses(&self, times: &[u64]) -> u64 {
        let before = core::iter::once(self.asked.at_ms).chain(times.iter().copied());
        before.zip(times).map(|(from, to)| to.saturating_sub(from).saturating_sub(self.lasts_ms)).sum()
    }
}

/// The name of a request, for people.
#[must_use]
pub fn named(entry: &Entry) -> &str {
    entry.message.unwrap_or(&entry.request.target)
}

/// Requests and aftermaths for tests.
#[cfg(test)]
pub(super) mod made {
    use counterfoil_protocol::wire::Request;

    use super::*;
    use crate::serve::journal::EntryKind;

    /// An order of 10.5 USDT under this number, at this time, signed afresh.
    pub(in crate::serve) fn order(number: &str, at_ms: u64) -> Entry {
        let call = Call {
            identity: format!("POST /order {number}"),
            order: number.to_owned(),
            business: "amount=10.5".to_owned(),
            signature: format!("signed at {at_ms}"),
            timestamp: Some(at_ms.to_string()),
            with_nonce: false,
        };
        Entry {
            number: 0,
            at_ms,
            kind: EntryKind::Request,
            message: Some("gateway/create-order"),
            request: Request::post("/order", format!("{{\"order\":\"{number}\"}}")),
            objection: String::new(),
            status: 200,
            answer: String::new(),
            fault: None,
            call: Some(call),
        }
    }

    /// A request without a number of the merchant's, with this body.
    pub(in crate::serve) fn query(body: &str, at_ms: u64) -> Entry {
        let call = Call { identity: format!("POST /query {body}"), ..Call::default() };
        Entry {
            message: Some("gateway/query"),
            request: Request::post("/query", body),
            call: Some(call),
            ..order("", at_ms)
        }
    }

    /// The verdict about what came after a request.
    pub(in crate::serve) fn judged(
        asked: &Entry,
        later: impl IntoIterator<Item = Entry>,
        judge: impl FnOnce(Aftermath<'_>) -> Finding,
    ) -> Finding {
        let later: Vec<_> = later.into_iter().map(Arc::new).collect();
        judge(Aftermath {
            asked,
            call: asked.call.as_ref().unwrap(),
            later: &later,
            visits: &[],
            secrets: &["X-Sign", "X-Key"],
            fabricated: "7183054600000001",
            habit: false,
            lasts_ms: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::made::{judged, order, query};
    use super::*;

    fn bounded(later: Vec<Entry>, lasts_ms: u64) -> Verdict {
        judged(&order("A", 1_000), later, |a| Aftermath { lasts_ms, ..a }.bounded()).verdict
    }

    fn repeated(times: u64, each_ms: u64) -> Vec<Entry> {
        (1..=times).map(|time| order("A", 1_000 + time * each_ms)).collect()
    }

    /// CLI-04 asks for bounded repetitions; ten are more than any library makes by default.
    #[test]
    fn more_than_ten_repetitions_without_a_pause_are_a_storm() {
        assert_eq!(bounded(vec![], 0), Verdict::Pass);
        assert_eq!(bounded(repeated(3, 10), 0), Verdict::Pass);
        assert_eq!(bounded(repeated(10, 10), 0), Verdict::Pass);
        assert_eq!(bounded(repeated(11, 10), 0), Verdict::Fail);
        // A pause of a second and more between any two keeps no gateway busy.
        assert_eq!(bounded(repeated(11, 1_000), 0), Verdict::Observed);
        // What the stand-in let pass itself is no pause of the client's.
        assert_eq!(bounded(repeated(11, 3_000), 3_000), Verdict::Fail);
    }

    /// Other orders, and questions that anybody may ask again, are no repetitions for sure.
    #[test]
    fn only_the_merchants_number_tells_a_storm_for_sure() {
        assert_eq!(bounded((1..30).map(|n| order(&n.to_string(), 1_000 + n)).collect(), 0), Verdict::Pass);
        let asked = (1..30).map(|n| query("{}", 1_000 + n));
        assert_eq!(judged(&query("{}", 1_000), asked, |a| a.bounded()).verdict, Verdict::Observed);
    }

    /// RFC 9110, 10.2.3: how long the user agent ought to wait; 50 ms are the clock's.
    #[test]
    fn retry_after_is_waited_for() {
        let patient = |at_ms| judged(&order("A", 1_000), [order("A", at_ms)], |a| a.patient(1_000));
        assert_eq!(patient(1_100).verdict, Verdict::Fail);
        assert_eq!(patient(1_100).impact, Some(Impact::Hygiene));
        assert_eq!(patient(1_949).verdict, Verdict::Fail);
        assert_eq!(patient(1_950).verdict, Verdict::Pass);
        assert_eq!(patient(9_000).verdict, Verdict::Pass);
        let query = judged(&query("{}", 1_000), [query("{}", 1_100)], |a| a.patient(1_000));
        assert_eq!(query.verdict, Verdict::Observed);
    }
}
