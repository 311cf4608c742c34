//! For each kind, values that are not of it, stated from its definition and not found out by asking the code.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use counterfoil_protocol::message::{Kind, Pattern};
use counterfoil_protocol::wire::Shape;

use crate::document::{Value, write_value};

/// A value that its kind refuses.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub(crate) value: Value,
    /// Behind the member's own place: where inside the value the objection is.
    pub(crate) behind: &'static str,
    /// Whether JSON Schema can tell: it does not see how a number is written.
    pub(crate) told_by_schema: bool,
}

/// Where a text is no JSON, the byte is told too.
pub(crate) const AT_A_BYTE: &str = "→byte ";

/// One value of each JSON type that the kind does not take, and those of the right type that it still refuses.
pub(crate) fn wrong(kind: &Kind) -> Vec<Wrong> {
    let taken = shapes(kind);
    let of_other_shape = SPECIMENS.iter().filter(|(shape, _)| !taken.contains(shape)).map(|(_, make)| make());
    of_other_shape.map(plain).chain(wrong_inside(kind)).collect()
}

/// A value of each JSON type but null, which is judged by presence.
const SPECIMENS: [(Shape, fn() -> Value); 5] = [
    (Shape::String, || Value::text("\u{1}?")),
    (Shape::Number, || Value::number("-1.5")),
    (Shape::Boolean, || Value::Boolean(true)),
    (Shape::Array, || Value::List(vec![])),
    (Shape::Object, || Value::Object(vec![])),
];

/// The JSON types that a kind takes.
pub(crate) fn shapes(kind: &Kind) -> Vec<Shape> {
    match kind {
        Kind::Integer { .. }
        | Kind::Number
        | Kind::Millis
        | Kind::Seconds
        | Kind::IntegerEnumeration(_)
        | Kind::IntegerConstant(_) => vec![Shape::Number],
        Kind::DecimalTextOrNumber | Kind::IntegerOrText | Kind::MillisOrText => vec![Shape::String, Shape::Number],
        Kind::Boolean => vec![Shape::Boolean],
        Kind::Object(_) => vec![Shape::Object],
        Kind::Nested(_) => vec![Shape::String, Shape::Object],
        Kind::List(_) | Kind::Values(_) => vec![Shape::Array],
        Kind::Either(kinds) => kinds.iter().flat_map(shapes).collect(),
        Kind::Any => SPECIMENS.iter().map(|(shape, _)| *shape).collect(),
        Kind::Text { .. }
        | Kind::Pattern(_)
        | Kind::Limited { .. }
        | Kind::DecimalText
        | Kind::SignedDecimalText
        | Kind::ScaledText
        | Kind::MillisText
        | Kind::SecondsText
        | Kind::DateTimeText
        | Kind::Url
        | Kind::Enumeration(_)
        | Kind::Constant(_)
        | Kind::NestedList(_)
        | Kind::NestedValues(_)
        | Kind::Base64Json(_)
        | Kind::Signature => vec![Shape::String],
    }
}

/// Of the right type, and still wrong.
fn wrong_inside(kind: &Kind) -> Vec<Wrong> {
    match kind {
        Kind::Text { min, max } => wrong_lengths("é", *min, *max),
        Kind::Pattern(pattern) => texts(misses(*pattern)),
        Kind::Limited { pattern, min, max } => {
            [texts(misses(*pattern)), wrong_lengths(example(*pattern), *min, *max)].concat()
        }
        Kind::DecimalText => [texts(NO_DECIMALS), texts(&["-1"]), vec![too_long_decimal("")]].concat(),
        Kind::SignedDecimalText => [texts(NO_DECIMALS), vec![too_long_decimal(""), too_long_decimal("-")]].concat(),
        Kind::DecimalTextOrNumber => {
            [texts(NO_DECIMALS), texts(&["-1"]), numbers(&["-1", "-0.5"]), unseen(&["1e3", "-0", "1E+2"])].concat()
        }
        Kind::ScaledText => texts(NO_DIGITS),
        Kind::Integer { min, max } => [no_integers(), beyond(*min, *max)].concat(),
        Kind::IntegerOrText => [no_integers(), texts(NO_DIGITS)].concat(),
        Kind::IntegerEnumeration(_) => no_integers(),
        Kind::IntegerConstant(number) => {
            let others = [number.checked_sub(1), number.checked_add(1)].into_iter().flatten();
            others.map(Value::number).map(plain).chain(no_integers()).collect()
        }
        Kind::Millis => wrong_digits(13),
        Kind::MillisText => wrong_digit_texts(13),
        Kind::MillisOrText => [wrong_digits(13), wrong_digit_texts(13)].concat(),
        Kind::Seconds => wrong_digits(10),
        Kind::SecondsText => wrong_digit_texts(10),
        Kind::Url => texts(&["", "shop.example/notify", "ftp://shop.example/", " https://shop.example/", "HTTPS:/x"]),
        Kind::Constant(word) => vec![plain(Value::text(format!("{word}x"))), plain(Value::text(format!("x{word}")))],
        Kind::Nested(_) => NO_OBJECTS.iter().map(|text| inside(Value::text(*text), AT_A_BYTE)).collect(),
        Kind::List(_) => vec![inside(list_of(Value::number(1)), "/0"), inside(list_of(Value::Null), "/0")],
        Kind::NestedList(_) => {
            let item = Value::NestedList(vec![Value::number(1)]);
            texts(NO_LISTS).into_iter().chain([inside(item, "→/0")]).collect()
        }
        Kind::Values(item) => wrong_items(item).into_iter().map(list_of).map(plain).collect(),
        Kind::NestedValues(item) => {
            let lists = wrong_items(item).into_iter().map(|item| Value::text(write_value(&list_of(item), &[])));
            texts(NO_LISTS).into_iter().chain(lists.map(plain)).collect()
        }
        Kind::Base64Json(_) => no_base64_of_objects(),
        // Nothing of the right type is wrong, or another of the kinds may take it.
        Kind::Number
        | Kind::Boolean
        | Kind::DateTimeText
        | Kind::Enumeration(_)
        | Kind::Object(_)
        | Kind::Either(_)
        | Kind::Signature
        | Kind::Any => Vec::new(),
    }
}

/// Texts that are no decimal, whatever the sign.
const NO_DECIMALS: &[&str] =
    &["", "-", "--1", "+1", "01", "-01", "1.", ".5", "1e3", " 1", "1 ", "1\n", "1,0", "NaN", "0x1", "١", "1.5.2"];
const NO_DIGITS: &[&str] = &["", "-1", "+1", "1.5", "1e3", " 1", "1\n", "x", "١"];
const NO_OBJECTS: &[&str] = &["", "{", "[]", "null", "\"{}\"", "{}x", "plain"];
const NO_LISTS: &[&str] = &["", "[", "{}", "null", "[]x", "plain"];

/// Texts that a pattern refuses, near to ones that it takes.
fn misses(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::FiatCode => &["", "US", "usd", "USDT", "U5D", "USD\n", "ÜSD"],
        Pattern::CountryCode => &["", "I", "id", "IDN", "I1", "ID\n", "ÏD"],
        Pattern::OrderId => &["", "a b", "a.b", "a/b", "a\n", "é"],
        Pattern::Digits => &["", "-1", "1.0", "1a", " 1", "1\n", "١"],
        Pattern::Hash32 => &[
            "",
            "0x",
            "657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b11",
            "0x657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b1",
            "0x657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b110",
            "0X657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b11",
            "0x657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b1g",
        ],
        Pattern::Symbol => &["", "usdt", "US-DT", "USDT ", "USDT\n", "Ü"],
        Pattern::Alphanumeric => &["", "a_1", "a-1", "a 1", "a1\n", "é"],
        Pattern::Word => &["", "a-1", "a 1", "a1\n", "é"],
        Pattern::HexLower => &["", "A1", "0x1", "g", "a1\n"],
        Pattern::HexPrefixed => &["", "0x", "a1", "0X1", "0xg", "0xa1\n"],
        Pattern::Date => &["", "2026-1-1", "01-01-2026", "2026/01/01", "2026-01-011", "2026-01-01\n"],
    }
}

/// A text that a pattern takes.
fn example(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::FiatCode => "USD",
        Pattern::CountryCode => "ID",
        Pattern::OrderId => "a-_1",
        Pattern::Digits => "1",
        Pattern::Hash32 => "0x657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b11",
        Pattern::Symbol => "USDT",
        Pattern::Alphanumeric | Pattern::HexLower => "a1",
        Pattern::Word => "a_1",
        Pattern::HexPrefixed => "0xa1",
        Pattern::Date => "2026-01-01",
    }
}

fn wrong_lengths(text: &str, min: usize, max: usize) -> Vec<Wrong> {
    let of_length = |length: usize| Value::Text(text.chars().cycle().take(length).collect());
    let short = min.checked_sub(1).map(of_length);
    // Limits that nobody prints are no limits.
    let long = (max < 100_000).then(|| of_length(max + 1));
    short.into_iter().chain(long).map(plain).collect()
}

fn too_long_decimal(sign: &str) -> Wrong {
    plain(Value::Text(format!("{sign}{}", "1".repeat(65))))
}

fn no_integers() -> Vec<Wrong> {
    [numbers(&["1.5", "-0.1"]), unseen(&["1e2", "1.0", "9223372036854775808", "-9223372036854775809"])].concat()
}

fn beyond(min: i64, max: i64) -> Vec<Wrong> {
    [min.checked_sub(1), max.checked_add(1)].into_iter().flatten().map(Value::number).map(plain).collect()
}

fn wrong_digits(count: usize) -> Vec<Wrong> {
    let written = [count - 1, count + 1].map(|count| "1".repeat(count));
    let written = written.into_iter().chain([format!("-{}", "1".repeat(count)), format!("{}.5", "1".repeat(count))]);
    let point = format!("{}.0", "1".repeat(count));
    written.map(Value::Number).map(plain).chain(unseen(&[&point])).collect()
}

fn wrong_digit_texts(count: usize) -> Vec<Wrong> {
    let ones = |count: usize| "1".repeat(count);
    let written = [
        String::new(),
        ones(count - 1),
        ones(count + 1),
        format!("-{}", ones(count - 1)),
        format!("{} ", ones(count - 1)),
        format!("{}\n", ones(count)),
        "١".repeat(count),
    ];
    written.into_iter().map(Value::Text).map(plain).collect()
}

/// Items that a list must not have; what is inside of an item has its own place and is left to lists of objects.
fn wrong_items(item: &Kind) -> Vec<Value> {
    let null = (shapes(item).len() < SPECIMENS.len()).then_some(Value::Null);
    let simple = wrong(item).into_iter().filter(|wrong| wrong.behind.is_empty() && wrong.told_by_schema);
    let opened = matches!(item, Kind::NestedList(_) | Kind::NestedValues(_) | Kind::Base64Json(_));
    null.into_iter().chain(simple.map(|wrong| wrong.value).filter(|_| !opened)).collect()
}

fn no_base64_of_objects() -> Vec<Wrong> {
    let encoded = |bytes: &[u8]| Value::Text(BASE64_STANDARD.encode(bytes));
    let objections = [Value::text("*"), Value::text("e30"), Value::text("e30_"), encoded(b"{\"a\":\"\xff\"}")];
    let no_objects = NO_OBJECTS.iter().map(|text| inside(encoded(text.as_bytes()), AT_A_BYTE));
    objections.map(plain).into_iter().chain(no_objects).collect()
}

fn list_of(item: Value) -> Value {
    Value::List(vec![item])
}

fn texts(texts: &[&str]) -> Vec<Wrong> {
    texts.iter().map(|text| plain(Value::text(*text))).collect()
}

fn numbers(numbers: &[&str]) -> Vec<Wrong> {
    numbers.iter().map(|number| plain(Value::number(number))).collect()
}

/// Numbers whose value is right: only their text is wrong.
fn unseen(written: &[&str]) -> Vec<Wrong> {
    numbers(written).into_iter().map(|wrong| Wrong { told_by_schema: false, ..wrong }).collect()
}

fn plain(value: Value) -> Wrong {
    inside(value, "")
}

fn inside(value: Value, behind: &'static str) -> Wrong {
    Wrong { value, behind, told_by_schema: true }
}
