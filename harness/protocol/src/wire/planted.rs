//! Bugs put in on purpose, to see what a fuzz target is worth. They exist under the feature `planted-bugs` only.

use core::sync::atomic::{AtomicU8, Ordering};

/// One bug of a reader of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Planted {
    /// An escape at the end of a word swallows the next character.
    EscapeOffByOne = 1,
    /// The second half of a surrogate pair may stand alone.
    HalfSurrogate,
    /// A repeated member is kept twice.
    DuplicateKeptTwice,
    /// Each name is compared with all names before it.
    QuadraticNames,
    /// The document inside a string may nest as deep as it likes.
    InnerDepth,
}

/// The one that is active; none is 0.
static ACTIVE: AtomicU8 = AtomicU8::new(0);

impl Planted {
    /// Every bug.
    pub const ALL: [Self; 5] =
        [Self::EscapeOffByOne, Self::HalfSurrogate, Self::DuplicateKeptTwice, Self::QuadraticNames, Self::InnerDepth];

    /// The bug as a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EscapeOffByOne => "escape-off-by-one",
            Self::HalfSurrogate => "half-surrogate",
            Self::DuplicateKeptTwice => "duplicate-kept-twice",
            Self::QuadraticNames => "quadratic-names",
            Self::InnerDepth => "inner-depth",
        }
    }

    /// The bug of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bug| bug.name() == name)
    }

    /// Makes this the one bug of the whole process.
    pub fn plant(self) {
        ACTIVE.store(self as u8, Ordering::Relaxed);
    }

    /// Whether this is the one.
    pub(crate) fn is_active(self) -> bool {
        ACTIVE.load(Ordering::Relaxed) == self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bug_has_a_name_of_its_own() {
        for bug in Planted::ALL {
            assert_eq!(Planted::by_name(bug.name()), Some(bug));
            assert!(!bug.is_active());
        }
    }
}
