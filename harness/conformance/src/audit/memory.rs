//! What is kept of exchanges that are gone: enough to compare them with each other, never more than so many.

use core::hash::{Hash as _, Hasher as _};
use std::hash::DefaultHasher;

use counterfoil_protocol::gateway::{Gateway, Outcome};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::wire::Request;

use super::facts::{Answered, Facts, Signature};
use super::rule::Spot;
use crate::serve::document::find;
use crate::serve::flows::flows;
use crate::verdict::Observation;

/// Callbacks, requests with a nonce, and orders at most, each: what comes later is judged alone. About 40 MiB.
pub const MOST: usize = 100_000;

/// What is kept in mind.
#[derive(Debug, Default)]
pub struct Memory {
    /// Genuine callbacks, by order and time once they are sorted.
    pub deliveries: Vec<Delivery>,
    /// Signed requests with a nonce.
    pub nonces: Vec<NonceUse>,
    /// Orders that were made.
    pub creations: Vec<Creation>,
    /// What found no room.
    pub left_out: u64,
}

/// What is kept of one exchange.
#[derive(Debug)]
pub enum Trace {
    /// A callback.
    Delivery(Delivery),
    /// A request that makes an order may have a nonce, too.
    Request(Option<NonceUse>, Option<Creation>),
}

/// A genuine callback.
#[derive(Debug)]
pub struct Delivery {
    /// Whose.
    pub gateway: &'static Gateway,
    /// The message's id.
    pub message: &'static str,
    /// The message's name.
    pub name: &'static str,
    /// The merchant's own order number.
    pub order: Box<str>,
    /// What makes two deliveries the same event, hashed.
    pub event: u64,
    /// The bytes that arrived, hashed.
    pub bytes: u64,
    /// What it tells.
    pub outcome: Outcome,
    /// Amount and currency.
    pub amount: Option<Box<str>>,
    /// The currency.
    pub currency: Option<Box<str>>,
    /// What was answered; `None` where that is not known.
    pub observed: Option<Observation>,
    /// What the receiver answered, in words, where it did not acknowledge.
    pub answer: Box<str>,
    /// Whether it lies outside the receiver's own window.
    pub is_stale: bool,
    /// Whether its signature is right only under another reading than is followed.
    pub other_reading: bool,
    /// Where it stands.
    pub spot: Spot,
}

/// A request with its nonce.
#[derive(Debug)]
pub struct NonceUse {
    /// Whose.
    pub gateway: &'static Gateway,
    /// The nonce, hashed.
    pub nonce: u64,
    /// The request, hashed.
    pub bytes: u64,
    /// Where it stands.
    pub spot: Spot,
}

/// A request that made an order.
#[derive(Debug)]
pub struct Creation {
    /// Whose.
    pub gateway: &'static Gateway,
    /// The merchant's own order number.
    pub order: Box<str>,
    /// As the merchant wrote it.
    pub amount: Box<str>,
    /// As the merchant wrote it.
    pub currency: Option<Box<str>>,
}

/// The parameters that name a currency, in the pages of all gateways.
const CURRENCIES: [&str; 5] = ["currency", "order_currency", "orderCurrency", "quoteCurrency", "currencyType"];

/// The same on every machine, for one build of the program.
fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// What is to be kept of an exchange, if anything.
#[must_use]
pub fn trace(facts: &Facts, request: &Request, spot: &Spot) -> Option<Trace> {
    match facts.direction {
        Direction::Callback => delivery(facts, request, spot).map(Trace::Delivery),
        _ => {
            let (nonce, creation) = (nonce(facts, request, spot), creation(facts));
            (nonce.is_some() || creation.is_some()).then_some(Trace::Request(nonce, creation))
        }
    }
}

fn delivery(facts: &Facts, request: &Request, spot: &Spot) -> Option<Delivery> {
    let event = facts.event.as_ref().filter(|_| facts.is_genuine() && facts.violations.is_empty())?;
    let (observed, answer) = match &facts.acknowledged {
        Answered::With(seen) if seen.observation == Observation::Accepted => (Some(seen.observation), ""),
        Answered::With(seen) => (Some(seen.observation), seen.detail.as_str()),
        Answered::Unknown(_) => (None, ""),
    };
    let dated = facts.dated_ms.unwrap_or_default().to_be_bytes();
    let nonce = facts.nonce.as_deref().unwrap_or_default();
    Some(Delivery {
        gateway: facts.gateway,
        message: event.message,
        name: facts.name(),
        order: event.order.as_str().into(),
        event: hash(&[facts.gateway.name.as_bytes(), event.key.as_bytes()]),
        bytes: hash(&[&request.body, &dated, nonce.as_bytes()]),
        outcome: event.outcome,
        amount: event.amount.as_ref().map(|amount| amount.text().into()),
        currency: event.currency.as_deref().map(Into::into),
        observed,
        answer: answer.into(),
        is_stale: super::rules::window(facts) == Some(false),
        other_reading: facts.signature != Signature::Right,
        spot: spot.clone(),
    })
}

fn nonce(facts: &Facts, request: &Request, spot: &Spot) -> Option<NonceUse> {
    let right = matches!(facts.signature, Signature::Right | Signature::OtherReading(_));
    let nonce = facts.nonce.as_ref().filter(|_| right)?;
    let dated = facts.dated_ms.unwrap_or_default().to_be_bytes();
    let bytes = hash(&[request.method.as_bytes(), request.target.as_bytes(), &request.body, &dated]);
    Some(NonceUse { gateway: facts.gateway, nonce: hash(&[nonce.as_bytes()]), bytes, spot: spot.clone() })
}

fn creation(facts: &Facts) -> Option<Creation> {
    let (message, parameters) = (facts.message?, facts.parameters.as_deref()?);
    let creation = flows(facts.gateway).creations.iter().find(|creation| creation.request == message.id)?;
    Some(Creation {
        gateway: facts.gateway,
        order: find(parameters, creation.order)?.into(),
        amount: find(parameters, creation.amount)?.into(),
        currency: CURRENCIES.iter().find_map(|name| find(parameters, name)).map(Into::into),
    })
}

impl Memory {
    /// Keeps a trace, while there is room.
    pub fn keep(&mut self, trace: Trace) {
        let left_out = match trace {
            Trace::Delivery(delivery) => kept(&mut self.deliveries, Some(delivery)),
            Trace::Request(nonce, creation) => kept(&mut self.nonces, nonce) + kept(&mut self.creations, creation),
        };
        self.left_out += left_out;
    }

    /// Puts everything in the order in which rules look at it.
    pub fn sort(&mut self) {
        self.deliveries.sort_by(|one, other| {
            let key = |delivery: &Delivery| (delivery.gateway.name, delivery.message, delivery.spot.order());
            (&one.order, key(one)).cmp(&(&other.order, key(other)))
        });
        self.nonces.sort_by_key(|used| (used.gateway.name, used.nonce, used.spot.order()));
        self.creations.sort_by(|one, other| (one.gateway.name, &one.order).cmp(&(other.gateway.name, &other.order)));
    }

    /// The deliveries about one order by one message, in the order of time.
    pub fn orders(&self) -> impl Iterator<Item = &[Delivery]> {
        let same = |one: &Delivery, other: &Delivery| {
            one.order == other.order && one.gateway == other.gateway && one.message == other.message
        };
        self.deliveries.chunk_by(same)
    }

    /// Those that are one and the same event.
    pub fn events(&self) -> impl Iterator<Item = Vec<&Delivery>> {
        self.orders().flat_map(|order| {
            let mut sorted: Vec<&Delivery> = order.iter().collect();
            // Stable: the order of time stays.
            sorted.sort_by_key(|delivery| delivery.event);
            let events = sorted.chunk_by(|one, other| one.event == other.event);
            events.map(<[&Delivery]>::to_vec).collect::<Vec<_>>()
        })
    }

    /// The request that made an order, where there is just one.
    #[must_use]
    pub fn creation(&self, gateway: &Gateway, order: &str) -> Option<&Creation> {
        let before = |creation: &Creation| (creation.gateway.name, &*creation.order) < (gateway.name, order);
        let from = self.creations.partition_point(before);
        let mut same =
            self.creations[from..].iter().take_while(|made| *made.order == *order && made.gateway == gateway);
        same.next().filter(|first| same.all(|other| other.amount == first.amount && other.currency == first.currency))
    }
}

/// How many were left out: none or one.
fn kept<T>(list: &mut Vec<T>, one: Option<T>) -> u64 {
    match one {
        Some(one) if list.len() < MOST => list.push(one),
        Some(_) => return 1,
        None => {}
    }
    0
}
