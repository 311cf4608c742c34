//! Messages and their fields as typed tables.
//!
//! A table is data: one [`Message`] per documented message, one [`Field`] per line. What a table cannot say is a
//! function beside it, never a language inside a string.

use core::fmt;
use std::borrow::Cow;

use crate::rejection::{Code, Rejection, excerpt};
use crate::rules::{Rule, Rules};
use crate::value::Amount;
use crate::wire::{Object, Shape, Text};

/// Who sends the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Merchant to gateway.
    Request,
    /// Gateway to merchant, the answer to a request.
    Response,
    /// Gateway to merchant, of its own accord.
    Callback,
    /// Merchant to gateway, the answer to a callback.
    Acknowledgement,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Callback => "callback",
            Self::Acknowledgement => "acknowledgement",
        })
    }
}

/// One documented kind of request, response, callback or acknowledgement.
#[derive(Debug)]
pub struct Message {
    /// `gateway/name`, lower case, words joined by `-`.
    pub id: &'static str,
    /// Who sends it.
    pub direction: Direction,
    /// HTTP method; of a response or acknowledgement, that of its request.
    pub method: &'static str,
    /// Path below the API base, or a description such as `notifyUrl` where the merchant chooses it.
    pub path: &'static str,
    /// Whether the message carries a signature.
    pub signed: bool,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Top-level members.
    pub fields: &'static [Field],
    /// Documented examples, as file names below `corpus/examples/<gateway>/`.
    pub examples: &'static [&'static str],
    /// The page that documents it.
    pub source: &'static str,
}

/// One member of an object.
#[derive(Debug)]
pub struct Field {
    /// The member's name as it is on the wire.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// Whether a message without it is refused.
    pub presence: Presence,
    /// Unit, meaning or contradiction (with its number in the gateway's documents), empty where the name says it all.
    pub note: &'static str,
}

/// Whether a member must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A message without it is refused. Null counts as absent.
    Required,
    /// Documented as required, but genuine messages have been seen without it, or pages disagree: never refused.
    Expected,
    /// May be absent or null.
    Optional,
}

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
    /// A JSON string holding an unsigned decimal, such as `"1.20"`.
    DecimalText,
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
    /// A JSON integer: seconds since 1970 UTC.
    Seconds,
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

/// The closed set of text patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `^[A-Z]{3}$`: ISO 4217.
    FiatCode,
    /// `^[A-Z]{2}$`: ISO 3166.
    CountryCode,
    /// `^[A-Za-z0-9_-]+$`.
    OrderId,
    /// `^[0-9]+$`.
    Digits,
    /// `^0x[0-9a-fA-F]{64}$`.
    Hash32,
    /// Upper-case letters and digits: a currency symbol.
    Symbol,
}

/// Checks an object against its table, one level deep; nested documents are checked by whoever opens them.
///
/// # Errors
///
/// The first violation: [`Code::MissingMember`] or [`Code::MemberKind`], with `place` in front of the member's name.
pub fn check(fields: &[Field], object: &Object<'_>, rules: Rules, place: &str) -> Result<(), Rejection> {
    fields.iter().try_for_each(|field| {
        let found = object.get(field.name).filter(|value| !value.is_null());
        match found {
            None if field.presence == Presence::Required && rules.on(Rule::RequiredMembers) => {
                Err(field.missing(object, place))
            }
            Some(value) if rules.on(Rule::MemberKinds) => field.check_kind(value, place),
            _ => Ok(()),
        }
    })
}

/// Refuses members that the table does not name, unless they are null or empty and so not signed.
///
/// For gateways whose signature covers no borders: an unknown member can swallow what is cut from a genuine message.
///
/// # Errors
///
/// [`Code::UnknownMember`] for the first one.
pub fn check_exact(fields: &[Field], object: &Object<'_>, rules: Rules, place: &str) -> Result<(), Rejection> {
    if !rules.on(Rule::ExactMembers) {
        return Ok(());
    }
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let unsigned = |value: Text<'_>| value.is_null() || value.raw() == "\"\"";
    let unknown = object.members().iter().find(|member| !known(&member.name) && !unsigned(member.value));
    unknown.map_or(Ok(()), |member| {
        let place = format!("{place}/{}", excerpt(&member.name));
        Err(Rejection::new(
            Code::UnknownMember,
            place,
            "a member that the documents name",
            member.value.shape().to_string(),
        ))
    })
}

/// Every violation of a message's table, nested documents included, for people who want the whole list.
#[must_use]
pub fn violations(message: &Message, object: &Object<'_>) -> Vec<Rejection> {
    let mut all = Vec::new();
    collect(message.fields, object, "", &mut all);
    all
}

fn collect(fields: &[Field], object: &Object<'_>, place: &str, all: &mut Vec<Rejection>) {
    for field in fields {
        match object.get(field.name).filter(|value| !value.is_null()) {
            None if field.presence == Presence::Required => all.push(field.missing(object, place)),
            None => {}
            Some(value) => match field.check_kind(value, place) {
                Err(violation) => all.push(violation),
                Ok(()) => field.collect_inside(value, place, all),
            },
        }
    }
}

impl Field {
    /// A member without which the message is refused.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind, note: &'static str) -> Self {
        Self { name, kind, presence: Presence::Required, note }
    }

    /// A member that is documented as required, but never demanded.
    #[must_use]
    pub const fn expected(name: &'static str, kind: Kind, note: &'static str) -> Self {
        Self { name, kind, presence: Presence::Expected, note }
    }

    /// A member that may be absent or null.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind, note: &'static str) -> Self {
        Self { name, kind, presence: Presence::Optional, note }
    }

    fn missing(&self, object: &Object<'_>, place: &str) -> Rejection {
        let found = if object.get(self.name).is_some() { "null" } else { "no such member" };
        Rejection::new(Code::MissingMember, self.place(place), self.kind.describe(), found)
    }

    fn place(&self, place: &str) -> String {
        format!("{place}/{}", self.name)
    }

    fn collect_inside(&self, value: Text<'_>, place: &str, all: &mut Vec<Rejection>) {
        let inside = match self.kind {
            Kind::Object(fields) => Some((fields, value.raw().to_owned(), self.place(place))),
            Kind::Nested(fields) => {
                let text = value.decoded().map_or_else(|| value.raw().to_owned(), |text| text.into_owned());
                Some((fields, text, format!("{}→", self.place(place))))
            }
            _ => None,
        };
        if let Some((fields, text, place)) = inside {
            let outer = place.trim_end_matches('→');
            match Object::parse(&text) {
                Ok(object) => collect(fields, &object, &place, all),
                Err(refused) => all.push(refused.within(outer)),
            }
        }
    }

    fn check_kind(&self, value: Text<'_>, place: &str) -> Result<(), Rejection> {
        if self.kind.fits(value) {
            return Ok(());
        }
        let found = format!("{} `{}`", value.shape(), excerpt(value.raw()));
        Err(Rejection::new(Code::MemberKind, self.place(place), self.kind.describe(), found))
    }
}

impl Kind {
    /// Whether a value that is not null has this kind. Values of open enumerations always fit.
    #[must_use]
    pub fn fits(&self, value: Text<'_>) -> bool {
        match self {
            Self::Text { min, max } => text(value).is_some_and(|text| {
                // Characters are only counted where bytes do not settle it.
                (text.len() <= *max && text.len() >= *min * 4) || (*min..=*max).contains(&text.chars().count())
            }),
            Self::Pattern(pattern) => text(value).is_some_and(|text| pattern.fits(&text)),
            Self::DecimalText => text(value).is_some_and(|text| is_decimal(&text)),
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
            Self::Seconds => is_digits(value.raw()) && value.raw().len() == 10,
            Self::DateTimeText | Self::Enumeration(_) | Self::Signature => value.shape() == Shape::String,
            Self::Url => text(value).is_some_and(|text| text.starts_with("http://") || text.starts_with("https://")),
            Self::IntegerEnumeration(_) => integer(value).is_some(),
            Self::Constant(word) => text(value).is_some_and(|text| text == *word),
            Self::IntegerConstant(number) => integer(value) == Some(*number),
            Self::Object(_) => value.shape() == Shape::Object,
            Self::Nested(_) => matches!(value.shape(), Shape::String | Shape::Object),
            Self::List(_) => value.shape() == Shape::Array,
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
            Self::DecimalText => "a string holding a decimal".to_owned(),
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
            Self::Seconds => "an integer of 10 digits (seconds)".to_owned(),
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
            Self::Signature => "a string".to_owned(),
            Self::Any => "any value".to_owned(),
        }
    }
}

impl Pattern {
    /// Whether the text matches.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        let mut bytes = text.bytes();
        match self {
            Self::FiatCode => text.len() == 3 && bytes.all(|byte| byte.is_ascii_uppercase()),
            Self::CountryCode => text.len() == 2 && bytes.all(|byte| byte.is_ascii_uppercase()),
            Self::OrderId => {
                !text.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
            }
            Self::Digits => is_digits(text),
            Self::Hash32 => {
                text.len() == 66 && text.starts_with("0x") && bytes.skip(2).all(|byte| byte.is_ascii_hexdigit())
            }
            Self::Symbol => !text.is_empty() && bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
        }
    }

    /// The pattern as a regular expression.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::FiatCode => "^[A-Z]{3}$",
            Self::CountryCode => "^[A-Z]{2}$",
            Self::OrderId => "^[A-Za-z0-9_-]+$",
            Self::Digits => "^[0-9]+$",
            Self::Hash32 => "^0x[0-9a-fA-F]{64}$",
            Self::Symbol => "^[A-Z0-9]+$",
        }
    }
}

fn text<'a>(value: Text<'a>) -> Option<Cow<'a, str>> {
    value.decoded()
}

fn integer(value: Text<'_>) -> Option<i64> {
    value.raw().parse().ok().filter(|_| value.shape() == Shape::Number && !value.raw().starts_with('+'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    Amount::check(text).is_ok()
}

fn list(values: impl Iterator<Item = impl fmt::Display>) -> String {
    values.map(|value| value.to_string()).collect::<Vec<_>>().join(", ")
}
