//! Times of several things that take turns.

use std::time::Instant;

const BATCH_MICROS: f64 = 200.0;

/// The median time of one call of each, in microseconds.
///
/// Each round runs one batch of each, one after the other, so that a slow spell of the machine is shared by all. The
/// median of the rounds leaves out the batches that something else interrupted.
pub fn medians<const N: usize>(rounds: usize, mut calls: [&mut dyn FnMut(); N]) -> [f64; N] {
    let sizes = calls.each_mut().map(|call| batch_size(call));
    let mut times: [Vec<f64>; N] = core::array::from_fn(|_| Vec::with_capacity(rounds));
    for _ in 0..rounds {
        for ((call, size), of_call) in calls.iter_mut().zip(sizes).zip(&mut times) {
            of_call.push(batch(call, size));
        }
    }
    times.map(median)
}

/// So many calls take about [`BATCH_MICROS`]; they also warm up.
fn batch_size(call: &mut dyn FnMut()) -> u32 {
    let mut size = 1;
    while batch(call, size) * f64::from(size) < BATCH_MICROS {
        size *= 2;
    }
    size
}

fn batch(call: &mut dyn FnMut(), size: u32) -> f64 {
    let start = Instant::now();
    (0..size).for_each(|_| call());
    start.elapsed().as_secs_f64() * 1e6 / f64::from(size)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
