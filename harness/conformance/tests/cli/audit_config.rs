//! `audit --config`: traffic of several gateways in one run, each judged with what the configuration says of it.

use serde_json::Value;

use super::recordings::{NOW_MS, callback, callback_by, lines, sample, tampered};
use super::support::{Folder, Ran, lines_of};

const GATEPAY: &str = "one-secret-of-our-own";
const CREGIS: &str = "another-secret-of-our-own";

/// A folder with the traffic of two gateways under our own keys, and the configuration beside the keys.
fn folder(more: &str) -> Folder {
    let both = [callback_by(GATEPAY, "gatepay", 1), callback_by(CREGIS, "cregis", 2)];
    let folder = Folder::with("both.jsonl", lines(&both));
    std::fs::create_dir(folder.path("own")).unwrap();
    folder.write("own/gatepay.key", GATEPAY);
    folder.write("own/cregis.key", CREGIS);
    let tables = "[gatepay]\nkey = { file = \"gatepay.key\" }\n[cregis]\nkey = { file = \"cregis.key\" }\n";
    folder.write("own/counterfoil.toml", format!("{tables}{more}"));
    folder
}

fn audit(folder: &Folder, more: &[&str]) -> (Ran, Vec<(String, String)>) {
    let ran = folder.run(&[&["audit", "both.jsonl", "--report", "json=report.jsonl"], more].concat());
    let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let cases = lines_of(&folder.read("report.jsonl")).into_iter().filter(|line| line["type"] == "case");
    (ran, cases.map(|case| (said(&case, "id"), said(&case, "verdict"))).collect())
}

#[track_caller]
fn verdict<'c>(cases: &'c [(String, String)], id: &str) -> &'c str {
    &cases.iter().find(|(known, _)| known == id).unwrap_or_else(|| panic!("no {id} in {cases:#?}")).1
}

const OWN: [&str; 2] = ["--config", "own/counterfoil.toml"];
const GENUINE: [&str; 2] = ["gatepay/recorded-genuine/pay", "cregis/recorded-genuine/payment-order-notify"];
const FORGED: [&str; 2] = ["gatepay/recorded-forged/pay", "cregis/recorded-forged/payment-order-notify"];

#[test]
fn each_gateway_is_judged_under_its_own_key() {
    let folder = folder("");
    let (ran, cases) = audit(&folder, &OWN);
    ran.exits(0);
    assert_eq!(GENUINE.map(|id| verdict(&cases, id)), ["pass", "pass"]);
    // Without the keys nothing can be said of the same traffic.
    let (ran, cases) = audit(&folder, &[]);
    ran.exits(4).says("--config");
    assert_eq!(FORGED.map(|id| verdict(&cases, id)), ["error", "error"]);
}

#[test]
fn a_forgery_is_found_without_any_genuine_message_beside_it() {
    let folder = folder("");
    let forged = tampered(callback_by(GATEPAY, "gatepay", 1));
    folder.write("both.jsonl", lines(&[forged, callback_by(CREGIS, "cregis", 2)]));
    let (ran, cases) = audit(&folder, &OWN);
    ran.exits(1);
    assert_eq!((verdict(&cases, FORGED[0]), verdict(&cases, GENUINE[1])), ("fail", "pass"));
}

#[test]
fn a_gateway_without_a_key_has_its_test_key_tried() {
    let folder = folder("");
    folder.write("both.jsonl", lines(&[callback_by(GATEPAY, "gatepay", 1), callback("pelago", 2)]));
    let (ran, cases) = audit(&folder, &OWN);
    ran.exits(0);
    assert!(cases.iter().any(|(id, verdict)| id.starts_with("pelago/recorded-genuine/") && verdict == "pass"));
}

#[test]
fn flags_are_stronger() {
    let folder = folder("");
    folder.write("wrong.key", "not-the-secret-at-all");
    let flags = ["--gateway", "gatepay", "--key-file", "wrong.key"];
    let (ran, cases) = audit(&folder, &[&OWN[..], &flags].concat());
    ran.exits(1);
    assert_eq!(verdict(&cases, FORGED[0]), "fail");
    assert!(cases.iter().all(|(id, _)| !id.starts_with("cregis/")), "{cases:#?}");
}

#[test]
fn the_declared_window_is_that_of_its_gateway() {
    let old = sample("gatepay", 0, 1, NOW_MS - 3_600_000);
    let stale = |mut exchange: counterfoil_formats::exchange::Exchange| {
        exchange.at = callback("gatepay", 1).at;
        exchange
    };
    let folder = Folder::with("both.jsonl", lines(&[stale(old)]));
    folder.write("none.toml", "[gatepay.policies]\nfreshness = \"none\"\n");
    folder.write("short.toml", "[gatepay.policies]\nfreshness = \"300s\"\n");
    audit(&folder, &["--config", "none.toml"]).0.exits(0);
    let (ran, cases) = audit(&folder, &["--config", "short.toml"]);
    ran.exits(1);
    assert_eq!(verdict(&cases, "gatepay/recorded-freshness/pay"), "fail");
    audit(&folder, &["--config", "short.toml", "--window", "2h"]).0.exits(0);
}

#[test]
fn a_reading_of_the_configuration_is_followed() {
    let folder = Folder::with("both.jsonl", lines(&[callback("gatepay", 1)]));
    folder.write("string.toml", "[gatepay]\nreadings = { data = \"string\" }\n");
    folder.write("object.toml", "[gatepay]\nreadings = { data = \"object\" }\n");
    let shape = "gatepay/recorded-shape/pay";
    assert_eq!(verdict(&audit(&folder, &["--config", "string.toml"]).1, shape), "pass");
    // Its data is a text: under the other reading the signed message is unlike its table.
    let (_, cases) = audit(&folder, &["--config", "object.toml"]);
    assert!(cases.iter().all(|(id, verdict)| id != shape || verdict != "pass"), "{cases:#?}");
}

#[test]
fn what_is_wrong_with_the_configuration_is_told_in_one_line() {
    let folder = folder("[paycools]\nkey = { file = \"gatepay.key\" }\n");
    let run = |config: &str| folder.run(&["audit", "both.jsonl", "--config", config]);
    run("own/counterfoil.toml").refuses(&["the key of paycools", "gatepay.key"]);
    run("missing.toml").refuses(&["missing.toml"]);
    folder.write("wrong.toml", "[gatepai]\n");
    run("wrong.toml").refuses(&["wrong.toml", "unknown key `gatepai`"]);
    folder.write("lost.toml", "[cregis]\nkey = { file = \"lost.key\" }\n");
    run("lost.toml").refuses(&["lost.key"]);
    folder.write("unset.toml", "[cregis]\nkey = { env = \"COUNTERFOIL_TEST_UNSET\" }\n");
    run("unset.toml").refuses(&["COUNTERFOIL_TEST_UNSET", "is not set"]);
}
