//! One HTTP request as text.

use counterfoil_protocol::wire::Request;

use super::shown;
use crate::http_text::{parse_request, print_request};

/// Any bytes as an HTTP request.
///
/// * What is read is the same when it is printed and read again, but for the headers that printing adds.
///
/// # Panics
///
/// When this does not hold.
pub fn http_request(bytes: &[u8]) {
    let Ok(mut request) = parse_request(bytes) else { return };
    without_added(&mut request);
    let printed = print_request(&request, "127.0.0.1");
    let again = parse_request(&printed).map(|mut again| {
        without_added(&mut again);
        again
    });
    assert!(again.as_ref() == Ok(&request), "{request:?}, then {again:?}\n{}\n{}", shown(&printed), shown(bytes));
}

fn without_added(request: &mut Request) {
    request.headers.remove("Host");
    request.headers.remove("Content-Length");
}
