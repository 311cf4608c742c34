//! Messages as their tables allow them.
//!
//! The tests of the schemas, in the crate of the formats, include this file too.

use core::ops::Range;
use std::collections::BTreeSet;

pub(crate) use counterfoil_protocol::fuzzing::variants::{Variant, variants};
use counterfoil_protocol::gateways::by_name;
use counterfoil_protocol::message::{Carrier, Field, Kind, Message, Pattern, Presence};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

use crate::arbitrary::{characters, scalar, value};
use crate::document::{Members, Value};

/// Messages of that shape: any order, some members absent or null, some that no table knows.
pub(crate) fn messages(message: &'static Message, variant: Variant) -> BoxedStrategy<Members> {
    let unknown = unknown_values(message);
    let of_field = |field: &'static Field| match (variant.word, variant.inside) {
        (Some((name, word)), _) if name == field.name => Just(Value::text(word)).boxed(),
        (_, Some((name, fields))) if name == field.name => {
            inner_document(&field.kind, inner_members(fields, variant.word, unknown.clone()))
        }
        _ => of_kind(&field.kind, How::Any),
    };
    any_order(message.fields.iter().map(|field| member(field, of_field(field), How::Any)).collect(), unknown.clone())
}

/// What an unknown member may hold: nothing that is signed, where the exact member set is the defence.
fn unknown_values(message: &Message) -> BoxedStrategy<Value> {
    let gateway = message.id.split('/').next().and_then(by_name).expect("a message of a gateway");
    if gateway.exact_members_defend {
        return prop_oneof![Just(Value::Null), Just(Value::text(""))].boxed();
    }
    // Scalar, because no gateway says how to sign another value that it does not document.
    scalar().boxed()
}

fn inner_document(kind: &Kind, members: BoxedStrategy<Members>) -> BoxedStrategy<Value> {
    match kind {
        Kind::Nested(_) => members.prop_map(Value::Nested).boxed(),
        _ => members.prop_map(Value::Object).boxed(),
    }
}

fn inner_members(
    fields: &'static [Field],
    word: Option<(&'static str, &'static str)>,
    unknown: BoxedStrategy<Value>,
) -> BoxedStrategy<Members> {
    let of_field = |field: &'static Field| match word {
        Some((name, word)) if name == field.name => Just(Value::text(word)).boxed(),
        _ => of_kind(&field.kind, How::Any),
    };
    any_order(fields.iter().map(|field| member(field, of_field(field), How::Any)).collect(), unknown)
}

/// Which of the messages that a table allows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// Any of them.
    Any,
    /// Only those with every member and an item in each list; of kinds that are in doubt, the one of that number.
    Whole(usize),
}

/// Bodies as the table alone allows them; of messages whose members are parameters, an object of these.
pub(crate) fn bodies(message: &'static Message, how: How) -> BoxedStrategy<Value> {
    match message.carrier {
        Carrier::Object | Carrier::Query => object(message.fields, how),
        Carrier::List => vec(object(message.fields, how), items(how)).prop_map(Value::List).boxed(),
        Carrier::Text(words) => select(words).prop_map(Value::text).boxed(),
    }
}

fn object(fields: &'static [Field], how: How) -> BoxedStrategy<Value> {
    inside(fields, how).prop_map(Value::Object).boxed()
}

fn inside(fields: &'static [Field], how: How) -> BoxedStrategy<Members> {
    members(fields, scalar().boxed(), how)
}

fn members(fields: &'static [Field], unknown: BoxedStrategy<Value>, how: How) -> BoxedStrategy<Members> {
    any_order(fields.iter().map(|field| member(field, of_kind(&field.kind, how), how)).collect(), unknown)
}

fn items(how: How) -> Range<usize> {
    match how {
        How::Any => 0..3,
        How::Whole(_) => 1..3,
    }
}

type Maybe = BoxedStrategy<Option<(String, Value)>>;

fn member(field: &'static Field, value: BoxedStrategy<Value>, how: How) -> Maybe {
    // Where anything goes, null goes too, but not for a member that must be there.
    let filled = |value| if value == Value::Null { Value::Boolean(false) } else { value };
    let present = value.prop_map(move |value| Some((field.name.to_owned(), filled(value))));
    match (field.presence, how) {
        (Presence::Required, _) | (_, How::Whole(_)) => present.boxed(),
        (Presence::Expected | Presence::Optional, How::Any) => prop_oneof![
            4 => present,
            1 => Just(None),
            1 => Just(Some((field.name.to_owned(), Value::Null))),
        ]
        .boxed(),
    }
}

fn any_order(mut members: Vec<Maybe>, unknown: BoxedStrategy<Value>) -> BoxedStrategy<Members> {
    let unknown = ("x[a-z]{0,3}-[^a-z]{0,3}", unknown);
    members.push(prop_oneof![3 => Just(None), 1 => unknown.prop_map(Some)].boxed());
    members.prop_map(|members| members.into_iter().flatten().collect::<Members>()).prop_shuffle().boxed()
}

/// Values of a kind, from its whole range.
fn of_kind(kind: &'static Kind, how: How) -> BoxedStrategy<Value> {
    let text =
        |pattern: &str| proptest::string::string_regex(pattern).expect("a pattern").prop_map(Value::Text).boxed();
    let number =
        |pattern: &str| proptest::string::string_regex(pattern).expect("a pattern").prop_map(Value::Number).boxed();
    match kind {
        Kind::Text { min, max } => text_of_length(*min, *max),
        Kind::Pattern(pattern) => text(bare(*pattern)),
        Kind::Limited { pattern, min, max } => limited(*pattern, *min, *max),
        Kind::DecimalText => text(DECIMAL),
        Kind::SignedDecimalText => text(&format!("-?{DECIMAL}")),
        Kind::DecimalTextOrNumber => prop_oneof![text(DECIMAL), number(DECIMAL)].boxed(),
        Kind::ScaledText => text("[0-9]{1,40}"),
        Kind::Integer { min, max } => (*min..=*max).prop_map(Value::number).boxed(),
        Kind::IntegerOrText => prop_oneof![any::<i64>().prop_map(Value::number), text("[0-9]{1,30}")].boxed(),
        Kind::Number => crate::arbitrary::number().prop_map(Value::Number).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        Kind::Millis => number("[1-9][0-9]{12}"),
        Kind::MillisOrText => prop_oneof![number("[1-9][0-9]{12}"), text("[0-9]{13}")].boxed(),
        Kind::MillisText => text("[0-9]{13}"),
        Kind::Seconds => number("[1-9][0-9]{9}"),
        Kind::SecondsText => text("[0-9]{10}"),
        Kind::DateTimeText => text("20[0-9]{2}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z?"),
        Kind::Url => text("https?://[a-z]{1,8}\\.example(/[a-z0-9?=&%é]{0,12}){0,2}"),
        Kind::Enumeration(values) => {
            let known: Vec<_> = values.iter().map(|value| value.name).collect();
            prop_oneof![3 => select(known).prop_map(Value::text), 1 => text("[a-z.]{1,12}")].boxed()
        }
        Kind::IntegerEnumeration(values) => {
            let known: Vec<_> = values.iter().map(|value| value.value).collect();
            prop_oneof![3 => select(known), 1 => any::<i64>()].prop_map(Value::number).boxed()
        }
        Kind::Constant(word) => Just(Value::text(*word)).boxed(),
        Kind::IntegerConstant(number) => Just(Value::number(number)).boxed(),
        Kind::Object(fields) => object(fields, how),
        Kind::Nested(fields) => inside(fields, how).prop_map(Value::Nested).boxed(),
        Kind::List(fields) => vec(object(fields, how), items(how)).prop_map(Value::List).boxed(),
        Kind::Values(kind) => vec(of_kind(kind, how), items(how)).prop_map(Value::List).boxed(),
        Kind::NestedList(fields) => vec(object(fields, how), items(how)).prop_map(Value::NestedList).boxed(),
        Kind::NestedValues(kind) => vec(of_kind(kind, how), items(how)).prop_map(Value::NestedList).boxed(),
        Kind::Base64Json(fields) => inside(fields, how).prop_map(Value::Base64).boxed(),
        Kind::Either(kinds) => match how {
            How::Any => Union::new(kinds.iter().map(|kind| of_kind(kind, how))).boxed(),
            How::Whole(number) => of_kind(&kinds[number % kinds.len()], how),
        },
        // Put in when the rest is there.
        Kind::Signature => Just(Value::text("")).boxed(),
        Kind::Any => value().prop_map(distinct).boxed(),
    }
}

/// Without members that stand twice, which no table can allow.
fn distinct(value: Value) -> Value {
    let members = |members: Members| {
        let mut names = BTreeSet::new();
        let first = members.into_iter().filter(|(name, _)| names.insert(name.clone()));
        first.map(|(name, value)| (name, distinct(value))).collect()
    };
    match value {
        Value::Object(inside) => Value::Object(members(inside)),
        Value::Nested(inside) => Value::Nested(members(inside)),
        Value::List(items) => Value::List(items.into_iter().map(distinct).collect()),
        other => other,
    }
}

/// Texts near the shortest, and the longest itself where somebody counts: letters of two bytes, for characters count.
fn text_of_length(min: usize, max: usize) -> BoxedStrategy<Value> {
    let short = characters(min, max.min(min + 12)).prop_map(Value::Text);
    if max > 10_000 { short.boxed() } else { prop_oneof![7 => short, 1 => Just(Value::text("é".repeat(max)))].boxed() }
}

const DECIMAL: &str = "(0|[1-9][0-9]{0,30})(\\.[0-9]{1,18})?";

/// Texts of a pattern and a length: cut or made longer by repeating, which no pattern here forbids but fixed ones.
fn limited(pattern: Pattern, min: usize, max: usize) -> BoxedStrategy<Value> {
    let single = bare(pattern).trim_end_matches('+');
    let count = format!("{{{min},{}}}", max.min(min + 40));
    proptest::string::string_regex(&format!("{single}{count}")).expect("a pattern").prop_map(Value::Text).boxed()
}

/// The pattern without its anchors, which generators do not take.
fn bare(pattern: Pattern) -> &'static str {
    pattern.describe().trim_start_matches('^').trim_end_matches('$')
}

/// Messages of any shape.
pub(crate) fn any_message(message: &'static Message) -> BoxedStrategy<(Members, Variant)> {
    let shapes = variants(message)
        .into_iter()
        .map(|variant| messages(message, variant).prop_map(move |members| (members, variant)).boxed());
    Union::new(shapes).boxed()
}
