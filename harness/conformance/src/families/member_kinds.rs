//! A member of another JSON type, correctly signed.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "member-kinds",
    title: "a member of another JSON type, correctly signed",
    why: "an object where a text is due reaches a query or a comparison that never expected it",
    right: "check the type of every member you use",
    source: "CWE-843, CWE-943",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let required = maker.kit.required;
    let refused = |slug: &str, raw: &'static str| {
        let recipe = maker.paid().edit(move |draft, _| draft.order().set(required, raw));
        maker.refuse(slug, format!("`{required}` is {raw}"), recipe)
    };
    let observed = |slug: &str, raw: &'static str| {
        let recipe = maker.paid().edit(move |draft, _| draft.order().set(required, raw));
        maker.observe(slug, format!("`{required}` is {raw}"), recipe)
    };
    vec![
        refused("order-number-object", "{\"$ne\":1}"),
        refused("order-number-array", "[\"CF1\"]"),
        observed("order-number-true", "true"),
        observed("order-number-number", "17"),
    ]
}
