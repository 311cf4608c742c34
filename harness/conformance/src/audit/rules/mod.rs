//! What recordings are judged by. Adding a rule is one file and one line in [`ALL`].

mod recorded_amount;
mod recorded_answer;
mod recorded_clock;
mod recorded_forged;
mod recorded_freshness;
mod recorded_genuine;
mod recorded_inexact;
mod recorded_nonce;
mod recorded_order;
mod recorded_redelivery;
mod recorded_request;
mod recorded_retries;
pub mod recorded_secret;
mod recorded_shape;

use super::facts::Facts;
use super::memory::Delivery;
use super::rule::{Finding, Rule, Told};
use crate::families::Family;

/// Every rule, in the order of the matrix.
pub static ALL: &[&Rule] = &[
    &recorded_genuine::RULE,
    &recorded_forged::RULE,
    &recorded_inexact::RULE,
    &recorded_freshness::RULE,
    &recorded_redelivery::RULE,
    &recorded_retries::RULE,
    &recorded_order::RULE,
    &recorded_amount::RULE,
    &recorded_request::RULE,
    &recorded_nonce::RULE,
    &recorded_clock::RULE,
    &recorded_answer::RULE,
    &recorded_shape::RULE,
    &recorded_secret::RULE,
];

/// The rules as families, for reports.
pub fn families() -> impl Iterator<Item = &'static Family> {
    ALL.iter().map(|rule| &rule.family)
}

/// The rule's family of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Family> {
    families().find(|family| family.name == name)
}

/// A finding about a callback that is gone.
fn told_of(delivery: &Delivery, finding: Finding) -> Told {
    let Delivery { gateway, message, name, spot, .. } = delivery;
    Told { gateway, message, slug: name, finding, spot: spot.clone() }
}

/// Whether a callback lies in the receiver's window; `None` where no window or no time is known.
pub(super) fn window(facts: &Facts) -> Option<bool> {
    let at = u64::try_from(facts.at_ms?).ok()?;
    Some(at.abs_diff(facts.dated_ms?) <= facts.window_ms?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/audit/rules");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().replace('_', "-"))
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files, families().map(|family| family.name.to_owned()).collect());
    }

    #[test]
    fn no_name_is_wider_than_its_column_or_taken() {
        for family in families() {
            assert!(family.name.len() < 20, "{}", family.name);
            assert!(crate::families::by_name(family.name).is_none(), "{}", family.name);
        }
    }
}
