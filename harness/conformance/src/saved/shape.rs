//! A request by which a recorded answer is found.

use std::collections::BTreeMap;

use counterfoil_protocol::wire::{Headers, Request};
use counterfoil_wiremock::ExactTarget;
use wiremock::http::{HeaderName, HeaderValue, Method};

/// A request without what the way to a server adds: spelling of names, order of headers, host and framing.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    method: String,
    target: String,
    headers: BTreeMap<String, Vec<Vec<u8>>>,
    body: Vec<u8>,
}

impl Shape {
    /// `None` where a mock server would see something else than was sent.
    #[must_use]
    pub fn servable(request: &Request) -> Option<Self> {
        let can_be_seen = ExactTarget::new(&request.target).is_ok()
            && Method::from_bytes(request.method.as_bytes()).is_ok_and(|method| method != Method::CONNECT)
            && request.headers.iter().all(|(name, value)| is_header(name, value));
        can_be_seen.then(|| Self::seen(request))
    }

    /// What a server sees of it.
    #[must_use]
    pub fn seen(request: &Request) -> Self {
        Self {
            method: request.method.clone(),
            target: request.target.clone(),
            headers: grouped(&request.headers),
            body: request.body.clone(),
        }
    }
}

/// Whether a library can send it.
#[must_use]
pub fn is_header(name: &str, value: &[u8]) -> bool {
    HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_bytes(value).is_ok()
}

/// Without what the way to the mock server adds: the recording was made with another host.
fn grouped(headers: &Headers) -> BTreeMap<String, Vec<Vec<u8>>> {
    let mut grouped: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (name, value) in headers.iter() {
        let name = name.to_ascii_lowercase();
        if !["host", "connection", "content-length"].contains(&name.as_str()) {
            grouped.entry(name).or_default().push(value.trim_ascii().to_vec());
        }
    }
    grouped
}
