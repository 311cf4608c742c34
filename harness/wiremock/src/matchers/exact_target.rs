//! The request's target, character by character.

use core::fmt;

use wiremock::{Match, Request};

use crate::seen::target;

/// Path and query are these, as they are written: no decoding, no order of parameters, no default.
///
/// `wiremock` rewrites some targets before a matcher sees them (see [`wire_request`](crate::wire_request)): a request
/// for `/a/../b` matches `/b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactTarget(String);

/// A target that `wiremock` shows in other words, so that no request could ever match it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostTarget {
    wanted: String,
    seen: Option<String>,
}

impl ExactTarget {
    /// Exactly this path, with its query where there is one.
    ///
    /// # Errors
    ///
    /// [`LostTarget`].
    pub fn new(wanted: &str) -> Result<Self, LostTarget> {
        let seen = shown(wanted);
        if seen.as_deref() == Some(wanted) {
            return Ok(Self(wanted.to_owned()));
        }
        Err(LostTarget { wanted: wanted.to_owned(), seen })
    }
}

/// What becomes of a target on its way through `wiremock`.
fn shown(wanted: &str) -> Option<String> {
    let is_path = wanted.starts_with('/') && wanted.bytes().all(|byte| byte.is_ascii_graphic());
    let url = format!("http://localhost{wanted}").parse().ok().filter(|_| is_path)?;
    let request = Request { url, method: Default::default(), headers: Default::default(), body: Vec::new() };
    Some(target(&request).to_owned())
}

impl Match for ExactTarget {
    fn matches(&self, request: &Request) -> bool {
        target(request) == self.0
    }
}

impl fmt::Display for LostTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { wanted, seen } = self;
        match seen {
            Some(seen) => write!(f, "no request can match `{wanted}`: `wiremock` shows it as `{seen}`"),
            None => write!(f, "no request can match `{wanted}`: it is no path with a query"),
        }
    }
}

impl core::error::Error for LostTarget {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::tests::seen;
    use counterfoil_protocol::wire;

    #[test]
    fn order_encoding_and_slashes_count() {
        let exact = ExactTarget::new("/pay/?b=1&a=%2B").unwrap();
        let matches = |target: &str| exact.matches(&seen(&wire::Request::post(target, "")));
        assert!(matches("/pay/?b=1&a=%2B"));
        for other in ["/pay?b=1&a=%2B", "/pay/?a=%2B&b=1", "/pay/?b=1&a=+", "/pay/?b=1&a=%2b", "/pay/"] {
            assert!(!matches(other), "{other}");
        }
    }

    #[test]
    fn what_can_never_match_is_refused() {
        for lost in ["/a/../b", "/a#b", "pay", "", "/a b", "http://x/"] {
            assert!(ExactTarget::new(lost).is_err(), "{lost}");
        }
        assert!(ExactTarget::new("/a/../b").unwrap_err().to_string().contains("shows it as `/b`"));
        assert!(ExactTarget::new("/").is_ok());
    }
}
