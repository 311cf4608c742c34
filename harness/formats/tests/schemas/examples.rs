//! The documented examples against the schemas.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Message;
use serde::Deserialize;

use crate::body::objections;
use crate::contradictions::CONTRADICTIONS;
use crate::judge::Judge;

#[test]
fn each_whole_example_fits_its_schema_or_is_known_to_contradict_it() {
    let contradicting: BTreeMap<String, Example> =
        whole_examples().filter(|(_, example)| !example.judge().takes(&example.body)).collect();
    let known = |name: &str| CONTRADICTIONS.iter().any(|(known, _)| *known == name);
    let new = contradicting.iter().filter(|(name, _)| !known(name));
    let new: Vec<String> = new.map(|(name, example)| format!("(\"{name}\", \"{}\"),", example.objections())).collect();
    assert!(new.is_empty(), "repair table or example, or list it with a reason of your own:\n{}", new.join("\n"));
    let old: Vec<_> = CONTRADICTIONS.iter().filter(|(name, _)| !contradicting.contains_key(*name)).collect();
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
    assert!(CONTRADICTIONS.is_sorted(), "in the order of names");
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

    fn objections(&self) -> String {
        let objections = objections(self.message, &self.body).unwrap_or_else(|refused| vec![refused]);
        objections.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
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
