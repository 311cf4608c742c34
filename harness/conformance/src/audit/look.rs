//! One recording by itself: whose it is, what can be said of it, what the rules find in it.

use core::mem::take;

use counterfoil_formats::exchange::{Exchange, RecordedRequest};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::wire::Request;

use super::exchanges::{Item, Place, Stub, What};
use super::facts::{self, Facts};
use super::identify::{Owner, owner};
use super::judging::Audit;
use super::memory::{Trace, trace};
use super::opened::Opened;
use super::party::Party;
use super::rule::{Finding, Spot};
use super::rules::{self, recorded_secret};
use crate::verdict::Verdict;

/// What a thread makes of one recording.
pub(super) enum Seen {
    Judged(Box<Look>),
    Broken(String),
    Pattern,
    NotAsked,
    /// Why it belongs to nobody, and what it leaks.
    Nobodys(Option<String>, Option<String>),
}

pub(super) struct Look {
    pub(super) gateway: &'static Gateway,
    pub(super) direction: Direction,
    pub(super) message: &'static str,
    pub(super) slug: &'static str,
    pub(super) genuine: bool,
    pub(super) findings: Vec<(usize, Finding)>,
    pub(super) trace: Option<Trace>,
    pub(super) spot: Spot,
    pub(super) stub: Option<Stub>,
}

/// Looks at one recording; threads share nothing for it.
pub(super) fn look(audit: &Audit, Item { place, what }: Item) -> (Place, Seen) {
    let seen = match what {
        What::Broken(reason) => Seen::Broken(reason),
        What::Pattern => Seen::Pattern,
        What::Exchange(exchange, stub) => judge(audit, &place, *exchange, stub),
    };
    (place, seen)
}

fn judge(audit: &Audit, place: &Place, mut exchange: Exchange, stub: Option<Stub>) -> Seen {
    let request = taken(&mut exchange.request);
    let body = Opened::new(&request.body);
    let (gateway, direction) = match owner(&exchange, &request, &body, audit.only) {
        Owner::Known(gateway, direction) => (gateway, direction),
        Owner::NotAsked => return Seen::NotAsked,
        Owner::Unknown => return Seen::Nobodys(None, stray(audit, &request, &exchange)),
        Owner::Ambiguous(one, other) => {
            let why = format!("{place}: as much points at {one} as at {other}; say which with --gateway");
            return Seen::Nobodys(Some(why), stray(audit, &request, &exchange));
        }
    };
    let Some(party) = audit.parties.iter().find(|party| party.gateway == gateway) else { return Seen::NotAsked };
    let spot = Spot {
        at_ms: exchange.at.map(jiff::Timestamp::as_millisecond),
        place: place.clone(),
        id: exchange.id.as_str().into(),
    };
    let leaks = party.secrets.of(&request, exchange.response.as_ref(), Some(gateway));
    let facts = match direction {
        Direction::Callback => facts::of_callback(party, &exchange, &request, &body, leaks),
        _ => facts::of_request(party, &exchange, &request, &body, leaks),
    };
    Seen::Judged(Box::new(looked(&facts, &request, spot, stub)))
}

/// Its bytes, without a copy; what was lost stays.
fn taken(recorded: &mut RecordedRequest) -> Request {
    let RecordedRequest { method, target, headers, body, .. } = recorded;
    Request { method: take(method), target: take(target), headers: take(headers), body: take(body) }
}

fn looked(facts: &Facts, request: &Request, spot: Spot, stub: Option<Stub>) -> Look {
    let findings = rules::ALL.iter().enumerate();
    let findings = findings.filter_map(|(index, rule)| Some((index, (rule.each)(facts)?)));
    Look {
        gateway: facts.gateway,
        direction: facts.direction,
        message: facts.message.map_or("", |message| message.id),
        slug: facts.name(),
        genuine: facts.is_genuine(),
        findings: findings.collect(),
        trace: trace(facts, request, &spot),
        spot,
        stub,
    }
}

/// Keys of any gateway: nobody knows whose exchange it is.
fn stray(audit: &Audit, request: &Request, exchange: &Exchange) -> Option<String> {
    let of = |party: &Party| party.secrets.of(request, exchange.response.as_ref(), None);
    let all: Vec<_> = audit.parties.iter().flat_map(of).collect();
    let finding = recorded_secret::of(&all[..all.len().min(3)]);
    (finding.verdict == Verdict::Fail).then(|| finding.why.into_owned())
}
