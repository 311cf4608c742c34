//! A request as `wiremock` shows it.

use counterfoil_protocol::wire::{Headers, Request};
use wiremock::http::HeaderMap;

/// The request in the words of the reference.
///
/// `wiremock` has read the request before anybody sees it. The body's bytes are exact, compressed or not, and without
/// the framing of their chunks. What is lost:
///
/// * the spelling of header names: they are in lower case;
/// * the order of headers of different names; the values of one name keep theirs;
/// * blanks around header values, trailers, and which line was sent twice in which place;
/// * in the target: dot segments (`/a/../b` is seen as `/b`), a fragment, and unusual bytes, which are seen
///   percent-encoded. A signature over such a target cannot be checked here; [`ExactTarget`](crate::ExactTarget) says
///   so.
///
/// What must be judged by exactly these is a case for a byte-exact tap.
#[must_use]
pub fn wire_request(seen: &wiremock::Request) -> Request {
    Request {
        method: seen.method.as_str().to_owned(),
        target: target(seen).to_owned(),
        headers: headers(&seen.headers),
        body: seen.body.clone(),
    }
}

/// Path and query, as far as they are still what was sent.
pub(crate) fn target(seen: &wiremock::Request) -> &str {
    let text = seen.url.as_str();
    let start = text.len() - behind_authority(text).len();
    let end = text.find('#').unwrap_or(text.len());
    text.get(start..end).unwrap_or_default()
}

fn behind_authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default()
}

fn headers(map: &HeaderMap) -> Headers {
    let mut headers = Headers::default();
    for (name, value) in map {
        headers.push(name.as_str(), value.as_bytes());
    }
    headers
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use wiremock::http::{HeaderName, HeaderValue, Method};

    /// What `wiremock` would show of it.
    pub(crate) fn seen(request: &Request) -> wiremock::Request {
        let mut headers = HeaderMap::new();
        for (name, value) in request.headers.iter() {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, HeaderValue::from_bytes(value).unwrap());
        }
        wiremock::Request {
            url: format!("http://localhost{}", request.target).parse().unwrap(),
            method: Method::from_bytes(request.method.as_bytes()).unwrap(),
            headers,
            body: request.body.clone(),
        }
    }

    #[test]
    fn target_body_and_values_are_kept_and_names_lose_their_case() {
        let mut request = Request::post("/a%2Fb/?x=1&x=+%20&y", b"\xff\x00".to_vec());
        request.headers.push("X-Twice", "1");
        request.headers.push("X-Other", "\u{e9}");
        request.headers.push("x-twice", "2");
        let read = wire_request(&seen(&request));
        assert_eq!((&read.method, &read.target, &read.body), (&request.method, &request.target, &request.body));
        assert_eq!(read.headers.all("X-Twice").collect::<Vec<_>>(), [b"1", b"2"]);
        assert!(read.headers.iter().all(|(name, _)| name == name.to_lowercase()));
    }

    #[test]
    fn dot_segments_are_lost() {
        assert_eq!(wire_request(&seen(&Request::post("/a/../b", ""))).target, "/b");
        assert_eq!(wire_request(&seen(&Request::post("/", ""))).target, "/");
    }
}
