//! A whole request against a pattern.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counterfoil_protocol::wire::{Headers, Request};

use super::Matched;
use super::request::{Pairs, Part, cookies, form, parts, query, template};
use super::text::{regex, value};
use crate::wiremock::mapping::{MethodPattern, PartPattern, RequestPattern, UrlPattern};
use crate::wiremock::matcher::{Matcher, Values};

/// Whether the pattern matches the request.
#[must_use]
pub fn matches(pattern: &RequestPattern, request: &Request) -> Matched {
    let unsupported = || pattern.unsupported.iter().map(|what| Matched::Unknown(what.name.clone()));
    method(&pattern.method, &request.method)
        .and(|| url(pattern, request))
        .and(|| named(&pattern.query, "query parameter", &query(request)))
        .and(|| headers(&pattern.headers, &request.headers))
        .and(|| named(&pattern.cookies, "cookie", &cookies(request)))
        .and(|| if pattern.form.is_empty() { Matched::Yes } else { named(&pattern.form, "field", &form(request)) })
        .and(|| basic_auth(pattern, request))
        .and(|| Matched::all(pattern.body.iter().map(|matcher| body(matcher, &request.body))))
        .and(|| multipart(&pattern.multipart, request))
        .and(|| Matched::all(unsupported()))
}

fn method(pattern: &MethodPattern, found: &str) -> Matched {
    let is_one = |names: &[String]| names.iter().any(|name| name == found);
    let yes = match pattern {
        MethodPattern::Any => true,
        MethodPattern::Is(name) => name == found,
        MethodPattern::OneOf(names) => is_one(names),
        MethodPattern::NoneOf(names) => !is_one(names),
    };
    Matched::when(yes, || format!("method: found {found}"))
}

fn url(pattern: &RequestPattern, request: &Request) -> Matched {
    let (target, path) = (request.target.as_str(), request.path());
    let differs = || format!("address: found `{target}`");
    match &pattern.url {
        UrlPattern::Any => Matched::Yes,
        UrlPattern::Exact(text) => Matched::when(text == target, differs),
        UrlPattern::Path(text) => Matched::when(text == path, differs),
        UrlPattern::Pattern(text) => regex(text, target).at(|| "address".to_owned()),
        UrlPattern::PathPattern(text) => regex(text, path).at(|| "address".to_owned()),
        UrlPattern::PathTemplate(text) => match template(text, path) {
            Some(variables) => named(&pattern.path, "path variable", &variables),
            None => Matched::No(differs()),
        },
    }
}

fn named(patterns: &[(String, Values)], kind: &str, found: &Pairs) -> Matched {
    Matched::all(patterns.iter().map(|(name, pattern)| {
        let all: Vec<&[u8]> = found.iter().filter(|(known, _)| known == name).map(|(_, v)| v.as_slice()).collect();
        values(pattern, &all).at(|| format!("{kind} {name}"))
    }))
}

fn headers(patterns: &[(String, Values)], found: &Headers) -> Matched {
    Matched::all(patterns.iter().map(|(name, pattern)| {
        let all: Vec<&[u8]> = found.all(name).collect();
        values(pattern, &all).at(|| format!("header {name}"))
    }))
}

fn values(pattern: &Values, found: &[&[u8]]) -> Matched {
    let each = |matcher: &Matcher| Matched::any(found.iter().map(|bytes| value(matcher, Some(bytes))));
    match pattern {
        Values::One(matcher) if found.is_empty() => value(matcher, None),
        Values::One(matcher) => each(matcher),
        Values::Including(matchers) => Matched::all(matchers.iter().map(each)),
        Values::Exactly(matchers) => {
            Matched::when(matchers.len() == found.len(), || format!("found {} values", found.len()))
                .and(|| Matched::all(matchers.iter().map(each)))
                .and(|| one_to_one(matchers, found))
        }
    }
}

/// Where one value fits two matchers and another none, WireMock's versions may differ.
fn one_to_one(matchers: &[Matcher], found: &[&[u8]]) -> Matched {
    let fits = |bytes: &&[u8]| matchers.iter().any(|matcher| value(matcher, Some(bytes)) == Matched::Yes);
    if found.iter().all(fits) { Matched::Yes } else { Matched::Unknown("hasExactly with a value left over".to_owned()) }
}

/// An empty body is none to `absent`, and an empty text to all others.
fn body(matcher: &Matcher, found: &[u8]) -> Matched {
    let found = Some(found).filter(|found| *matcher != Matcher::Absent || !found.is_empty());
    value(matcher, found).at(|| "body".to_owned())
}

fn basic_auth(pattern: &RequestPattern, request: &Request) -> Matched {
    let Some((user, password)) = &pattern.basic_auth else { return Matched::Yes };
    let expected = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
    let yes = request.headers.all("Authorization").any(|value| value == expected.as_bytes());
    Matched::when(yes, || "header Authorization: other credentials, or none".to_owned())
}

fn multipart(patterns: &[PartPattern], request: &Request) -> Matched {
    if patterns.is_empty() {
        return Matched::Yes;
    }
    let Some(parts) = parts(request) else { return Matched::No("body: not multipart".to_owned()) };
    Matched::all(patterns.iter().map(|pattern| {
        let mut each = parts.iter().map(|one| part(pattern, one));
        let matched = if pattern.every { Matched::all(each.by_ref()) } else { Matched::any(each.by_ref()) };
        matched.at(|| "part".to_owned())
    }))
}

fn part(pattern: &PartPattern, found: &Part) -> Matched {
    let is = |wanted: &Option<String>, name: &str| {
        let fits = wanted.is_none() || *wanted == found.disposition(name);
        Matched::when(fits, || format!("another {name}"))
    };
    is(&pattern.name, "name")
        .and(|| is(&pattern.file_name, "filename"))
        .and(|| headers(&pattern.headers, &found.headers))
        .and(|| Matched::all(pattern.body.iter().map(|matcher| body(matcher, &found.body))))
}
