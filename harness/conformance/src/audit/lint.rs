//! What recordings can prove, one after the other.

use std::path::PathBuf;

use counterfoil_formats::exchange::Exchange;
use counterfoil_formats::lint::{Lint, exchange as lint_exchange};
use counterfoil_protocol::gateway::Gateway;

use super::exchanges::{Place, What, read};
use super::identify::{Owner, owner};
use super::opened::Opened;
use super::source::{self, Counts};

/// One recording and what it can prove.
#[derive(Debug)]
pub struct Linted {
    /// Where it stands.
    pub place: Place,
    /// Its own name.
    pub id: String,
    /// Whose message it is, and what can be proved of it; or why that cannot be said.
    pub result: Result<(&'static Gateway, Lint), Unsaid>,
}

/// Why nothing can be said of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It cannot be read.
    Broken(String),
    /// It belongs to no gateway, or to one that was not asked for, or to more than one.
    Nobodys(String),
    /// A stub that answers more than one request.
    Pattern,
}

/// Looks at everything below the PATHs, in the order of reading.
pub fn run(paths: &[PathBuf], only: Option<&'static Gateway>, each: &mut dyn FnMut(Linted)) -> Counts {
    source::read(paths, &mut |batch| {
        for raw in &batch.raws {
            read(raw, &batch.bytes, &mut |item| {
                let (id, result) = match item.what {
                    What::Broken(reason) => (String::new(), Err(Unsaid::Broken(reason))),
                    What::Pattern => (String::new(), Err(Unsaid::Pattern)),
                    What::Exchange(exchange, _) => (exchange.id.clone(), of(&exchange, only)),
                };
                each(Linted { place: item.place, id, result });
            });
        }
        true
    })
}

fn of(exchange: &Exchange, only: Option<&'static Gateway>) -> Result<(&'static Gateway, Lint), Unsaid> {
    let request = exchange.request.to_request();
    match owner(exchange, &request, &Opened::new(&request.body), only) {
        Owner::Known(gateway, _) => Ok((gateway, lint_exchange(exchange, gateway))),
        Owner::NotAsked => Err(Unsaid::Nobodys("it belongs to a gateway that was not asked for".to_owned())),
        Owner::Unknown => Err(Unsaid::Nobodys("it belongs to no known gateway; say which with --gateway".to_owned())),
        Owner::Ambiguous(one, other) => {
            Err(Unsaid::Nobodys(format!("as much points at {one} as at {other}; say which with --gateway")))
        }
    }
}
