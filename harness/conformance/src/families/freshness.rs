//! Old, future and unreadable timestamps under a declared window.

use counterfoil_protocol::gateway::{PartShape, Place};

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::render::{Context, Recipe, Signing, signed_bytes};

pub(super) static FAMILY: Family = Family {
    name: "freshness",
    title: "old, future and unreadable timestamps under a declared window",
    why: "without a window a recorded callback counts for ever",
    right: "refuse what lies outside the window you declare; make it wide enough for the gateway's repetitions",
    source: "GHSA-q9g3-q6fj-hc2x",
    level: Level::Once,
    impact: Impact::Replay,
    make,
};

const MINUTE: i64 = 60_000;
const YEAR: i64 = 365 * 24 * 60 * MINUTE;

fn make(maker: &Maker) -> Vec<Case> {
    let Some(part) = maker.gateway.timestamp else { return Vec::new() };
    let mut cases: Vec<Case> = [
        ("ten-seconds-old", "10 s old", 10_000),
        ("six-minutes-old", "6 min old", 6 * MINUTE),
        ("an-hour-old", "an hour old", 60 * MINUTE),
        ("a-year-old", "a year old", YEAR),
        ("six-minutes-ahead", "6 min in the future", -6 * MINUTE),
        ("a-year-ahead", "a year in the future", -YEAR),
    ]
    .into_iter()
    .map(|(slug, title, age_ms)| aged(maker, slug, &format!("a genuine message, dated {title}"), maker.paid(), age_ms))
    .collect();
    let other_unit = if part.shape == PartShape::Seconds { "000" } else { "" };
    let unreadable: [(&str, &str, String); 6] = [
        ("other-unit", "in the other unit of time", format!("1723971200{other_unit}")),
        ("zero", "0", "0".to_owned()),
        ("negative", "negative", "-1723971200000".to_owned()),
        ("with-fraction", "with a fraction", "1723971200.5".to_owned()),
        ("exponent", "as 1e12", "1e12".to_owned()),
        ("twenty-digits", "of 20 digits", "17239712000000000000".to_owned()),
    ];
    for (slug, title, text) in unreadable {
        // Whatever these mean, they lie years outside any window.
        cases.push(aged(
            maker,
            slug,
            &format!("the timestamp is {title}"),
            with_timestamp(maker, part.place, move |_| text.clone()),
            YEAR,
        ));
    }
    cases
}

fn aged(maker: &Maker, slug: &str, title: &str, recipe: Recipe, age_ms: i64) -> Case {
    let dated = if recipe.edit.is_some() || recipe.signing.bytes.is_some() { recipe } else { recipe.aged(age_ms) };
    maker.either(Policy::Freshness { age_ms }, slug, title, dated)
}

/// A message whose timestamp is written so, and signed so; raw JSON where it stands in a member.
pub(super) fn with_timestamp(
    maker: &Maker,
    place: Place,
    text: impl Fn(&Context<'_>) -> String + Clone + Send + Sync + 'static,
) -> Recipe {
    match place {
        Place::Member(name) => maker.paid().edit(move |draft, context| draft.outer.set(name, &text(context))),
        Place::Header(name) => {
            let sent = text.clone();
            maker
                .paid()
                .signing(Signing::bytes(move |material| {
                    let mut request = material.request.clone();
                    request.headers.set(name, text(material.context));
                    signed_bytes(material.context, &request, None).unwrap_or_default()
                }))
                .tamper(move |request, context| request.headers.set(name, sent(context)))
        }
    }
}
