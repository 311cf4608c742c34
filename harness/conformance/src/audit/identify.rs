//! Whose message it is and who sent it: as the recording says, else by the parts that only one gateway has.

use std::sync::LazyLock;

use counterfoil_formats::exchange::{self, Exchange};
use counterfoil_protocol::gateway::{Gateway, NestedForm, Part, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Carrier, Direction, Message, Presence};
use counterfoil_protocol::wire::{Request, Shape};

use super::opened::{Opened, bit};
use super::party::route;

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This gateway's, in this direction.
    Known(&'static Gateway, Direction),
    /// That of a gateway nobody asked about.
    NotAsked,
    /// Nothing points at any gateway.
    Unknown,
    /// As much points at one gateway as at another.
    Ambiguous(&'static Gateway, &'static Gateway),
}

/// Finds the gateway and the direction; `only` is the gateway that was asked for.
#[must_use]
pub fn owner(exchange: &Exchange, request: &Request, body: &Opened<'_>, only: Option<&'static Gateway>) -> Owner {
    let said = exchange.gateway.as_deref().and_then(gateways::by_name);
    match (said, only) {
        (Some(said), Some(only)) if said != only => return Owner::NotAsked,
        (Some(gateway), _) => return Owner::Known(gateway, direction(gateway, exchange, request)),
        (None, _) => {}
    }
    if let Some(gateway) = by_header(request) {
        let asked = only.is_none_or(|only| only == gateway);
        return if asked { Owner::Known(gateway, direction(gateway, exchange, request)) } else { Owner::NotAsked };
    }
    let mut best: [(u32, Option<&'static Gateway>); 2] = [(0, None), (0, None)];
    for gateway in gateways::ALL {
        let points = points(gateway, request, body);
        if points > best[0].0 {
            best = [(points, Some(gateway)), best[0]];
        } else if points > best[1].0 {
            best[1] = (points, Some(gateway));
        }
    }
    match (best, only) {
        ([(0, _), _], Some(only)) => Owner::Known(only, direction(only, exchange, request)),
        ([(0, _), _], None) => Owner::Unknown,
        ([(first, Some(one)), (second, Some(other))], None) if first == second => Owner::Ambiguous(one, other),
        ([(first, _), (second, _)], Some(only)) if points(only, request, body) == first.max(second) => {
            Owner::Known(only, direction(only, exchange, request))
        }
        (_, Some(_)) => Owner::NotAsked,
        ([(_, Some(gateway)), _], None) => Owner::Known(gateway, direction(gateway, exchange, request)),
        _ => Owner::Unknown,
    }
}

/// The only gateway whose signature header is there: nothing else says as much.
fn by_header(request: &Request) -> Option<&'static Gateway> {
    let signed = |gateway: &&'static Gateway| match gateway.place {
        Place::Header(name) => request.headers.all(name).next().is_some(),
        Place::Member(_) => false,
    };
    let mut all = gateways::ALL.into_iter().filter(signed);
    all.next().filter(|_| all.next().is_none())
}

/// As the recording says; else a documented path is a request, and anything else a callback.
fn direction(gateway: &'static Gateway, exchange: &Exchange, request: &Request) -> Direction {
    match exchange.direction {
        Some(exchange::Direction::Callback) => Direction::Callback,
        Some(exchange::Direction::Request) => Direction::Request,
        None if route(gateway, &request.method, &request.target).is_some() => Direction::Request,
        None => Direction::Callback,
    }
}

/// How much points at a gateway. Its own headers say most; members are many people's.
fn points(gateway: &'static Gateway, request: &Request, body: &Opened<'_>) -> u32 {
    let part = |part: Option<Part>| part.map(|part| part.place);
    let places = [Some(gateway.place), part(gateway.timestamp), part(gateway.nonce)];
    let of_header = |name: &str| if request.headers.all(name).next().is_some() { 8 } else { 0 };
    let of_member = |name: &str| if body.get(name).is_some() { 2 } else { 0 };
    let in_place = |place: Place| match place {
        Place::Header(name) => of_header(name),
        Place::Member(name) => of_member(name),
    };
    let own_names = gateway.key_header.into_iter().chain(gateway.key_names.iter().copied());
    let of_places: u32 = places.into_iter().flatten().map(in_place).sum();
    let of_names: u32 = own_names.map(|name| of_header(name).max(of_member(name))).sum();
    let of_body = if body.is_object() { nested(gateway, body) + callback(gateway, body) } else { 0 };
    let path = route(gateway, &request.method, &request.target);
    let of_path = path.map_or(0, |message| if message.path.matches('/').count() > 2 { 6 } else { 3 });
    of_places + of_names + of_body + of_path
}

/// The inner document in the form that the gateway gives it.
fn nested(gateway: &Gateway, body: &Opened<'_>) -> u32 {
    let Some(nested) = gateway.nested else { return 0 };
    let Some(value) = body.get(nested.member) else { return 0 };
    match (nested.form, value.shape()) {
        (NestedForm::Text, Shape::String) | (NestedForm::Object, Shape::Object) => 2,
        _ => 0,
    }
}

/// The best of the gateway's callbacks: one point for each member, where all that must be there are.
fn callback(gateway: &Gateway, body: &Opened<'_>) -> u32 {
    let may_be = CALLBACKS.iter().filter(|(known, _, names)| body.may_have(*names) && *known == gateway);
    let fit = may_be.filter_map(|(_, message, _)| {
        let there = |name: &&str| body.get(name).is_some_and(|value| !value.is_null());
        // A callback without its signature is still that callback.
        let whole = required(message).all(|name| there(&name) || is_signature(gateway, name));
        let count = required(message).filter(there).count();
        (whole && count >= 3).then_some(count)
    });
    fit.max().and_then(|count| u32::try_from(count).ok()).unwrap_or(0)
}

/// Every callback that is an object, with the bits of the names that it must have.
static CALLBACKS: LazyLock<Vec<(&'static Gateway, &'static Message, u64)>> = LazyLock::new(|| {
    let names = |gateway: &Gateway, message| {
        required(message).filter(|name| !is_signature(gateway, name)).fold(0, |names, name| names | bit(name))
    };
    let of = |gateway: &'static Gateway| {
        let objects = gateway.callbacks.iter().filter(|message| message.carrier == Carrier::Object);
        objects.map(move |&message| (gateway, message, names(gateway, message)))
    };
    gateways::ALL.into_iter().flat_map(of).collect()
});

fn required(message: &'static Message) -> impl Iterator<Item = &'static str> {
    message.fields.iter().filter(|field| field.presence == Presence::Required).map(|field| field.name)
}

fn is_signature(gateway: &Gateway, name: &str) -> bool {
    matches!(gateway.place, Place::Member(own) if own == name)
}
