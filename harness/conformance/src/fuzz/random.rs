//! Chance that can be repeated: a seed and the number of a case decide everything.

/// The chance of one case.
#[derive(Clone, Debug)]
pub(super) struct Random(fastrand::Rng);

impl Random {
    /// Of the case of that number in the run of that seed.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        Self(fastrand::Rng::with_seed(mixed(mixed(seed) ^ number)))
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.usize(..end) }
    }

    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn number(&mut self) -> u64 {
        self.0.u64(..)
    }

    pub(super) fn place(&mut self) -> u32 {
        self.0.u32(..)
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// One of some words.
    pub(super) fn word(&mut self, words: &[&str]) -> String {
        self.pick(words).copied().unwrap_or_default().to_owned()
    }
}

/// Neighbouring numbers become numbers that have nothing in common (the last step of `SplitMix64`).
pub(super) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
