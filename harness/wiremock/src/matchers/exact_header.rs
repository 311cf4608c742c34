//! A header, byte by byte, as often as it is listed.

use wiremock::{Match, Request};

/// A header has these values and no others, in this order, each as it is spelt here.
///
/// The name's own spelling does not count: `wiremock` has lost it, and RFC 9110 (section 5.1) ignores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactHeader {
    name: String,
    values: Vec<Vec<u8>>,
}

impl ExactHeader {
    /// Once, with this value.
    pub fn new(name: &str, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), values: vec![value.into()] }
    }

    /// Not there.
    #[must_use]
    pub fn absent(name: &str) -> Self {
        Self { name: name.to_owned(), values: Vec::new() }
    }

    /// Once more, with this value.
    #[must_use]
    pub fn and(mut self, value: impl Into<Vec<u8>>) -> Self {
        self.values.push(value.into());
        self
    }
}

impl Match for ExactHeader {
    fn matches(&self, request: &Request) -> bool {
        // A name that no header can have is found nowhere.
        let found = request.headers.get_all(self.name.as_str());
        found.iter().map(|value| value.as_bytes()).eq(self.values.iter().map(Vec::as_slice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seen::tests::seen;
    use counterfoil_protocol::wire;

    fn request(values: &[&str]) -> Request {
        let mut request = wire::Request::post("/", "");
        for &value in values {
            request.headers.push("X-Pay", value);
        }
        seen(&request)
    }

    #[test]
    fn spelling_and_number_count() {
        let once = ExactHeader::new("x-pay", "aB=");
        assert!(once.matches(&request(&["aB="])));
        for other in [&["ab="][..], &["aB=", "aB="], &["aB", "="], &[]] {
            assert!(!once.matches(&request(other)), "{other:?}");
        }
        let twice = ExactHeader::new("X-PAY", "1").and("2");
        assert!(twice.matches(&request(&["1", "2"])));
        assert!(!twice.matches(&request(&["2", "1"])));
        assert!(!twice.matches(&request(&["1, 2"])));
    }

    #[test]
    fn absence_is_told_from_emptiness() {
        let absent = ExactHeader::absent("X-Pay");
        assert!(absent.matches(&request(&[])));
        assert!(!absent.matches(&request(&[""])));
        assert!(!ExactHeader::new("no header\n", "").matches(&request(&[])));
    }
}
