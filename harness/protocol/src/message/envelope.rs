//! Envelopes: how an answer says whether the call succeeded.

use crate::wire::{Object, Text};

/// One family of envelopes.
#[derive(Debug)]
pub struct Envelope {
    /// Lower case, words joined by `-`.
    pub name: &'static str,
    /// What is particular to it.
    pub about: &'static str,
    /// The top-level member that holds the code; without one the HTTP status decides.
    pub code: Option<&'static str>,
    /// Codes of success, as text without quotes: `000000`, `0`, `null`.
    pub success: &'static [&'static str],
    /// The member with words for people.
    pub message: Option<&'static str>,
    /// The member with what was asked for.
    pub data: Option<&'static str>,
    /// The page that documents it.
    pub source: &'static str,
}

impl Envelope {
    /// The code of an answer, as text without quotes.
    #[must_use]
    pub fn code_of(&self, object: &Object<'_>) -> Option<String> {
        object.get(self.code?).map(plain)
    }

    /// The words for people of an answer.
    #[must_use]
    pub fn message_of(&self, object: &Object<'_>) -> Option<String> {
        object.get(self.message?).filter(|value| !value.is_null()).map(plain)
    }
}

fn plain(value: Text<'_>) -> String {
    value.decoded().map_or_else(|| value.raw().to_owned(), |text| text.into_owned())
}
