//! Callbacks of one gateway in one reading, drafted from the tables and signed with its TEST key.

use core::fmt;
use std::sync::OnceLock;

use counterfoil_protocol::gateway::{Gateway, NestedForm, Part, PartShape, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Direction, Message, Published};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::scheme::{RawSignature, SigningKey, VerifyingKey};
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::Request;
use proptest::prelude::*;

use crate::arbitrary::spelling;
use crate::document::{Members, Value, remove, set, write};
use crate::share;
use crate::support::{NOTIFY_URL, SENT_AT, TARGET, signed_bytes, signing_key};
use crate::tables::{Variant, any_message};

/// One callback of one gateway in one reading.
pub(crate) struct Scenario {
    pub(crate) gateway: &'static Gateway,
    pub(crate) message: &'static Message,
    pub(crate) readings: Readings,
    pub(crate) key: SigningKey,
}

/// A message before it is signed.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) members: Members,
    pub(crate) variant: Variant,
    pub(crate) spelling: Vec<u8>,
    /// That of a document inside a string, which may be signed as it is.
    pub(crate) inner_spelling: Vec<u8>,
    pub(crate) seconds: u64,
    pub(crate) nonce: String,
}

/// A signed message.
pub(crate) struct Signed {
    pub(crate) request: Request,
    pub(crate) bytes: Vec<u8>,
    pub(crate) raw: RawSignature,
    outer: Members,
}

/// One thing wrong: a member replaced, or taken out.
#[derive(Clone, Debug)]
pub(crate) struct Damage {
    /// The member that holds the inner document, where the damage is inside.
    pub(crate) inside: Option<&'static str>,
    pub(crate) name: &'static str,
    pub(crate) value: Option<Value>,
}

/// A callback with a page of its own that nothing on the wire tells from the present one.
const READ_AS_ANOTHER: &str = "cregis/payment-v1-notify-legacy";

impl Scenario {
    /// Every callback of every gateway in every combination of readings, if anything of it is public.
    pub(crate) fn all() -> Vec<Self> {
        let callbacks = gateways::ALL.into_iter().flat_map(|gateway| {
            let readings = Readings::combinations(gateway.readings);
            let told =
                |message: &&&'static Message| message.published != Published::Nothing && message.id != READ_AS_ANOTHER;
            let known = move || gateway.callbacks.iter().filter(told);
            let pairs = readings.into_iter().flat_map(move |readings| known().map(move |m| (readings, *m)));
            pairs.map(move |(readings, message)| Self { gateway, message, readings, key: signing_key(gateway) })
        });
        callbacks.collect()
    }

    /// Whether the reference may take it for that message: those of one table cannot be told apart.
    pub(crate) fn may_be(&self, id: &str) -> bool {
        let table = |message: &Message| format!("{:?}", message.fields);
        id == self.message.id
            || self.gateway.callbacks.iter().any(|other| other.id == id && table(other) == table(self.message))
    }

    pub(crate) fn drafts(&self) -> BoxedStrategy<Draft> {
        let parts = (1_000_000_000_u64..=9_999_999_999, "[0-9A-Za-z]{6}");
        let drafts = (any_message(self.message), spelling(), spelling(), parts).prop_map(
            |((members, variant), spelling, inner_spelling, (seconds, nonce))| Draft {
                members,
                variant,
                spelling,
                inner_spelling,
                seconds,
                nonce,
            },
        );
        drafts.boxed()
    }

    /// In which form the reading wants the inner document.
    pub(crate) fn form(&self) -> Option<NestedForm> {
        let object = self.readings.iter().any(|reading| reading == ("data", "object"));
        if object { Some(NestedForm::Object) } else { self.gateway.nested.map(|nested| nested.form) }
    }

    /// Whether the body is signed as bytes.
    pub(crate) fn signs_body(&self) -> bool {
        matches!(self.gateway.place, Place::Header(_))
    }

    /// What is signed of the draft.
    pub(crate) fn signed_bytes(&self, draft: &Draft) -> Result<Vec<u8>, Rejection> {
        self.signed_bytes_of(&self.request(draft, &self.outer(draft)))
    }

    pub(crate) fn signed_bytes_of(&self, request: &Request) -> Result<Vec<u8>, Rejection> {
        signed_bytes(self.gateway, self.readings, Direction::Callback, request)
    }

    pub(crate) fn sign(&self, draft: &Draft) -> Signed {
        self.sign_damaged(draft, None)
    }

    /// The draft with one thing wrong, under a signature that is right; what cannot be signed gets any signature.
    pub(crate) fn sign_damaged(&self, draft: &Draft, damage: Option<&Damage>) -> Signed {
        let mut draft = draft.clone();
        self.put_parts_into(&mut draft);
        if let Some(damage) = damage {
            damage.apply(&mut draft.members);
        }
        let mut outer = self.outer(&draft);
        let mut request = self.request(&draft, &outer);
        let bytes = self.signed_bytes_of(&request).unwrap_or_default();
        let raw = self.key.sign(&bytes.clone().into());
        let text = self.key.encode(raw.as_slice());
        match self.gateway.place {
            Place::Header(name) => request.headers.set(name, text),
            Place::Member(name) => {
                set(&mut outer, name, Value::Text(text));
                if let Some(damage) = damage.filter(|damage| damage.inside.is_none()) {
                    damage.apply(&mut outer);
                }
                request.body = write(&outer, &draft.spelling).into_bytes();
            }
        }
        Signed { request, bytes, raw, outer }
    }

    pub(crate) fn receiver(&self, key: VerifyingKey) -> Receiver {
        let notify_url = Some(NOTIFY_URL.to_owned());
        Receiver { readings: self.readings, notify_url, ..Receiver::new(self.gateway, key) }
    }

    /// What the reference says of the message under its own key.
    pub(crate) fn receive(&self, request: &Request) -> Result<Received, Rejection> {
        receive(&self.receiver(self.key.verifying_key()), request)
    }

    /// The same message under another signature.
    pub(crate) fn with_signature(&self, draft: &Draft, signed: &Signed, raw: &[u8]) -> Request {
        let mut request = signed.request.clone();
        let text = self.key.encode(raw);
        match self.gateway.place {
            Place::Header(name) => request.headers.set(name, text),
            Place::Member(name) => {
                let mut outer = signed.outer.clone();
                set(&mut outer, name, Value::Text(text));
                request.body = write(&outer, &draft.spelling).into_bytes();
            }
        }
        request
    }

    fn parts(&self) -> impl Iterator<Item = Part> {
        [self.gateway.timestamp, self.gateway.nonce].into_iter().flatten()
    }

    fn put_parts_into(&self, draft: &mut Draft) {
        for part in self.parts() {
            if let Place::Member(name) = part.place {
                let text = draft.part(part.shape);
                let value = if part.shape == PartShape::Alphanumeric { Value::Text } else { Value::Number };
                set(&mut draft.members, name, value(text));
            }
        }
    }

    fn request(&self, draft: &Draft, outer: &Members) -> Request {
        let mut request = Request::post(TARGET, write(outer, &draft.spelling));
        for part in self.parts() {
            if let Place::Header(name) = part.place {
                request.headers.set(name, draft.part(part.shape));
            }
        }
        request
    }

    /// The outer members, with the inner document in its form.
    fn outer(&self, draft: &Draft) -> Members {
        let put = |value: &Value| match value {
            Value::Nested(members) if self.form() == Some(NestedForm::Object) => Value::Object(members.clone()),
            Value::Nested(members) => Value::Text(write(members, &draft.inner_spelling)),
            other => other.clone(),
        };
        draft.members.iter().map(|(name, value)| (name.clone(), put(value))).collect()
    }
}

impl Draft {
    fn part(&self, shape: PartShape) -> String {
        match shape {
            PartShape::Millis => format!("{}007", self.seconds),
            PartShape::Seconds => self.seconds.to_string(),
            PartShape::Alphanumeric => self.nonce.clone(),
            PartShape::Visible16To64 => self.nonce.repeat(3),
        }
    }
}

impl Damage {
    /// Whether nothing is left of the member that a signature could cover.
    pub(crate) fn is_unsigned(&self) -> bool {
        self.value.as_ref().is_none_or(|value| *value == Value::Null || *value == Value::text(""))
    }

    fn apply(&self, members: &mut Members) {
        let members = match self.inside {
            None => members,
            Some(holder) => match members.iter_mut().find(|(name, _)| name == holder) {
                Some((_, Value::Nested(inner) | Value::Object(inner))) => inner,
                _ => panic!("no document in {holder}"),
            },
        };
        match &self.value {
            Some(value) => set(members, self.name, value.clone()),
            None => remove(members, self.name),
        }
    }
}

/// How many cases each scenario gets: `most` as long as there are few, so that the time does not grow with the tables.
pub(crate) fn cases(most: u32) -> u32 {
    static SCENARIOS: OnceLock<usize> = OnceLock::new();
    share(most * 25, *SCENARIOS.get_or_init(|| Scenario::all().len())).min(most)
}

/// What a receiver says of a message.
pub(crate) fn receive(receiver: &Receiver, request: &Request) -> Result<Received, Rejection> {
    receiver.receive(request, UnixMillis::new(SENT_AT), &mut Ledger::default())
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message.id, self.readings)
    }
}

impl fmt::Debug for Draft {
    // As one would like to read it: tables of the variant left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { members, spelling, inner_spelling, seconds, nonce, .. } = self;
        write!(f, "{members:?} spelt {spelling:?}, inside {inner_spelling:?}, at {seconds}, nonce {nonce}")
    }
}
