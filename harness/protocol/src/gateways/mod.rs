//! The five gateways; one folder each, all with the same files.

pub mod cregis;
pub mod gatepay;
pub mod paycools;
pub mod payprotocol;
pub mod pelago;

use crate::gateway::Gateway;

/// Every gateway, in alphabetical order.
pub static ALL: [&Gateway; 5] =
    [&cregis::GATEWAY, &gatepay::GATEWAY, &paycools::GATEWAY, &payprotocol::GATEWAY, &pelago::GATEWAY];

/// The gateway of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Gateway> {
    ALL.into_iter().find(|gateway| gateway.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/gateways");
        #[expect(clippy::disallowed_methods, reason = "a test compares folder and list")]
        let mut folders: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        folders.sort();
        assert_eq!(folders, ALL.map(|gateway| gateway.name.to_owned()));
    }

    #[test]
    fn each_message_has_its_gateway_a_source_and_a_name_of_its_own() {
        let mut ids = std::collections::BTreeSet::new();
        for gateway in ALL {
            for message in gateway.messages() {
                assert!(message.id.starts_with(&format!("{}/", gateway.name)), "{}", message.id);
                assert!(message.source.starts_with("http"), "{} has no source", message.id);
                assert!(ids.insert(message.id), "{} twice", message.id);
            }
            assert!(gateway.callbacks.iter().any(|message| message.id == gateway.primary.id));
        }
    }
}
