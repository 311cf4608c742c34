//! Raw recordings read as exchanges, each on its own: threads share nothing for it.

use core::fmt;
use core::hash::{Hash as _, Hasher as _};
use std::hash::DefaultHasher;
use std::path::Path;
use std::sync::Arc;

use counterfoil_formats::exchange::{self, Exchange};
use counterfoil_formats::wiremock::{BodyDefinition, Mapping, exchange as recorded, mappings, read_entry};

use super::bodies;
use super::source::{Origin, Raw, RawKind};

/// Where a recording stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its file.
    pub origin: Arc<Origin>,
    /// Its number in the file, from 0: for the order.
    pub number: u32,
    /// `line 3`, a JSON pointer, or empty for the whole file.
    pub within: String,
}

/// One recording, or why there is none.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// What a recording turned out to be.
#[derive(Debug)]
pub enum What {
    /// An exchange; of a mapping also what tells whether another one contradicts it.
    Exchange(Box<Exchange>, Option<Stub>),
    /// It cannot be read: what was expected, what is there.
    Broken(String),
    /// A stub that answers more than one request: no recording.
    Pattern,
}

/// What tells whether two mappings contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stub {
    /// Of the request's pattern and the priority.
    pub request: u64,
    /// Of the answer.
    pub response: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin.name)?;
        if self.within.is_empty() { Ok(()) } else { write!(f, ", {}", self.within) }
    }
}

/// Reads one raw recording; a file of mappings gives several.
pub fn read(raw: &Raw, bytes: &[u8], each: &mut dyn FnMut(Item)) {
    let at = |within: String| Place { origin: Arc::clone(&raw.origin), number: raw.number, within };
    let item = |within: String, read: Result<Exchange, String>| {
        let what = read.map_or_else(What::Broken, |exchange| What::Exchange(Box::new(exchange), None));
        Item { place: at(within), what }
    };
    match &raw.kind {
        RawKind::Line(range) => {
            let number = raw.number as usize + 1;
            let read = exchange::Line::read(number, &bytes[range.clone()]).exchange;
            each(item(format!("line {number}"), read.map_err(|error| error.to_string())));
        }
        RawKind::Exchange(range) => {
            let read = exchange::read(&bytes[range.clone()]).map_err(|error| error.to_string());
            each(item(String::new(), read));
        }
        RawKind::Entry(place, range) => {
            let read = read_entry(&bytes[range.clone()]).map_err(|error| error.within(place).to_string());
            each(item(place.clone(), read));
        }
        RawKind::Mappings(range) => of_mappings(raw, &bytes[range.clone()], each),
        RawKind::Broken(reason) => each(Item { place: at(String::new()), what: What::Broken(reason.clone()) }),
    }
}

fn of_mappings(raw: &Raw, bytes: &[u8], each: &mut dyn FnMut(Item)) {
    let at = |number: usize, several: bool| Place {
        origin: Arc::clone(&raw.origin),
        number: u32::try_from(number).unwrap_or(u32::MAX),
        within: if several { format!("/mappings/{number}") } else { String::new() },
    };
    let all = match mappings(bytes) {
        Ok(all) => all,
        Err(error) => return each(Item { place: at(0, false), what: What::Broken(error.to_string()) }),
    };
    let several = all.len() > 1;
    for (number, mapping) in all.into_iter().enumerate() {
        let what = match mapping {
            Ok(mapping) => of_mapping(&raw.origin, &mapping),
            Err(error) => What::Broken(error.to_string()),
        };
        each(Item { place: at(number, several), what });
    }
}

fn of_mapping(origin: &Origin, mapping: &Mapping) -> What {
    let body = match body(origin, mapping) {
        Ok(body) => body,
        Err(reason) => return What::Broken(reason),
    };
    match recorded(mapping, &|_| body.clone()) {
        Ok(exchange) => What::Exchange(Box::new(exchange), stub(mapping)),
        Err(_) => What::Pattern,
    }
}

/// The bytes of the file that the mapping's answer names; a missing one is a loss, not an error.
fn body(origin: &Origin, mapping: &Mapping) -> Result<Option<Vec<u8>>, String> {
    let BodyDefinition::File(name) = &mapping.response.body else { return Ok(None) };
    let folder = bodies::folder_of(origin.path.as_deref().unwrap_or(Path::new(".")));
    let shown = super::files::shown(Path::new(name));
    bodies::read(&folder, name).map_err(|reason| format!("/response/bodyFileName: `{shown}` {reason}"))
}

/// A scenario answers the same request differently by intention.
fn stub(mapping: &Mapping) -> Option<Stub> {
    let hash = |text: String| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    };
    let request = hash(format!("{} {:?}", mapping.priority(), mapping.request));
    mapping.scenario.is_none().then(|| Stub { request, response: hash(format!("{:?}", mapping.response)) })
}
