//! Every message, and how a generated body of it becomes text.

use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Carrier, Field, Kind, Message, body_violations, violations};
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::wire::Object;

use crate::document::{Value, write_value};
use crate::every_kind;

/// Those of the gateways, and those that have every kind.
pub(crate) fn messages() -> impl Iterator<Item = &'static Message> {
    let real = gateways::ALL.into_iter().flat_map(|gateway| gateway.messages());
    every_kind::ALL.into_iter().chain(real)
}

/// A body as text; `spelling` as [`crate::document::write`] takes it.
pub(crate) fn write(message: &Message, body: &Value, spelling: &[u8]) -> String {
    match (message.carrier, body) {
        (Carrier::Text(_), Value::Text(word)) => word.clone(),
        _ => write_value(body, spelling),
    }
}

/// What the table says; of parameters too, which have no body of their own.
pub(crate) fn objections(message: &Message, text: &str) -> Result<Vec<Rejection>, Rejection> {
    match message.carrier {
        Carrier::Query => Object::parse(text).map(|object| violations(message, &object)),
        _ => body_violations(message, text),
    }
}

/// The tables inside a kind.
pub(crate) fn tables(kind: &'static Kind) -> Vec<&'static [Field]> {
    match kind {
        Kind::Object(fields)
        | Kind::Nested(fields)
        | Kind::List(fields)
        | Kind::NestedList(fields)
        | Kind::Base64Json(fields) => vec![fields],
        Kind::Values(kind) | Kind::NestedValues(kind) => tables(kind),
        Kind::Either(kinds) => kinds.iter().flat_map(tables).collect(),
        _ => Vec::new(),
    }
}

/// How many choices the member with most of them has.
pub(crate) fn widest(fields: &'static [Field]) -> usize {
    let of_kind = |kind: &'static Kind| if let Kind::Either(kinds) = kind { kinds.len() } else { 1 };
    let inside = fields.iter().flat_map(|field| tables(&field.kind)).map(widest);
    fields.iter().map(|field| of_kind(&field.kind)).chain(inside).max().unwrap_or(1)
}
