//! What a gateway is: a plain struct of facts and two functions for what is odd.

use core::fmt;
use std::borrow::Cow;

use crate::canonical::SignedBytes;
use crate::message::{Direction, Message};
use crate::reading::{Reading, Readings};
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::scheme::{KeyPolicy, Scheme};
use crate::value::{Address, Amount, Moment};
use crate::wire::{Object, Request, Shape, check_text, first_document, refuse_duplicates};

/// Everything a gateway documents that is a fact, and two functions for what is odd.
#[derive(Debug)]
pub struct Gateway {
    /// Lower case, as on the command line.
    pub name: &'static str,
    /// As the vendor writes it.
    pub title: &'static str,
    /// Algorithm and encoding of the signature.
    pub scheme: Scheme,
    /// What keys are taken for callbacks.
    pub key_policy: KeyPolicy,
    /// Where the signature stands.
    pub place: Place,
    /// Where the time of sending stands, if it is sent.
    pub timestamp: Option<Part>,
    /// Where the nonce stands, if there is one.
    pub nonce: Option<Part>,
    /// The header that names the key, if there is one; it is never signed.
    pub key_header: Option<&'static str>,
    /// How the callback's inner document is carried, if there is one.
    pub nested: Option<Nested>,
    /// Whether refusing unknown members is a defence: the signature does not cover where names and values end.
    pub exact_members_defend: bool,
    /// What the gateway wants to hear.
    pub acknowledgement: Acknowledgement,
    /// What is known of repeated deliveries.
    pub retries: &'static str,
    /// The open questions, each with its default first.
    pub readings: &'static [Reading],
    /// The callback of the seed page: every subject must handle it.
    pub primary: &'static Message,
    /// Gateway to merchant.
    pub callbacks: &'static [&'static Message],
    /// Merchant to gateway.
    pub requests: &'static [&'static Message],
    /// Answers, in both directions.
    pub responses: &'static [&'static Message],
    /// Where the facts come from.
    pub sources: &'static [Source],
    /// What was signed.
    pub canonical: for<'a> fn(&View<'a>) -> Result<SignedBytes<'a>, Rejection>,
    /// What a merchant should learn from a callback whose signature is right.
    pub parse: for<'a> fn(&View<'a>, Rules) -> Result<Event, Rejection>,
}

/// A signing rule: the gateway's own, or that of some of its messages only.
#[derive(Clone, Copy, Debug)]
pub struct Signing {
    /// Algorithm and encoding of the signature.
    pub scheme: Scheme,
    /// Where the signature stands.
    pub place: Place,
    /// Where the time of sending stands, if it is sent.
    pub timestamp: Option<Part>,
    /// Where the nonce stands, if there is one.
    pub nonce: Option<Part>,
    /// The header that names the key, if there is one.
    pub key_header: Option<&'static str>,
    /// What was signed.
    pub canonical: for<'a> fn(&View<'a>) -> Result<SignedBytes<'a>, Rejection>,
}

/// Where the signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header.
    Header(&'static str),
    /// In a top-level member of the body.
    Member(&'static str),
}

/// A part beside the body's own content: where it stands and what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Header or top-level member.
    pub place: Place,
    /// Its shape.
    pub shape: PartShape,
}

/// The documented shape of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartShape {
    /// 13 digits: milliseconds since 1970 UTC.
    Millis,
    /// 10 digits: seconds since 1970 UTC.
    Seconds,
    /// 1 to 32 letters and digits.
    Alphanumeric,
}

/// How the inner document is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nested {
    /// The top-level member that holds it.
    pub member: &'static str,
    /// In which form.
    pub form: NestedForm,
}

/// The form of an inner document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NestedForm {
    /// JSON text in a JSON string.
    Text,
    /// A JSON object.
    Object,
}

/// What the gateway counts as delivered: status 200 and one of these bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Text, compared without surrounding white space.
    Text {
        /// The right ones; the reference sends the first.
        words: &'static [&'static str],
    },
    /// JSON, compared by value.
    Json {
        /// The right ones; the reference sends the first.
        documents: &'static [&'static str],
    },
    /// Text or JSON: pages disagree.
    Either {
        /// Right as text; the reference sends the first.
        words: &'static [&'static str],
        /// Right as JSON.
        documents: &'static [&'static str],
    },
}

/// A page, with the day it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// One message opened far enough to find signature and signed bytes.
#[derive(Debug)]
pub struct View<'a> {
    /// The message as received.
    pub request: &'a Request,
    /// The outer JSON object; empty as long as nothing needed it.
    pub object: Option<Object<'a>>,
    /// Who sends it.
    pub direction: Direction,
    /// The readings followed.
    pub readings: Readings,
    /// The public address the gateway sends to, where it differs from what the receiver sees.
    pub notify_url: Option<&'a str>,
    /// How deep a document may nest.
    pub depth: usize,
}

impl<'a> View<'a> {
    /// The outer object.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`] where the body was never opened: a header-signed message before its signature is known.
    pub fn object(&self) -> Result<&Object<'a>, Rejection> {
        self.object.as_ref().ok_or_else(|| Rejection::new(Code::Missing, "body", "one JSON object", "no body"))
    }

    /// A part that stands in a header or member, as text. Numbers are given as written.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`], [`Code::DuplicateHeader`] or [`Code::Shape`].
    pub fn part(&self, place: Place) -> Result<Cow<'a, str>, Rejection> {
        match place {
            Place::Header(name) => self.request.headers.single(name).map(Cow::Borrowed),
            Place::Member(name) => self.member(name),
        }
    }

    /// A part that stands in a header, borrowed from the request.
    ///
    /// # Errors
    ///
    /// As [`Headers::single`](crate::wire::Headers::single); a place in the body is [`Code::Missing`].
    pub fn header(&self, place: Place) -> Result<&'a str, Rejection> {
        match place {
            Place::Header(name) => self.request.headers.single(name),
            Place::Member(name) => Err(Rejection::new(Code::Missing, "headers", "a header", name)),
        }
    }

    /// The text of the document inside a member, in the form that the reading asks for.
    ///
    /// # Errors
    ///
    /// [`Code::MissingMember`], [`Code::MemberKind`], or what [`check_text`] says of the inner text.
    pub fn nested_text(&self, nested: Nested) -> Result<Cow<'a, str>, Rejection> {
        let place = || format!("/{}", nested.member);
        let value = self.object()?.get(nested.member).filter(|value| !value.is_null());
        let missing = || Rejection::new(Code::MissingMember, place(), nested.form.describe(), "no such member");
        let value = value.ok_or_else(missing)?;
        let refuse = || Rejection::new(Code::MemberKind, place(), nested.form.describe(), value.shape().to_string());
        let text = match nested.form {
            NestedForm::Text => value.decoded().ok_or_else(refuse)?,
            NestedForm::Object => {
                Some(value).filter(|value| value.shape() == Shape::Object).ok_or_else(refuse)?.raw().into()
            }
        };
        check_text(&text, self.depth).map_err(|refused| refused.within(&place()))?;
        Ok(text)
    }

    fn member(&self, name: &'static str) -> Result<Cow<'a, str>, Rejection> {
        let place = || format!("/{name}");
        let missing = |found| Rejection::new(Code::Missing, place(), "a string or number", found);
        let value = self.object()?.get(name).ok_or_else(|| missing("no such member"))?;
        match value.shape() {
            Shape::Null => Err(missing("null")),
            Shape::String => value.decoded().ok_or_else(|| missing("a string that cannot be decoded")),
            Shape::Number => Ok(Cow::Borrowed(value.raw())),
            shape => Err(Rejection::new(Code::Shape, place(), "a string or number", shape.to_string())),
        }
    }
}

/// Reads an outer or inner document under the rules.
///
/// # Errors
///
/// [`Code::Malformed`], [`Code::DuplicateMember`].
pub fn open(text: &str, rules: Rules) -> Result<Object<'_>, Rejection> {
    let object = match Object::parse(text) {
        Err(_) if !rules.on(Rule::Grammar) => first_document(text),
        parsed => parsed,
    }?;
    if rules.on(Rule::DuplicateMembers) {
        refuse_duplicates(&object)?;
    }
    Ok(object)
}

/// The text of a string or number member, empty where there is none: for events, after the table was checked.
#[must_use]
pub fn text_of<'a>(object: &Object<'a>, name: &str) -> Cow<'a, str> {
    text_if_any(object, name).unwrap_or_default()
}

/// The text of a string or number member, for events.
#[must_use]
pub fn text_if_any<'a>(object: &Object<'a>, name: &str) -> Option<Cow<'a, str>> {
    object.get(name).map(|value| value.decoded().unwrap_or(Cow::Borrowed(value.raw())))
}

impl NestedForm {
    /// For error messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Text => "a string holding a JSON object",
            Self::Object => "a JSON object",
        }
    }
}

impl PartShape {
    /// Whether the text has this shape.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Millis => text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Seconds => text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Alphanumeric => {
                (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
        }
    }

    /// For error messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Millis => "13 digits (milliseconds)",
            Self::Seconds => "10 digits (seconds)",
            Self::Alphanumeric => "1 to 32 letters and digits",
        }
    }

    /// The moment as milliseconds, for the shapes that are one.
    #[must_use]
    pub fn millis(self, text: &str) -> Option<u64> {
        let number: u64 = text.parse().ok()?;
        match self {
            Self::Millis => Some(number),
            Self::Seconds => number.checked_mul(1000),
            Self::Alphanumeric => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header {name}"),
            Self::Member(name) => write!(f, "/{name}"),
        }
    }
}

impl Acknowledgement {
    /// What the reference answers: media type and body.
    #[must_use]
    pub fn answer(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text { words } | Self::Either { words, .. } => ("text/plain", words[0]),
            Self::Json { documents } => ("application/json", documents[0]),
        }
    }

    /// The texts that are right.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Text { words } | Self::Either { words, .. } => words,
            Self::Json { .. } => &[],
        }
    }

    /// The JSON documents that are right.
    #[must_use]
    pub fn documents(&self) -> &'static [&'static str] {
        match self {
            Self::Json { documents } | Self::Either { documents, .. } => documents,
            Self::Text { .. } => &[],
        }
    }

    /// Whether the body acknowledges.
    #[must_use]
    pub fn accepts(&self, body: &[u8]) -> bool {
        let Ok(text) = core::str::from_utf8(body) else { return false };
        self.words().contains(&text.trim()) || self.accepts_json(text)
    }

    fn accepts_json(&self, text: &str) -> bool {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else { return false };
        self.documents()
            .iter()
            .any(|document| serde_json::from_str(document).is_ok_and(|right: serde_json::Value| right == value))
    }

    /// Whether the body means to acknowledge, in other words than documented.
    ///
    /// The right word in another case, in quotes, or as one value of a JSON object.
    #[must_use]
    pub fn resembles(&self, body: &[u8]) -> bool {
        if self.accepts(body) {
            return false;
        }
        let text = String::from_utf8_lossy(body).trim_start_matches('\u{feff}').trim().to_lowercase();
        let bare = text.trim_matches(|c: char| c == '"' || c == '\'' || c == '.' || c == '!' || c.is_whitespace());
        matches!(bare, "success" | "ok" | "succeed") || json_says_success(&text)
    }
}

/// A small JSON object with a member whose whole value is the word.
fn json_says_success(text: &str) -> bool {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_str(text) else { return false };
    members.iter().any(|(name, value)| match value {
        serde_json::Value::String(word) => matches!(word.as_str(), "success" | "ok" | "succeed"),
        serde_json::Value::Bool(yes) => *yes && name == "success",
        _ => false,
    })
}

/// What a merchant should learn from one callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id of the message.
    pub message: &'static str,
    /// What makes two deliveries the same event.
    pub key: String,
    /// The merchant's own order number.
    pub order: String,
    /// What happened.
    pub outcome: Outcome,
    /// The gateway's own word or number for it.
    pub status: String,
    /// The amount the status speaks of, in major units, as text.
    pub amount: Option<Amount>,
    /// Its currency, where the message names it.
    pub currency: Option<String>,
    /// When it happened, where the message says so.
    pub at: Option<Moment>,
    /// The address that the money went to, where the message names it.
    pub address: Option<Address>,
}

/// What happened to the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole amount arrived.
    Paid,
    /// More than the whole amount arrived.
    Overpaid,
    /// Some of it arrived.
    PartiallyPaid,
    /// Nothing is decided yet.
    Pending,
    /// It will not be paid any more.
    Closed,
    /// It failed.
    Failed,
    /// Money went back.
    Refunded,
    /// Money that the merchant sent arrived.
    PaidOut,
    /// Money arrived and is kept back: it belongs to nobody yet.
    Held,
    /// Something was told that moves no money.
    Noted,
    /// A status that no document names: park it, never credit it.
    Unknown,
}

impl Outcome {
    /// Whether goods may be delivered.
    #[must_use]
    pub fn credits(self) -> bool {
        matches!(self, Self::Paid | Self::Overpaid)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Paid => "paid",
            Self::Overpaid => "overpaid",
            Self::PartiallyPaid => "partially paid",
            Self::Pending => "pending",
            Self::Closed => "closed",
            Self::Failed => "failed",
            Self::Refunded => "refunded",
            Self::PaidOut => "paid out",
            Self::Held => "held",
            Self::Noted => "noted",
            Self::Unknown => "unknown",
        })
    }
}

impl Gateway {
    /// The gateway's own signing rule.
    #[must_use]
    pub fn signing(&self) -> Signing {
        Signing {
            scheme: self.scheme,
            place: self.place,
            timestamp: self.timestamp,
            nonce: self.nonce,
            key_header: self.key_header,
            canonical: self.canonical,
        }
    }

    /// Every message, callbacks first.
    pub fn messages(&self) -> impl Iterator<Item = &'static Message> {
        [self.callbacks, self.requests, self.responses].into_iter().flatten().copied()
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Gateway {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Gateway {}
