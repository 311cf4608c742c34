//! What each schema is, whatever it is used for.

use std::collections::BTreeSet;

use counterfoil_formats::schema::{DIALECT, file, schema};
use counterfoil_protocol::message::{Carrier, Field, Message, Presence};
use serde_json::Value;

use crate::body::messages;
use crate::judge::Judge;

#[test]
fn each_schema_is_a_valid_schema_of_its_draft() {
    for message in messages() {
        let judge = Judge::new(message);
        assert_eq!(judge.schema()["$schema"], DIALECT, "{}", message.id);
        let headers = judge.schema().get("x-counterfoil-headers");
        for schema in [Some(judge.schema()), headers].into_iter().flatten() {
            let checked = jsonschema::draft202012::meta::validate(schema);
            checked.unwrap_or_else(|error| panic!("{}: {error}", message.id));
        }
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
    let objects = |message: &&Message| matches!(message.carrier, Carrier::Object | Carrier::Query);
    for message in messages().filter(objects) {
        let text = schema(message).to_file();
        let properties = text.lines().skip_while(|line| *line != "  \"properties\": {").skip(1);
        let properties = properties.take_while(|line| *line != "  },");
        // The names of the outer table have four blanks in front, whatever is inside has more.
        let names = properties.filter_map(|line| line.strip_prefix("    \"")?.split('"').next());
        let table = message.fields.iter().map(|field| field.name);
        assert_eq!(names.collect::<Vec<_>>(), table.collect::<Vec<_>>(), "{}", message.id);
    }
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
