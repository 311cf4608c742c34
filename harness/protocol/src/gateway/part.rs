//! Where the parts of a message stand, and what they look like.

use core::fmt;

/// Where the signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header.
    Header(&'static str),
    /// In a top-level member of the body.
    Member(&'static str),
}

/// A part beside the body's own content: where it stands and what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Header or top-level member.
    pub place: Place,
    /// Its shape.
    pub shape: PartShape,
}

/// The documented shape of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartShape {
    /// 13 digits: milliseconds since 1970 UTC.
    Millis,
    /// 10 digits: seconds since 1970 UTC.
    Seconds,
    /// 1 to 32 letters and digits.
    Alphanumeric,
    /// 16 to 64 visible characters.
    Visible16To64,
}

/// How the inner document is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nested {
    /// The top-level member that holds it.
    pub member: &'static str,
    /// In which form.
    pub form: NestedForm,
}

/// The form of an inner document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NestedForm {
    /// JSON text in a JSON string.
    Text,
    /// A JSON object.
    Object,
}

impl NestedForm {
    /// For error messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Text => "a string holding a JSON object",
            Self::Object => "a JSON object",
        }
    }
}

impl PartShape {
    /// Whether the text has this shape.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Millis => text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Seconds => text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Alphanumeric => {
                (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Self::Visible16To64 => (16..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()),
        }
    }

    /// For error messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Millis => "13 digits (milliseconds)",
            Self::Seconds => "10 digits (seconds)",
            Self::Alphanumeric => "1 to 32 letters and digits",
            Self::Visible16To64 => "16 to 64 visible characters",
        }
    }

    /// The moment as milliseconds, for the shapes that are one.
    #[must_use]
    pub fn millis(self, text: &str) -> Option<u64> {
        let number: u64 = text.parse().ok()?;
        match self {
            Self::Millis => Some(number),
            Self::Seconds => number.checked_mul(1000),
            Self::Alphanumeric | Self::Visible16To64 => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header {name}"),
            Self::Member(name) => write!(f, "/{name}"),
        }
    }
}
