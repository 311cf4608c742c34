//! A document that fits its table, for people and tests that need one where no page prints an example.

use core::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Field, Kind, Pattern, Presence};

/// An object with every member that the table demands or expects.
#[must_use]
pub fn sample(fields: &[Field]) -> String {
    let members = fields.iter().filter(|field| field.presence != Presence::Optional);
    let members: Vec<String> = members.map(sample_member).collect();
    format!("{{{}}}", members.join(","))
}

/// One member, `"name":value`.
#[must_use]
pub fn sample_member(field: &Field) -> String {
    let usual = usual_text(field.name).filter(|_| matches!(field.kind, Kind::Text { .. }));
    let usual = usual.map(quoted).filter(|raw| fits(&field.kind, raw));
    format!("{}:{}", quoted(field.name), usual.unwrap_or_else(|| sample_value(&field.kind)))
}

/// What people would write there, by the member's name; only where any text will do.
fn usual_text(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let usual = [
        ("currency", "USDT"),
        ("symbol", "USDT"),
        ("chain", "TRX"),
        ("network", "TRX"),
        ("country", "ID"),
        ("address", "TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K"),
        ("hash", "8d1f3c5be7e0a1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aa"),
        ("url", "https://shop.example/"),
        ("email", "payer@shop.example"),
        ("mobile", "081234567890"),
        ("amount", "10.5"),
        ("time", "2026-01-01 00:00:00"),
    ];
    usual.iter().find(|(part, _)| name.contains(part)).map(|(_, text)| *text)
}

fn fits(kind: &Kind, raw: &str) -> bool {
    serde_json::from_str::<&serde_json::value::RawValue>(raw).is_ok_and(|raw| kind.fits(raw.into()))
}

/// One value of the kind as JSON text.
fn sample_value(kind: &Kind) -> String {
    match kind {
        Kind::Text { min, max } => quoted(&fitting("sample", *min, *max)),
        Kind::Limited { pattern, min, max } => quoted(&fitting(pattern_text(*pattern), *min, *max)),
        Kind::Pattern(pattern) => quoted(pattern_text(*pattern)),
        Kind::DecimalText | Kind::DecimalTextOrNumber | Kind::SignedDecimalText => quoted("10.5"),
        Kind::ScaledText => quoted("10500000"),
        Kind::Integer { min, max } => 1.clamp(*min, *max).to_string(),
        Kind::IntegerOrText => "1".to_owned(),
        Kind::Number => "10.5".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Millis | Kind::MillisOrText => "1767225600000".to_owned(),
        Kind::MillisText => quoted("1767225600000"),
        Kind::Seconds => "1767225600".to_owned(),
        Kind::SecondsText => quoted("1767225600"),
        Kind::DateTimeText => quoted("2026-01-01 00:00:00"),
        Kind::Url => quoted("https://shop.example/notify"),
        Kind::Enumeration(values) => quoted(values.first().map_or("sample", |value| value.name)),
        Kind::IntegerEnumeration(values) => values.first().map_or(0, |value| value.value).to_string(),
        Kind::Constant(word) => quoted(word),
        Kind::IntegerConstant(number) => number.to_string(),
        Kind::Object(fields) => sample(fields),
        Kind::Nested(fields) => quoted(&sample(fields)),
        Kind::List(fields) => format!("[{}]", sample(fields)),
        Kind::NestedList(fields) => quoted(&format!("[{}]", sample(fields))),
        Kind::Values(kind) => format!("[{}]", sample_value(kind)),
        Kind::NestedValues(kind) => quoted(&format!("[{}]", sample_value(kind))),
        Kind::Base64Json(fields) => quoted(&BASE64_STANDARD.encode(sample(fields))),
        Kind::Either(kinds) => kinds.first().map_or_else(|| "null".to_owned(), sample_value),
        Kind::Signature => quoted("c2lnbmF0dXJl"),
        Kind::Any => quoted("sample"),
    }
}

fn pattern_text(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::FiatCode => "USD",
        Pattern::CountryCode => "ID",
        Pattern::OrderId => "ORDER-1",
        Pattern::Digits => "1",
        Pattern::Hash32 => "0x657faff79490a0c7a7d798d23d6b119e5eacc8f850f99a44e32b0a6cf9da6b11",
        Pattern::Symbol => "USDT",
        Pattern::Alphanumeric => "ORDER1",
        Pattern::Word => "ORDER_1",
        Pattern::HexLower => "0123456789abcdef",
        Pattern::HexPrefixed => "0x0123456789abcdef",
        Pattern::Date => "2026-01-01",
    }
}

/// The text, repeated or cut until its length is in the range.
fn fitting(text: &str, min: usize, max: usize) -> String {
    let length = text.len().clamp(min, max.max(min));
    text.chars().cycle().take(length).collect()
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    write!(out, "{}", serde_json::Value::from(text)).expect("a String takes everything");
    out
}
