//! WireMock's stub mappings.

use counterfoil_protocol::wire::Request;

use super::shown;
use crate::exchange::Exchange;
use crate::wiremock::{
    Mapping, Matched, Matcher, Picked, RequestPattern, Scenarios, UrlPattern, Values, exchange, mappings as read,
    mappings_file, matches, pick,
};

/// Any bytes as a file of stub mappings.
///
/// * A mapping as the recorder writes them takes the request that it was made of; every one is written as one again.
/// * A request gets the same answer each time, as long as no scenario goes on.
///
/// # Panics
///
/// When one of these does not hold.
pub fn mappings(bytes: &[u8]) {
    let Ok(found) = read(bytes) else { return };
    let found: Vec<Mapping> = found.into_iter().flatten().collect();
    for mapping in &found {
        let Ok(recorded) = exchange(mapping, &|_| None) else { continue };
        survives(&recorded, bytes);
        let request = recorded.request.to_request();
        let own = matches(&mapping.request, &request);
        let takes = !is_recorded(&mapping.request) || !matches!(own, Matched::No(_));
        assert!(takes, "{mapping:?} refuses its own {request:?}: {own:?}\n{}", shown(bytes));
        steady(&found, &recorded.request.to_request(), bytes);
    }
    steady(&found, &Request::post("/", ""), bytes);
}

/// Whether it demands nothing but what the recorder knew letter by letter.
fn is_recorded(pattern: &RequestPattern) -> bool {
    let is_text =
        |(_, values): &(String, Values)| matches!(values, Values::One(Matcher::EqualTo { any_case: false, .. }));
    let is_url = match &pattern.url {
        UrlPattern::Exact(_) => true,
        UrlPattern::Path(path) => !path.contains('?'),
        _ => false,
    };
    let is_body = match pattern.body.as_slice() {
        [] => true,
        [one] => matches!(
            one,
            Matcher::BinaryEqualTo(_) | Matcher::EqualTo { any_case: false, .. } | Matcher::EqualToJson { .. }
        ),
        _ => false,
    };
    let has_more = !pattern.cookies.is_empty() || !pattern.form.is_empty() || !pattern.multipart.is_empty();
    let texts = pattern.headers.iter().chain(&pattern.query).all(is_text);
    is_url && is_body && texts && !has_more && pattern.basic_auth.is_none()
}

fn steady(mappings: &[Mapping], request: &Request, bytes: &[u8]) {
    let scenarios = Scenarios::default();
    let [first, second] = [(); 2].map(|()| format!("{:?}", pick(mappings, request, &scenarios)));
    assert!(first == second, "{first}, then {second}\n{}", shown(bytes));
    match pick(mappings, request, &scenarios) {
        Picked::Answer(mapping) => {
            let taken = matches(&mapping.request, request);
            assert!(!matches!(taken, Matched::No(_)), "{taken:?}, yet it answers\n{}", shown(bytes));
        }
        Picked::Nothing(reasons) => assert!(reasons.len() == mappings.len(), "{reasons:?}\n{}", shown(bytes)),
        Picked::Unknown(_) => {}
    }
}

fn survives(recorded: &Exchange, bytes: &[u8]) {
    let written = mappings_file(core::slice::from_ref(recorded)).to_file();
    let again = read(written.as_bytes());
    let mappings = again.as_ref().map_or(0, |all| all.iter().filter(|one| one.is_ok()).count());
    assert!(mappings == 1, "{recorded:?} is written as {again:?}\n{written}\n{}", shown(bytes));
}
