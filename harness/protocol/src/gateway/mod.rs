//! What a gateway is: a plain struct of facts and two functions for what is odd.

mod acknowledgement;
mod event;
mod part;
mod view;

pub use acknowledgement::Acknowledgement;
pub use event::{Event, Outcome};
pub use part::{Nested, NestedForm, Part, PartShape, Place};
pub use view::{View, open, text_if_any, text_of, told};

use core::fmt;

use crate::canonical::SignedBytes;
use crate::message::{Field, Message, Presence};
use crate::reading::Reading;
use crate::rejection::{Code, Rejection};
use crate::rules::Rules;
use crate::scheme::{KeyPolicy, Scheme};

/// Everything a gateway documents that is a fact, and two functions for what is odd.
#[derive(Debug)]
pub struct Gateway {
    /// Lower case, as on the command line.
    pub name: &'static str,
    /// As the vendor writes it.
    pub title: &'static str,
    /// Algorithm and encoding of the signature.
    pub scheme: Scheme,
    /// What is signed, in words; `canonical` is the rule itself.
    pub recipe: &'static str,
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
    /// Headers and members that hold the name of the merchant's key, beside `key_header`: filled in by who sends.
    pub key_names: &'static [&'static str],
    /// The path before that of every request, such as `/api/mer`.
    pub api_base: &'static str,
    /// How far from the gateway's clock a request's timestamp may be, in milliseconds; `None` where no page says.
    pub request_window_ms: Option<u64>,
    /// What the gateway answers to requests that it refuses.
    pub errors: ErrorCodes,
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
    /// What is signed, in words; `canonical` is the rule itself.
    pub recipe: &'static str,
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

/// The codes that a gateway documents for refused requests; empty where no page gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCodes {
    /// The signature is missing or wrong.
    pub signature: &'static str,
    /// The timestamp is too far from the gateway's clock.
    pub timestamp: &'static str,
    /// The nonce is missing or malformed.
    pub nonce: &'static str,
    /// The key's name is missing or unknown.
    pub key: &'static str,
    /// A parameter is missing or malformed.
    pub parameter: &'static str,
    /// The merchant's order number was used before.
    pub duplicate: &'static str,
    /// There is no such order.
    pub not_found: &'static str,
    /// The order is in the wrong state for the call.
    pub state: &'static str,
}

impl ErrorCodes {
    /// The code for a refused request, empty where none is documented.
    #[must_use]
    pub fn for_rejection(&self, code: Code) -> &'static str {
        match code {
            Code::SignatureEncoding | Code::SignatureMismatch => self.signature,
            Code::Stale | Code::Future => self.timestamp,
            _ => self.parameter,
        }
    }
}

/// A page, with the day it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

impl Gateway {
    /// The gateway's own signing rule.
    #[must_use]
    pub fn signing(&self) -> Signing {
        Signing {
            scheme: self.scheme,
            recipe: self.recipe,
            place: self.place,
            timestamp: self.timestamp,
            nonce: self.nonce,
            key_header: self.key_header,
            canonical: self.canonical,
        }
    }

    /// The signing rule of a message: its own, or else the gateway's.
    #[must_use]
    pub fn signing_of(&self, message: &Message) -> Signing {
        message.signing.copied().unwrap_or_else(|| self.signing())
    }

    /// The header that names the merchant's key in a message, where it has one beside its own headers.
    #[must_use]
    pub fn key_header_of(&self, message: &Message) -> Option<&'static str> {
        // A header of the message's own stands instead of the usual one.
        let instead = |field: &Field| field.presence == Presence::Required && self.key_names.contains(&field.name);
        match message.signing {
            Some(signing) => signing.key_header,
            None => self.key_header.filter(|_| !message.headers.iter().any(instead)),
        }
    }

    /// What the gateway wants to hear of a callback, by its id: the callback's own, or else the gateway's.
    #[must_use]
    pub fn acknowledgement_of(&self, callback: &str) -> &Acknowledgement {
        let own = self.callbacks.iter().find(|message| message.id == callback);
        own.and_then(|message| message.acknowledgement).unwrap_or(&self.acknowledgement)
    }

    /// All that the gateway wants to hear of one callback or another, the usual one first.
    pub fn acknowledgements(&self) -> impl Iterator<Item = &Acknowledgement> {
        let own = self.callbacks.iter().filter_map(|message| message.acknowledgement);
        core::iter::once(&self.acknowledgement).chain(own)
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
