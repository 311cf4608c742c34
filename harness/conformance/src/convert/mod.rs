//! Recordings of any kind as files of WireMock: stub mappings that it serves, or a request journal.
//!
//! A copy never claims more than what it was made from: each is read back before it is written, and where it would look
//! nearer to the wire than the recording is, or pass WireMock's own answer off as somebody else's, it is left out.

mod spool;
mod write;

use std::io;
use std::path::{Path, PathBuf};

use counterfoil_formats::exchange::{Exchange, Fidelity, Loss, RecordedResponse};
use counterfoil_protocol::gateway::Gateway;

use self::spool::Spool;
use crate::audit::exchanges::{Place, What, read};
use crate::audit::identify::{Owner, owner};
use crate::audit::opened::Opened;
use crate::audit::source::{self, RawKind};
use crate::config::UsageError;

/// As what recordings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `mappings/` and `__files/`.
    WireMock,
    /// `journal.json`.
    Journal,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// Exchanges written.
    pub written: usize,
    /// Bodies with a file of their own.
    pub bodies: usize,
    /// Exchanges without an answer: served as a connection that closes.
    pub silent: usize,
    /// Requests that came before, as far as a mapping can tell.
    pub repeats: usize,
    /// Groups of such requests of which not all were answered in the same way.
    pub conflicts: usize,
    /// Left out, each with its reason.
    pub left_out: usize,
    /// Not read, each with its reason.
    pub broken: usize,
    /// Those of other gateways than the one that was asked for.
    pub others: usize,
}

/// Writes everything below the PATHs into a new or empty folder. What cannot be read or written truly is told, the rest is
/// done.
///
/// # Errors
///
/// A folder that holds something, or a disk that is full.
pub fn convert(
    paths: &[PathBuf],
    only: Option<&'static Gateway>,
    form: Form,
    out: &Path,
    trouble: &mut dyn FnMut(String),
) -> Result<Converted, UsageError> {
    let failed = |error: io::Error| UsageError(format!("cannot write into {}: {error}", out.display()));
    prepare(out)?;
    let mut done = Converted::default();
    let spool = collect(paths, only, form, Spool::new(out).map_err(failed)?, &mut done, trouble).map_err(failed)?;
    let sorted = spool.sorted().map_err(failed)?;
    match form {
        Form::WireMock => write::mappings(sorted, out, &mut done).map_err(failed)?,
        Form::Journal => write::journal(sorted, out, &mut done).map_err(failed)?,
    }
    Ok(done)
}

fn prepare(out: &Path) -> Result<(), UsageError> {
    let failed = |error: io::Error| UsageError(error.to_string());
    fs_err::create_dir_all(out).map_err(failed)?;
    let empty = fs_err::read_dir(out).map_err(failed)?.next().is_none();
    let refused = || UsageError(format!("{} is not empty: nothing is overwritten, name a new folder", out.display()));
    empty.then_some(()).ok_or_else(refused)
}

fn collect(
    paths: &[PathBuf],
    only: Option<&'static Gateway>,
    form: Form,
    mut spool: Spool,
    done: &mut Converted,
    trouble: &mut dyn FnMut(String),
) -> io::Result<Spool> {
    let mut result = Ok(());
    source::read(paths, &mut |batch| {
        for raw in &batch.raws {
            let newest_first = matches!(raw.kind, RawKind::Entry(..));
            read(raw, &batch.bytes, &mut |item| {
                let Some(exchange) = taken(item.what, &item.place, only, form, done, trouble) else { return };
                let number = i64::from(item.place.number);
                let order = (item.place.origin.index, if newest_first { -number } else { number });
                if result.is_ok() {
                    result = spool.push(&exchange, order);
                }
            });
        }
        result.is_ok()
    });
    result.map(|()| spool)
}

/// The exchange, where it can be written; otherwise it is counted.
fn taken(
    what: What,
    place: &Place,
    only: Option<&'static Gateway>,
    form: Form,
    done: &mut Converted,
    trouble: &mut dyn FnMut(String),
) -> Option<Exchange> {
    let mut exchange = match what {
        What::Broken(reason) => {
            done.broken += 1;
            trouble(format!("{place}: {reason}"));
            return None;
        }
        What::Pattern => {
            done.left_out += 1;
            trouble(format!("{place}: left out: a stub that answers more than one request is no recording"));
            return None;
        }
        What::Exchange(exchange, _) => *exchange,
    };
    let request = exchange.request.to_request();
    match owner(&exchange, &request, &Opened::new(&request.body), only) {
        Owner::Known(gateway, _) => exchange.gateway = Some(gateway.name.to_owned()),
        Owner::NotAsked => {
            done.others += 1;
            return None;
        }
        Owner::Unknown | Owner::Ambiguous(..) => {}
    }
    let claim = write::back(&exchange, form).and_then(|back| overclaimed(&exchange, &back).map_or(Ok(()), Err));
    if let Err(reason) = claim {
        done.left_out += 1;
        trouble(format!("{place}: left out: {reason}"));
        return None;
    }
    Some(exchange)
}

/// What the copy would claim although the recording cannot.
fn overclaimed(exchange: &Exchange, copy: &Exchange) -> Option<String> {
    let (request, written) = (&exchange.request, &copy.request);
    if written.fidelity() > request.fidelity() {
        return Some(because("its request", &request.lost, request.fidelity()));
    }
    let answer = copy.response.as_ref().zip(exchange.response.as_ref());
    let (written, recorded): (&RecordedResponse, &RecordedResponse) = answer?;
    if recorded.lost.contains(&Loss::StandIn) && !written.lost.contains(&Loss::StandIn) {
        return Some("WireMock gave its answer itself, and the copy could not say so".to_owned());
    }
    let is_more = written.fidelity() > recorded.fidelity();
    is_more.then(|| because("its answer", &recorded.lost, recorded.fidelity()))
}

fn because(what: &str, lost: &[Loss], left: Fidelity) -> String {
    let worst = lost.iter().min_by_key(|loss| loss.leaves()).filter(|loss| loss.leaves() <= left);
    let about = worst.map_or_else(|| format!("it is called `{left}`"), |loss| loss.about().to_owned());
    format!("{what} is not as it was sent, and the copy could not say so. {about}")
}
