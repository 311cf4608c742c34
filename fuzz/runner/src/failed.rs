//! What a person has to know and do before it can go on.

use core::fmt;
use std::io;

/// What went wrong, where, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed(pub(crate) String);

impl Failed {
    /// From anything that can be said.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `fs-err` names the file; a full disk is told with what to do.
impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::StorageFull {
            return Self(format!("{error}: make room and start the command again without a time; it goes on"));
        }
        Self(error.to_string())
    }
}
