//! Tables, fields and kinds as schemas.

use counterfoil_protocol::message::{Carrier, Field, IntegerValue, Kind, Message, Pattern, Presence, Value};
use counterfoil_protocol::value::Amount;

use super::Members;
use crate::json::Json;

/// Writes tables down and collects what has to be referred to from two places.
pub(super) struct Pen<'m> {
    message: &'m Message,
    definitions: Members,
}

impl<'m> Pen<'m> {
    pub(super) fn new(message: &'m Message) -> Self {
        Self { message, definitions: Vec::new() }
    }

    /// The collected definitions, if there are any.
    pub(super) fn definitions(self) -> Members {
        if self.definitions.is_empty() { Vec::new() } else { vec![member("$defs", Json::Object(self.definitions))] }
    }

    /// The schema of an object with this table; `place` is where it stands, names joined by `.`.
    pub(super) fn document(&mut self, fields: &[Field], place: &str) -> Json {
        Json::Object(self.table(fields, place))
    }

    /// The same as members, so that others can stand beside them.
    pub(super) fn table(&mut self, fields: &[Field], place: &str) -> Members {
        let mut members = vec![member("type", "object")];
        let properties = fields.iter().map(|field| (field.name, self.field(field, place)));
        members.push(member("properties", Json::object(properties.collect::<Vec<_>>())));
        members.push(member("required", names(fields, Presence::Required)));
        if fields.iter().any(|field| field.presence == Presence::Expected) {
            members.push(member("x-counterfoil-expected", names(fields, Presence::Expected)));
        }
        members.push(member("additionalProperties", true));
        members
    }

    fn field(&mut self, field: &Field, place: &str) -> Json {
        let here = if place.is_empty() { field.name.to_owned() } else { format!("{place}.{}", field.name) };
        let mut members = self.kind(&field.kind, &here);
        match (field.presence == Presence::Required, takes_null(&field.kind)) {
            (true, true) => members.insert(0, member("type", Json::list(ANY_BUT_NULL))),
            (false, false) => members = nullable(members),
            _ => {}
        }
        if place.is_empty() && self.message.carrier == Carrier::Query && self.message.in_path(field.name) {
            members.insert(0, member("x-counterfoil-in", "path"));
        }
        let words = [meaning(&field.kind), field.note].into_iter().filter(|text| !text.is_empty());
        let words = words.collect::<Vec<_>>().join("; ");
        if !words.is_empty() {
            members.insert(0, member("description", words));
        }
        Json::Object(members)
    }

    fn kind(&mut self, kind: &Kind, place: &str) -> Members {
        match kind {
            Kind::Text { min, max } => [string(), lengths(*min, *max)].concat(),
            Kind::Pattern(pattern) => matching(pattern.describe()),
            Kind::Limited { pattern, min, max } => [matching(pattern.describe()), lengths(*min, *max)].concat(),
            Kind::DecimalText => decimal(),
            Kind::SignedDecimalText => any_of([decimal(), negative_decimal()]),
            Kind::DecimalTextOrNumber => any_of([decimal(), vec![member("type", "number"), member("minimum", 0_i64)]]),
            Kind::ScaledText => matching(Pattern::Digits.describe()),
            Kind::Integer { min, max } => integer(*min, *max),
            Kind::IntegerOrText => any_of([integer(i64::MIN, i64::MAX), matching(Pattern::Digits.describe())]),
            Kind::Number => vec![member("type", "number")],
            Kind::Boolean => vec![member("type", "boolean")],
            Kind::Millis => digits(13),
            Kind::MillisOrText => any_of([digits(13), matching(&digit_text(13))]),
            Kind::MillisText => matching(&digit_text(13)),
            Kind::Seconds => digits(10),
            Kind::SecondsText => matching(&digit_text(10)),
            Kind::DateTimeText | Kind::Signature => string(),
            Kind::Url => matching("^https?://"),
            Kind::Enumeration(values) => any_of(words(values).chain([string()])),
            Kind::IntegerEnumeration(values) => any_of(numbers(values).chain([integer(i64::MIN, i64::MAX)])),
            Kind::Constant(word) => [string(), vec![member("const", *word)]].concat(),
            Kind::IntegerConstant(number) => vec![member("type", "integer"), member("const", *number)],
            Kind::Object(fields) => self.table(fields, place),
            Kind::Nested(fields) => self.nested(fields, place),
            Kind::List(fields) => list(self.document(fields, place)),
            Kind::Values(kind) => list(Json::Object(self.kind(kind, place))),
            Kind::NestedList(fields) => {
                let inside = list(self.document(fields, place));
                content(Json::Object(inside))
            }
            Kind::NestedValues(kind) => {
                let inside = list(Json::Object(self.kind(kind, place)));
                content(Json::Object(inside))
            }
            Kind::Base64Json(fields) => {
                let inside = self.document(fields, place);
                let mut members = content(inside);
                members.insert(1, member("contentEncoding", "base64"));
                members
            }
            Kind::Either(kinds) => {
                let kinds: Vec<Members> = kinds.iter().map(|kind| self.kind(kind, place)).collect();
                any_of(kinds)
            }
            Kind::Any => Vec::new(),
        }
    }

    /// Text on the wire, an object under a reading or in an example: both have one definition.
    fn nested(&mut self, fields: &[Field], place: &str) -> Members {
        let name = self.free_name(place);
        let index = self.definitions.len();
        self.definitions.push(member(&name, Json::Null));
        self.definitions[index].1 = self.document(fields, place);
        let reference = || Json::object([("$ref", Json::from(format!("#/$defs/{name}")))]);
        let Json::Object(object) = reference() else { unreachable!("made as an object") };
        any_of([content(reference()), object])
    }

    fn free_name(&self, place: &str) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '_' };
        let name: String = place.chars().map(plain).collect();
        let taken = |name: &String| self.definitions.iter().any(|(known, _)| known == name);
        let more = (2..).map(|number| format!("{name}-{number}"));
        core::iter::once(name.clone()).chain(more).find(|name| !taken(name)).expect("numbers do not end")
    }
}

const ANY_BUT_NULL: [&str; 5] = ["string", "number", "boolean", "object", "array"];

/// What the form does not say: units above all.
fn meaning(kind: &Kind) -> &'static str {
    match kind {
        Kind::Millis | Kind::MillisOrText | Kind::MillisText => "milliseconds since 1970 UTC",
        Kind::Seconds | Kind::SecondsText => "seconds since 1970 UTC",
        Kind::ScaledText => "whole number scaled by the currency's decimals",
        Kind::DateTimeText => "date and time",
        Kind::Signature => "the signature",
        _ => "",
    }
}

fn takes_null(kind: &Kind) -> bool {
    match kind {
        Kind::Any => true,
        Kind::Either(kinds) => kinds.iter().any(takes_null),
        _ => false,
    }
}

/// The same or null.
fn nullable(mut members: Members) -> Members {
    let null = || Json::object([("type", "null".into())]);
    let fixed = members.iter().any(|(name, _)| name == "const");
    match members.first_mut() {
        Some((name, Json::Text(single))) if name == "type" && !fixed => {
            members[0].1 = Json::list([single.as_str(), "null"]);
            members
        }
        Some((name, Json::List(choices))) if name == "anyOf" => {
            choices.push(null());
            members
        }
        _ => vec![member("anyOf", Json::List(vec![Json::Object(members), null()]))],
    }
}

fn names(fields: &[Field], presence: Presence) -> Json {
    Json::list(fields.iter().filter(|field| field.presence == presence).map(|field| field.name))
}

fn words(values: &[Value]) -> impl Iterator<Item = Members> {
    values.iter().map(|value| constant(value.name.into(), value.about))
}

fn numbers(values: &[IntegerValue]) -> impl Iterator<Item = Members> {
    values.iter().map(|value| constant(value.value.into(), value.about))
}

fn constant(value: Json, about: &str) -> Members {
    let about = (!about.is_empty()).then(|| member("description", about));
    [member("const", value)].into_iter().chain(about).collect()
}

fn any_of(choices: impl IntoIterator<Item = Members>) -> Members {
    vec![member("anyOf", Json::List(choices.into_iter().map(Json::Object).collect()))]
}

fn list(items: Json) -> Members {
    vec![member("type", "array"), member("items", items)]
}

/// A string that holds a document.
fn content(schema: Json) -> Members {
    [string(), vec![member("contentMediaType", "application/json"), member("contentSchema", schema)]].concat()
}

fn string() -> Members {
    vec![member("type", "string")]
}

/// Limits in characters, left out where they limit nothing.
fn lengths(min: usize, max: usize) -> Members {
    let min = (min > 0).then(|| member("minLength", count(min)));
    let max = (max != usize::MAX).then(|| member("maxLength", count(max)));
    min.into_iter().chain(max).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).expect("a length that a document prints")
}

fn matching(pattern: &str) -> Members {
    [string(), vec![member("pattern", pattern)]].concat()
}

/// What [`Amount`] takes.
fn decimal() -> Members {
    [matching("^(0|[1-9][0-9]*)(\\.[0-9]+)?$"), lengths(0, Amount::MAX_LEN)].concat()
}

fn negative_decimal() -> Members {
    [matching("^-(0|[1-9][0-9]*)(\\.[0-9]+)?$"), lengths(0, Amount::MAX_LEN + 1)].concat()
}

fn integer(min: i64, max: i64) -> Members {
    let min = (min != i64::MIN).then(|| member("minimum", min));
    let max = (max != i64::MAX).then(|| member("maximum", max));
    [member("type", "integer")].into_iter().chain(min).chain(max).collect()
}

/// A number of so many digits: JSON has no zeros in front.
fn digits(count: u32) -> Members {
    integer(10_i64.pow(count - 1), 10_i64.pow(count) - 1)
}

fn digit_text(count: u32) -> String {
    format!("^[0-9]{{{count}}}$")
}

fn member(name: &str, value: impl Into<Json>) -> (String, Json) {
    (name.to_owned(), value.into())
}
