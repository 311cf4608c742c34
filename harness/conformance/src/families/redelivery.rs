//! The same callback again.

use super::{Family, Maker};
use crate::case::{Case, Effect, Impact, Level};
use crate::render::Recipe;

pub(super) static FAMILY: Family = Family {
    name: "redelivery",
    title: "the same callback again",
    why: "gateways repeat a callback until it is acknowledged: answering a repetition with an error makes them repeat it for hours, crediting it twice loses money",
    right: "acknowledge again, credit once",
    source: "https://docs.gate.com/api-reference/version/100/en/common/asyncNotification",
    level: Level::Once,
    impact: Impact::Money,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let again = Recipe { same_serial: true, ..maker.paid() };
    let other_spelling = Recipe { same_serial: true, ..maker.paid().edit(|draft, _| draft.outer.reverse()) };
    let unpaid = Recipe::of(maker.kit.unpaid());
    vec![
        repeated(maker, "twice", "the same order's callback twice", vec![maker.paid(), again.clone()], 1),
        repeated(
            maker,
            "three-times",
            "the same order's callback three times",
            vec![maker.paid(), again.clone(), again],
            1,
        ),
        repeated(
            maker,
            "other-spelling",
            "the same callback with its members in another order",
            vec![maker.paid(), other_spelling],
            1,
        ),
        repeated(
            maker,
            "not-paid-twice",
            "a callback that is not paid, twice",
            vec![unpaid.clone(), Recipe { same_serial: true, ..unpaid }],
            0,
        ),
    ]
}

fn repeated(maker: &Maker, slug: &str, title: &str, steps: Vec<Recipe>, credits: u32) -> Case {
    Case { steps, effect: Effect::Credits(credits), ..maker.accept(slug, title, maker.paid()) }
}
