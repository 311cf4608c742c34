//! Wrong ways of signing that people really use.
//!
//! Each is used twice: when the control is refused, to find out what the subject expects; and as a case that must be
//! refused, because a receiver that takes it verifies something else than what was sent.

mod body;
mod mac;
mod rsa;

use std::sync::Arc;

pub use body::raw_body;
pub use mac::{mac, secret};
pub use rsa::{private, rsa};

use crate::draft::Draft;
use crate::render::{Context, Edit, Recipe, Signing};
use crate::samples::Sample;

/// One wrong way of signing.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Part of the case id.
    pub slug: &'static str,
    /// What is done, in one sentence.
    pub about: &'static str,
    /// What to change in a receiver that expects it.
    pub fix: &'static str,
    /// How it is signed.
    pub signing: Signing,
    /// How the message must look for the mistake to show.
    pub edit: Shows,
}

/// How the message must look for a mistake to show; nothing where it always shows.
#[derive(Clone, Default)]
pub struct Shows(Option<Edit>);

impl core::fmt::Debug for Shows {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.0.is_some() { "edited" } else { "always" })
    }
}

impl Mistake {
    /// A mistake that shows on every message.
    #[must_use]
    pub fn new(slug: &'static str, about: &'static str, fix: &'static str, signing: Signing) -> Self {
        Self { slug, about, fix, signing, edit: Shows::default() }
    }

    /// The same, showing only on messages that look so.
    #[must_use]
    pub fn shown_by(mut self, edit: impl Fn(&mut Draft, &Context<'_>) + Send + Sync + 'static) -> Self {
        self.edit = Shows(Some(Arc::new(edit)));
        self
    }

    /// A message signed that way.
    #[must_use]
    pub fn recipe(&self, sample: &'static Sample) -> Recipe {
        Recipe { edit: self.edit.0.clone(), signing: self.signing.clone(), ..Recipe::of(sample) }
    }
}
