//! What a request asks for, apart from when and how it was signed: how a repetition is told from another call.

use core::hash::{Hash as _, Hasher as _};
use std::collections::hash_map::DefaultHasher;

use counterfoil_protocol::gate::Admitted;
use counterfoil_protocol::gateway::{Gateway, Place, Signing};
use counterfoil_protocol::message::Message;
use counterfoil_protocol::wire::{Object, Request, Shape};

use super::document::{find, plain, rewritten};
use super::flows::{Creation, Flows, FollowUp};

/// Words in the names of the parameters that say who pays how much.
const BUSINESS: [&str; 7] = ["amount", "currency", "coin", "payer", "user", "customer", "email"];

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// Method, path, and the numbers or parameters that name the object: equal where a request is repeated.
    pub identity: String,
    /// The merchant's order number, where the request makes an order; empty otherwise.
    pub order: String,
    /// Who pays how much, where the request makes an order; empty otherwise.
    pub business: String,
    /// The signature as it was sent.
    pub signature: String,
    /// The time of sending as it was sent, where the gateway has one.
    pub timestamp: Option<String>,
    /// Whether the gateway has a nonce: then a repeated signature is judged by it.
    pub with_nonce: bool,
}

impl Call {
    /// From a request whose signature is right.
    #[must_use]
    pub fn of(gateway: &'static Gateway, flows: &'static Flows, request: &Request, admitted: &Admitted) -> Self {
        let message = admitted.message;
        let signing = gateway.signing_of(message);
        let value = |name: &str| find(&admitted.parameters, name).unwrap_or_default();
        let creation = creation(flows, message);
        let order = creation.map(|creation| value(creation.order)).unwrap_or_default();
        let object = match (creation, follow_up(flows, message)) {
            (Some(_), _) if !order.is_empty() => order.clone(),
            (_, Some(follow_up)) => follow_up.by.iter().map(|name| value(name)).collect::<Vec<_>>().join("/"),
            _ => lasting(gateway, &signing, &admitted.parameters),
        };
        Self {
            identity: format!("{} {} {object}", request.method, request.path()),
            business: if order.is_empty() { String::new() } else { business(&admitted.parameters) },
            order,
            signature: part(request, signing.place).unwrap_or_default(),
            timestamp: signing.timestamp.and_then(|stamp| part(request, stamp.place)),
            with_nonce: signing.nonce.is_some(),
        }
    }

    /// Whether two requests of this identity are one call for sure: the merchant's number says so.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !self.order.is_empty()
    }
}

/// What a request says at that place.
#[must_use]
pub fn part(request: &Request, place: Place) -> Option<String> {
    match place {
        Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
        Place::Member(name) => {
            let body = String::from_utf8_lossy(&request.body);
            Object::parse(&body).ok()?.get(name).map(plain)
        }
    }
}

/// How a message makes an order.
#[must_use]
pub fn creation(flows: &'static Flows, message: &Message) -> Option<&'static Creation> {
    flows.creations.iter().find(|creation| creation.request == message.id)
}

/// How a message is about an order.
#[must_use]
pub fn follow_up(flows: &'static Flows, message: &Message) -> Option<&'static FollowUp> {
    flows.follow_ups.iter().find(|follow_up| follow_up.request == message.id)
}

/// A short number for a long text; equal for equal texts within a run.
#[must_use]
pub fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The parameters without what changes when they are signed anew.
fn lasting(gateway: &Gateway, signing: &Signing, parameters: &str) -> String {
    let member = |place: Place| if let Place::Member(name) = place { Some(name) } else { None };
    let parts = [signing.timestamp, signing.nonce].into_iter().flatten().map(|part| part.place);
    let fresh: Vec<&str> =
        parts.chain([signing.place]).filter_map(member).chain(gateway.key_names.iter().copied()).collect();
    let kept = scalars(parameters).into_iter().filter(|(name, _)| !fresh.contains(&name.as_str()));
    let text: Vec<String> = kept.map(|(name, value)| format!("{name}={value}")).collect();
    format!("{:016x}", digest(&text.join("\n")))
}

fn business(parameters: &str) -> String {
    let mut found: Vec<String> = scalars(parameters)
        .into_iter()
        .filter(|(name, _)| BUSINESS.iter().any(|word| name.to_lowercase().contains(word)))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    found.sort();
    found.join(" ")
}

/// Every text, number and truth value at every level, with its name.
fn scalars(parameters: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let _unchanged = rewritten(parameters, &mut |name, value| {
        if !matches!(value.shape(), Shape::Object | Shape::Array) {
            found.push((name.to_owned(), plain(value)));
        }
        None
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_pays_how_much_counts_as_business() {
        let parameters = r#"{"outTradeNo":"A1","orderAmount":"1.20","goods":{"currency":"USDT","title":"tea"}}"#;
        assert_eq!(business(parameters), "currency=USDT orderAmount=1.20");
    }
}
