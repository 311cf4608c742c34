//! Bytes to structure. Knows no gateway.

mod duplicates;
mod json;
mod opened;
mod plain;
#[cfg(feature = "planted-bugs")]
mod planted;
mod request;
mod scan;
#[cfg(feature = "fuzzing")]
pub(crate) mod steps;
mod word;

pub use duplicates::refuse_duplicates;
pub use json::{Member, Object, Shape, Text, first_document};
pub use plain::plain;
#[cfg(feature = "planted-bugs")]
pub use planted::Planted;
pub use request::{Headers, Request};
pub use scan::{check_text, checked_text};

/// What the receiver takes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// Objects and arrays inside each other.
    pub depth: usize,
}

impl Default for Limits {
    /// 1 MiB and 128 levels: more than any documented message by a factor of ten.
    fn default() -> Self {
        Self { body: 1 << 20, depth: 128 }
    }
}

/// Whether a bug is planted here: never, but in a build that is made to have it.
macro_rules! is_planted {
    ($bug:ident) => {{
        #[cfg(feature = "planted-bugs")]
        let active = crate::wire::Planted::$bug.is_active();
        #[cfg(not(feature = "planted-bugs"))]
        let active = false;
        active
    }};
}
pub(crate) use is_planted;

/// Counts steps where fuzz targets look at them, and is nothing elsewhere.
macro_rules! count_steps {
    ($steps:expr) => {
        #[cfg(feature = "fuzzing")]
        crate::wire::steps::count($steps);
    };
}
pub(crate) use count_steps;
