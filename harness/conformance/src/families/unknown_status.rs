//! A status that no document names, correctly signed.

use super::{Family, Maker};
use crate::case::{Case, Effect, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "unknown-status",
    title: "a status that no document names, correctly signed",
    why: "a default branch that means paid delivers goods for nothing",
    right: "acknowledge or park it; never credit it",
    source: "the hazard lists of the gateways' documents",
    level: Level::Money,
    impact: Impact::Money,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let status = maker.kit.status;
    let text = status.paid.starts_with('"');
    let unknown = if text { "\"SOMETHING_NEW\"" } else { "77" };
    let lower = if text { leak(&status.paid.to_lowercase()) } else { "-1" };
    let blank = if text { leak(&format!("\" {}\"", status.paid.trim_matches('"'))) } else { "99999999" };
    [("unknown", unknown), ("other-case", lower), ("blank-in-front", blank)]
        .into_iter()
        .filter(|(_, raw)| *raw != status.paid)
        .map(|(slug, raw)| {
            let kit = maker.kit;
            let recipe = maker.paid().edit(move |draft, _| kit.set_status(draft, raw));
            Case {
                effect: Effect::Credits(0),
                ..maker.observe(slug, format!("`{}` is {raw}", kit.status.name), recipe)
            }
        })
        .collect()
}

/// Family tables live as long as the program.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
