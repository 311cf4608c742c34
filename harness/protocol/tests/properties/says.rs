//! What a document says, compared with the tree it was written from.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use counterfoil_protocol::wire::{Object, Shape, Text};
use serde_json::value::RawValue;

use crate::document::{Members, Value};

/// Whether the object says exactly this: same members in the same order, decoded, numbers by their text.
pub(crate) fn says(object: &Object<'_>, members: &Members) -> bool {
    let found = object.members();
    let same = |(member, (name, value)): (&counterfoil_protocol::wire::Member<'_>, &(String, Value))| {
        member.name == *name && value_says(member.value, value)
    };
    found.len() == members.len() && found.iter().zip(members).all(same)
}

fn value_says(text: Text<'_>, value: &Value) -> bool {
    match value {
        Value::Null => text.is_null(),
        Value::Boolean(yes) => text.shape() == Shape::Boolean && text.raw() == yes.to_string(),
        Value::Number(number) => text.shape() == Shape::Number && text.raw() == number,
        Value::Text(expected) => text.decoded().is_some_and(|decoded| decoded == *expected),
        Value::List(items) => list_says(text.raw(), items),
        Value::Object(members) => Object::parse(text.raw()).is_ok_and(|object| says(&object, members)),
        Value::Nested(members) => {
            text.decoded().is_some_and(|inner| Object::parse(&inner).is_ok_and(|object| says(&object, members)))
        }
        Value::NestedList(items) => text.decoded().is_some_and(|inner| list_says(&inner, items)),
        Value::Base64(members) => text.decoded().is_some_and(|encoded| base64_says(&encoded, members)),
    }
}

fn base64_says(encoded: &str, members: &Members) -> bool {
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded).expect("Base64")).expect("UTF-8");
    Object::parse(&text).is_ok_and(|object| says(&object, members))
}

/// Whether the text is a list of exactly these items.
pub(crate) fn list_says(text: &str, items: &[Value]) -> bool {
    let found: Vec<&RawValue> = serde_json::from_str(text).expect("a list");
    found.len() == items.len() && found.iter().zip(items).all(|(raw, item)| value_says(Text::from(*raw), item))
}
