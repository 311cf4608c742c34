//! Amounts that are no plain decimals, correctly signed.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "odd-amounts",
    title: "amounts that are no plain decimals, correctly signed",
    why: "a number read as a double, or as zero, credits something else than what was paid",
    right: "refuse, or read exactly; never guess through a double",
    source: "https://bishopfox.com/blog/json-interoperability-vulnerabilities",
    level: Level::Money,
    impact: Impact::Money,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let amount = maker.kit.amount;
    let texts = [
        ("exponent", "1e400"),
        ("negative-zero", "-0"),
        ("tiny", "1e-400"),
        ("negative", "-5"),
        ("hexadecimal", "0x64"),
        ("comma", "100,00"),
        ("blank-in-front", " 100"),
        ("plus", "+100"),
        ("full-width", "\u{ff11}\u{ff10}\u{ff10}"),
        ("thirty-decimals", "0.000000000000000000000000000001"),
    ];
    let mut cases: Vec<Case> = texts
        .into_iter()
        .map(|(slug, text)| {
            let recipe = maker.paid().edit(move |draft, _| draft.order().set_text(amount, text));
            maker.observe(slug, format!("`{amount}` is \"{text}\""), recipe)
        })
        .collect();
    for (slug, title, raw) in [
        ("number-exponent", "the number 1e400", "1e400".to_owned()),
        ("number-negative-zero", "the number -0", "-0".to_owned()),
        ("number-of-10000-digits", "a number of 10 000 digits", "9".repeat(10_000)),
    ] {
        let recipe = maker.paid().edit(move |draft, _| draft.order().set(amount, &raw));
        cases.push(maker.observe(slug, format!("`{amount}` is {title}"), recipe));
    }
    cases
}
