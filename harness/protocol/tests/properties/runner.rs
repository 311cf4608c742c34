//! How properties are run.

use std::hash::{BuildHasher as _, RandomState};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// Runs one property; `what` says of what, where a property is run in a loop.
///
/// A failure tells the seed: `PROPTEST_RNG_SEED` with that number makes the same values again.
pub(crate) fn check<S: Strategy>(
    what: &str,
    cases: u32,
    values: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => RandomState::new().hash_one(what),
    };
    let config = Config { rng_seed: RngSeed::Fixed(seed), ..config };
    if let Err(failure) = TestRunner::new(config).run(&values, property) {
        panic!("{what} (PROPTEST_RNG_SEED={seed}): {failure}");
    }
}

/// How many cases each of so many gets, so that the time of a property does not grow with the tables.
pub(crate) fn share(cases: u32, among: usize) -> u32 {
    (cases / u32::try_from(among).expect("not that many").max(1)).max(1)
}
