//! What each schema is, whatever it is used for.

use std::collections::BTreeSet;

use counterfoil_formats::schema::{DIALECT, file, schema};
use counterfoil_protocol::message::{Field, Message, Presence};
use serde_json::Value;

use crate::body::messages;
use crate::judge::Judge;

#[test]
fn each_schema_is_a_valid_schema_of_its_draft() {
    for message in messages() {
        let judge = Judge::new(message);
        assert_eq!(judge.schema()["$schema"], DIALECT, "{}", message.id);
        jsonschema::draft202012::meta::validate(judge.schema())
            .unwrap_or_else(|error| panic!("{}: {error}", message.id));
        jsonschema::draft202012::new(judge.schema()).unwrap_or_else(|error| panic!("{}: {error}", message.id));
    }
}

#[test]
fn each_schema_has_an_id_and_a_file_of_its_own() {
    let ids: BTreeSet<String> = messages().map(|message| Judge::new(message).schema()["$id"].to_string()).collect();
    let files: BTreeSet<String> = messages().map(file).collect();
    assert_eq!(ids.len(), messages().count());
    assert_eq!(files.len(), messages().count());
}

#[test]
fn members_stand_in_the_order_of_the_table() {
    for message in messages().filter(|message| !message.fields.is_empty()) {
        let text = schema(message).to_file();
        let properties = &text[text.find("\"properties\"").expect("the outer table comes first")..];
        let places =
            message.fields.iter().map(|field| (field.name, properties.find(&format!("\"{}\": {{", field.name))));
        let places: Vec<(&str, usize)> = places.map(|(name, at)| (name, at.expect(name))).collect();
        // A name that an inner table has too may be found there, but never before its own place.
        let outer = own_places(message, properties);
        assert_eq!(places.iter().map(|(name, _)| *name).collect::<Vec<_>>(), outer, "{}", message.id);
    }
}

/// The names of the outer table, in the order in which they stand: those with the fewest blanks in front.
fn own_places(message: &Message, properties: &str) -> Vec<&'static str> {
    let names = properties.lines().skip(1).filter_map(|line| {
        let name = line.trim_start().strip_prefix('"')?.split_once("\": {")?.0;
        Some((line.len() - line.trim_start().len(), name))
    });
    let names: Vec<(usize, &str)> = names.collect();
    let least = names.first().map_or(0, |(blanks, _)| *blanks);
    let known = |name: &str| message.fields.iter().find(|field| field.name == name).map(|field| field.name);
    names
        .iter()
        .take_while(|(blanks, _)| *blanks >= least)
        .filter(|(blanks, _)| *blanks == least)
        .filter_map(|(_, name)| known(name))
        .collect()
}

/// Stated from the table, not from the schema.
#[test]
fn required_members_are_those_of_the_table() {
    for message in messages() {
        let judge = Judge::new(message);
        let table = judge.schema().get("items").unwrap_or(judge.schema());
        let Some(required) = table.get("required") else {
            assert!(message.fields.is_empty(), "{} demands nothing", message.id);
            continue;
        };
        assert_eq!(*required, names(message.fields, Presence::Required), "{}", message.id);
        assert_eq!(table["additionalProperties"], true, "{}", message.id);
    }
}

fn names(fields: &[Field], presence: Presence) -> Value {
    fields.iter().filter(|field| field.presence == presence).map(|field| field.name).collect()
}
