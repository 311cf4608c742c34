//! A plan: which message is sent, and what is changed in it.

use serde::{Deserialize, Serialize};

use super::change::Change;

/// Which message is sent, and what is changed in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What it begins with.
    pub from: Origin,
    /// What is changed, in this order within each stage.
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// What a plan begins with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A genuine message, by its slug.
    Sample(String),
    /// A documented message for which no page prints an example, by its id.
    Table(String),
    /// A known case with its fault, by its id.
    Case(String),
}

impl Plan {
    /// The genuine message and nothing else.
    pub(super) fn genuine(slug: &str) -> Self {
        Self { from: Origin::Sample(slug.to_owned()), changes: Vec::new() }
    }

    /// What it is made of, by name: those of the known case first.
    pub(super) fn parts(&self) -> Vec<String> {
        let from = match &self.from {
            Origin::Sample(_) => None,
            Origin::Table(id) | Origin::Case(id) => Some(id.clone()),
        };
        let mut parts: Vec<String> =
            from.into_iter().chain(self.changes.iter().map(|change| change.told().0.to_owned())).collect();
        parts.sort();
        parts.dedup();
        parts
    }
}
