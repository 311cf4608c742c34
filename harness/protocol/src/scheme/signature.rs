//! A signature as bytes, and why one was refused.

use core::fmt;
use std::borrow::Cow;

/// A decoded signature, on the stack.
#[derive(Clone)]
pub struct RawSignature {
    bytes: [u8; Self::MAX_LENGTH],
    length: usize,
}

impl RawSignature {
    /// Most bytes a signature can have: that of an RSA key of 4096 bits.
    pub const MAX_LENGTH: usize = 512;

    /// Copies `bytes`; `None` if there are more than [`Self::MAX_LENGTH`].
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut whole = [0; Self::MAX_LENGTH];
        whole.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(Self { bytes: whole, length: bytes.len() })
    }

    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Refuses a signature that does not have `expected` bytes.
    pub(super) fn check_length(&self, expected: usize) -> Result<(), SignatureFault> {
        if self.length == expected { Ok(()) } else { Err(SignatureFault::Length { expected, found: self.length }) }
    }

    /// Lets `fill` write; `fill` says how many bytes it wrote.
    pub(super) fn fill<E>(fill: impl FnOnce(&mut [u8]) -> Result<usize, E>) -> Result<Self, E> {
        let mut bytes = [0; Self::MAX_LENGTH];
        let length = fill(&mut bytes)?;
        Ok(Self { bytes, length })
    }
}

impl fmt::Debug for RawSignature {
    // A signature that we made would tell an attacker what to send.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawSignature({} bytes)", self.length)
    }
}

/// Why a signature was refused. Never says what it should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// The text is not written as the scheme asks.
    Encoding {
        /// The rule: `128 lower-case hex digits`.
        expected: Cow<'static, str>,
        /// What came, by its shape: `character '-' at 17` (bytes, from 0), `nothing`.
        found: Cow<'static, str>,
    },
    /// The text is well written, but the signature in it has another length.
    Length {
        /// Bytes that the scheme and key ask for.
        expected: usize,
        /// Bytes that came.
        found: usize,
    },
    /// These bytes were not signed with this key.
    Mismatch,
}

impl SignatureFault {
    /// What the rule asks for.
    #[must_use]
    pub fn expected(&self) -> Cow<'static, str> {
        match self {
            Self::Encoding { expected, .. } => expected.clone(),
            Self::Length { expected, .. } => format!("a signature of {expected} bytes").into(),
            Self::Mismatch => "a signature of the signed bytes under this key".into(),
        }
    }

    /// What came.
    #[must_use]
    pub fn found(&self) -> Cow<'static, str> {
        match self {
            Self::Encoding { found, .. } => found.clone(),
            Self::Length { found, .. } => format!("{found} bytes").into(),
            Self::Mismatch => "another signature".into(),
        }
    }
}

impl fmt::Display for SignatureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected(), self.found())
    }
}

impl core::error::Error for SignatureFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_has_at_most_512_bytes() {
        assert_eq!(RawSignature::from_slice(&[7; 512]).unwrap().as_slice(), [7; 512]);
        assert!(RawSignature::from_slice(&[7; 513]).is_none());
        assert!(RawSignature::from_slice(&[]).unwrap().as_slice().is_empty());
    }

    #[test]
    fn a_fault_is_one_line() {
        let fault = SignatureFault::Length { expected: 64, found: 32 };
        assert_eq!(fault.to_string(), "expected a signature of 64 bytes, found 32 bytes");
        let fault = SignatureFault::Mismatch;
        assert_eq!(
            fault.to_string(),
            "expected a signature of the signed bytes under this key, found another signature"
        );
    }
}
