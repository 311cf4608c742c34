//! CLI-09: amounts with more digits than a binary number keeps.

use counterfoil_protocol::wire::{Shape, Text};

use super::{Fault, Scene, Stays};
use crate::case::Impact;
use crate::serve::aftermath::{Aftermath, Finding, named};
use crate::serve::rules;
use crate::serve::wire::Reply;

/// One more than the last integer a binary number of 64 bits keeps.
const EXACT: &str = "9007199254740993";
/// What becomes of it, by itself and with a fraction, in the spellings of the usual languages.
const ROUNDED: [&str; 4] = ["9007199254740992", "9007199254740994", "9.007199254740992", "9.007199254740994"];

const PLAIN: Fault = Fault {
    cli: "CLI-09",
    family: &rules::CLIENT_AMOUNTS,
    keeps: true,
    stays: Stays::Once,
    applies: |scene| scene.has(is_amount),
    judge: exact,
    ..Fault::PLAIN
};

pub(super) static ALL: &[Fault] = &[
    Fault {
        slug: "amount-with-many-digits",
        title: "amounts of 16 digits, in the documented JSON type",
        play: |scene| Reply::json(200, long(scene, |old| old.shape() == Shape::Number)),
        ..PLAIN
    },
    Fault {
        slug: "amount-as-number",
        title: "amounts of 16 digits as JSON numbers where text is documented",
        applies: |scene| {
            let mut text = false;
            let _unchanged = long(scene, |old| {
                text |= old.shape() == Shape::String;
                true
            });
            text
        },
        play: |scene| Reply::json(200, long(scene, |_| true)),
        ..PLAIN
    },
];

fn is_amount(name: &str) -> bool {
    name.to_lowercase().ends_with("amount")
}

fn long(scene: &Scene<'_>, mut as_number: impl FnMut(Text<'_>) -> bool) -> String {
    scene.with(|name, old| {
        is_amount(name).then(|| if as_number(old) { EXACT.to_owned() } else { format!("\"{EXACT}\"") })
    })
}

fn exact(aftermath: &Aftermath<'_>) -> Finding {
    if let Some((entry, rounded)) = ROUNDED.iter().find_map(|text| Some((aftermath.user(text)?, text))) {
        let detail = format!("`{}` says {rounded}… where the answer said {EXACT}", named(entry));
        return Finding::fail(Impact::Money, detail);
    }
    match aftermath.user(EXACT) {
        Some(entry) => Finding::pass(format!("`{}` says {EXACT}, digit by digit", named(entry))),
        None => Finding::seen("no later request held the amount"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::aftermath::made::{judged, order, query};
    use crate::verdict::Verdict;

    /// CLI-09: exact decimal. 2^53 + 1 becomes 2^53 in a binary number of 64 bits (IEEE 754, ties to even).
    #[test]
    fn the_amount_comes_back_digit_by_digit() {
        let after = |body: &str| judged(&order("A", 0), [query(body, 9)], |a| exact(&a)).verdict;
        assert_eq!(after(r#"{"refundAmount":"9007199254740993"}"#), Verdict::Pass);
        assert_eq!(after(r#"{"refundAmount":9007199254740992}"#), Verdict::Fail);
        assert_eq!(after(r#"{"refundAmount":9.007199254740992e15}"#), Verdict::Fail);
        assert_eq!(after(r#"{"refundAmount":"10.5"}"#), Verdict::Observed);
        assert_eq!((9_007_199_254_740_993_u64 as f64).to_string(), ROUNDED[0]);
    }
}
