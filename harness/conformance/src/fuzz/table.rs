//! Documented messages for which no page prints an example, made from their tables.

use counterfoil_protocol::gateway::{Gateway, NestedForm};
use counterfoil_protocol::message::{Field, Kind, Message, Presence, sample_member};

use crate::draft::{Draft, Escapes, Inner, Members, quote};
use crate::render::{Context, Recipe};
use crate::samples::kit;

/// The callbacks that have no genuine message among the samples.
pub(super) fn messages(gateway: &'static Gateway) -> impl Iterator<Item = &'static Message> {
    let samples = kit(gateway).samples;
    gateway.callbacks.iter().copied().filter(|message| !samples.iter().any(|sample| sample.message == message.id))
}

/// The message with every member that its table demands or expects, rightly signed.
pub(super) fn recipe(gateway: &'static Gateway, message: &'static Message) -> Recipe {
    Recipe::of(kit(gateway).paid()).edit(move |draft, context| *draft = made(context, message))
}

fn made(context: &Context<'_>, message: &'static Message) -> Draft {
    let nested = context.gateway.nested.map(|nested| nested.member);
    let signature = |field: &Field| matches!(field.kind, Kind::Signature);
    let fields =
        || message.fields.iter().filter(move |field| field.presence != Presence::Optional && !signature(field));
    let mut outer = Members::default();
    let mut inner = None;
    for field in fields() {
        match field.kind {
            Kind::Nested(fields) | Kind::Object(fields) if Some(field.name) == nested => {
                outer.set(field.name, "null");
                inner = Some((field.name, members(fields, context)));
            }
            _ => set(&mut outer, field, context),
        }
    }
    let object = nested
        .is_some_and(|name| context.readings.iter().any(|(reading, choice)| reading == name && choice == "object"))
        || context.gateway.nested.is_some_and(|nested| nested.form == NestedForm::Object);
    let form = if object { NestedForm::Object } else { NestedForm::Text };
    let inner =
        inner.map(|(member, document)| Inner { member, form, document, escapes: Escapes::Needed, instead: None });
    Draft { outer, inner }
}

fn members(fields: &'static [Field], context: &Context<'_>) -> Members {
    let mut members = Members::default();
    fields.iter().filter(|field| field.presence != Presence::Optional).for_each(|field| {
        set(&mut members, field, context);
    });
    members
}

/// Time, nonce and order numbers are fresh, everything else as the table makes it.
fn set(members: &mut Members, field: &Field, context: &Context<'_>) {
    let gateway = context.gateway;
    let is = |part: Option<counterfoil_protocol::gateway::Part>| {
        part.is_some_and(|part| part.place == counterfoil_protocol::gateway::Place::Member(field.name))
    };
    let sampled = sample_member(field);
    let raw = sampled.split_once(':').map_or("null", |(_, raw)| raw);
    let raw = if is(gateway.timestamp) {
        if raw.starts_with('"') { format!("\"{}\"", context.timestamp()) } else { context.timestamp() }
    } else if is(gateway.nonce) {
        quote(&context.nonce(), Escapes::Needed)
    } else if field.name == kit(gateway).required {
        quote(&context.order(), Escapes::Needed)
    } else {
        raw.to_owned()
    };
    members.set(field.name, &raw);
}
