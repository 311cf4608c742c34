//! `list` and `explain`: everything that is listed can be explained.

use std::collections::BTreeSet;

use counterfoil_protocol::rejection::Code;
use counterfoil_protocol::rules::Rule;
use serde_json::Value;

use super::support::{Folder, names};

const KINDS: [&str; 9] =
    ["gateways", "messages", "readings", "families", "faults", "cases", "subjects", "mistakes", "keys"];

fn listed(kind: &str, more: &[&str]) -> Vec<Value> {
    let arguments = [&["list", kind, "--format", "json"], more].concat();
    let ran = Folder::new().run(&arguments).exits(0);
    assert_eq!(ran.stderr, "");
    serde_json::from_str(&ran.stdout).unwrap()
}

fn ids(kind: &str) -> Vec<String> {
    listed(kind, &[]).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_kind_has_text_and_json_of_the_same_ids() {
    for kind in KINDS {
        let ids = ids(kind);
        assert!(!ids.is_empty(), "{kind}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{kind} has an id twice");
        let text = Folder::new().run(&["list", kind]).exits(0).stdout;
        for id in &ids {
            assert!(text.lines().any(|line| line.starts_with(id.as_str())), "{kind}: {id}");
        }
        if kind != "keys" {
            assert_eq!(text.lines().count(), ids.len(), "{kind} has one line each");
        }
    }
}

#[test]
fn a_gateway_can_be_picked() {
    for kind in ["gateways", "messages", "readings", "cases", "mistakes"] {
        let all = listed(kind, &["--gateway", "pelago"]);
        assert!(!all.is_empty(), "{kind}");
        let foreign = all.iter().find(|row| !row["id"].as_str().unwrap().starts_with("pelago"));
        assert_eq!(foreign, None, "{kind}");
    }
}

#[test]
fn case_ids_are_gateway_family_and_slug() {
    let families: BTreeSet<String> = ids("families").into_iter().collect();
    for id in ids("cases") {
        let parts: Vec<&str> = id.split('/').collect();
        assert!(parts.len() == 3 && names().contains(&parts[0]) && families.contains(parts[1]), "{id}");
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        assert!(!parts[2].is_empty() && parts[2].chars().all(plain), "{id}");
    }
}

#[test]
fn the_listed_keys_are_usable() {
    let keys = listed("keys", &[]);
    for name in names() {
        let own = |row: &&Value| {
            [format!("{name}.secret"), format!("{name}-platform.pkcs8.pem")]
                .iter()
                .any(|file| row["id"] == file.as_str())
        };
        let text = keys.iter().find(own).unwrap()["text"].as_str().unwrap();
        let folder = Folder::with("own.key", text);
        folder.run_with(&["sign", "--gateway", name, "--key-file", "own.key"], "{\"data\":{}}");
        let url = format!("http://127.0.0.1:{}/", super::server::closed_port());
        folder.write("own.toml", format!("[{name}]\nurl = \"{url}\"\nkey = {{ file = \"own.key\" }}\n"));
        folder.run(&["check", "--config", "own.toml"]).exits(4);
    }
}

#[test]
fn each_family_subject_code_and_rule_is_explained() {
    let folder = Folder::new();
    let codes = Code::ALL.iter().map(|code| code.name().to_owned());
    let rules = Rule::ALL.iter().map(|rule| rule.name().to_owned());
    for what in ids("families").into_iter().chain(ids("subjects")).chain(codes).chain(rules) {
        folder.run(&["explain", &what]).exits(0).says(&what);
    }
}

#[test]
fn a_case_is_explained_with_its_family() {
    let ran = Folder::new().run(&["explain", "gatepay/genuine/plain"]).exits(0).says("expected: accept");
    for title in ["Why it matters", "What a right implementation does", "Source"] {
        assert!(ran.stdout.contains(title), "{title}");
    }
}

#[test]
fn a_mistake_is_explained_as_it_is_listed() {
    let folder = Folder::new();
    folder.run(&["explain", "secret-in-hex"]).exits(0).says("to do:");
    for id in ids("mistakes") {
        let slug = id.split(' ').next_back().unwrap();
        assert!(!slug.contains('/') && slug.len() > 2, "{id}");
    }
}

#[test]
fn a_fault_is_explained_with_what_the_client_is_judged_by() {
    for id in ids("faults") {
        let slug = id.split(' ').next_back().unwrap();
        Folder::new().run(&["explain", slug]).exits(0).says("Why it matters");
    }
}

#[test]
fn what_does_not_exist_is_not_explained() {
    for what in ["nothing", "", "gatepay/genuine/none", "builtin:none"] {
        Folder::new().run(&["explain", what]).refuses(&[&format!("`{what}`"), "list families"]);
    }
}

/// Rows of the catalogues in the gateways' documents: callbacks, requests. Cregis: 21 calls and 6 of the Team API;
/// GatePay: the endpoint for assistants is on no page; PayCools: the envelope and the pages of five countries, refunds
/// and v2; Pay Protocol: with the 4 signer calls; Pelago: with the notifications that are only implied.
const CATALOGUES: [(&str, usize, usize); 5] =
    [("cregis", 7, 27), ("gatepay", 17, 74), ("paycools", 15, 36), ("payprotocol", 7, 28), ("pelago", 5, 16)];

#[test]
fn each_message_of_the_catalogues_is_listed() {
    for (gateway, callbacks, requests) in CATALOGUES {
        let ran = Folder::new().run(&["list", "messages", "--gateway", gateway, "--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
        let count = |direction: &str| rows.iter().filter(|row| row["direction"] == direction).count();
        assert_eq!((count("callback"), count("request")), (callbacks, requests), "{gateway}");
        for row in &rows {
            assert!(row["source"].as_str().unwrap().starts_with("https://"), "{row} has no source");
            assert!(["whole", "part", "nothing"].contains(&row["fields"].as_str().unwrap()), "{row}");
            assert!(row["method"].is_string() && row["path"].is_string() && row["signed"].is_boolean(), "{row}");
        }
    }
}
