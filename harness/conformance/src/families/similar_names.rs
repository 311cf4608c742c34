//! A second name that some readers take for the first.

use super::{Family, Maker};
use crate::case::{Case, Effect, Impact, Level, Policy};

pub(super) static FAMILY: Family = Family {
    name: "similar-names",
    title: "a second name that some readers take for the first",
    why: "a case-insensitive or truncating reader lets the second member override the first",
    right: "compare names byte by byte; ignore or refuse what is not documented",
    source: "https://bishopfox.com/blog/json-interoperability-vulnerabilities",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let status = maker.kit.status;
    let mut upper = status.name.to_owned();
    upper[..1].make_ascii_uppercase();
    let wide: String = status.name.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect();
    [
        ("other-case", format!("\"{upper}\"")),
        ("upper-case", format!("\"{}\"", status.name.to_uppercase())),
        ("full-width", format!("\"{wide}\"")),
        ("nul-behind", format!("\"{}\\u0000x\"", status.name)),
        ("blank-behind", format!("\"{} \"", status.name)),
    ]
    .into_iter()
    .map(|(slug, literal)| {
        let kit = maker.kit;
        let title = format!("not paid, and beside it {literal} that says paid");
        let recipe = crate::render::Recipe::of(kit.paid()).edit(move |draft, _| {
            kit.set_status(draft, kit.status.unpaid);
            let members = if kit.status.outer { &mut draft.outer } else { draft.order() };
            members.push(&literal, kit.status.paid);
        });
        Case { effect: Effect::Credits(0), ..maker.either(Policy::UnknownMembers, slug, title, recipe) }
    })
    .collect()
}
