//! Every body on 10,000 generated inputs.

use std::collections::BTreeMap;

use counterfoil_protocol::fuzzing::{Collision, collisions};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::{derived, entries, in_repository, targets};

const INPUTS: u32 = 10_000;

/// Half the cores' worth of tests: each takes every third target.
#[test]
fn the_first_third_of_the_targets_holds_for_generated_inputs() {
    each_third(0);
}

#[test]
fn the_second_third_of_the_targets_holds_for_generated_inputs() {
    each_third(1);
}

#[test]
fn the_last_third_of_the_targets_holds_for_generated_inputs() {
    each_third(2);
}

fn each_third(which: usize) {
    let derived = derived::all();
    for target in targets().into_iter().skip(which).step_by(3) {
        let files = entries(&in_repository("fuzz/seeds").join(&target.name));
        let seeds = files.iter().map(|file| std::fs::read(file).unwrap());
        let more = derived.get(&*target.name).into_iter().flatten().map(|(_, bytes)| bytes.clone());
        let seeds: Vec<Vec<u8>> = seeds.chain(more).collect();
        let began = std::time::Instant::now();
        run(&target.name, inputs(seeds), |bytes| (target.run)(bytes));
        eprintln!("{}: {:?}", target.name, began.elapsed());
    }
}

#[test]
fn every_known_kind_of_collision_is_met_and_counted() {
    let counted = std::cell::RefCell::new(BTreeMap::new());
    run("collisions", any_bytes(), |bytes| {
        if let Some(collision) = collisions(bytes) {
            *counted.borrow_mut().entry(collision.name()).or_insert(0_u32) += 1;
        }
    });
    eprintln!("{counted:?} of {INPUTS}");
    for collision in Collision::ALL {
        assert!(counted.borrow().contains_key(collision.name()), "never met: {}", collision.name());
    }
}

/// Bytes that a failure prints as text.
#[derive(Clone)]
struct Shown(Vec<u8>);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

/// A failure tells the seed: `PROPTEST_RNG_SEED` with that number makes the same inputs again.
fn run<S: Strategy<Value = Vec<u8>>>(what: &str, inputs: S, body: impl Fn(&[u8])) {
    let config = Config { cases: INPUTS, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let done = TestRunner::new(config).run(&inputs.prop_map(Shown), |Shown(bytes)| {
        body(&bytes);
        Ok::<(), TestCaseError>(())
    });
    if let Err(failure) = done {
        panic!("{what}: {failure}");
    }
}

/// Seeds with a few bytes changed, and any bytes.
fn inputs(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let seeds = seeds.into_iter().filter(|seed| seed.len() <= 4096).collect::<Vec<_>>();
    let changes = vec((any::<prop::sample::Index>(), 0..4_usize, vec(prop_oneof![ascii(), any::<u8>()], 0..4)), 0..4);
    let changed = (prop::sample::select(seeds), changes).prop_map(|(mut bytes, changes)| {
        for (at, out, put) in changes {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + out);
            bytes.splice(at..end, put);
        }
        bytes
    });
    prop_oneof![3 => changed, 1 => any_bytes()]
}

/// Up to 1000 bytes, spread from one number: a strategy for each byte would take longer than the bodies.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    (0..1000_usize, 1..u64::MAX).prop_map(|(length, mut state)| {
        let mut byte = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| byte()).collect()
    })
}

/// What the readers take apart.
fn ascii() -> impl Strategy<Value = u8> {
    prop::sample::select(b"{}[]\",:\\/u0123456789eE+-. \n\t=aA".as_slice())
}
