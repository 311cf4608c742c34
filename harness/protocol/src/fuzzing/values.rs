//! Values of every kind, out of the fuzzer's bytes.

use arbitrary::{Result, Unstructured};

use super::document::{Members, Value};
use crate::message::{Field, Kind, Pattern, Presence};

/// A value that the kind allows.
pub(super) fn of_kind(kind: &Kind, u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match kind {
        Kind::Text { min, max } => Value::Text(text(u, *min, *max)?),
        Kind::Pattern(pattern) => Value::Text(pattern_text(*pattern, 1, 24, u)?),
        Kind::Limited { pattern, min, max } => Value::Text(pattern_text(*pattern, *min, *max, u)?),
        Kind::DecimalText => Value::Text(decimal(u)?),
        Kind::SignedDecimalText => {
            let sign = if u.arbitrary()? { "-" } else { "" };
            Value::Text(format!("{sign}{}", decimal(u)?))
        }
        Kind::DecimalTextOrNumber => either(u.arbitrary()?, decimal(u)?),
        Kind::ScaledText => Value::Text(digits(u, 1, 40)?),
        Kind::Integer { min, max } => Value::number(u.int_in_range(*min..=*max)?),
        Kind::IntegerOrText if u.arbitrary()? => Value::Text(digits(u, 1, 30)?),
        Kind::IntegerOrText => Value::number(u.arbitrary::<i64>()?),
        Kind::Number => number(u)?,
        Kind::Boolean => Value::Boolean(u.arbitrary()?),
        Kind::Millis => Value::Number(time(u, 13)?),
        Kind::MillisOrText => either(u.arbitrary()?, time(u, 13)?),
        Kind::MillisText => Value::Text(digits(u, 13, 13)?),
        Kind::Seconds => Value::Number(time(u, 10)?),
        Kind::SecondsText => Value::Text(digits(u, 10, 10)?),
        Kind::DateTimeText => Value::Text(date_time(u)?),
        Kind::Url => Value::Text(format!("http://{}", text(u, 1, 24)?)),
        Kind::Enumeration(values) => match u.choose_iter(values.iter()) {
            Ok(value) if !u.ratio(1_u8, 5_u8)? => Value::text(value.name),
            _ => Value::Text(text(u, 0, 12)?),
        },
        Kind::IntegerEnumeration(values) => match u.choose_iter(values.iter()) {
            Ok(value) if !u.ratio(1_u8, 5_u8)? => Value::number(value.value),
            _ => Value::number(u.arbitrary::<i64>()?),
        },
        Kind::Constant(word) => Value::text(*word),
        Kind::IntegerConstant(number) => Value::number(number),
        Kind::Object(fields) => Value::Object(of_fields(fields, u)?),
        Kind::Nested(fields) => Value::Nested(of_fields(fields, u)?),
        Kind::List(fields) => Value::List(list(u, |u| of_fields(fields, u).map(Value::Object))?),
        Kind::Values(kind) => Value::List(list(u, |u| of_kind(kind, u))?),
        Kind::NestedList(fields) => Value::NestedList(list(u, |u| of_fields(fields, u).map(Value::Object))?),
        Kind::NestedValues(kind) => Value::NestedList(list(u, |u| of_kind(kind, u))?),
        Kind::Base64Json(fields) => Value::Base64(of_fields(fields, u)?),
        Kind::Either(kinds) => of_kind(u.choose(kinds)?, u)?,
        // Put in when the rest is there.
        Kind::Signature => Value::text(""),
        Kind::Any => scalar(u)?,
    })
}

/// Members as a table allows them, some of the optional ones absent or null.
pub(super) fn of_fields(fields: &[Field], u: &mut Unstructured<'_>) -> Result<Members> {
    let members = fields.iter().map(|field| of_field(field, u, of_kind));
    Ok(members.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// One member, its value made by `make`; nothing where an optional one is absent.
pub(super) fn of_field(
    field: &Field,
    u: &mut Unstructured<'_>,
    make: impl FnOnce(&Kind, &mut Unstructured<'_>) -> Result<Value>,
) -> Result<Option<(String, Value)>> {
    let member = |value| Some((field.name.to_owned(), value));
    let fate = if field.presence == Presence::Required { 0 } else { u.int_in_range(0..=5_u8)? };
    Ok(match fate {
        4 => None,
        5 => member(Value::Null),
        // Where anything goes, null goes too, but not for a member that must be there.
        _ => member(make(&field.kind, u)?).map(|(name, value)| match value {
            Value::Null => (name, Value::Boolean(false)),
            value => (name, value),
        }),
    })
}

/// A value without an inside.
pub(super) fn scalar(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match u.int_in_range(0..=4_u8)? {
        0 => Value::Text(text(u, 0, 12)?),
        1 => number(u)?,
        2 => Value::Boolean(u.arbitrary()?),
        3 => Value::text(""),
        _ => Value::Null,
    })
}

/// Any number that a double holds, in any spelling.
pub(super) fn number(u: &mut Unstructured<'_>) -> Result<Value> {
    let sign = if u.arbitrary()? { "-" } else { "" };
    let exponent = match u.int_in_range(0..=4_u8)? {
        0 => format!("e{}", u.int_in_range(-99..=99_i8)?),
        1 => format!("E+{}", digits(u, 1, 2)?),
        _ => String::new(),
    };
    Ok(Value::Number(format!("{sign}{}{exponent}", decimal(u)?)))
}

/// Any text of so many characters: mostly ASCII, control characters included.
pub(super) fn text(u: &mut Unstructured<'_>, min: usize, max: usize) -> Result<String> {
    let length = u.int_in_range(min..=max.min(min + 12))?;
    (0..length).map(|_| character(u)).collect()
}

fn character(u: &mut Unstructured<'_>) -> Result<char> {
    let byte: u8 = u.arbitrary()?;
    if byte.is_ascii() { Ok(char::from(byte)) } else { u.arbitrary() }
}

fn either(as_text: bool, decimal: String) -> Value {
    if as_text { Value::Text(decimal) } else { Value::Number(decimal) }
}

fn list<T>(u: &mut Unstructured<'_>, mut item: impl FnMut(&mut Unstructured<'_>) -> Result<T>) -> Result<Vec<T>> {
    let length = u.int_in_range(0..=2_u8)?;
    (0..length).map(|_| item(u)).collect()
}

fn decimal(u: &mut Unstructured<'_>) -> Result<String> {
    let whole = if u.arbitrary()? { format!("{}{}", u.int_in_range(1..=9_u8)?, digits(u, 0, 20)?) } else { "0".into() };
    let fraction = digits(u, 0, 12)?;
    Ok(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

fn time(u: &mut Unstructured<'_>, length: usize) -> Result<String> {
    Ok(format!("{}{}", u.int_in_range(1..=9_u8)?, digits(u, length - 1, length - 1)?))
}

fn date_time(u: &mut Unstructured<'_>) -> Result<String> {
    let mut two = |from: u8, to: u8| u.int_in_range(from..=to).map(|number| format!("{number:02}"));
    let [year, month, day, hour, minute, second] =
        [two(0, 99)?, two(1, 12)?, two(1, 31)?, two(0, 23)?, two(0, 59)?, two(0, 59)?];
    Ok(format!("20{year}-{month}-{day} {hour}:{minute}:{second}"))
}

fn digits(u: &mut Unstructured<'_>, min: usize, max: usize) -> Result<String> {
    of_alphabet(b"0123456789", min, max, u)
}

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WORD: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

fn pattern_text(pattern: Pattern, min: usize, max: usize, u: &mut Unstructured<'_>) -> Result<String> {
    let (without_dash, alphanumeric) = (&WORD[..63], &WORD[..62]);
    match pattern {
        Pattern::FiatCode => of_alphabet(LETTERS, 3, 3, u),
        Pattern::CountryCode => of_alphabet(LETTERS, 2, 2, u),
        Pattern::OrderId => of_alphabet(WORD, min, max, u),
        Pattern::Digits => digits(u, min, max),
        Pattern::Hash32 => Ok(format!("0x{}", of_alphabet(b"0123456789abcdefABCDEF", 64, 64, u)?)),
        Pattern::Symbol => of_alphabet(&WORD[..36], min, max, u),
        Pattern::Alphanumeric => of_alphabet(alphanumeric, min, max, u),
        Pattern::Word => of_alphabet(without_dash, min, max, u),
        Pattern::HexLower => of_alphabet(b"0123456789abcdef", min, max, u),
        Pattern::HexPrefixed => Ok(format!("0x{}", of_alphabet(b"0123456789abcdefABCDEF", 1, 24, u)?)),
        Pattern::Date => Ok(date_time(u)?[..10].to_owned()),
    }
}

fn of_alphabet(alphabet: &[u8], min: usize, max: usize, u: &mut Unstructured<'_>) -> Result<String> {
    let length = u.int_in_range(min..=max.min(min + 40))?;
    (0..length).map(|_| u.choose(alphabet).copied().map(char::from)).collect()
}
