//! `audit` and `lint` of files that the real WireMock 3.13.2 wrote: `wiremock/README.md` says how.
//!
//! Four callbacks, two of each gateway, were signed with the TEST keys by a program that shares nothing with ours, and sent
//! through WireMock to the sample receiver in Python: one as it was signed, which was acknowledged, and one with another
//! order under the same signature, which was refused with 401. The verdicts below follow from that alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::support::{Folder, Ran, lines_of};

const JOURNAL: &str = include_str!("wiremock/journal.json");
const BY_DEFAULT: &str = include_str!("wiremock/by-default/mappings/recorded.json");
const AS_ADVISED: &str = include_str!("wiremock/as-advised/mappings/recorded.json");
const ADVISED: &str = include_str!("wiremock/advised.json");

const MESSAGES: [(&str, &str); 2] = [("gatepay", "pay"), ("cregis", "payment-order-notify")];

/// Exit code, and the verdict of each case.
fn audit(text: &str) -> (Ran, Vec<(String, String)>) {
    let folder = Folder::with("recorded.json", text);
    let ran = folder.run(&["audit", "recorded.json", "--test-keys", "--report", "json=report.jsonl"]);
    let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let cases = lines_of(&folder.read("report.jsonl")).into_iter().filter(|line| line["type"] == "case");
    (ran, cases.map(|case| (said(&case, "id"), said(&case, "verdict"))).collect())
}

/// The verdict of a rule on the message of each gateway; empty where it says nothing.
fn of(cases: &[(String, String)], rule: &str, sort: &str) -> [String; 2] {
    MESSAGES.map(|(gateway, message)| {
        let id = format!("{gateway}/{rule}/{message}{sort}");
        cases.iter().find(|(known, _)| *known == id).map(|(_, verdict)| verdict.clone()).unwrap_or_default()
    })
}

/// The same file with another order in what was acknowledged, or with all that `change` does.
fn changed(text: &str, change: impl Fn(&mut Value) -> bool) -> String {
    let mut file: Value = serde_json::from_str(text).unwrap();
    let list = if file["requests"].is_array() { "requests" } else { "mappings" };
    let count = file[list].as_array_mut().unwrap().iter_mut().map(change).filter(|changed| *changed).count();
    assert_eq!(count, 1, "one entry is to be changed");
    file.to_string()
}

fn is_genuine(entry: &Value, order: &str) -> bool {
    entry.to_string().contains(order) && entry["response"]["status"] == 200
}

/// Another order in the bytes of a journal's entry, as long as the one before.
fn other_order(entry: &mut Value) -> bool {
    if !is_genuine(entry, "CF0000000001") {
        return false;
    }
    let text = entry["request"]["bodyAsBase64"].as_str().unwrap();
    let body = String::from_utf8(STANDARD.decode(text).unwrap()).unwrap().replace("CF0000000001", "CF0000000003");
    entry["request"]["bodyAsBase64"] = STANDARD.encode(&body).into();
    entry["request"]["body"] = body.into();
    true
}

/// The same of a stub.
fn other_order_in_stub(entry: &mut Value) -> bool {
    if !is_genuine(entry, "CF0000000001") {
        return false;
    }
    *entry = serde_json::from_str(&entry.to_string().replace("CF0000000001", "CF0000000003")).unwrap();
    true
}

#[test]
fn a_journal_gives_the_verdicts_of_what_was_sent_and_answered() {
    let (ran, cases) = audit(JOURNAL);
    ran.exits(0);
    // Signed with the TEST key and acknowledged in the documented words.
    assert_eq!(of(&cases, "recorded-genuine", ""), ["pass", "pass"]);
    assert_eq!(of(&cases, "recorded-inexact", ""), ["pass", "pass"]);
    // Another order under the same signature, refused with 401.
    assert_eq!(of(&cases, "recorded-forged", ""), ["pass", "pass"]);
    // The bodies are documented examples; the key is in none of them.
    assert_eq!(of(&cases, "recorded-shape", ""), ["pass", "pass"]);
    assert_eq!(of(&cases, "recorded-secret", ""), ["pass", "pass"]);
    assert!(cases.iter().all(|(_, verdict)| verdict == "pass"), "{cases:#?}");
}

#[test]
fn a_journal_with_another_order_in_it_is_an_acknowledged_forgery() {
    let (ran, cases) = audit(&changed(JOURNAL, other_order));
    ran.exits(1);
    assert_eq!(of(&cases, "recorded-forged", ""), ["fail", "pass"]);
    assert_eq!(of(&cases, "recorded-genuine", ""), ["", "pass"]);
}

#[test]
fn a_journal_in_which_the_genuine_one_was_refused_is_a_lost_payment() {
    let refused = |entry: &mut Value| {
        let genuine = is_genuine(entry, "CF0000000002");
        if genuine {
            entry["response"]["status"] = 401.into();
            entry["response"]["bodyAsBase64"] = STANDARD.encode("success").into();
        }
        genuine
    };
    let (ran, cases) = audit(&changed(JOURNAL, refused));
    ran.exits(1);
    assert_eq!(of(&cases, "recorded-genuine", ""), ["pass", "fail"]);
}

#[test]
fn stubs_recorded_without_settings_prove_no_signature_and_accuse_nobody() {
    for text in [BY_DEFAULT.to_owned(), changed(BY_DEFAULT, other_order_in_stub)] {
        let (ran, cases) = audit(&text);
        ran.exits(0);
        // No header was captured: neither the signature of the one nor the length of the other.
        assert_eq!(of(&cases, "recorded-forged", "-unverifiable"), ["observed", "observed"]);
        assert_eq!(of(&cases, "recorded-genuine", ""), ["", ""]);
    }
}

#[test]
fn stubs_recorded_as_advised_give_the_verdicts_of_the_journal() {
    let (ran, cases) = audit(AS_ADVISED);
    ran.exits(0);
    for rule in ["recorded-genuine", "recorded-inexact", "recorded-forged", "recorded-shape"] {
        assert_eq!(of(&cases, rule, ""), ["pass", "pass"], "{rule}");
    }
    let (ran, cases) = audit(&changed(AS_ADVISED, other_order_in_stub));
    ran.exits(1);
    assert_eq!(of(&cases, "recorded-forged", ""), ["fail", "pass"]);
}

#[test]
fn lint_says_which_of_them_prove_a_signature_and_how_the_others_would() {
    let lint = |text: &str| Folder::with("recorded.json", text).run(&["lint", "recorded.json", "--format", "json"]);
    let rows =
        |ran: &Ran| -> Vec<Value> { ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
    for (text, can, code) in [(JOURNAL, true, 0), (AS_ADVISED, true, 0), (BY_DEFAULT, false, 1)] {
        let ran = lint(text);
        let told = rows(&ran);
        assert_eq!(told.len(), 4);
        assert!(told.iter().all(|row| row["proves"]["signature"]["can"] == can), "{told:#?}");
        ran.exits(code);
    }
    // What it advises is what `record.py` asked of WireMock.
    let mut advised: Value = serde_json::from_str(ADVISED).unwrap();
    advised["persist"] = true.into();
    let told = rows(&lint(BY_DEFAULT));
    let of_gatepay = told.iter().find(|row| row["gateway"] == "gatepay").unwrap();
    assert_eq!(of_gatepay["record_with"], advised);
}
