//! `corpus/gateways.json`: whole, true, and without secrets.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use counterfoil_formats::facts::{FORMAT, facts};
use counterfoil_protocol::gateways;
use serde_json::{Value, json};

/// As the documents say, not as the program does.
#[test]
fn the_signatures_stand_where_the_documents_say() {
    let documented = [
        ("cregis", "md5-of-secret-and-text", "hex-lower", json!({"in": "member", "name": "sign"})),
        ("gatepay", "hmac-sha512", "hex-lower", json!({"in": "header", "name": "X-GatePay-Signature"})),
        ("paycools", "rsassa-pkcs1-v1_5-sha256", "base64", json!({"in": "member", "name": "sign"})),
        ("payprotocol", "hmac-sha256", "base64", json!({"in": "header", "name": "X-PAY-SIGN"})),
        ("pelago", "rsassa-pkcs1-v1_5-sha256", "base64", json!({"in": "member", "name": "signature"})),
    ];
    let found = gateways_of(&read_back());
    assert_eq!(found.len(), documented.len());
    for (gateway, (name, algorithm, encoding, place)) in found.iter().zip(documented) {
        let signing = &gateway["signing"];
        assert_eq!((&gateway["name"], &signing["algorithm"]), (&json!(name), &json!(algorithm)));
        assert_eq!((&signing["encoding"], &signing["signature"]), (&json!(encoding), &place), "{name}");
    }
}

#[test]
fn each_message_is_told_and_what_it_refers_to_exists() {
    let facts = read_back();
    assert_eq!(facts["format"], FORMAT);
    let mut told = BTreeSet::new();
    for gateway in gateways_of(&facts) {
        let messages = gateway["messages"].as_array().expect("messages");
        let ids: BTreeSet<&str> = messages.iter().map(|message| text(&message["id"])).collect();
        let envelopes: BTreeSet<&str> = list(&gateway["envelopes"]).iter().map(|known| text(&known["name"])).collect();
        assert!(ids.contains(text(&gateway["primary"])), "{}", gateway["primary"]);
        for message in messages {
            let id = &message["id"];
            assert!(message["answer"].is_null() || ids.contains(text(&message["answer"])), "the answer to {id}");
            assert!(
                message["envelope"].is_null() || envelopes.contains(text(&message["envelope"])),
                "envelope of {id}"
            );
            for example in list(&message["examples"]) {
                assert!(in_corpus(text(example)).is_file(), "{example} of {id}");
            }
        }
        told.extend(ids.into_iter().map(str::to_owned));
    }
    let all = gateways::ALL.into_iter().flat_map(|gateway| gateway.messages());
    assert_eq!(told, all.map(|message| message.id.to_owned()).collect());
}

/// Envelopes are told by their name, so a name must mean one thing.
#[test]
fn each_name_of_an_envelope_means_one() {
    for gateway in gateways::ALL {
        let envelopes: BTreeSet<(&str, String)> = gateway
            .messages()
            .filter_map(|message| message.envelope)
            .map(|envelope| (envelope.name, format!("{envelope:?}")))
            .collect();
        let names: BTreeSet<&str> = envelopes.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), envelopes.len(), "{gateway}: {envelopes:#?}");
    }
}

#[test]
fn nothing_in_it_is_secret() {
    let text = facts().to_file();
    for file in fs::read_dir(in_corpus("keys")).expect("the TEST keys") {
        let path = file.expect("an entry").path();
        let key = fs::read_to_string(&path).expect("a key as text");
        let telling = key.lines().map(str::trim).filter(|line| line.len() > 20 && !line.starts_with("-----"));
        let is_key = path.extension().is_some_and(|extension| extension != "md");
        assert!(!is_key || telling.into_iter().all(|line| !text.contains(line)), "{}", path.display());
    }
}

fn read_back() -> Value {
    serde_json::from_str(&facts().to_file()).expect("JSON")
}

fn gateways_of(facts: &Value) -> Vec<Value> {
    list(&facts["gateways"]).to_vec()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn in_corpus(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(path)
}
