//! The families: cases made by one kind of fault, for every gateway that can have it.
//!
//! A family states its expectations; it never asks the reference. Adding one is one file and one line in [`ALL`].

mod acknowledgement;
mod body_changed;
mod boundary_shift;
mod content_type;
mod duplicate_members;
mod encoding;
mod forged_padding;
mod freshness;
mod genuine;
mod key_confusion;
mod large_body;
mod malformed_json;
mod member_kinds;
mod method;
mod missing_members;
mod nested_document;
mod nesting;
mod odd_amounts;
mod other_scheme;
mod parts_changed;
mod readings;
mod redelivery;
mod signature_absent;
mod signature_cut;
mod signature_forged;
mod signature_place;
mod signature_spelling;
mod signed_otherwise;
mod signed_subset;
mod similar_names;
mod timestamp_spelling;
mod unknown_members;
mod unknown_status;

use counterfoil_protocol::gateway::Gateway;

use crate::case::{Case, Class, Effect, Expect, Impact, Level, Policy};
use crate::render::Recipe;
use crate::samples::{Kit, kit};

/// Cases made by one kind of fault.
#[derive(Debug)]
pub struct Family {
    /// The middle part of its cases' ids.
    pub name: &'static str,
    /// What is sent, in a few words.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What a right implementation does.
    pub right: &'static str,
    /// Where the rule or the evidence stands.
    pub source: &'static str,
    /// The level of its cases unless they say otherwise.
    pub level: Level,
    /// The impact of a failure unless a case says otherwise.
    pub impact: Impact,
    /// Makes the cases of one gateway.
    pub make: fn(&Maker) -> Vec<Case>,
}

/// Every family, in the order of the matrix.
pub static ALL: &[&Family] = &[
    &genuine::FAMILY,
    &acknowledgement::FAMILY,
    &readings::FAMILY,
    &redelivery::FAMILY,
    &signature_absent::FAMILY,
    &signature_forged::FAMILY,
    &signature_cut::FAMILY,
    &signature_place::FAMILY,
    &signature_spelling::FAMILY,
    &signed_otherwise::FAMILY,
    &signed_subset::FAMILY,
    &key_confusion::FAMILY,
    &other_scheme::FAMILY,
    &forged_padding::FAMILY,
    &body_changed::FAMILY,
    &parts_changed::FAMILY,
    &boundary_shift::FAMILY,
    &freshness::FAMILY,
    &timestamp_spelling::FAMILY,
    &duplicate_members::FAMILY,
    &similar_names::FAMILY,
    &unknown_members::FAMILY,
    &missing_members::FAMILY,
    &member_kinds::FAMILY,
    &unknown_status::FAMILY,
    &odd_amounts::FAMILY,
    &nested_document::FAMILY,
    &malformed_json::FAMILY,
    &encoding::FAMILY,
    &nesting::FAMILY,
    &large_body::FAMILY,
    &method::FAMILY,
    &content_type::FAMILY,
];

/// Every case of a gateway.
#[must_use]
pub fn cases(gateway: &'static Gateway) -> Vec<Case> {
    ALL.iter().flat_map(|family| (family.make)(&Maker { gateway, kit: kit(gateway), family })).collect()
}

/// The family of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Family> {
    ALL.iter().copied().find(|family| family.name == name)
}

/// Makes the cases of one family for one gateway.
#[derive(Debug)]
pub struct Maker {
    /// Whose messages.
    pub gateway: &'static Gateway,
    /// What is known of them.
    pub kit: &'static Kit,
    /// The family.
    pub family: &'static Family,
}

impl Maker {
    /// The primary callback, paid.
    #[must_use]
    pub fn paid(&self) -> Recipe {
        Recipe::of(self.kit.paid())
    }

    /// A case that must be acknowledged.
    #[must_use]
    pub fn accept(&self, slug: impl AsRef<str>, title: impl Into<String>, recipe: Recipe) -> Case {
        self.case(slug.as_ref(), title.into(), Expect::Accept, recipe)
    }

    /// A case that must be refused.
    #[must_use]
    pub fn refuse(&self, slug: impl AsRef<str>, title: impl Into<String>, recipe: Recipe) -> Case {
        self.case(slug.as_ref(), title.into(), Expect::Refuse, recipe)
    }

    /// A case that a declared policy settles.
    #[must_use]
    pub fn either(&self, policy: Policy, slug: impl AsRef<str>, title: impl Into<String>, recipe: Recipe) -> Case {
        self.case(slug.as_ref(), title.into(), Expect::Either(policy), recipe)
    }

    /// A case that is never judged.
    #[must_use]
    pub fn observe(&self, slug: impl AsRef<str>, title: impl Into<String>, recipe: Recipe) -> Case {
        self.case(slug.as_ref(), title.into(), Expect::Observe, recipe)
    }

    fn case(&self, slug: &str, title: String, expect: Expect, recipe: Recipe) -> Case {
        Case {
            id: format!("{}/{}/{slug}", self.gateway.name, self.family.name),
            rev: 1,
            gateway: self.gateway,
            family: self.family.name,
            message: recipe.sample.message,
            level: self.family.level,
            impact: self.family.impact,
            class: Class::Implementation,
            expect,
            title,
            twin: (expect != Expect::Accept).then(|| format!("{}/genuine/plain", self.gateway.name)),
            effect: Effect::Unseen,
            genuine_under: None,
            steps: vec![recipe],
        }
    }
}

impl Case {
    /// The same with another impact.
    #[must_use]
    pub fn costing(mut self, impact: Impact) -> Self {
        self.impact = impact;
        self
    }

    /// The same, genuine under a reading.
    #[must_use]
    pub fn genuine_under(mut self, reading: &'static str, choice: &'static str) -> Self {
        self.genuine_under = Some((reading, choice));
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> Vec<Case> {
        counterfoil_protocol::gateways::ALL.into_iter().flat_map(cases).collect()
    }

    #[test]
    fn each_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/families");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().replace('_', "-"))
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files, ALL.iter().map(|family| family.name.to_owned()).collect());
    }

    #[test]
    fn there_are_enough_cases_and_each_id_is_of_one_case() {
        let cases = all();
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(ids.len(), cases.len());
        assert!(cases.len() >= 400, "{}", cases.len());
        assert!(ALL.len() >= 18);
        let plain = |id: &&str| {
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-/".contains(&byte))
        };
        assert!(ids.iter().all(plain));
    }

    #[test]
    fn each_refusal_has_a_twin_that_must_be_accepted() {
        let cases = all();
        for case in cases.iter().filter(|case| case.expect == Expect::Refuse) {
            let twin = case.twin.as_deref().unwrap_or_else(|| panic!("{} has no twin", case.id));
            let twin = cases.iter().find(|other| other.id == twin).unwrap_or_else(|| panic!("{}: no {twin}", case.id));
            assert_eq!(twin.expect, Expect::Accept, "{}", case.id);
        }
    }
}
