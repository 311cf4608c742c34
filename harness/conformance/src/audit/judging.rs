//! The run: one thread reads, all cores verify, one puts the results together in the order of reading.
//!
//! Scoped threads of the standard library do: recordings come as a stream, not as a slice, and only so many batches may be
//! under way. Nothing that a report shows depends on which thread was faster.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use counterfoil_formats::report::Totals;
use counterfoil_protocol::gateway::Gateway;

use super::end::End;
use super::exchanges::{Place, read as read_items};
use super::look::{Seen, look};
use super::party::Party;
use super::source::{self, Batch, Counts};
use crate::event::Judged;
use crate::verdict::Verdict;

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
