//! What a client is judged by: the families of `serve`. Adding one is one file and one line in [`ALL`].

mod client_amounts;
mod client_clock;
mod client_errors;
mod client_nonce;
mod client_payment_url;
mod client_query;
mod client_redirect;
mod client_request;
mod client_retry;
mod client_tls;

use crate::families::Family;

pub use client_amounts::FAMILY as CLIENT_AMOUNTS;
pub use client_clock::FAMILY as CLIENT_CLOCK;
pub use client_errors::FAMILY as CLIENT_ERRORS;
pub use client_nonce::FAMILY as CLIENT_NONCE;
pub use client_payment_url::FAMILY as CLIENT_PAYMENT_URL;
pub use client_query::FAMILY as CLIENT_QUERY;
pub use client_redirect::FAMILY as CLIENT_REDIRECT;
pub use client_request::FAMILY as CLIENT_REQUEST;
pub use client_retry::FAMILY as CLIENT_RETRY;
pub use client_tls::FAMILY as CLIENT_TLS;

/// Every family of clients, in the order of the matrix.
pub static ALL: &[&Family] = &[
    &CLIENT_REQUEST,
    &CLIENT_NONCE,
    &CLIENT_ERRORS,
    &CLIENT_REDIRECT,
    &CLIENT_RETRY,
    &CLIENT_PAYMENT_URL,
    &CLIENT_AMOUNTS,
    &CLIENT_TLS,
    &CLIENT_CLOCK,
    &CLIENT_QUERY,
];

/// The family of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Family> {
    ALL.iter().copied().find(|family| family.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/serve/rules");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().replace('_', "-"))
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files, ALL.iter().map(|family| family.name.to_owned()).collect());
    }
}
