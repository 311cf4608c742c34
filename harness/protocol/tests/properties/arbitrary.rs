//! Any JSON value, and any spelling of one.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::document::Value;

/// Any value, a few levels deep.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            vec((text(), inner.clone()), 0..4).prop_map(Value::Object),
            vec((text(), inner), 0..4).prop_map(Value::Nested),
        ]
    })
}

/// Any value without an inside.
pub(crate) fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        number().prop_map(Value::Number),
        text().prop_map(Value::Text),
    ]
}

/// Any number that a double holds, in any spelling.
pub(crate) fn number() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?"
}

/// Any text: half of it ASCII, control characters included.
pub(crate) fn text() -> impl Strategy<Value = String> {
    characters(0, 8)
}

/// Any text of so many characters.
pub(crate) fn characters(min: usize, max: usize) -> impl Strategy<Value = String> {
    let character = prop_oneof![proptest::char::range('\0', '\x7f'), any::<char>()];
    vec(character, min..=max).prop_map(String::from_iter)
}

/// What [`crate::document::write`] goes by.
pub(crate) fn spelling() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..48)
}
