//! From a plan to recipes: what is changed before signing, at signing and after it.

use std::sync::Arc;

use counterfoil_protocol::gateway::{Gateway, NestedForm, Place};
use counterfoil_protocol::wire::Request;

use super::change::{Change, Says};
use super::edit::Shape;
use super::random::Random;
use crate::draft::{Draft, Escapes, Members, quote};
use crate::render::{Context, Recipe, SignatureText};
use crate::samples::kit;

/// The recipe with the changes added: contents before its own edit, spelling behind it, and last what is not signed.
pub(super) fn changed(step: &Recipe, gateway: &'static Gateway, changes: &Arc<[Change]>) -> Recipe {
    let mut recipe = step.clone();
    if changes.is_empty() {
        return recipe;
    }
    change_draft(&mut recipe, changes);
    change_bytes(&mut recipe, gateway, changes);
    for change in changes.iter() {
        if let Change::Framing(framing) = change {
            recipe.framing = framing.clone();
        }
    }
    recipe
}

/// What is said, and what is signed where that differs.
fn change_draft(recipe: &mut Recipe, changes: &Arc<[Change]>) {
    let before = recipe.edit.clone();
    let (own, all) = (before.clone(), Arc::clone(changes));
    recipe.edit = Some(Arc::new(move |draft: &mut Draft, context: &Context<'_>| {
        contents(&all, draft, context.gateway);
        own.iter().for_each(|edit| edit(draft, context));
        spelling(&all, draft);
        unsigned(&all, draft);
    }));
    if recipe.signing.draft.is_some() || changes.iter().any(is_unsigned) {
        let (own, all) = (recipe.signing.draft.clone().or(before), Arc::clone(changes));
        recipe.signing.draft = Some(Arc::new(move |draft: &mut Draft, context: &Context<'_>| {
            contents(&all, draft, context.gateway);
            own.iter().for_each(|edit| edit(draft, context));
            spelling(&all, draft);
        }));
    }
}

/// The body, the signature, and last the finished request.
fn change_bytes(recipe: &mut Recipe, gateway: &'static Gateway, changes: &Arc<[Change]>) {
    if changes.iter().any(is_of_body) {
        let (own, all) = (recipe.body.clone(), Arc::clone(changes));
        recipe.body = Some(Arc::new(move |body| {
            let body = own.as_ref().map_or_else(|| body.clone(), |change| change(body.clone()));
            damaged(&all, body)
        }));
    }
    if changes.iter().any(is_of_signature) {
        let (own, all) = (recipe.signing.encoder.clone(), Arc::clone(changes));
        recipe.signing.encoder = Some(Arc::new(move |raw| {
            let raw = forged(&all, raw);
            own.as_ref().map_or_else(|| SignatureText::Text(gateway.scheme.encode(&raw)), |encode| encode(&raw))
        }));
    }
    if recipe.tamper.is_some() || changes.iter().any(is_of_request) {
        let (own, all) = (recipe.tamper.clone(), Arc::clone(changes));
        recipe.tamper = Some(Arc::new(move |request: &mut Request, context: &Context<'_>| {
            own.iter().for_each(|tamper| tamper(request, context));
            tampered(&all, request, context.gateway);
        }));
    }
}

fn is_unsigned(change: &Change) -> bool {
    matches!(change, Change::UnsignedValue { .. } | Change::UnsignedRemoval(_) | Change::UnsignedSwap(_))
}

fn is_of_body(change: &Change) -> bool {
    matches!(change, Change::Around { .. } | Change::Damage(_) | Change::Grown { shape: Shape::Blanks, .. })
}

fn is_of_signature(change: &Change) -> bool {
    matches!(
        change,
        Change::SignatureBit(_) | Change::SignatureCut(_) | Change::SignatureTail(_) | Change::SignatureRandom(_)
    )
}

fn is_of_request(change: &Change) -> bool {
    let forged = change.says() == Says::Forged && !is_of_signature(change) && !is_unsigned(change);
    forged || matches!(change, Change::HeaderCase(_) | Change::Header { .. } | Change::MediaType(_))
}

/// What the message says.
fn contents(changes: &[Change], draft: &mut Draft, gateway: &'static Gateway) {
    let kit = kit(gateway);
    for change in changes {
        match change {
            // Where a message has no such member, another one is not spelling.
            Change::Text(text) if draft.order().get(kit.text).is_some() => draft.order().set_text(kit.text, text),
            Change::OptionalAbsent => draft.order().remove(kit.optional),
            Change::Value { member, raw } => {
                let members = draft.order();
                members.set_at(at(*member, members.len()), raw.clone());
            }
            Change::Grown { shape, bytes } => {
                if let Some(raw) = shape.raw(*bytes) {
                    draft.order().set("note", &raw);
                }
            }
            _ => {}
        }
    }
}

/// How it is spelled: the same document.
fn spelling(changes: &[Change], draft: &mut Draft) {
    for change in changes {
        match change {
            Change::OuterStyle(style) => draft.outer.style = *style,
            Change::InnerStyle(style) => draft.order().style = *style,
            Change::OuterOrder(seed) => shuffle(&mut draft.outer, *seed),
            Change::InnerOrder(seed) => shuffle(draft.order(), *seed),
            Change::OuterSpelling(seed) => {
                let nested = draft.inner.as_ref().map(|inner| inner.member);
                respell(&mut draft.outer, *seed, nested);
            }
            Change::InnerSpelling(seed) => respell(draft.order(), *seed, None),
            Change::Escapes(escapes) => {
                if let Some(inner) = draft.inner.as_mut().filter(|inner| inner.form == NestedForm::Text) {
                    inner.escapes = *escapes;
                }
            }
            Change::InnerDamage(edit) => {
                if let Some(inner) = draft.inner.as_mut().filter(|inner| inner.instead.is_none()) {
                    let mut bytes = inner.document.emit().into_bytes();
                    edit.apply(&mut bytes);
                    let text = String::from_utf8_lossy(&bytes);
                    let raw = if inner.form == NestedForm::Text { quote(&text, inner.escapes) } else { text.into() };
                    inner.instead = Some(raw);
                }
            }
            _ => {}
        }
    }
}

fn shuffle(members: &mut Members, seed: u64) {
    let mut random = Random::of(seed, 0);
    members.sort_by_place(|| random.number());
}

/// Each letter of names and texts raw or as an escape; the member that the inner document goes into keeps its name.
fn respell(members: &mut Members, seed: u64, except: Option<&str>) {
    let spelled = |literal: &str| {
        let Ok(text) = serde_json::from_str::<String>(literal) else { return literal.to_owned() };
        if except == Some(text.as_str()) {
            return literal.to_owned();
        }
        let mut random = Random::of(seed, text.len() as u64);
        let letter = |c: char| {
            let escapes = match random.below(8) {
                0 => Escapes::All,
                1 => Escapes::Slashes,
                _ => Escapes::Needed,
            };
            let quoted = quote(c.encode_utf8(&mut [0; 4]), escapes);
            quoted[1..quoted.len() - 1].to_owned()
        };
        format!("\"{}\"", text.chars().map(letter).collect::<String>())
    };
    members.map_names(spelled);
    members.map_values(spelled);
}

/// What is changed after signing.
fn unsigned(changes: &[Change], draft: &mut Draft) {
    for change in changes {
        let members = draft.order();
        let length = members.len();
        match change {
            Change::UnsignedValue { member, raw } => members.set_at(at(*member, length), raw.clone()),
            Change::UnsignedRemoval(member) => members.remove_at(at(*member, length)),
            Change::UnsignedSwap(member) => {
                let (one, other) = (at(*member, length), at(member.wrapping_add(1), length));
                if let (Some(a), Some(b)) = (members.raw_at(one), members.raw_at(other)) {
                    let (a, b) = (a.to_owned(), b.to_owned());
                    members.set_at(one, b);
                    members.set_at(other, a);
                }
            }
            _ => {}
        }
    }
}

fn damaged(changes: &[Change], mut body: Vec<u8>) -> Vec<u8> {
    for change in changes {
        match change {
            Change::Damage(edit) => edit.apply(&mut body),
            Change::Around { before, behind } => body = [before.as_bytes(), &body, behind.as_bytes()].concat(),
            Change::Grown { shape: Shape::Blanks, bytes } => {
                body.resize(body.len() + usize::try_from(*bytes).unwrap_or_default(), b' ');
            }
            _ => {}
        }
    }
    body
}

fn forged(changes: &[Change], raw: &[u8]) -> Vec<u8> {
    let mut raw = raw.to_vec();
    for change in changes {
        match change {
            Change::SignatureBit(bit) if !raw.is_empty() => {
                let bit = at(*bit, raw.len() * 8);
                raw[bit / 8] ^= 1 << (bit % 8);
            }
            Change::SignatureCut(length) => raw.truncate(at(*length, raw.len())),
            Change::SignatureTail(tail) => raw.extend_from_slice(tail),
            Change::SignatureRandom(seed) => {
                let mut random = Random::of(*seed, 0);
                raw.iter_mut().for_each(|byte| *byte ^= random.number().to_le_bytes()[0]);
            }
            _ => {}
        }
    }
    raw
}

fn tampered(changes: &[Change], request: &mut Request, gateway: &'static Gateway) {
    for change in changes {
        match change {
            Change::Bytes(edit) => edit.apply(&mut request.body),
            Change::Timestamp(place) => part(request, gateway.timestamp.map(|part| part.place), *place),
            Change::Nonce(place) => part(request, gateway.nonce.map(|part| part.place), *place),
            Change::HeaderCase(seed) => {
                let mut random = Random::of(*seed, 0);
                let mut other =
                    |c: char| if random.one_in(2) { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
                request.headers.iter_mut().for_each(|(name, _)| *name = name.chars().map(&mut other).collect());
            }
            Change::Header { name, value } => request.headers.push(name.clone(), value.clone()),
            Change::MediaType(value) => request.headers.set("Content-Type", value.clone()),
            _ => {}
        }
    }
}

/// One digit or letter becomes another one of its kind.
fn part(request: &mut Request, place: Option<Place>, at_most: u32) {
    let Some(Place::Header(name)) = place else { return };
    let Some(mut value) = request.headers.all(name).next().map(<[u8]>::to_vec).filter(|value| !value.is_empty()) else {
        return;
    };
    let at = at(at_most, value.len());
    value[at] = match value[at] {
        digit @ b'0'..=b'8' => digit + 1,
        b'9' => b'0',
        b'a' => b'b',
        _ => b'a',
    };
    request.headers.set(name, value);
}

fn at(place: u32, length: usize) -> usize {
    usize::try_from(place).unwrap_or_default() % length.max(1)
}
