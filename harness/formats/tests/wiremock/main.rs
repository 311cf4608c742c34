//! WireMock's files: what they keep, what they lose, and that neither is ever taken for the other.

mod fixtures;
mod journal;
mod lint;
mod lost_by_journals;
mod lost_by_stubs;
mod mappings;
mod matching;
mod written;
