//! CLI-07: answers whose bytes are JSON, and odd.

use super::{Fault, Scene, Stays};
use crate::serve::aftermath::{Aftermath, Finding, named};
use crate::serve::document::like;
use crate::serve::wire::Reply;
use counterfoil_protocol::wire::Shape;

/// Far deeper than any parser with a limit goes.
const DEPTH: usize = 10_000;
/// Eight times what an answer of a gateway could need.
const HUGE: usize = 8 << 20;

/// The order is made: the answer is right but for its oddity.
const PLAIN: Fault = Fault { cli: "CLI-07", keeps: true, stays: Stays::Once, applies: is_object, ..Fault::PLAIN };

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "order-number-twice",
        title: "the member with the order number twice, with different values",
        applies: |scene| number(scene).is_some_and(|number| scene.has(|name| name == number)),
        play: |scene| Reply::json(200, twice(scene)),
        judge: |aftermath| told(aftermath, "the second of two numbers"),
        ..PLAIN
    },
    Fault {
        slug: "wrong-types",
        title: "numbers as text, text as numbers, truth values as text",
        play: |scene| Reply::json(200, flipped(scene)),
        ..PLAIN
    },
    Fault {
        slug: "deep-nesting",
        title: "one more member: 10 000 lists in each other",
        play: |scene| Reply::json(200, scene.and("more", &format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)))),
        ..PLAIN
    },
    Fault {
        slug: "huge-body",
        title: "one more member: a text of 8 MiB",
        play: |scene| Reply::json(200, scene.and("more", &format!("\"{}\"", "x".repeat(HUGE)))),
        ..PLAIN
    },
];

fn is_object(scene: &Scene<'_>) -> bool {
    scene.body.trim_start().starts_with('{')
}

fn number(scene: &Scene<'_>) -> Option<&'static str> {
    scene.creation.map(|creation| creation.number)
}

fn twice(scene: &Scene<'_>) -> String {
    scene.with(|name, old| {
        let second = || format!("{},\"{name}\":{}", old.raw(), like(old, scene.fabricated));
        (Some(name) == number(scene)).then(second)
    })
}

fn flipped(scene: &Scene<'_>) -> String {
    let code = scene.message.answer.and_then(|answer| answer.envelope).and_then(|envelope| envelope.code);
    scene.with(|name, old| match old.shape() {
        // Otherwise it would say another thing, not the same thing in another type.
        _ if Some(name) == code => None,
        Shape::String => Some("1".to_owned()),
        Shape::Null => None,
        _ => Some(serde_json::Value::from(old.raw()).to_string()),
    })
}

/// Either is defensible; which one it was is worth knowing.
fn told(aftermath: &Aftermath<'_>, what: &str) -> Finding {
    match aftermath.user(aftermath.fabricated) {
        Some(entry) => Finding::seen(format!("`{}` used {what}, {}", named(entry), aftermath.fabricated)),
        None => aftermath.bounded(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order, query};
    use crate::verdict::Verdict;

    /// RFC 8259, section 4: which of two members counts is not settled, so neither is wrong.
    #[test]
    fn the_second_of_two_numbers_is_only_seen() {
        let after = |body: &str| judged(&order("A", 0), [query(body, 9)], |a| told(&a, "the second")).verdict;
        assert_eq!(after(r#"{"id":"7183054600000001"}"#), Verdict::Observed);
        assert_eq!(after(r#"{"id":"A"}"#), Verdict::Pass);
    }
}
