//! Every message of every gateway against its own table: requests, responses, callbacks and acknowledgements alike.

use std::collections::BTreeSet;

use counterfoil_protocol::message::{Carrier, Field, Message, body_violations};
use counterfoil_protocol::wire::Object;
use proptest::prelude::*;

use crate::arbitrary::spelling;
use crate::body::{messages, objections, tables, widest, write};
use crate::damage::damages;
use crate::document::{Members, Value, write_value};
use crate::says::{list_says, says};
use crate::tables::{How, bodies};
use crate::{check, share};

#[test]
fn each_message_is_read_as_it_was_written_and_emitted_again() {
    each_message(2000, |message, body, text| match body {
        Value::Object(members) => reads_as(text, members),
        Value::List(items) => {
            prop_assert!(list_says(text, items), "{text}");
            let objects = items.iter().map(|item| write_value(item, &[]));
            let same = |text: String| Object::parse(&text).is_ok_and(|object| object.re_emit() == text);
            prop_assert!(objects.into_iter().all(same), "{text}");
            Ok(())
        }
        word => {
            prop_assert!(matches!(message.carrier, Carrier::Text(words) if words.contains(&text)), "{word:?}");
            Ok(())
        }
    });
}

#[test]
fn a_message_that_its_table_allows_has_no_violations() {
    each_message(4000, |message, _, text| {
        let objections = objections(message, text).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        prop_assert!(objections.is_empty(), "{objections:?}\n{text}");
        Ok(())
    });
}

/// Each member of each table in turn: taken out, null, of another type, of the right type but wrong.
#[test]
fn one_thing_wrong_is_reported_at_its_place_and_nothing_else() {
    for message in messages() {
        for number in 0..widest(message.fields) {
            check(message.id, 1, (bodies(message, How::Whole(number)), spelling()), |(body, spelling)| {
                for damage in damages(message, &body) {
                    let text = write(message, &damage.apply(&body), &spelling);
                    let objections = objections(message, &text);
                    let told = objections.as_ref().is_ok_and(|all| damage.is_reported_by(all));
                    prop_assert!(damage.told_by_schema || damage.is_a_number(), "{damage:?}");
                    prop_assert!(told, "{damage:?}\n{objections:?}\n{text}");
                }
                Ok(())
            });
        }
    }
}

#[test]
fn a_body_of_another_carrier_is_refused() {
    for message in messages() {
        let others: &[&str] = match message.carrier {
            Carrier::Object => &["", "[]", "[{}]", "null", "success", "{"],
            Carrier::List => &["", "{}", "null", "success", "[1]", "[{}", "[null]"],
            Carrier::Text(_) => &["", "{}", "no word", "\"\""],
            // Parameters have no body.
            Carrier::Query => &[],
        };
        for body in others {
            let refused = body_violations(message, body).map_or(true, |objections| !objections.is_empty());
            assert!(refused, "{} takes `{body}`", message.id);
        }
    }
}

#[test]
fn each_table_names_a_member_once() {
    for message in messages() {
        once(message.id, message.fields);
        once(message.id, message.headers);
    }
}

fn once(id: &str, fields: &'static [Field]) {
    let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), fields.len(), "a name twice in {id}: {:?}", fields.iter().map(|f| f.name));
    for field in fields {
        tables(&field.kind).into_iter().for_each(|fields| once(id, fields));
    }
}

fn each_message(cases: u32, property: fn(&'static Message, &Value, &str) -> Result<(), TestCaseError>) {
    let messages: Vec<_> = messages().collect();
    let cases = share(cases, messages.len()).min(128);
    for message in messages {
        check(message.id, cases, (bodies(message, How::Any), spelling()), |(body, spelling)| {
            property(message, &body, &write(message, &body, &spelling))
        });
    }
}

fn reads_as(text: &str, members: &Members) -> Result<(), TestCaseError> {
    let object = Object::parse(text).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
    prop_assert!(says(&object, members), "{text}");
    prop_assert_eq!(object.re_emit(), text);
    Ok(())
}
