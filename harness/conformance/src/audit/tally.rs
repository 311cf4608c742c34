//! Findings, put together into cases: one for each gateway, rule, message and sort.
//!
//! So a report stays short, and ids stay the same when the traffic is recorded again. Of each case the first places are
//! kept, by the time of recording.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::scheme::Scheme;

use super::rule::{Finding, Spot};
use crate::case::{Case, Class, Effect};
use crate::event::Judged;
use crate::families::Family;
use crate::verdict::{Observation, Verdict};

/// Places that a case names at most.
const PLACES: usize = 10;

/// Everything found so far.
#[derive(Debug, Default)]
pub struct Tally {
    groups: BTreeMap<Key, Group>,
    /// Gateways, with the side whose key it is, of which a signature was found right.
    living: BTreeSet<(&'static str, bool)>,
}

/// Gateway, rule, message, and the sort of exchange.
type Key = (&'static str, &'static str, &'static str, &'static str);

#[derive(Debug)]
struct Group {
    gateway: &'static Gateway,
    family: &'static Family,
    message: &'static str,
    is_request: bool,
    by_key: bool,
    /// Of all exchanges.
    total: u64,
    /// Of those with the worst verdict.
    count: u64,
    worst: Finding,
    spots: Vec<(Spot, Cow<'static, str>)>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Whose message.
    pub gateway: &'static Gateway,
    /// The rule.
    pub family: &'static Family,
    /// The message's id, or nothing.
    pub message: &'static str,
    /// The end of the case's id.
    pub slug: &'static str,
    /// Who sent it.
    pub direction: Direction,
}

impl Tally {
    /// A signature was right: the key is the one that was used.
    pub fn lives(&mut self, gateway: &'static Gateway, direction: Direction) {
        self.living.insert((gateway.name, has_own_key(gateway, direction == Direction::Request)));
    }

    /// One finding more.
    pub fn add(&mut self, about: About, finding: Finding, spot: &Spot) {
        let key = (about.gateway.name, about.family.name, about.slug, finding.sort);
        let group = self.groups.entry(key).or_insert_with(|| Group::new(about, &finding));
        group.total += 1;
        group.by_key |= finding.by_key;
        let (known, new) = (weight(group.worst.verdict), weight(finding.verdict));
        if new < known {
            return;
        }
        if new > known {
            (group.count, group.worst) = (0, finding.clone());
            group.spots.clear();
        }
        group.count += 1;
        group.place(spot, finding.why);
    }

    /// Every case with its verdict. `given` says of which gateways somebody named the keys.
    #[must_use]
    pub fn judged(self, given: &dyn Fn(&Gateway) -> bool) -> Vec<Judged> {
        let living = self.living;
        let all = self.groups.into_iter().map(|((_, _, slug, sort), mut group)| {
            let alive = living.contains(&(group.gateway.name, has_own_key(group.gateway, group.is_request)));
            let stands = alive || given(group.gateway) || !group.by_key;
            if !stands && matches!(group.worst.verdict, Verdict::Fail | Verdict::Pass) {
                group.worst.verdict = Verdict::Error;
                group.worst.observed = Observation::None;
            }
            group.judged(&if sort.is_empty() { slug.to_owned() } else { format!("{slug}-{sort}") })
        });
        all.collect()
    }
}

/// The one secret of both sides, or a key of the merchant's own.
fn has_own_key(gateway: &Gateway, is_request: bool) -> bool {
    is_request && gateway.scheme == Scheme::RsaSha256Base64
}

/// Which verdict a case has when its exchanges differ.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Skip => 0,
        Verdict::Observed => 1,
        Verdict::Pass => 2,
        Verdict::Error => 3,
        Verdict::Fail => 4,
    }
}

impl Group {
    fn new(about: About, first: &Finding) -> Self {
        Self {
            gateway: about.gateway,
            family: about.family,
            message: about.message,
            is_request: about.direction == Direction::Request,
            by_key: false,
            total: 0,
            count: 0,
            worst: first.clone(),
            spots: Vec::new(),
        }
    }

    /// Keeps the first ones, whatever the order in which they come.
    fn place(&mut self, spot: &Spot, why: Cow<'static, str>) {
        let at = self.spots.partition_point(|(known, _)| known.order() <= spot.order());
        if at < PLACES {
            self.spots.insert(at, (spot.clone(), why));
            self.spots.truncate(PLACES);
        }
    }

    fn judged(self, slug: &str) -> Judged {
        let detail = self.detail();
        let Self { gateway, family, message, worst, total, .. } = self;
        let exchanges = if total == 1 { "1 exchange".to_owned() } else { format!("{total} exchanges") };
        let id = format!("{}/{}/{slug}", gateway.name, family.name);
        let repro = format!("counterfoil audit PATH --only {id}");
        let case = Case {
            id,
            rev: 1,
            gateway,
            family: family.name,
            message,
            level: family.level,
            impact: family.impact,
            class: Class::Implementation,
            expect: worst.expect,
            title: format!("{exchanges}: {}", family.title),
            twin: None,
            effect: Effect::Unseen,
            genuine_under: None,
            steps: Vec::new(),
        };
        let (expect, observed, verdict) = (worst.expect, worst.observed, worst.verdict);
        Judged { case, expect, observed, verdict, detail, repro, curl: String::new(), body: None }
    }

    fn detail(&self) -> String {
        let Some((first, why)) = self.spots.first() else { return String::new() };
        let of = if self.total == self.count { String::new() } else { format!(" of {}", self.total) };
        let key = match self.worst.verdict {
            Verdict::Error => {
                "no key was given and nothing here verifies under the TEST keys, so this shows nothing (give the key with --key-file or --config, or say --test-keys): "
            }
            _ => "",
        };
        let more: Vec<String> = self.spots[1..].iter().map(|(spot, _)| named(spot)).collect();
        let rest = self.count.saturating_sub(self.spots.len() as u64);
        let and = if rest == 0 { String::new() } else { format!(" and {rest} more") };
        let also = if more.is_empty() { String::new() } else { format!("; also {}{and}", more.join(", ")) };
        format!("{key}{}{of}: {why} ({}{also})", self.count, named(first))
    }
}

/// File, place and the exchange's own name.
fn named(spot: &Spot) -> String {
    if spot.id.is_empty() { spot.place.to_string() } else { format!("{} `{}`", spot.place, excerpt(&spot.id)) }
}
