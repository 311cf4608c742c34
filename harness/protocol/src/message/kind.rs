//! The closed set of kinds that a member's value can have.

use core::fmt;
use std::borrow::Cow;

use super::{Field, Pattern};
use crate::value::Amount;
use crate::wire::{Shape, Text};

/// The closed set of kinds that a member's value can have.
#[derive(Debug)]
pub enum Kind {
    /// A JSON string of `min` to `max` characters.
    Text {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// A JSON string that matches a closed pattern.
    Pattern(Pattern),
    /// A JSON string of `min` to `max` characters that matches a closed pattern.
    Limited {
        /// What it looks like.
        pattern: Pattern,
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// A JSON string holding an unsigned decimal, such as `"1.20"`.
    DecimalText,
    /// A JSON string holding a decimal, with a minus sign in front or without.
    SignedDecimalText,
    /// A JSON string holding an unsigned decimal, or a JSON number (pages disagree).
    DecimalTextOrNumber,
    /// A JSON string holding an unsigned integer scaled by the currency's decimals.
    ScaledText,
    /// A JSON integer from `min` to `max`.
    Integer {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// A JSON integer, or a JSON string of digits (pages disagree).
    IntegerOrText,
    /// A JSON number, whole or with a fraction.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A JSON integer: milliseconds since 1970 UTC, 13 digits.
    Millis,
    /// A JSON integer: milliseconds since 1970 UTC, or a JSON string of the same digits.
    MillisOrText,
    /// A JSON string of 13 digits: milliseconds since 1970 UTC.
    MillisText,
    /// A JSON integer: seconds since 1970 UTC.
    Seconds,
    /// A JSON string of 10 digits: seconds since 1970 UTC.
    SecondsText,
    /// A JSON string with date and time in the gateway's spelling; zone as documented in the note.
    DateTimeText,
    /// A JSON string holding an absolute `http` or `https` address.
    Url,
    /// A JSON string out of a documented list; others are kept and reported as unknown, not refused.
    Enumeration(&'static [Value]),
    /// A JSON integer out of a documented list; others are kept and reported as unknown, not refused.
    IntegerEnumeration(&'static [IntegerValue]),
    /// A JSON string or null, exactly one of a fixed set of words (constants such as `bizType`).
    Constant(&'static str),
    /// A JSON integer with one fixed value.
    IntegerConstant(i64),
    /// A JSON object.
    Object(&'static [Field]),
    /// A JSON string that holds a JSON object, to be parsed from the decoded text.
    Nested(&'static [Field]),
    /// A list of objects.
    List(&'static [Field]),
    /// A list of values of one kind, such as strings.
    Values(&'static Self),
    /// A JSON string that holds a list of objects, to be parsed from the decoded text.
    NestedList(&'static [Field]),
    /// A JSON string that holds a list of values of one kind.
    NestedValues(&'static Self),
    /// A string holding the Base64 of a JSON object: a header of its own scheme.
    Base64Json(&'static [Field]),
    /// One of these kinds: pages disagree, or genuine messages differ.
    Either(&'static [Self]),
    /// The signature, in whatever encoding the scheme has.
    Signature,
    /// Anything: the documents do not say.
    Any,
}

/// A word of an enumeration.
#[derive(Debug)]
pub struct Value {
    /// As on the wire.
    pub name: &'static str,
    /// What it says.
    pub about: &'static str,
}

/// A number of an enumeration.
#[derive(Debug)]
pub struct IntegerValue {
    /// As on the wire.
    pub value: i64,
    /// What it says.
    pub about: &'static str,
}

impl Kind {
    /// Any string.
    pub const TEXT: Self = Self::Text { min: 0, max: usize::MAX };
    /// Any string that is not empty.
    pub const FILLED: Self = Self::Text { min: 1, max: usize::MAX };
    /// An integer of 32 bits.
    pub const INT32: Self = Self::Integer { min: i32::MIN as i64, max: i32::MAX as i64 };
    /// An integer of 64 bits.
    pub const INT64: Self = Self::Integer { min: i64::MIN, max: i64::MAX };
    /// An integer that is not negative.
    pub const COUNT: Self = Self::Integer { min: 0, max: i64::MAX };

    /// A string of at most that many characters.
    #[must_use]
    pub const fn at_most(max: usize) -> Self {
        Self::Text { min: 0, max }
    }

    /// Whether a value that is not null has this kind. Values of open enumerations always fit.
    #[must_use]
    pub fn fits(&self, value: Text<'_>) -> bool {
        match self {
            Self::Text { min, max } => text(value).is_some_and(|text| {
                // Characters are only counted where bytes do not settle it.
                (text.len() <= *max && text.len() >= *min * 4) || (*min..=*max).contains(&text.chars().count())
            }),
            Self::Pattern(pattern) => text(value).is_some_and(|text| pattern.fits(&text)),
            Self::Limited { pattern, min, max } => {
                text(value).is_some_and(|text| (*min..=*max).contains(&text.len()) && pattern.fits(&text))
            }
            Self::DecimalText => text(value).is_some_and(|text| is_decimal(&text)),
            Self::SignedDecimalText => {
                text(value).is_some_and(|text| is_decimal(text.strip_prefix('-').unwrap_or(&text)))
            }
            Self::DecimalTextOrNumber => text(value).map_or_else(|| is_decimal(value.raw()), |text| is_decimal(&text)),
            Self::ScaledText => text(value).is_some_and(|text| is_digits(&text)),
            Self::Integer { min, max } => integer(value).is_some_and(|number| (*min..=*max).contains(&number)),
            Self::IntegerOrText => integer(value).is_some() || text(value).is_some_and(|text| is_digits(&text)),
            Self::Number => value.shape() == Shape::Number,
            Self::Boolean => value.shape() == Shape::Boolean,
            Self::Millis => is_digits(value.raw()) && value.raw().len() == 13,
            Self::MillisOrText => {
                let digits = text(value).unwrap_or(Cow::Borrowed(value.raw()));
                is_digits(&digits) && digits.len() == 13
            }
            Self::MillisText => text(value).is_some_and(|text| is_digits(&text) && text.len() == 13),
            Self::Seconds => is_digits(value.raw()) && value.raw().len() == 10,
            Self::SecondsText => text(value).is_some_and(|text| is_digits(&text) && text.len() == 10),
            Self::DateTimeText | Self::Enumeration(_) | Self::Signature => value.shape() == Shape::String,
            Self::Url => text(value).is_some_and(|text| text.starts_with("http://") || text.starts_with("https://")),
            Self::IntegerEnumeration(_) => integer(value).is_some(),
            Self::Constant(word) => text(value).is_some_and(|text| text == *word),
            Self::IntegerConstant(number) => integer(value) == Some(*number),
            Self::Object(_) => value.shape() == Shape::Object,
            Self::Nested(_) => matches!(value.shape(), Shape::String | Shape::Object),
            Self::List(_) => value.shape() == Shape::Array,
            Self::Values(kind) => value.items().is_some_and(|items| items.iter().all(|item| kind.fits(*item))),
            // What is inside is checked by whoever opens it.
            Self::NestedList(_) | Self::NestedValues(_) | Self::Base64Json(_) => value.shape() == Shape::String,
            Self::Either(kinds) => kinds.iter().any(|kind| kind.fits(value)),
            Self::Any => true,
        }
    }

    /// What the kind asks for, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Text { min: 0, max: usize::MAX } => "a string".to_owned(),
            Self::Text { min: 1, max: usize::MAX } => "a string that is not empty".to_owned(),
            Self::Text { min, max: usize::MAX } => format!("a string of at least {min} characters"),
            Self::Text { min, max } => format!("a string of {min} to {max} characters"),
            Self::Pattern(pattern) => format!("a string that matches `{}`", pattern.describe()),
            Self::Limited { pattern, min, max } => {
                format!("a string of {min} to {max} characters that matches `{}`", pattern.describe())
            }
            Self::DecimalText => "a string holding a decimal".to_owned(),
            Self::SignedDecimalText => "a string holding a decimal, with or without a minus sign".to_owned(),
            Self::DecimalTextOrNumber => "a decimal, as string or number".to_owned(),
            Self::ScaledText => "a string of digits".to_owned(),
            Self::Integer { min: i64::MIN, max: i64::MAX } => "an integer".to_owned(),
            Self::Integer { min, max: i64::MAX } => format!("an integer of at least {min}"),
            Self::Integer { min, max } => format!("an integer from {min} to {max}"),
            Self::IntegerOrText => "an integer, as number or string".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Millis => "an integer of 13 digits (milliseconds)".to_owned(),
            Self::MillisOrText => "13 digits (milliseconds), as number or string".to_owned(),
            Self::MillisText => "a string of 13 digits (milliseconds)".to_owned(),
            Self::Seconds => "an integer of 10 digits (seconds)".to_owned(),
            Self::SecondsText => "a string of 10 digits (seconds)".to_owned(),
            Self::DateTimeText => "a string holding date and time".to_owned(),
            Self::Url => "a string holding an http or https address".to_owned(),
            Self::Enumeration(values) => format!("a string, one of {}", list(values.iter().map(|value| value.name))),
            Self::IntegerEnumeration(values) => {
                format!("an integer, one of {}", list(values.iter().map(|value| value.value)))
            }
            Self::Constant(word) => format!("the string `{word}`"),
            Self::IntegerConstant(number) => format!("the integer {number}"),
            Self::Object(_) => "an object".to_owned(),
            Self::Nested(_) => "a string holding a JSON object".to_owned(),
            Self::List(_) => "a list of objects".to_owned(),
            Self::Values(kind) => format!("a list, each item {}", kind.describe()),
            Self::NestedList(_) => "a string holding a JSON list of objects".to_owned(),
            Self::NestedValues(kind) => format!("a string holding a JSON list, each item {}", kind.describe()),
            Self::Base64Json(_) => "a string holding the Base64 of a JSON object".to_owned(),
            Self::Either(kinds) => kinds.iter().map(Self::describe).collect::<Vec<_>>().join(", or "),
            Self::Signature => "a string".to_owned(),
            Self::Any => "any value".to_owned(),
        }
    }
}

fn text<'a>(value: Text<'a>) -> Option<Cow<'a, str>> {
    value.decoded()
}

fn integer(value: Text<'_>) -> Option<i64> {
    value.raw().parse().ok().filter(|_| value.shape() == Shape::Number && !value.raw().starts_with('+'))
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    Amount::check(text).is_ok()
}

fn list(values: impl Iterator<Item = impl fmt::Display>) -> String {
    values.map(|value| value.to_string()).collect::<Vec<_>>().join(", ")
}
