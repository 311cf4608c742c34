//! An HTTP request as bytes.

use core::fmt;

use crate::rejection::{Code, Rejection, excerpt};

/// One HTTP request, as received or about to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Upper case as a rule, but kept as it came.
    pub method: String,
    /// Path and query of the request line.
    pub target: String,
    /// Headers in order, with duplicates.
    pub headers: Headers,
    /// The body as received.
    pub body: Vec<u8>,
}

/// Headers in the order in which they came; names keep their spelling, values are bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, Vec<u8>)>);

impl Request {
    /// A POST with a JSON body.
    #[must_use]
    pub fn post(target: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        let mut headers = Headers::default();
        headers.push("Content-Type", "application/json");
        Self { method: "POST".to_owned(), target: target.into(), headers, body: body.into() }
    }

    /// The path without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

impl Headers {
    /// Appends one; an earlier header of that name stays.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) {
        self.0.push((name.into(), value.into()));
    }

    /// Replaces all headers of that name by one.
    pub fn set(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        self.remove(name);
        self.push(name, value);
    }

    /// Takes out all headers of that name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// All headers.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// All headers, to change them in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&mut String, &mut Vec<u8>)> {
        self.0.iter_mut().map(|(name, value)| (name, value))
    }

    /// The values of one name, in order; case does not count (RFC 9110, section 5.1).
    pub fn all(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.0.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_slice())
    }

    /// The value of a header that must be there once.
    ///
    /// # Errors
    ///
    /// [`Code::Missing`], [`Code::DuplicateHeader`], or [`Code::Shape`] for a value that is not visible ASCII.
    pub fn single(&self, name: &'static str) -> Result<&str, Rejection> {
        let place = || format!("header {name}");
        let mut values = self.all(name);
        let Some(value) = values.next() else {
            return Err(Rejection::new(Code::Missing, place(), "the header", "none"));
        };
        if values.next().is_some() {
            return Err(Rejection::new(Code::DuplicateHeader, place(), "the header once", "more than once"));
        }
        let found = || format!("`{}`", excerpt(&String::from_utf8_lossy(value)));
        let refused = || Rejection::new(Code::Shape, place(), "visible ASCII", found());
        core::str::from_utf8(value).ok().filter(|text| is_visible(text)).ok_or_else(refused)
    }
}

/// Looks at every byte instead of stopping at the first foreign one: many bytes at a time.
fn is_visible(text: &str) -> bool {
    text.bytes().fold(true, |visible, byte| visible & (b' '..=b'~').contains(&byte))
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(name, value)| (name, String::from_utf8_lossy(value)))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_found_in_any_case_and_refused_twice() {
        let mut headers = Headers::default();
        headers.push("x-pay-SIGN", "a");
        assert_eq!(headers.single("X-PAY-SIGN").unwrap(), "a");
        headers.push("X-Pay-Sign", "b");
        assert_eq!(headers.single("X-PAY-SIGN").unwrap_err().code, Code::DuplicateHeader);
        headers.set("X-PAY-SIGN", vec![0xff]);
        assert_eq!(headers.single("X-PAY-SIGN").unwrap_err().code, Code::Shape);
        headers.remove("x-pay-sign");
        assert_eq!(headers.single("X-PAY-SIGN").unwrap_err().code, Code::Missing);
    }
}
