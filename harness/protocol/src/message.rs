//! Messages and their fields as typed tables.
//!
//! A table is data: one [`Message`] per documented message, one [`Field`] per line. What a table cannot say is a
//! function beside it, never a language inside a string.

use core::fmt;

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
