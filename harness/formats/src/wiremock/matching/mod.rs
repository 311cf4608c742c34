//! Whether a mapping answers a request, as WireMock 3.13.2 would say; where that cannot be said, so it is told.
//!
//! <https://wiremock.org/docs/request-matching/>. Nothing that is not understood ever counts as a match.

mod json;
mod pattern;
mod pick;
mod request;
mod text;

pub use pattern::matches;
pub use pick::{Picked, Scenarios, pick};

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// It matches.
    Yes,
    /// It does not, for this reason.
    No(String),
    /// It cannot be said: this matcher is not supported, or not for these values.
    Unknown(String),
}

impl Matched {
    fn when(yes: bool, otherwise: impl FnOnce() -> String) -> Self {
        if yes { Self::Yes } else { Self::No(otherwise()) }
    }

    /// Both: what does not match decides, then what is not known.
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No(why) => Self::No(why),
            Self::Yes => other(),
            Self::Unknown(what) => match other() {
                Self::No(why) => Self::No(why),
                _ => Self::Unknown(what),
            },
        }
    }

    /// Either: what matches decides, then what is not known.
    fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Yes => Self::Yes,
            Self::No(_) => other(),
            Self::Unknown(what) => match other() {
                Self::Yes => Self::Yes,
                _ => Self::Unknown(what),
            },
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No("it matches what it must not".to_owned()),
            Self::No(_) => Self::Yes,
            Self::Unknown(what) => Self::Unknown(what),
        }
    }

    fn at(self, place: impl FnOnce() -> String) -> Self {
        match self {
            Self::Yes => Self::Yes,
            Self::No(why) => Self::No(format!("{}: {why}", place())),
            Self::Unknown(what) => Self::Unknown(format!("{}: {what}", place())),
        }
    }

    fn all(mut each: impl Iterator<Item = Self>) -> Self {
        each.by_ref().fold(Self::Yes, |so_far, next| so_far.and(|| next))
    }

    fn any(each: impl Iterator<Item = Self>) -> Self {
        each.fold(Self::No("nothing matches".to_owned()), |so_far, next| so_far.or(|| next))
    }
}
