//! Why key material was refused.

use core::fmt;
use std::borrow::Cow;

/// What was found and what to do, in one line; never the material itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// No bytes at all.
    Empty,
    /// A secret ends in a line feed or carriage return.
    LineEnd,
    /// A secret begins or ends with a blank.
    OuterBlank,
    /// A secret begins with the UTF-8 byte order mark.
    ByteOrderMark,
    /// Something else than the RSA key that is due.
    Kind {
        /// `an RSA public key`.
        wanted: &'static str,
        /// `a certificate`.
        found: Cow<'static, str>,
        /// What to do.
        advice: Cow<'static, str>,
    },
    /// An RSA key of a size that the policy refuses. All in bits.
    Size {
        /// Of the key's modulus.
        found: usize,
        /// Fewest accepted.
        min: usize,
        /// Most accepted.
        max: usize,
    },
    /// The numbers of an RSA key do not make a key.
    Inconsistent {
        /// `an even exponent`.
        found: &'static str,
    },
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the key is empty: set it, a receiver must not start without one"),
            Self::LineEnd => f.write_str(
                "the secret ends in a line end: write the file without one (`printf %s`), it would be signed",
            ),
            Self::OuterBlank => f.write_str("the secret begins or ends with a blank: remove it, it would be signed"),
            Self::ByteOrderMark => {
                f.write_str("the secret begins with a byte order mark: save the file as UTF-8 without one")
            }
            Self::Kind { wanted, found, advice } => write!(f, "expected {wanted}, found {found}: {advice}"),
            Self::Size { found, min, max } => {
                write!(f, "RSA key of {found} bits: expected {min} to {max}, make or ask for another key")
            }
            Self::Inconsistent { found } => write!(f, "the RSA key has {found}: it is damaged, fetch it again"),
        }
    }
}

impl core::error::Error for KeyError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_with_advice() {
        let cases = [
            (KeyError::Empty, "the key is empty: set it, a receiver must not start without one"),
            (
                KeyError::LineEnd,
                "the secret ends in a line end: write the file without one (`printf %s`), it would be signed",
            ),
            (KeyError::OuterBlank, "the secret begins or ends with a blank: remove it, it would be signed"),
            (KeyError::ByteOrderMark, "the secret begins with a byte order mark: save the file as UTF-8 without one"),
        ];
        for (error, line) in cases {
            assert_eq!(error.to_string(), line);
        }
    }
}
