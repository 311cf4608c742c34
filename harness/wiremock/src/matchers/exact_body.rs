//! The body, byte by byte.

use wiremock::{Match, Request};

/// The body is these bytes: no JSON is compared, nothing is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactBody(Vec<u8>);

impl ExactBody {
    /// Exactly these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }
}

impl Match for ExactBody {
    fn matches(&self, request: &Request) -> bool {
        request.body == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::tests::seen;
    use counterfoil_protocol::wire;

    #[test]
    fn one_byte_makes_the_difference() {
        let exact = ExactBody::new("{\"amount\":1.00}\n");
        let matches = |body: &str| exact.matches(&seen(&wire::Request::post("/", body)));
        assert!(matches("{\"amount\":1.00}\n"));
        for other in ["{\"amount\":1.00}", "{\"amount\":1.0}\n", "{\"amount\": 1.00}\n", ""] {
            assert!(!matches(other), "{other}");
        }
    }
}
