//! A run on file: what was sent in it, in which context, and what came back.
//!
//! A folder with `run.json` ([`counterfoil_formats::recording`]) and one `.jsonl` file of exchanges per gateway. Each
//! exchange says its [`Place`], by which a later run finds it again.

mod read;
mod recipes;
mod save;
mod shape;
mod wiremock;

use std::path::Path;

use counterfoil_protocol::gateway::Gateway;

use crate::case::{Case, Level};

pub use read::{Saved, exchanges};
pub use recipes::Recipes;
pub use save::Saver;
pub use shape::{Shape, is_header};
pub use wiremock::{Kind, stubs};

/// The place of a request in a run: it does not depend on what else was selected, nor on the order of the cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `gateway/family/slug`; for what is no case the family is `control` or `probe`.
    pub id: String,
    /// The case's revision.
    pub rev: u32,
    /// Which of its requests, counted from 0.
    pub step: u32,
    /// Whether the answer to any other bytes would say nothing.
    pub exact: bool,
}

impl Place {
    /// One request of a case.
    #[must_use]
    pub fn of(case: &Case, step: usize) -> Self {
        let exact = case.level == Level::Authentic;
        Self { id: case.id.clone(), rev: case.rev, step: u32::try_from(step).unwrap_or(u32::MAX), exact }
    }

    /// A genuine message that shows whether the subject is alive.
    #[must_use]
    pub fn control(gateway: &Gateway, slug: &str) -> Self {
        Self { id: format!("{}/control/{slug}", gateway.name), rev: 1, step: 0, exact: false }
    }

    /// A message that shows what the subject follows or mistakes.
    #[must_use]
    pub fn probe(gateway: &Gateway, slug: &str) -> Self {
        Self { id: format!("{}/probe/{slug}", gateway.name), rev: 1, step: 0, exact: true }
    }
}

/// The bytes of a file that a recording names; never one outside the folder, by dots or by links.
#[must_use]
pub fn file_below(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let folder = folder.canonicalize().ok()?;
    let path = folder.join(name).canonicalize().ok()?;
    path.starts_with(&folder).then(|| fs_err::read(path).ok()).flatten()
}

/// The file of a gateway's exchanges.
fn file_of(gateway: &str) -> String {
    format!("{gateway}.jsonl")
}
