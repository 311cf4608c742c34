//! What the threads found, put together in the order of reading, on one thread.

use core::hash::{Hash as _, Hasher as _};
use std::collections::HashMap;
use std::hash::DefaultHasher;
use std::sync::Arc;

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Direction;

use super::exchanges::{Place, Stub};
use super::judging::{Audit, Audited};
use super::look::{Look, Seen};
use super::memory::{MOST, Memory};
use super::rule::Spot;
use super::rules;
use super::source::{Counts, Origin};
use super::tally::{About, Tally};

/// Ids that are remembered, to notice one that comes twice: about 10 MiB.
const MOST_IDS: usize = 400_000;
/// Problems that are told in full.
const MOST_TOLD: u64 = 200;

/// Puts together what the threads found.
pub(super) struct End<'c> {
    complain: &'c mut dyn FnMut(&str),
    audited: Audited,
    tally: Tally,
    memory: Memory,
    ids: HashMap<u64, Arc<Origin>>,
    stubs: HashMap<u64, (u64, Place)>,
    nobodys: u64,
    ambiguous: u64,
    patterns: u64,
    not_asked: u64,
    gateways: Vec<&'static Gateway>,
}

impl<'c> End<'c> {
    pub(super) fn new(complain: &'c mut dyn FnMut(&str)) -> Self {
        Self {
            complain,
            audited: Audited::default(),
            tally: Tally::default(),
            memory: Memory::default(),
            ids: HashMap::new(),
            stubs: HashMap::new(),
            nobodys: 0,
            ambiguous: 0,
            patterns: 0,
            not_asked: 0,
            gateways: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, place: &Place, seen: Seen) {
        match seen {
            Seen::Broken(reason) => self.problem(&format!("{}: {reason}", place.origin.name)),
            Seen::Pattern => self.patterns += 1,
            Seen::NotAsked => self.not_asked += 1,
            Seen::Nobodys(why, leak) => {
                self.nobodys += u64::from(why.is_none());
                self.ambiguous += u64::from(why.is_some());
                if let Some(why) = why.filter(|_| self.ambiguous <= MOST_TOLD) {
                    (self.complain)(&why);
                }
                if let Some(leak) = leak {
                    self.audited.stray_leaks += 1;
                    self.audited.notes.push(format!("secret: {place}, of no known gateway: {leak}"));
                }
            }
            Seen::Judged(look) => self.judged(*look),
        }
    }

    fn problem(&mut self, line: &str) {
        self.audited.problems += 1;
        match self.audited.problems {
            told if told <= MOST_TOLD => (self.complain)(line),
            told if told == MOST_TOLD + 1 => {
                (self.complain)("there are more that cannot be read; their number comes last");
            }
            _ => {}
        }
    }

    fn judged(&mut self, look: Look) {
        if let Some(stub) = look.stub {
            self.stub(stub, &look.spot.place);
        }
        if self.is_repeated(&look.spot) {
            return;
        }
        self.audited.exchanges += 1;
        let Look { gateway, direction, message, slug, genuine, findings, trace, spot, .. } = look;
        if !self.gateways.contains(&gateway) {
            self.gateways.push(gateway);
        }
        if genuine {
            self.tally.lives(gateway, direction);
        }
        for (rule, finding) in findings {
            let family = &rules::ALL[rule].family;
            self.tally.add(About { gateway, family, message, slug, direction }, finding, &spot);
        }
        if let Some(trace) = trace {
            self.memory.keep(trace);
        }
    }

    /// An id that came before: told, and not judged again.
    fn is_repeated(&mut self, spot: &Spot) -> bool {
        if spot.id.is_empty() {
            return false;
        }
        let mut hasher = DefaultHasher::new();
        spot.id.hash(&mut hasher);
        let id = hasher.finish();
        let before = self.ids.get(&id).map(|before| before.name.clone());
        if let Some(before) = before {
            let shown = counterfoil_protocol::rejection::excerpt(&spot.id);
            self.problem(&format!("{}: the id `{shown}` stands in {before} before: not judged again", spot.place));
            return true;
        }
        if self.ids.len() < MOST_IDS {
            self.ids.insert(id, Arc::clone(&spot.place.origin));
        }
        false
    }

    /// Two stubs for one request with different answers: which of them was recorded last nobody can tell.
    fn stub(&mut self, stub: Stub, place: &Place) {
        let known = self.stubs.get(&stub.request).map(|(response, before)| (*response, before.to_string()));
        match known {
            Some((response, before)) if response != stub.response => {
                self.problem(&format!("{place}: answers the request of {before} with something else"));
            }
            Some(_) => {}
            None if self.stubs.len() < MOST => {
                self.stubs.insert(stub.request, (stub.response, place.clone()));
            }
            None => {}
        }
    }

    pub(super) fn finish(mut self, audit: &Audit, counts: Counts) -> Audited {
        self.memory.sort();
        for rule in rules::ALL {
            for told in (rule.end)(&self.memory) {
                let direction = if told.message.is_empty() { Direction::Request } else { Direction::Callback };
                let (gateway, message, slug) = (told.gateway, told.message, told.slug);
                self.tally.add(
                    About { gateway, family: &rule.family, message, slug, direction },
                    told.finding,
                    &told.spot,
                );
            }
        }
        self.notes(counts);
        let given = |gateway: &Gateway| audit.parties.iter().any(|party| party.gateway == gateway && party.given);
        let mut audited = self.audited;
        audited.judged = self.tally.judged(&given);
        let all = counterfoil_protocol::gateways::ALL.into_iter();
        audited.gateways = all.filter(|gateway| self.gateways.contains(gateway)).map(|gateway| gateway.name).collect();
        audited
    }

    fn notes(&mut self, counts: Counts) {
        let left_out = self.memory.left_out;
        let notes = [
            (self.audited.problems, "could not be read: see above"),
            (u64::from(counts.others), "files hold no recordings"),
            (self.patterns, "stubs answer more than one request: no recordings"),
            (self.nobodys, "exchanges belong to no known gateway; with --gateway they are judged all the same"),
            (self.ambiguous, "exchanges may belong to several gateways: not judged"),
            (self.not_asked, "exchanges belong to gateways that were not asked for"),
            (left_out, "exchanges found no room in memory: judged alone, not compared with others"),
        ];
        let read = format!("{} exchanges in {} files were judged", self.audited.exchanges, counts.files);
        self.audited.notes.insert(0, read);
        let told = notes.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        self.audited.notes.extend(told);
    }
}
