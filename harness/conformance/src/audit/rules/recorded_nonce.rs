//! Each request has a nonce of its own.

use crate::audit::memory::{Memory, NonceUse};
use crate::audit::rule::{Finding, Rule, Told};
use crate::case::{Expect, Impact, Level};
use crate::families::Family;
use crate::verdict::{Observation, Verdict};

/// One case per gateway.
pub(super) static RULE: Rule = Rule {
    family: Family {
        name: "recorded-nonce",
        title: "whether two recorded requests carry the same nonce",
        why: "A nonce that repeats lets an old request be sent again under its signature.",
        right: "Draw a fresh nonce from a good source of randomness for each request, also for a repetition.",
        source: "https://docs.gate.com/essentials/version/100/en/authentication&Security",
        level: Level::Once,
        impact: Impact::Replay,
        make: |_| Vec::new(),
    },
    each: |_| None,
    end,
};

fn end(memory: &Memory) -> Vec<Told> {
    let mut all = Vec::new();
    for of_gateway in memory.nonces.chunk_by(|one, other| one.gateway == other.gateway) {
        let mut repeated = 0;
        for same in of_gateway.chunk_by(|one, other| one.nonce == other.nonce) {
            for pair in same.windows(2) {
                repeated += 1;
                all.push(told(&pair[1], judged(&pair[0], &pair[1])));
            }
        }
        if repeated == 0 {
            all.push(told(&of_gateway[0], none_repeated(of_gateway.len())));
        }
    }
    all
}

fn none_repeated(count: usize) -> Finding {
    if count == 1 {
        let why = "one request only: nothing to compare it with";
        return Finding { verdict: Verdict::Skip, ..Finding::pass(Expect::Accept, Observation::None, why) };
    }
    Finding::pass(Expect::Accept, Observation::Accepted, format!("{count} requests, each with its own"))
}

/// Two recorders may have seen one and the same request.
fn judged(first: &NonceUse, second: &NonceUse) -> Finding {
    let place = &first.spot.place;
    let times = first.spot.at_ms.zip(second.spot.at_ms);
    let elsewhere = first.spot.place.origin != second.spot.place.origin;
    let one_request = first.bytes == second.bytes && elsewhere;
    let why = format!("the nonce of the request at {place} once more");
    match times {
        Some((one, other)) if one != other && !one_request => Finding::fail(Expect::Accept, Observation::Accepted, why),
        _ => {
            Finding::told("perhaps-recorded-twice", Observation::None, format!("{why}; perhaps it was recorded twice"))
        }
    }
}

fn told(used: &NonceUse, finding: Finding) -> Told {
    Told { gateway: used.gateway, message: "", slug: "fresh-each-time", finding, spot: used.spot.clone() }
}
