//! JSON by value, and JSONPath.

use core::cmp::Ordering;

use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::wire::{Object, Shape, Text, checked_text};
use jsonschema::Draft;
use serde_json::Value;
use serde_json_path::JsonPath;

use super::{Matched, text};
use crate::wiremock::matcher::Matcher;

/// How deep documents may nest.
const DEPTH: usize = 128;

/// Letters of a JSONPath at most: its parser calls itself.
const LONGEST_PATH: usize = 512;

/// Words of a JSON Schema that WireMock judges in its own way: Java's regular expressions, formats by version, 1 and 1.0
/// as two items, and what it would fetch.
const OPEN: &[&str] = &["pattern", "format", "uniqueItems", "$schema", "$id", "://"];

/// What may differ.
#[derive(Clone, Copy)]
pub(super) struct Slack {
    /// `ignoreArrayOrder`
    pub(super) any_order: bool,
    /// `ignoreExtraElements`
    pub(super) may_have_more: bool,
}

/// `equalToJson`: numbers by value, the last of duplicate members, placeholders left open.
pub(super) fn equal(expected: &str, found: &str, slack: Slack) -> Matched {
    if expected.contains("${json-unit") {
        return Matched::Unknown("equalToJson with placeholders".to_owned());
    }
    if checked_text(expected.as_bytes(), DEPTH).is_err() || checked_text(found.as_bytes(), DEPTH).is_err() {
        return Matched::Unknown("equalToJson of what is no plain JSON".to_owned());
    }
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    if !is_json(expected) || !is_json(found) {
        return Matched::Unknown("equalToJson of what is no JSON".to_owned());
    }
    let document = |text: &str| format!("[{text}]");
    let (expected, found) = (document(expected), document(found));
    let items = |text| serde_json::from_str::<Vec<&serde_json::value::RawValue>>(text).unwrap_or_default();
    let (left, right) = (items(&expected), items(&found));
    let same = left.iter().zip(&right).all(|(left, right)| same(Text::from(*left), Text::from(*right), slack));
    Matched::when(same, || "another document".to_owned())
}

fn same(expected: Text<'_>, found: Text<'_>, slack: Slack) -> bool {
    match (expected.shape(), found.shape()) {
        (Shape::Object, Shape::Object) => same_object(expected, found, slack),
        (Shape::Array, Shape::Array) => same_array(expected, found, slack),
        (Shape::Number, Shape::Number) => same_number(expected.raw(), found.raw()),
        (Shape::String, Shape::String) => expected.decoded() == found.decoded(),
        (left, right) => left == right && expected.raw() == found.raw(),
    }
}

fn same_object(expected: Text<'_>, found: Text<'_>, slack: Slack) -> bool {
    let (Ok(left), Ok(right)) = (Object::parse(expected.raw()), Object::parse(found.raw())) else { return false };
    let get = |object: &Object<'_>, name: &str| {
        object.members().iter().rev().find(|member| member.name == name).map(|member| member.value.raw().to_owned())
    };
    let each = left.members().iter().all(|member| {
        let wanted = get(&left, &member.name).unwrap_or_default();
        get(&right, &member.name).is_some_and(|value| same_raw(&wanted, &value, slack))
    });
    each && (slack.may_have_more || right.members().iter().all(|member| left.get(&member.name).is_some()))
}

fn same_raw(left: &str, right: &str, slack: Slack) -> bool {
    let raw = |text| serde_json::from_str::<&serde_json::value::RawValue>(text).ok().map(Text::from);
    raw(left).zip(raw(right)).is_some_and(|(left, right)| same(left, right, slack))
}

/// Items left over may only stand at the end, unless order does not count.
fn same_array(expected: Text<'_>, found: Text<'_>, slack: Slack) -> bool {
    let (left, mut right) = (expected.items().unwrap_or_default(), found.items().unwrap_or_default());
    if right.len() < left.len() || (right.len() > left.len() && !slack.may_have_more) {
        return false;
    }
    if !slack.any_order {
        return left.iter().zip(&right).all(|(left, right)| same(*left, *right, slack));
    }
    left.iter().all(|wanted| {
        let at = right.iter().position(|item| same(*wanted, *item, slack));
        at.is_some_and(|at| {
            right.swap_remove(at);
            true
        })
    })
}

/// By value, exactly: `1E2` is `100.0`, and 0.1 is not 0.10000000000000001.
pub(super) fn same_number(left: &str, right: &str) -> bool {
    left == right || digits(left).cmp(&digits(right)) == Ordering::Equal
}

/// Sign, digits without zeros at either end, and the power of ten behind the last.
fn digits(number: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) =
        mantissa.trim_start_matches('-').split_once('.').unwrap_or((mantissa.trim_start_matches('-'), ""));
    let all = format!("{whole}{fraction}");
    let kept = all.trim_end_matches('0');
    let zeros = i64::try_from(all.len() - kept.len()).unwrap_or(i64::MAX);
    let places = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
    let kept = kept.trim_start_matches('0').to_owned();
    if kept.is_empty() {
        return (false, kept, 0);
    }
    let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX);
    (mantissa.starts_with('-'), kept, exponent.saturating_add(zeros).saturating_sub(places))
}

/// `matchesJsonPath`: something that is not null, no empty list and no empty object; or something that matches.
pub(super) fn path(expression: &str, inner: Option<&Matcher>, found: &str) -> Matched {
    let unknown = |why: &str| Matched::Unknown(format!("the JSONPath `{}`{why}", excerpt(expression)));
    if expression.len() > LONGEST_PATH {
        return unknown(", which is too long");
    }
    let Ok(path) = JsonPath::parse(expression) else { return unknown("") };
    let Ok(document) = serde_json::from_str::<Value>(found) else {
        return Matched::No("no JSON".to_owned());
    };
    let nodes = path.query(&document).all();
    let Some(inner) = inner else {
        return Matched::when(nodes.iter().any(|node| is_something(node)), || format!("nothing at `{expression}`"));
    };
    if nodes.is_empty() {
        return text::value(inner, None);
    }
    let each = nodes.iter().map(|node| match node {
        Value::String(text) => text::value(inner, Some(text.as_bytes())),
        // Java prints numbers with a fraction, and documents, in its own way.
        Value::Number(number) if number.is_f64() => unknown(" of a number with a fraction"),
        Value::Number(number) => text::value(inner, Some(number.to_string().as_bytes())),
        Value::Bool(flag) => text::value(inner, Some(flag.to_string().as_bytes())),
        Value::Null => unknown(" of null"),
        Value::Array(_) | Value::Object(_) if matches!(inner, Matcher::EqualToJson { .. }) => {
            text::value(inner, Some(node.to_string().as_bytes()))
        }
        Value::Array(_) | Value::Object(_) => unknown(" of a document"),
    });
    Matched::any(each)
}

/// `matchesJsonSchema`: of objects and arrays; WireMock takes other texts for numbers, strings and truth values by turns.
pub(super) fn schema(text: &str, version: Option<&str>, found: &str) -> Matched {
    let unknown = |why: &str| Matched::Unknown(format!("matchesJsonSchema {why}"));
    let draft = match version {
        Some("V4") => Draft::Draft4,
        Some("V6") => Draft::Draft6,
        Some("V7") => Draft::Draft7,
        Some("V201909") => Draft::Draft201909,
        None | Some("V202012") => Draft::Draft202012,
        Some(_) => return unknown("of another version"),
    };
    if let Some(name) = OPEN.iter().find(|name| text.contains(**name)) {
        return unknown(&format!("with `{name}`"));
    }
    if checked_text(text.as_bytes(), DEPTH).is_err() || checked_text(found.as_bytes(), DEPTH).is_err() {
        return unknown("of what is no plain JSON");
    }
    let (Ok(schema), Ok(document)) = (serde_json::from_str::<Value>(text), serde_json::from_str::<Value>(found)) else {
        return unknown("of what is no JSON");
    };
    if !document.is_object() && !document.is_array() {
        return unknown("of neither an object nor an array");
    }
    match jsonschema::options().with_draft(draft).build(&schema) {
        Ok(validator) => Matched::when(validator.is_valid(&document), || "not as its JSON Schema says".to_owned()),
        Err(_) => unknown("with a schema that cannot be read"),
    }
}

fn is_something(node: &Value) -> bool {
    match node {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}
