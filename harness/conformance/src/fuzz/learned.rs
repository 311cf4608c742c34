//! What is learned along the way: never a failure, since times depend on the machine.

use core::time::Duration;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::edit::Shape;

/// Pairs before anything is said of the time of a comparison.
const ENOUGH_PAIRS: u64 = 500;
/// The best of so many times says how long something of that size takes.
const ENOUGH_TIMES: u32 = 3;
/// Above this, two means differ by more than chance: one time in a hundred thousand.
const TELLING: f64 = 4.5;
/// An exponent above this is more than linear, whatever the noise.
const STEEP: f64 = 1.5;
/// What grows below this does no harm.
const HARMLESS: Duration = Duration::from_millis(20);
/// The slowest to be named.
const SLOWEST: usize = 3;

/// What was learned of one gateway's receiver.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Learned {
    /// Answers by the binary logarithm of their microseconds.
    times: BTreeMap<u32, u64>,
    slowest: Vec<(Duration, usize, u64)>,
    /// Best time by shape and size.
    grown: Vec<Grown>,
    asked_again: u64,
    answered_otherwise: u64,
    otherwise: Option<u64>,
    first_byte: Moments,
    last_byte: Moments,
}

/// The best answer to a body that was made large.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Grown {
    shape: Shape,
    bytes: u32,
    took: Duration,
    count: u32,
}

/// Mean and variance as they come (Welford).
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Learned {
    /// An answer to a case of that number, with a body of so many bytes.
    pub(super) fn answered(&mut self, took: Duration, bytes: usize, number: u64) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
        *self.times.entry(micros.ilog2()).or_default() += 1;
        self.slowest.push((took, bytes, number));
        self.slowest.sort_by_key(|slow| core::cmp::Reverse(slow.0));
        self.slowest.truncate(SLOWEST);
    }

    /// An answer to a body that was made large.
    pub(super) fn grown(&mut self, shape: Shape, bytes: u32, took: Duration) {
        match self.grown.iter_mut().find(|known| (known.shape, known.bytes) == (shape, bytes)) {
            Some(known) => {
                known.took = took.min(known.took);
                known.count = known.count.saturating_add(1);
            }
            None => self.grown.push(Grown { shape, bytes, took, count: 1 }),
        }
    }

    /// The same bytes were sent twice.
    pub(super) fn again(&mut self, same: bool, number: u64) {
        self.asked_again += 1;
        if !same {
            self.answered_otherwise += 1;
            self.otherwise.get_or_insert(number);
        }
    }

    /// A signature that is wrong in its first or in its last byte was refused.
    pub(super) fn compared(&mut self, first: bool, took: Duration) {
        let moments = if first { &mut self.first_byte } else { &mut self.last_byte };
        moments.add(took.as_secs_f64() * 1e6);
    }

    /// In words, one line each.
    pub(super) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        told.extend(self.latency());
        told.extend(self.growth());
        if self.answered_otherwise > 0 {
            let number = self.otherwise.unwrap_or_default();
            let (some, all) = (self.answered_otherwise, self.asked_again);
            told.push(format!("{some} of {all} requests sent twice were answered in two ways, such as case {number}"));
        }
        told.extend(self.comparison());
        told
    }

    fn latency(&self) -> Option<String> {
        let all: u64 = self.times.values().sum();
        let at = |share: f64| {
            #[expect(clippy::cast_precision_loss, reason = "a share of a count")]
            let wanted = all as f64 * share;
            let mut seen = 0.0;
            let place = self.times.iter().find(|(_, count)| {
                #[expect(clippy::cast_precision_loss, reason = "a share of a count")]
                let counted = **count as f64;
                seen += counted;
                seen >= wanted
            });
            place.map(|(place, _)| Duration::from_micros(2_u64.saturating_pow(place + 1)))
        };
        let (middle, late, slow) = (at(0.5)?, at(0.99)?, self.slowest.first()?);
        let (took, bytes, number) = slow;
        Some(format!(
            "half of the answers take less than {middle:?}, 99 of 100 less than {late:?}; the slowest {took:.1?} \
             (case {number}, {bytes} bytes)"
        ))
    }

    fn growth(&self) -> Vec<String> {
        let shapes = Shape::ALL.iter().filter_map(|shape| {
            let of_shape = self.grown.iter().filter(|known| known.shape == *shape && known.count >= ENOUGH_TIMES);
            let mut points: Vec<(u32, Duration)> = of_shape.map(|known| (known.bytes, known.took)).collect();
            points.sort_unstable();
            let (first, last) = (points.first()?, points.last()?);
            let steep = exponent(&points).filter(|exponent| *exponent > STEEP && last.1 > HARMLESS)?;
            let (name, from, to) = (shape.name(), first.0, last.0);
            Some(format!(
                "{name}: from {from} to {to} bytes the answer's time grows from {:.1?} to {:.1?}, like the size to \
                 the power of {steep:.1}",
                first.1, last.1
            ))
        });
        shapes.collect()
    }

    fn comparison(&self) -> Option<String> {
        if self.first_byte.count.min(self.last_byte.count) < ENOUGH_PAIRS {
            return None;
        }
        let t = self.last_byte.against(&self.first_byte);
        let later = self.last_byte.mean - self.first_byte.mean;
        let pairs = self.first_byte.count.min(self.last_byte.count);
        // A comparison that stops early is later for a signature that is wrong at its end.
        let verdict = if t > TELLING {
            "the comparison may stop at the first wrong byte"
        } else {
            "no sign that the comparison tells how much was right"
        };
        Some(format!(
            "signatures wrong in the last byte are refused {later:+.1} µs after those wrong in the first \
             (t = {t:.1}, {pairs} pairs): {verdict}"
        ))
    }
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.total();
        self.squares += before * (value - self.mean);
    }

    #[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 answers")]
    fn total(&self) -> f64 {
        self.count as f64
    }

    /// Welch's t.
    fn against(&self, other: &Self) -> f64 {
        let of_mean = |moments: &Self| moments.squares / (moments.total() - 1.0) / moments.total();
        (self.mean - other.mean) / (of_mean(self) + of_mean(other)).sqrt().max(f64::MIN_POSITIVE)
    }
}

/// The slope of a straight line through the logarithms: 1 is linear, 2 quadratic.
fn exponent(points: &[(u32, Duration)]) -> Option<f64> {
    if points.len() < 4 {
        return None;
    }
    // The smallest sizes cost what every request costs.
    let points = &points[points.len() - 3..];
    let logs: Vec<(f64, f64)> =
        points.iter().map(|(bytes, took)| (f64::from(*bytes).ln(), took.as_secs_f64().max(1e-9).ln())).collect();
    let count = 3.0;
    let (x, y) = logs.iter().fold((0.0, 0.0), |sum, log| (sum.0 + log.0 / count, sum.1 + log.1 / count));
    let (above, below) =
        logs.iter().fold((0.0, 0.0), |sum, log| (sum.0 + (log.0 - x) * (log.1 - y), sum.1 + (log.0 - x) * (log.0 - x)));
    Some(above / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_like_the_square_is_told() {
        let mut learned = Learned::default();
        for bytes in [1_024_u32, 4_096, 16_384, 65_536, 262_144] {
            let square = f64::from(bytes) * f64::from(bytes) * 1e-12;
            for slower in [3.0, 1.0, 2.0] {
                learned.grown(Shape::Members, bytes, Duration::from_secs_f64(square * slower));
                learned.grown(Shape::Text, bytes, Duration::from_secs_f64(f64::from(bytes) * 1e-6 * slower));
            }
            learned.grown(Shape::Depth, bytes, Duration::from_secs_f64(square));
        }
        let told = learned.told();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("many members") && told[0].contains("power of 2.0"), "{told:?}");
    }

    #[test]
    fn a_comparison_that_stops_early_shows() {
        let mut early = Learned::default();
        let mut constant = Learned::default();
        for number in 0..2000_u64 {
            let noise = Duration::from_micros(100 + number * 7919 % 50);
            early.compared(true, noise);
            early.compared(false, noise + Duration::from_micros(9));
            constant.compared(true, noise);
            constant.compared(false, Duration::from_micros(100 + number * 104_729 % 50));
        }
        assert!(early.told()[0].contains("may stop"), "{:?}", early.told());
        assert!(constant.told()[0].contains("no sign"), "{:?}", constant.told());
    }

    #[test]
    fn two_answers_to_the_same_bytes_are_told() {
        let mut learned = Learned::default();
        learned.again(true, 1);
        assert!(learned.told().is_empty());
        learned.again(false, 2);
        assert_eq!(learned.told(), ["1 of 2 requests sent twice were answered in two ways, such as case 2"]);
    }
}
