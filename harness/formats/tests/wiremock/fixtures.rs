//! What a real WireMock 3.13.2 wrote; `fixtures/README.md` says how.

use std::collections::BTreeMap;

use counterfoil_formats::exchange::{Exchange, Loss};
use counterfoil_formats::wiremock::{Mapping, exchange, journal, mappings};
use serde_json::value::RawValue;

/// The body that most requests of the fixtures have.
pub(crate) const JSON_BODY: &[u8] = b"{ \"b\":1.00, \"b\":1E2,\r\n \"s\":\"\\u00e9\\/\", \"t\":\"\xc3\xa9\" }\n";

pub(crate) const JOURNAL: &str = include_str!("fixtures/journal.json");
pub(crate) const FOUND: &str = include_str!("fixtures/found.json");
pub(crate) const RECEIVER_JOURNAL: &str = include_str!("fixtures/receiver-journal.json");
pub(crate) const RECEIVED: &str = include_str!("fixtures/received.json");
pub(crate) const EXTRACTED: &str = include_str!("fixtures/extracted.json");
pub(crate) const EDITED: &str = include_str!("fixtures/edited.json");
pub(crate) const EDITED_ANSWER: &str = include_str!("fixtures/edited-answer.json");
const IDS: &str = include_str!("fixtures/ids.json");
const DEFAULT: &str = include_str!("fixtures/stubs-default.json");
const LOSSLESS: &str = include_str!("fixtures/stubs-lossless.json");
const RECEIVER_STUBS: &str = include_str!("fixtures/receiver-stubs.json");

/// The journal's entry of a request.
pub(crate) fn entry(name: &str) -> Exchange {
    let ids: BTreeMap<String, String> = serde_json::from_str(IDS).unwrap();
    let id = ids.get(name).unwrap_or_else(|| panic!("no request {name}"));
    let mut entries = journal(JOURNAL.as_bytes()).into_iter().map(Result::unwrap);
    entries.find(|entry| entry.id == *id).unwrap()
}

/// What the recorder made of requests, without settings.
pub(crate) fn by_default(name: &str) -> Vec<Mapping> {
    recorded(DEFAULT, name)
}

/// The same with the settings that keep most.
pub(crate) fn lossless(name: &str) -> Vec<Mapping> {
    recorded(LOSSLESS, name)
}

/// The same of WireMock as the receiver itself.
pub(crate) fn receiver(name: &str) -> Vec<Mapping> {
    recorded(RECEIVER_STUBS, name)
}

/// What the recorder answered without settings, as text.
pub(crate) fn answer(name: &str) -> String {
    let all: BTreeMap<String, Box<RawValue>> = serde_json::from_str(DEFAULT).unwrap();
    all[name].get().to_owned()
}

fn recorded(file: &str, name: &str) -> Vec<Mapping> {
    let all: BTreeMap<String, Box<RawValue>> = serde_json::from_str(file).unwrap();
    mappings(all[name].get().as_bytes()).unwrap().into_iter().map(Result::unwrap).collect()
}

/// The exchange of the one mapping.
pub(crate) fn only(mappings: &[Mapping]) -> Exchange {
    let [mapping] = mappings else { panic!("{} mappings", mappings.len()) };
    exchange(mapping, &|_| None).unwrap()
}

/// What was lost beyond what the kind of recording always loses.
pub(crate) fn beyond(lost: &[Loss]) -> Vec<&str> {
    let always = ["header-order", "header-spelling", "headers-not-captured", "framing-headers", "media-type", "time"];
    lost.iter().map(Loss::name).filter(|name| !always.contains(name)).collect()
}
