//! Properties of messages made from the tables: every callback of every gateway, in every reading.
//!
//! Nothing is listed by hand: a new gateway, message, member or reading is under test as soon as its list has it.

#![expect(clippy::disallowed_methods, reason = "tests read the corpus; the crate itself never does")]

mod arbitrary;
mod canonical;
mod document;
mod genuine;
mod refusals;
mod signatures;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod wire;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Runs one property; `what` says of what, where a property is run in a loop.
fn check<S: Strategy>(what: &str, cases: u32, values: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    if let Err(failure) = TestRunner::new(config).run(&values, property) {
        panic!("{what}: {failure}");
    }
}
