//! Other recorders' files beside a saved run: the context is the run's, the answers are theirs.
//!
//! `*.json` in the folder and below `mappings/`: exchanges of a tap, and WireMock's request journals and stub mappings with
//! their `__files/`. A tap and a journal answer the very request they logged. A stub answers what it matches, which is more
//! than one request as a rule: such an answer is called loose unless the stub itself holds the bytes of body and address and
//! the signed headers.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};

use counterfoil_formats::error::ReadError;
use counterfoil_formats::exchange::{Exchange, Fidelity, Loss, RecordedResponse, read};
use counterfoil_formats::recording::FILE;
use counterfoil_formats::wiremock::{Mapping, Picked, Scenarios, exchange, journal, mappings, pick, signed_headers};
use counterfoil_protocol::gateways;
use counterfoil_protocol::wire::Headers;

use super::file_below;
use super::read::Saved;
use super::shape::Shape;
use crate::config::UsageError;

/// Larger bodies are compared by their bytes alone.
const LARGE: usize = 1 << 20;
/// How deep folders are looked into.
const DEPTH: usize = 16;

/// Which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One exchange of our own.
    Exchange,
    /// A request journal, or one entry of it.
    Journal,
    /// Stub mappings, or one of them.
    Mappings,
}

impl Kind {
    /// By what only one of them has.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let value: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
        if !value["format"].is_null() {
            return Self::Exchange;
        }
        let logged = !value["wasMatched"].is_null() || !value["responseDefinition"].is_null();
        let stub = value["mappings"].is_array() || (value["response"].is_object() && !logged);
        if stub { Self::Mappings } else { Self::Journal }
    }
}

/// The answers of WireMock's files.
pub(super) struct WireMock {
    folder: PathBuf,
    /// By the request, in the order in which they were logged.
    logged: HashMap<Shape, VecDeque<Exchange>>,
    stubs: Vec<Mapping>,
    scenarios: Scenarios,
}

/// An answer, and whether it may belong to other bytes.
struct Found {
    answer: Exchange,
    loose: bool,
}

impl WireMock {
    /// Reads what is there; `None` where there is nothing.
    pub(super) fn read(folder: &Path, notes: &mut Vec<String>) -> Result<Option<Self>, UsageError> {
        let mut paths = json_files(folder, 0)?;
        paths.extend(json_files(&folder.join("mappings"), DEPTH)?);
        paths.retain(|path| *path != folder.join(FILE));
        if paths.is_empty() {
            return Ok(None);
        }
        let scenarios = Scenarios::default();
        let mut files = Self { folder: folder.to_owned(), logged: HashMap::new(), stubs: Vec::new(), scenarios };
        for path in paths {
            let bytes = fs_err::read(&path).map_err(|error| UsageError(error.to_string()))?;
            files.add(&bytes, &mut |reason| notes.push(format!("{}: {reason}", path.display())));
        }
        Ok(Some(files))
    }

    fn add(&mut self, bytes: &[u8], trouble: &mut dyn FnMut(String)) {
        match Kind::of(bytes) {
            Kind::Exchange => self.log(read(bytes), trouble),
            // Newest first.
            Kind::Journal => journal(bytes).into_iter().rev().for_each(|entry| self.log(entry, trouble)),
            Kind::Mappings => match mappings(bytes) {
                Ok(list) => list.into_iter().for_each(|stub| match stub {
                    Ok(stub) => self.stubs.push(stub),
                    Err(error) => trouble(error.to_string()),
                }),
                Err(error) => trouble(error.to_string()),
            },
        }
    }

    /// What is not exact may have answered other bytes.
    fn log(&mut self, entry: Result<Exchange, ReadError>, trouble: &mut dyn FnMut(String)) {
        match entry {
            Ok(entry) if entry.request.fidelity().can_prove_signature() => {
                self.logged.entry(Shape::seen(&entry.request.to_request())).or_default().push_back(entry);
            }
            Ok(_) => {}
            Err(error) => trouble(error.to_string()),
        }
    }

    /// Puts WireMock's answers in the place of the saved ones; what it has no answer for loses its own.
    pub(super) fn answer(mut self, saved: &mut Saved) {
        for (name, exchanges) in &mut saved.exchanges {
            let before = exchanges.len();
            let mut loose = 0;
            let answered = exchanges.drain(..).filter_map(|own| {
                let Found { answer, loose: is_loose } = self.find(name, &own)?;
                if is_loose {
                    loose += 1;
                    saved.loose.insert(own.id.clone());
                }
                Some(Exchange { response: answer.response, failure: answer.failure, ..own })
            });
            *exchanges = answered.collect();
            let mut note =
                format!("{name}: {} of {before} answers stand in the other recorder's files", exchanges.len());
            if loose > 0 {
                note.push_str(&format!("; {loose} are stubs that take other bytes too, so no word on signatures"));
            }
            saved.notes.push(note);
        }
    }

    fn find(&mut self, gateway: &str, own: &Exchange) -> Option<Found> {
        let mut request = own.request.to_request();
        let logged = self.logged.get_mut(&Shape::seen(&request)).and_then(VecDeque::pop_front);
        if let Some(answer) = logged {
            return is_an_answer(&answer).then_some(Found { answer, loose: false });
        }
        if request.body.len() > LARGE {
            return None;
        }
        // As WireMock sees it.
        request.headers.iter_mut().for_each(|(_, value)| *value = value.trim_ascii().to_vec());
        let Picked::Answer(stub) = pick(&self.stubs, &request, &self.scenarios) else { return None };
        let below = self.folder.join("__files");
        let answer = exchange(stub, &|name| file_below(&below, name)).ok()?;
        let loose = !holds(&answer, own, gateway);
        self.scenarios.advance(stub);
        is_an_answer(&answer).then_some(Found { answer, loose })
    }
}

/// Every stub of a file, or why it is none. A body in a file of its own comes back inside the stub.
pub fn stubs(path: &Path, bytes: &[u8]) -> Vec<Result<Exchange, String>> {
    let base = path.ancestors().find(|folder| folder.join("__files").is_dir());
    let file = |name: &str| file_below(&base?.join("__files"), name);
    let list = match mappings(bytes) {
        Ok(list) => list,
        Err(error) => return vec![Err(error.to_string())],
    };
    let read = |stub: Mapping| exchange(&stub, &file).map_err(|error| error.to_string());
    list.into_iter().map(|stub| stub.map_err(|error| error.to_string()).and_then(read)).collect()
}

/// What WireMock itself said, or made from a template, is nobody's answer.
fn is_an_answer(exchange: &Exchange) -> bool {
    let said = |answer: &RecordedResponse| {
        answer.fidelity() > Fidelity::Reconstructed && !answer.lost.contains(&Loss::StandIn)
    };
    exchange.failure.is_some() || exchange.response.as_ref().is_some_and(said)
}

/// Whether the stub holds the very bytes that were sent: body, address, and the headers that are signed.
fn holds(stub: &Exchange, own: &Exchange, gateway: &str) -> bool {
    let (stub, own) = (&stub.request, &own.request);
    let signed = signed_headers(gateways::by_name(gateway));
    let same = |name: &&str| values(&own.headers, name) == values(&stub.headers, name);
    stub.fidelity() > Fidelity::Reconstructed
        && (&stub.method, &stub.target, &stub.body) == (&own.method, &own.target, &own.body)
        && signed.iter().all(same)
}

/// WireMock takes the blanks around values off.
fn values(headers: &Headers, name: &str) -> Vec<Vec<u8>> {
    headers.all(name).map(|value| value.trim_ascii().to_vec()).collect()
}

/// Sorted; links are not followed.
fn json_files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, UsageError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |error: std::io::Error| UsageError(error.to_string());
    let mut found = BTreeMap::new();
    for entry in fs_err::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() && depth > 0 {
            found.insert(path.clone(), json_files(&path, depth - 1)?);
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "json") {
            found.insert(path.clone(), vec![path]);
        }
    }
    Ok(found.into_values().flatten().collect())
}
