//! Key material.

use core::fmt;
use zeroize::Zeroizing;

/// An API secret, HMAC key or private key, as bytes: overwritten when dropped, never printed.
///
/// The bytes are kept as given: a line feed at the end belongs to the secret (README of Pay Protocol, hazard H37).
/// There is no `==`: comparing secrets is the business of constant-time code.
///
/// ```
/// use counterfoil_protocol::value::Secret;
///
/// let secret = Secret::new("TEST-key");
/// assert_eq!(format!("{secret} {secret:?}"), "Secret(…) Secret(…)");
/// assert_eq!(secret.expose(), b"TEST-key");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over. What the caller copied them from is the caller's to overwrite.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(bytes.into()))
    }

    /// The bytes themselves, for the signature algorithm only.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // No length either: a short secret is a fact worth hiding.
        f.write_str("Secret(…)")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use proptest::prelude::*;
    use zeroize::ZeroizeOnDrop;

    #[test]
    fn is_overwritten_on_drop() {
        fn overwritten<T: ZeroizeOnDrop>(_: &T) {}
        overwritten(&Secret::new("TEST-key").0);
    }

    #[test]
    fn alternate_forms_are_silent_too() {
        assert_eq!(format!("{:#?} {:>40}", Secret::new("TEST-key"), Secret::new("TEST-key")), "Secret(…) Secret(…)");
    }

    proptest! {
        #[test]
        fn printing_says_the_same_of_all_secrets(bytes: Vec<u8>) {
            let secret = Secret::new(bytes.clone());
            prop_assert_eq!(secret.expose(), &bytes);
            let text = format!("{secret}{secret:?}");
            prop_assert_eq!(text, "Secret(…)Secret(…)");
        }
    }
}
