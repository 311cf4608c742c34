//! The right time in another spelling, correctly signed.

use counterfoil_protocol::gateway::{PartShape, Place};

use super::freshness::with_timestamp;
use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::render::{Context, Recipe};

pub(super) static FAMILY: Family = Family {
    name: "timestamp-spelling",
    title: "the right time in another spelling, correctly signed",
    why: "a timestamp without a fixed shape lets digits move between it and its neighbours under one signature",
    right: "demand exactly as many digits as are documented, before anything is computed",
    source: "the weaknesses listed in the gateways' documents",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let Some(part) = maker.gateway.timestamp else { return Vec::new() };
    let spelled = |slug: &str, title: &str, spell: fn(String) -> String| {
        let recipe = now_as(maker, part.place, spell);
        maker.either(Policy::TimestampText, slug, title, recipe)
    };
    let mut cases = vec![spelled("leading-zero", "with a zero in front", |text| format!("0{text}"))];
    if matches!(part.place, Place::Header(_)) {
        cases.push(spelled("plus-sign", "with a plus sign in front", |text| format!("+{text}")));
    }
    if part.shape == PartShape::Millis {
        cases.push(spelled("digit-behind", "with a fourteenth digit", |text| format!("{text}0")));
    }
    cases
}

/// The time of sending, spelled otherwise; in a member as a string, since a JSON number has no leading zero.
fn now_as(maker: &Maker, place: Place, spell: fn(String) -> String) -> Recipe {
    let spelled = move |context: &Context<'_>| match place {
        Place::Header(_) => spell(context.timestamp()),
        Place::Member(_) => format!("\"{}\"", spell(context.timestamp())),
    };
    with_timestamp(maker, place, spelled)
}
