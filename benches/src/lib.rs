//! How long a callback takes, bytes to event, against what no receiver can avoid.
//!
//! Three things are timed on the same bytes:
//!
//! * `receive`: [`Receiver::receive`](counterfoil_protocol::receive::Receiver::receive), whole;
//! * `floor`: the primitive, and a parse of both JSON layers into nothing ([`IgnoredAny`]);
//! * `primitive`: the bare signature check, with a prepared key, on signed bytes and signature that lie ready.
//!
//! Criterion times them one after the other, which is good for watching one of them over weeks. The printed ratios come
//! from a loop of our own that takes turns between the three: on a shared machine noise then hits all three alike.

mod interleaved;
mod keys;
mod seed;

use std::hint::black_box;

use counterfoil_protocol::gateway::Outcome;
use counterfoil_protocol::rejection::Code;
use criterion::Criterion;
use serde::de::IgnoredAny;

pub use interleaved::medians;
pub use keys::spki;
pub use seed::{Callback, Seed};

const ROUNDS: usize = 501;

/// Asserts, times and compares one gateway's callback; the whole `main` of a gateway's bench.
///
/// `primitive` gets signed bytes and raw signature, and says whether they fit.
///
/// # Panics
///
/// When the callback is refused, or one with a changed byte is not.
pub fn run(seed: &Seed, primitive: impl Fn(&[u8], &[u8]) -> bool) {
    prove(seed, &primitive);
    let mut callback = seed.callback();
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(seed.gateway.name);
    group.bench_function("receive", |bencher| bencher.iter(|| callback.receive()));
    group.bench_function("floor", |bencher| bencher.iter(|| floor(&callback, &primitive)));
    group.bench_function("primitive", |bencher| bencher.iter(|| bare(&callback, &primitive)));
    group.finish();
    criterion.final_summary();
    if measuring() {
        ratios(seed, &primitive);
    }
}

/// Whether times are wanted, rather than a list of names or one quick run of each (`-- --test`, `cargo test --benches`).
#[must_use]
pub fn measuring() -> bool {
    let given = |wanted: &str| std::env::args().any(|arg| arg == wanted);
    given("--bench") && !["--test", "--list", "--profile-time"].into_iter().any(given)
}

fn prove(seed: &Seed, primitive: &impl Fn(&[u8], &[u8]) -> bool) {
    let mut callback = seed.callback();
    assert!(bare(&callback, primitive) && floor(&callback, primitive));
    assert!(!primitive(&callback.signed[1..], &callback.signature));
    let received = callback.receive().expect("the seed's callback is genuine");
    assert_eq!((received.event.outcome, received.credit), (Outcome::Paid, true));
    assert_eq!(received.event.order, seed.order);
    assert!(callback.receive().is_ok_and(|again| !again.credit), "a second delivery is acknowledged, not credited");
    callback.change(seed.order);
    assert_eq!(callback.receive().expect_err("one byte was changed").code, Code::SignatureMismatch);
}

fn bare(callback: &Callback, primitive: &impl Fn(&[u8], &[u8]) -> bool) -> bool {
    primitive(black_box(&callback.signed), black_box(&callback.signature))
}

fn floor(callback: &Callback, primitive: &impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let skipped = |text: &[u8]| serde_json::from_slice::<IgnoredAny>(black_box(text)).is_ok();
    bare(callback, primitive) && skipped(&callback.request.body) && callback.inner.as_deref().is_none_or(skipped)
}

#[expect(clippy::print_stdout, reason = "the ratios are what the bench is for")]
fn ratios(seed: &Seed, primitive: &impl Fn(&[u8], &[u8]) -> bool) {
    let (mut callback, fixed) = (seed.callback(), seed.callback());
    let [receive, floor, primitive] = medians(
        ROUNDS,
        [
            &mut || drop(black_box(callback.receive())),
            &mut || {
                black_box(floor(&fixed, primitive));
            },
            &mut || {
                black_box(bare(&fixed, primitive));
            },
        ],
    );
    let (of_floor, of_primitive) = (receive / floor, receive / primitive);
    println!(
        "{}: receive {receive:.2} µs = {of_floor:.2} × floor ({floor:.2} µs) = {of_primitive:.2} × primitive \
         ({primitive:.2} µs)",
        seed.gateway.name,
    );
}
