//! What a client is judged by: the families of `serve`. Adding one is one file and one line in [`ALL`].

mod client_nonce;
mod client_request;

use crate::families::Family;

pub use client_nonce::FAMILY as CLIENT_NONCE;
pub use client_request::FAMILY as CLIENT_REQUEST;

/// Every family of clients, in the order of the matrix.
pub static ALL: &[&Family] = &[&CLIENT_REQUEST, &CLIENT_NONCE];

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
