//! The run: one thread reads, all cores verify, one puts the results together in the order of reading.
//!
//! Scoped threads of the standard library do: recordings come as a stream, not as a slice, and only so many batches may be
//! under way. Nothing that a report shows depends on which thread was faster.

use core::hash::{Hash as _, Hasher as _};
use core::mem::take;
use std::collections::{BTreeMap, HashMap};
use std::hash::DefaultHasher;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use counterfoil_formats::exchange::{Exchange, RecordedRequest};
use counterfoil_formats::report::Totals;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::wire::Request;

use super::exchanges::{Item, Place, Stub, What, read as read_items};
use super::facts::{self, Facts};
use super::identify::{Owner, owner};
use super::memory::{MOST, Memory, Trace, trace};
use super::party::Party;
use super::rule::{Finding, Spot};
use super::rules::{self, recorded_secret};
use super::source::{self, Batch, Counts, Origin};
use super::tally::{About, Tally};
use crate::event::Judged;
use crate::verdict::Verdict;

/// Ids that are remembered, to notice one that comes twice: about 10 MiB.
const MOST_IDS: usize = 400_000;
/// Problems that are told in full.
const MOST_TOLD: u64 = 200;

/// How recordings are judged.
#[derive(Debug)]
pub struct Audit {
    /// The gateway that was asked for.
    pub only: Option<&'static Gateway>,
    /// One for each gateway.
    pub parties: Vec<Party>,
    /// How many threads verify.
    pub threads: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Audited {
    /// Every case with its verdict.
    pub judged: Vec<Judged>,
    /// Gateways that were seen, in the usual order.
    pub gateways: Vec<&'static str>,
    /// Exchanges that were judged.
    pub exchanges: u64,
    /// What could not be read.
    pub problems: u64,
    /// Secrets in exchanges of no known gateway.
    pub stray_leaks: u64,
    /// What people should know beside the verdicts.
    pub notes: Vec<String>,
}

/// What a thread makes of one recording.
enum Seen {
    Judged(Box<Look>),
    Broken(String),
    Pattern,
    NotAsked,
    /// Why it belongs to nobody, and what it leaks.
    Nobodys(Option<String>, Option<String>),
}

struct Look {
    gateway: &'static Gateway,
    direction: Direction,
    message: &'static str,
    slug: &'static str,
    genuine: bool,
    findings: Vec<(usize, Finding)>,
    trace: Option<Trace>,
    spot: Spot,
    stub: Option<Stub>,
}

/// Judges everything below the PATHs. `complain` is told of what cannot be read, line by line.
pub fn run(audit: &Audit, paths: &[PathBuf], complain: &mut dyn FnMut(&str)) -> Audited {
    let threads = audit.threads.max(1);
    let (to_threads, batches) = sync_channel::<(u64, Batch)>(threads);
    let (to_end, looks) = sync_channel::<(u64, Vec<(Place, Seen)>)>(threads);
    let batches = Arc::new(Mutex::new(batches));
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read(paths, &to_threads));
        for _ in 0..threads {
            let (batches, to_end) = (Arc::clone(&batches), to_end.clone());
            scope.spawn(move || work(audit, &batches, &to_end));
        }
        // Otherwise they would wait for themselves.
        drop((to_end, batches));
        let mut end = End::new(complain);
        in_order(&looks, &mut |place, seen| end.take(&place, seen));
        let counts = reader.join().unwrap_or_default();
        end.finish(audit, counts)
    })
}

fn read(paths: &[PathBuf], to_threads: &SyncSender<(u64, Batch)>) -> Counts {
    let mut number = 0;
    source::read(paths, &mut |batch| {
        number += 1;
        to_threads.send((number, batch)).is_ok()
    })
}

fn work(audit: &Audit, batches: &Mutex<Receiver<(u64, Batch)>>, to_end: &SyncSender<(u64, Vec<(Place, Seen)>)>) {
    loop {
        let next = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, batch)) = next else { return };
        let mut looks = Vec::with_capacity(batch.raws.len());
        for raw in &batch.raws {
            read_items(raw, &batch.bytes, &mut |item| looks.push(look(audit, item)));
        }
        if to_end.send((number, looks)).is_err() {
            return;
        }
    }
}

/// Gives the batches in the order in which they were read.
fn in_order(looks: &Receiver<(u64, Vec<(Place, Seen)>)>, each: &mut dyn FnMut(Place, Seen)) {
    let mut waiting = BTreeMap::new();
    let mut next = 1;
    for (number, batch) in looks {
        waiting.insert(number, batch);
        while let Some(batch) = waiting.remove(&next) {
            next += 1;
            batch.into_iter().for_each(|(place, seen)| each(place, seen));
        }
    }
}

fn look(audit: &Audit, Item { place, what }: Item) -> (Place, Seen) {
    let seen = match what {
        What::Broken(reason) => Seen::Broken(reason),
        What::Pattern => Seen::Pattern,
        What::Exchange(exchange, stub) => judge(audit, &place, *exchange, stub),
    };
    (place, seen)
}

fn judge(audit: &Audit, place: &Place, mut exchange: Exchange, stub: Option<Stub>) -> Seen {
    let (gateway, direction) = match owner(&exchange, audit.only) {
        Owner::Known(gateway, direction) => (gateway, direction),
        Owner::NotAsked => return Seen::NotAsked,
        Owner::Unknown => return Seen::Nobodys(None, leaks(audit, &exchange)),
        Owner::Ambiguous(one, other) => {
            let why = format!("{place}: as much points at {one} as at {other}; say which with --gateway");
            return Seen::Nobodys(Some(why), leaks(audit, &exchange));
        }
    };
    let Some(party) = audit.parties.iter().find(|party| party.gateway == gateway) else { return Seen::NotAsked };
    let spot = Spot {
        at_ms: exchange.at.map(jiff::Timestamp::as_millisecond),
        place: place.clone(),
        id: exchange.id.as_str().into(),
    };
    let leaks = party.secrets.of(&exchange, Some(gateway));
    let request = taken(&mut exchange.request);
    let facts = match direction {
        Direction::Callback => facts::of_callback(party, &exchange, &request, leaks),
        _ => facts::of_request(party, &exchange, &request, leaks),
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
fn leaks(audit: &Audit, exchange: &Exchange) -> Option<String> {
    let all: Vec<_> = audit.parties.iter().flat_map(|party| party.secrets.of(exchange, None)).collect();
    let finding = recorded_secret::of(&all[..all.len().min(3)]);
    (finding.verdict == Verdict::Fail).then(|| finding.why.into_owned())
}

/// Puts together what the threads found.
struct End<'c> {
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
    fn new(complain: &'c mut dyn FnMut(&str)) -> Self {
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

    fn take(&mut self, place: &Place, seen: Seen) {
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

    fn finish(mut self, audit: &Audit, counts: Counts) -> Audited {
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

/// How many of each verdict.
#[must_use]
pub fn totals(judged: &[Judged]) -> Totals {
    let mut totals = Totals::default();
    for judged in judged {
        *match judged.verdict {
            Verdict::Pass => &mut totals.pass,
            Verdict::Fail => &mut totals.fail,
            Verdict::Skip => &mut totals.skip,
            Verdict::Error => &mut totals.error,
            Verdict::Observed => &mut totals.observed,
        } += 1;
    }
    totals
}
