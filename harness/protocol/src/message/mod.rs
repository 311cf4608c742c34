//! Messages and their fields as typed tables.
//!
//! A table is data: one [`Message`] per documented message, one [`Field`] per line. What a table cannot say is a
//! function beside it, never a language inside a string.

mod check;
mod envelope;
mod kind;
mod pattern;
mod sample;

pub use check::{body_violations, check, check_exact, table_violations, violations};
pub use envelope::Envelope;
pub use kind::{IntegerValue, Kind, Value};
pub use pattern::Pattern;
pub use sample::{sample, sample_member};

use core::fmt;

use crate::gateway::{Acknowledgement, Signing};

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

/// One documented kind of request, response, callback or acknowledgement.
#[derive(Debug)]
pub struct Message {
    /// `gateway/name`, lower case, words joined by `-`.
    pub id: &'static str,
    /// Who sends it.
    pub direction: Direction,
    /// HTTP method; of a response or acknowledgement, that of its request.
    pub method: &'static str,
    /// Path below the API base, `{name}` for a parameter in it, or a description such as `notifyUrl` where the merchant
    /// chooses it.
    pub path: &'static str,
    /// Other paths that pages give for the same call.
    pub other_paths: &'static [&'static str],
    /// Whether the message carries a signature.
    pub signed: bool,
    /// How it is signed, where that is not the gateway's own rule.
    pub signing: Option<&'static Signing>,
    /// Where the members stand.
    pub carrier: Carrier,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Headers beside those that every message of the gateway has.
    pub headers: &'static [Field],
    /// Members: top-level members of the body, or parameters of the query and path.
    pub fields: &'static [Field],
    /// How much of the fields is public.
    pub published: Published,
    /// How an answer says whether the call succeeded; only of responses.
    pub envelope: Option<&'static Envelope>,
    /// The answer: of a request its response, of a callback its acknowledgement.
    pub answer: Option<&'static Self>,
    /// What the gateway wants to hear, where it is not what it wants to hear of its other callbacks.
    pub acknowledgement: Option<&'static Acknowledgement>,
    /// The answer with HTTP 402 to a request that carries no payment yet, where that is how a payment is asked for.
    pub payment_required: Option<&'static Self>,
    /// Documented examples, as file names below `corpus/examples/<gateway>/`.
    pub examples: &'static [&'static str],
    /// The page that documents it.
    pub source: &'static str,
}

/// Where a message's members stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A JSON object in the body.
    Object,
    /// A JSON list of objects in the body, without anything around it.
    List,
    /// Parameters of the query, and of the path where it has `{name}`; the body is empty.
    Query,
    /// Plain text, one of these words.
    Text(&'static [&'static str]),
}

/// How much of a message's fields can be read in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// All of them.
    Whole,
    /// Some; the page is cut off, or only a sibling's page could be read.
    Part,
    /// None: the message is only named.
    Nothing,
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

impl Message {
    /// What most requests have in common; to be completed with `..Message::REQUEST`.
    pub const REQUEST: Self = Self {
        id: "",
        direction: Direction::Request,
        method: "POST",
        path: "",
        other_paths: &[],
        signed: true,
        signing: None,
        carrier: Carrier::Object,
        about: "",
        headers: &[],
        fields: &[],
        published: Published::Whole,
        envelope: None,
        answer: None,
        acknowledgement: None,
        payment_required: None,
        examples: &[],
        source: "",
    };
    /// What most responses have in common.
    pub const RESPONSE: Self = Self { direction: Direction::Response, signed: false, ..Self::REQUEST };
    /// What most callbacks have in common.
    pub const CALLBACK: Self = Self { direction: Direction::Callback, ..Self::REQUEST };
    /// What most acknowledgements have in common.
    pub const ACKNOWLEDGEMENT: Self = Self { direction: Direction::Acknowledgement, signed: false, ..Self::REQUEST };

    /// The name behind the gateway's.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(_, name)| name)
    }

    /// Whether a parameter stands in the path.
    #[must_use]
    pub fn in_path(&self, name: &str) -> bool {
        self.path.split('{').skip(1).any(|rest| rest.split('}').next() == Some(name))
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

impl fmt::Display for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "object",
            Self::List => "list",
            Self::Query => "query",
            Self::Text(_) => "text",
        })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Nothing => "nothing",
        })
    }
}
