//! The documented examples against the schemas.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Message;
use serde::Deserialize;

use crate::body::objections;
use crate::judge::Judge;

/// Examples that contradict the table of their own message, and how.
const CONTRADICTIONS: &[(&str, &str)] = &[
    ("gatepay/PAY.callback.2.json", "the page prints `{...}` for the inner document"),
    ("payprotocol/create-payment-order.response.1.json", "placeholders: `string` for a hash"),
    ("pelago/crypto-order-notify.callback.json", "placeholders: `string` for numbers and amounts"),
];

#[test]
fn each_whole_example_fits_its_schema_or_is_known_to_contradict_it() {
    let contradicting: BTreeSet<String> =
        whole_examples().filter(|(_, example)| !example.judge().takes(&example.body)).map(|(name, _)| name).collect();
    let known: BTreeSet<String> = CONTRADICTIONS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let new: Vec<_> = contradicting.difference(&known).collect();
    assert!(new.is_empty(), "refused by their schemas: {new:#?}");
    let old: Vec<_> = known.difference(&contradicting).collect();
    assert!(old.is_empty(), "no longer contradictions, or no examples: {old:#?}");
}

#[test]
fn schema_and_table_say_the_same_of_each_example() {
    for (name, example) in whole_examples() {
        let taken = objections(example.message, &example.body).is_ok_and(|all| all.is_empty());
        assert_eq!(example.judge().takes(&example.body), taken, "{name}");
    }
}

#[test]
fn each_contradiction_has_a_reason() {
    for (name, reason) in CONTRADICTIONS {
        assert!(reason.len() > 10, "{name}");
    }
}

/// What these tests need of an entry of an index; its other members are tested beside the tables.
#[derive(Deserialize)]
struct Entry {
    file: String,
    message: String,
    valid_json: bool,
    part: Option<String>,
}

struct Example {
    message: &'static Message,
    body: String,
}

impl Example {
    fn judge(&self) -> Judge {
        Judge::new(self.message)
    }
}

/// Every example that is a whole message in JSON, by its name: `gateway/file`.
fn whole_examples() -> impl Iterator<Item = (String, Example)> {
    gateways::ALL.into_iter().flat_map(|gateway| {
        let folder = examples().join(gateway.name);
        let index: Vec<Entry> = serde_json::from_str(&read(&folder.join("index.json"))).expect("an index");
        let whole = index.into_iter().filter(|entry| entry.valid_json && entry.part.is_none());
        whole.map(move |entry| {
            let message = gateway.messages().find(|message| message.id == entry.message);
            let message = message.unwrap_or_else(|| panic!("no message {}", entry.message));
            (format!("{gateway}/{}", entry.file), Example { message, body: read(&folder.join(&entry.file)) })
        })
    })
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/examples")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
