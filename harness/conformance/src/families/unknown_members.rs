//! Members that no document names, correctly signed.

use counterfoil_protocol::gateway::NestedForm;

use super::{Family, Maker};
use crate::case::{Case, Effect, Impact, Level, Policy};
use crate::render::Recipe;

pub(super) static FAMILY: Family = Family {
    name: "unknown-members",
    title: "members that no document names, correctly signed",
    why: "gateways add members over time: a receiver that refuses them stops working one day",
    right: "ignore them, unless an exact member set is your defence against re-cut messages",
    source: "the hazard lists of the gateways' documents",
    level: Level::Robust,
    impact: Impact::Interop,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases: Vec<Case> = [
        ("inner-text", "newMember", "\"x\""),
        ("inner-number", "newNumber", "17"),
        ("prototype", "__proto__", "\"x\""),
        ("constructor", "constructor", "\"x\""),
        ("is-admin", "isAdmin", "true"),
        ("balance", "balance", "\"1000000\""),
        ("user-id", "userId", "1"),
        ("refunded", "refunded", "true"),
        ("number-with-zeros", "newNumber", "1.00"),
        ("number-with-exponent", "newNumber", "1E2"),
        ("number-of-22-digits", "newNumber", "1234567890.123456789012"),
    ]
    .into_iter()
    .map(|(slug, name, raw)| {
        maker.either(
            Policy::UnknownMembers,
            slug,
            format!("`{name}` with the value {raw}"),
            maker.paid().edit(move |draft, _| draft.order().set(name, raw)),
        )
    })
    .collect();
    if !maker.kit.status.outer && maker.gateway.nested.is_some() {
        cases.push(outer_copy(maker));
    }
    if maker.gateway.nested.is_some() {
        cases.push(outer(
            maker,
            "outer-text",
            "an unknown member beside the inner document",
            maker.paid().edit(|draft, _| draft.outer.set_text("newMember", "x")),
        ));
    }
    cases
}

/// Only the inner document is signed, so whoever sends the message can write anything beside it.
fn outer_copy(maker: &Maker) -> Case {
    let status = maker.kit.status;
    let recipe = Recipe::of(maker.kit.unpaid()).edit(move |draft, _| draft.outer.set(status.name, status.paid));
    let title = format!("`{}` says not paid inside and, unsigned, paid outside", status.name);
    let case = outer(maker, "outer-copy-of-status", title, recipe);
    Case { effect: Effect::Credits(0), ..case.costing(Impact::Money) }
}

/// Beside a signed inner object nothing is signed, so nothing there can be a part of the message.
fn outer(maker: &Maker, slug: &str, title: impl Into<String>, recipe: Recipe) -> Case {
    let inner_object = maker.gateway.nested.is_some_and(|nested| nested.form == NestedForm::Object);
    if inner_object {
        maker.observe(slug, title, recipe)
    } else {
        maker.either(Policy::UnknownMembers, slug, title, recipe)
    }
}
