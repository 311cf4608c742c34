//! `audit`: each rule is broken by a recording that breaks only it, and satisfied by one that is fine.

use counterfoil_formats::exchange::{Exchange, Loss, to_file};
use serde_json::Value;

use super::recordings::{
    NOW_MS, answering, callback, journal, lines, request, sample, tampered, verification, without,
};
use super::support::{Folder, Ran, gateway, lines_of, names};

const REPORT: &str = "json=report.jsonl";

/// Audits JSON lines; gives the run and its cases.
fn audit(exchanges: &[Exchange], more: &[&str]) -> (Ran, Vec<Value>) {
    let folder = Folder::with("recording.jsonl", lines(exchanges));
    audit_in(&folder, "recording.jsonl", more)
}

fn audit_in(folder: &Folder, path: &str, more: &[&str]) -> (Ran, Vec<Value>) {
    let ran = folder.run(&[&["audit", path, "--report", REPORT], more].concat());
    let report = lines_of(&folder.read("report.jsonl"));
    (ran, report.into_iter().filter(|line| line["type"] == "case").collect())
}

/// The cases with a verdict, as `family/slug`.
fn with(cases: &[Value], verdict: &str) -> Vec<String> {
    let cases = cases.iter().filter(|case| case["verdict"] == verdict);
    cases.map(|case| case["id"].as_str().unwrap().split_once('/').unwrap().1.to_owned()).collect()
}

#[track_caller]
fn detail<'c>(cases: &'c [Value], id: &str) -> &'c str {
    let found = cases.iter().find(|case| case["id"].as_str().unwrap().ends_with(id));
    found.unwrap_or_else(|| panic!("no {id} in {cases:#?}"))["detail"].as_str().unwrap()
}

/// A genuine callback of the gateway beside what is looked at, so that the key is known to be the right one.
fn beside(name: &str, exchange: Exchange) -> Vec<Exchange> {
    vec![callback(name, 9), exchange]
}

const ORDER: &str = r#"{"merchantTradeNo":"CF0000000009","currency":"USDT","orderAmount":"1.2","env":{"terminalType":"APP"},"goods":{"goodsName":"ka"}}"#;
const CREATED: &str = r#"{"code":"SUCCESS","message":"","data":{"prepayId":"GATE202400001","terminalType":"APP","expireTime":1795219300000}}"#;

fn order(nonce: &str) -> Exchange {
    request("gatepay", "create-order", ORDER, nonce, CREATED)
}

#[test]
fn genuine_traffic_of_every_gateway_is_fine() {
    for name in names() {
        let (ran, cases) = audit(&[callback(name, 1), callback(name, 2)], &[]);
        let ran = ran.exits(0);
        assert_eq!(ran.stderr, "", "{name}");
        assert_eq!(with(&cases, "fail"), [""; 0], "{name}");
        assert_eq!(with(&cases, "error"), [""; 0], "{name}");
        let passed = with(&cases, "pass");
        for family in ["recorded-genuine", "recorded-inexact", "recorded-shape", "recorded-secret"] {
            assert!(passed.iter().any(|id| id.starts_with(family)), "{name}: {family} in {passed:?}");
        }
        assert!(ran.stdout.contains(name) && ran.stdout.contains("recorded-genuine"), "{}", ran.stdout);
    }
}

#[test]
fn an_acknowledged_forgery_is_found_and_a_refused_one_is_right() {
    for name in names() {
        let (ran, cases) = audit(&beside(name, tampered(callback(name, 1))), &[]);
        ran.exits(1);
        let [case] = cases.iter().filter(|case| case["verdict"] == "fail").collect::<Vec<_>>()[..] else {
            panic!("{name}: {cases:#?}");
        };
        assert_eq!((&case["family"], &case["impact"]), (&"recorded-forged".into(), &"auth-bypass".into()), "{name}");
        let detail = case["detail"].as_str().unwrap();
        for part in ["signature-mismatch", "recording.jsonl, line 2", &format!("`{name}-1-{NOW_MS}`")] {
            assert!(detail.contains(part), "{name}: no {part} in {detail}");
        }
        let (ran, cases) = audit(&beside(name, answering(tampered(callback(name, 1)), 401, "no")), &[]);
        ran.exits(0);
        assert!(with(&cases, "pass").iter().any(|id| id.starts_with("recorded-forged/")), "{name}: {cases:#?}");
    }
}

#[test]
fn a_forgery_acknowledged_in_other_words_is_found_too() {
    let forged = answering(tampered(callback("cregis", 1)), 200, "SUCCESS!");
    let (ran, cases) = audit(&beside("cregis", forged), &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-forged/payment-order-notify"]);
}

#[test]
fn an_unsigned_callback_needs_no_key_to_be_a_forgery() {
    let unsigned = without(callback("gatepay", 1), &["X-GatePay-Signature"]);
    let (ran, cases) = audit(&[unsigned], &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-forged/pay-unsigned"]);
    let bare = ["X-GatePay-Signature", "X-GatePay-Timestamp", "X-GatePay-Nonce", "X-GatePay-Certificate-ClientId"];
    let (ran, cases) = audit(&[without(callback("gatepay", 1), &bare)], &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-forged/pay-unsigned"], "{cases:#?}");
}

#[test]
fn without_a_key_that_verifies_anything_nothing_is_judged_by_it() {
    let foreign = [tampered(callback("gatepay", 1))];
    let (ran, cases) = audit(&foreign, &[]);
    ran.exits(4).says("--key-file");
    assert_eq!((with(&cases, "fail"), with(&cases, "error")), (vec![], vec!["recorded-forged/pay".to_owned()]));
    let (ran, cases) = audit(&foreign, &["--test-keys"]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-forged/pay"]);
    let folder = Folder::with("recording.jsonl", lines(&[callback("gatepay", 1)]));
    folder.write("own.key", "another-secret-of-ours");
    let own = ["--gateway", "gatepay", "--key-file", "own.key"];
    let (ran, cases) = audit_in(&folder, "recording.jsonl", &own);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-forged/pay"]);
}

#[test]
fn what_is_not_exact_is_never_judged_by_its_signature() {
    for (loss, words) in
        [(Loss::Decompressed, "content coding"), (Loss::TextOnly, "bodyAsBase64"), (Loss::JsonRewritten, "journal")]
    {
        let mut lossy = tampered(callback("gatepay", 1));
        lossy.request.lost = vec![loss];
        let (ran, cases) = audit(&[lossy], &["--test-keys"]);
        ran.exits(0);
        assert_eq!(with(&cases, "fail"), [""; 0]);
        assert!(!with(&cases, "pass").iter().any(|id| id.starts_with("recorded-genuine")), "{cases:#?}");
        let told = cases.iter().find(|case| case["family"] == "recorded-forged").unwrap();
        assert!(told["verdict"] == "observed" && told["detail"].as_str().unwrap().contains("unverifiable"), "{told}");
        assert!(told["detail"].as_str().unwrap().contains(words), "{told}");
    }
}

#[test]
fn a_header_that_was_not_captured_is_no_forgery() {
    let mut stub = without(callback("gatepay", 1), &["X-GatePay-Signature"]);
    stub.request.lost = vec![Loss::HeadersNotCaptured];
    let (ran, cases) = audit(&[stub], &["--test-keys"]);
    ran.exits(0);
    assert!(detail(&cases, "pay-unverifiable").contains("captureHeaders"), "{cases:#?}");
}

#[test]
fn a_refused_genuine_callback_is_found_unless_it_was_taken_later() {
    for (status, words) in [(403, "refused"), (500, "a server error")] {
        let refused = answering(callback("payprotocol", 1), status, "no");
        let (ran, cases) = audit(&beside("payprotocol", refused.clone()), &[]);
        ran.exits(1);
        assert_eq!(with(&cases, "fail"), ["recorded-genuine/payment-callback"]);
        assert!(detail(&cases, "recorded-genuine/payment-callback").contains(words));
        let later = sample("payprotocol", 0, 1, NOW_MS + 15_000);
        let (ran, cases) = audit(&[later, refused], &[]);
        ran.exits(0);
        assert!(with(&cases, "observed").contains(&"recorded-genuine/payment-callback-taken-later".to_owned()));
        assert!(detail(&cases, "payment-callback-as-documented").contains("15.0 s"));
    }
}

#[test]
fn an_acknowledgement_in_other_words_is_found() {
    let (ran, cases) = audit(&beside("gatepay", answering(callback("gatepay", 1), 200, "success")), &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-inexact/pay"]);
}

#[test]
fn a_callback_that_asks_is_answered_with_yes_or_no() {
    for (answer, right, id) in [
        ("ok", "recorded-genuine/payout-external-verification", ""),
        ("deny", "recorded-genuine/payout-external-verification", ""),
        ("success", "", "recorded-inexact/payout-external-verification"),
        ("later", "", "recorded-genuine/payout-external-verification"),
    ] {
        let (ran, cases) = audit(&beside("cregis", answering(verification(), 200, answer)), &[]);
        ran.exits(i32::from(!id.is_empty()));
        assert_eq!(with(&cases, "fail").join(" "), id, "{answer}");
        assert_eq!(with(&cases, "pass").contains(&right.to_owned()), !right.is_empty(), "{answer}: {cases:#?}");
    }
    let (ran, cases) = audit(&beside("cregis", answering(callback("cregis", 1), 200, "ok")), &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-inexact/payment-order-notify"]);
    let mut forged = answering(verification(), 200, "deny");
    forged.request.body = String::from_utf8(forged.request.body).unwrap().replace("\"pid\":", "\"pid\":1").into();
    let (ran, cases) = audit(&beside("cregis", forged.clone()), &[]);
    ran.exits(0);
    assert!(detail(&cases, "recorded-forged/payout-external-verification").contains("body `deny`"), "{cases:#?}");
    let (ran, _) = audit(&beside("cregis", answering(forged, 200, "ok")), &[]);
    ran.exits(1);
}

#[test]
fn a_stale_callback_counts_only_against_a_declared_window() {
    let mut old = sample("gatepay", 0, 1, NOW_MS - 600_000);
    old.at = callback("gatepay", 1).at;
    let (ran, _) = audit(&[old.clone()], &[]);
    ran.exits(0);
    let (ran, cases) = audit(&[old.clone()], &["--window", "300s"]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-freshness/pay"]);
    let (ran, cases) = audit(&[answering(old.clone(), 400, "stale")], &["--window", "300s"]);
    ran.exits(0);
    assert!(with(&cases, "pass").contains(&"recorded-freshness/pay".to_owned()), "{cases:#?}");
    old.at = None;
    let (ran, cases) = audit(&[old], &["--window", "300s"]);
    ran.exits(0);
    assert!(with(&cases, "observed").contains(&"recorded-freshness/pay-untimed".to_owned()), "{cases:#?}");
}

#[test]
fn repetitions_are_told_not_judged() {
    let mut again = callback("gatepay", 1);
    again.id = "again".to_owned();
    let (ran, cases) = audit(&[callback("gatepay", 1), again], &[]);
    ran.exits(0);
    let observed = with(&cases, "observed");
    assert!(observed.contains(&"recorded-redelivery/pay-same-bytes".to_owned()), "{observed:?}");
    assert!(observed.contains(&"recorded-retries/pay-after-acknowledgement".to_owned()), "{observed:?}");
}

#[test]
fn a_status_that_goes_back_is_told() {
    let (paid, closed) = (sample("gatepay", 0, 1, NOW_MS), sample("gatepay", 1, 1, NOW_MS + 5_000));
    let (ran, cases) = audit(&[closed, paid], &[]);
    ran.exits(0);
    assert!(detail(&cases, "recorded-order/pay-back").contains("closed after paid"), "{cases:#?}");
    let (paid, closed) = (sample("gatepay", 0, 1, NOW_MS + 5_000), sample("gatepay", 1, 1, NOW_MS));
    let (_, cases) = audit(&[paid, closed], &[]);
    assert!(!cases.iter().any(|case| case["family"] == "recorded-order"), "{cases:#?}");
}

#[test]
fn amounts_are_compared_with_the_order_of_the_same_recording() {
    let (ran, cases) = audit(&[order("a1b2c3d4e5"), callback("gatepay", 9)], &[]);
    ran.exits(0);
    assert!(with(&cases, "pass").contains(&"recorded-amount/pay".to_owned()), "{cases:#?}");
    let dear = request("gatepay", "create-order", &ORDER.replace("1.2", "120"), "a1b2c3d4e5", CREATED);
    let (ran, cases) = audit(&[dear, callback("gatepay", 9)], &[]);
    ran.exits(0);
    assert!(detail(&cases, "recorded-amount/pay-other-amount").contains("asked: 120 USDT; told: 1.2 USDT"));
    let other = request("gatepay", "create-order", &ORDER.replace("USDT", "BTC"), "a1b2c3d4e5", CREATED);
    let (_, cases) = audit(&[other, callback("gatepay", 9)], &[]);
    assert!(with(&cases, "observed").contains(&"recorded-amount/pay-other-currency".to_owned()), "{cases:#?}");
}

#[test]
fn requests_are_judged_as_the_gateway_would() {
    let (ran, cases) = audit(&[order("a1b2c3d4e5"), order("b1b2c3d4e5")], &[]);
    ran.exits(0);
    let passed = with(&cases, "pass");
    for id in ["request/create-order", "clock/create-order", "shape/create-order", "nonce/fresh-each-time"] {
        assert!(passed.contains(&format!("recorded-{id}")), "{id} in {cases:#?}");
    }
    let refusal = r#"{"code":"400002","message":"Invalid signature","data":null}"#;
    let wrong = answering(tampered(request("gatepay", "create-order", ORDER, "c1b2c3d4e5", "")), 200, refusal);
    let (ran, cases) = audit(&[order("a1b2c3d4e5"), wrong.clone()], &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-request/create-order"]);
    let (ran, cases) = audit(&[order("a1b2c3d4e5"), answering(wrong, 200, CREATED)], &[]);
    ran.exits(0);
    assert!(detail(&cases, "create-order-taken").contains("the gateway took it"), "{cases:#?}");
}

#[test]
fn a_repeated_nonce_is_found() {
    let mut again = order("a1b2c3d4e5");
    (again.id, again.at) = ("again".to_owned(), sample("gatepay", 0, 1, NOW_MS + 700).at);
    let (ran, cases) = audit(&[order("a1b2c3d4e5"), again.clone()], &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-nonce/fresh-each-time"]);
    let folder = Folder::with("one.jsonl", lines(&[order("a1b2c3d4e5")]));
    folder.write("two.jsonl", lines(&[again]));
    let (ran, cases) = audit_in(&folder, ".", &[]);
    ran.exits(0);
    assert_eq!(with(&cases, "fail"), [""; 0], "two recorders of one request are no fault");
}

#[test]
fn a_clock_that_is_wrong_is_found_where_the_gateway_refused() {
    let refusal = r#"{"code":"400003","message":"Timestamp expired","data":null}"#;
    let mut late = answering(order("a1b2c3d4e5"), 200, refusal);
    late.at = sample("gatepay", 0, 1, NOW_MS + 11_000).at;
    let (ran, cases) = audit(&[late.clone()], &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-clock/create-order"]);
    let (ran, _) = audit(&[answering(late, 200, CREATED)], &[]);
    ran.exits(0);
}

#[test]
fn a_request_without_a_parameter_is_found() {
    let refusal = r#"{"code":"400001","message":"Invalid parameter","data":null}"#;
    let cut = request(
        "gatepay",
        "create-order",
        &ORDER.replace("\"goods\":{\"goodsName\":\"ka\"}", "\"x\":1"),
        "a1b2c3d4e5",
        refusal,
    );
    let (ran, cases) = audit(std::slice::from_ref(&cut), &[]);
    ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-shape/create-order"]);
    let (ran, cases) = audit(&[answering(cut, 200, CREATED)], &[]);
    ran.exits(0);
    assert!(detail(&cases, "recorded-shape/create-order-taken").contains("goods"));
}

#[test]
fn an_answer_unlike_its_table_is_told() {
    let (ran, cases) = audit(&[answering(order("a1b2c3d4e5"), 200, "<html>")], &[]);
    ran.exits(0);
    assert!(
        with(&cases, "observed").contains(&"recorded-answer/create-order-unlike-its-table".to_owned()),
        "{cases:#?}"
    );
}

#[test]
fn secrets_are_found_and_not_shown() {
    let secret = counterfoil::keys::test_key("gatepay.secret").unwrap().text.trim();
    let mut leaking = callback("gatepay", 1);
    leaking.request.headers.push("X-Debug", secret);
    let folder = Folder::with("recording.jsonl", lines(&[leaking]));
    let (ran, cases) = audit_in(&folder, "recording.jsonl", &["-v"]);
    let ran = ran.exits(1);
    assert_eq!(with(&cases, "fail"), ["recorded-secret/pay"]);
    assert!(detail(&cases, "recorded-secret/pay").contains("request header X-Debug: the signing key"));
    for text in [&ran.stdout, &ran.stderr, &folder.read("report.jsonl")] {
        assert!(!text.contains(secret));
    }
    for body in [r#"{"client_secret":"s3cr3t!"}"#, "-----BEGIN PRIVATE KEY-----", r#"{"card_no":"4111111111111111"}"#] {
        let leaking = answering(order("a1b2c3d4e5"), 404, body);
        let (ran, cases) = audit(&[callback("gatepay", 1), leaking], &[]);
        ran.exits(1);
        assert_eq!(with(&cases, "fail"), ["recorded-secret/create-order"], "{body}");
    }
}

#[test]
fn a_secret_in_an_exchange_of_nobody_is_a_failure() {
    let mut stray = answering(callback("gatepay", 1), 200, "-----BEGIN RSA PRIVATE KEY-----");
    stray.request.headers = Default::default();
    stray.request.body = b"{}".to_vec();
    audit(&[stray], &[]).0.exits(1).says("a private key in PEM");
}

#[test]
fn a_journal_is_judged_as_own_exchanges_are() {
    for name in names() {
        let mut exchanges =
            vec![callback(name, 1), tampered(callback(name, 2)), answering(callback(name, 3), 500, "x")];
        let own = audit(&exchanges, &[]).1;
        let folder = Folder::with("journal.json", journal(&exchanges));
        let (_, cases) = audit_in(&folder, "journal.json", &[]);
        for verdict in ["fail", "pass"] {
            assert_eq!(with(&own, verdict), with(&cases, verdict), "{name}");
        }
        exchanges.truncate(1);
        folder.write("journal.json", journal(&exchanges));
        audit_in(&folder, "journal.json", &[]).0.exits(0);
    }
}

#[test]
fn standard_input_and_single_files_are_read() {
    let folder = Folder::with("one.json", to_file(&callback("pelago", 1)));
    folder.run(&["audit", "one.json"]).exits(0).says("1 exchanges");
    folder.run_with(&["audit", "-"], lines(&[callback("pelago", 1)])).exits(0);
    folder.run_with(&["audit", "-"], journal(&[callback("pelago", 1)])).exits(0);
}

#[test]
fn only_and_skip_choose_cases_and_nothing_left_is_exit_5() {
    let exchanges = beside("gatepay", tampered(callback("gatepay", 1)));
    audit(&exchanges, &["--only", "recorded-genuine"]).0.exits(0);
    audit(&exchanges, &["--skip", "auth-bypass"]).0.exits(0);
    audit(&exchanges, &["--only", "nothing"]).0.exits(5);
    audit(&exchanges, &["--gateway", "pelago"]).0.exits(5);
}

#[test]
fn two_runs_give_the_same_report() {
    let folder = Folder::new();
    for name in names() {
        let some: Vec<Exchange> = (0..300).map(|serial| callback(name, serial)).collect();
        let other: Vec<Exchange> = (300..600).map(|serial| tampered(callback(name, serial))).collect();
        folder.write(&format!("{name}.jsonl"), lines(&some));
        folder.write(&format!("{name}-journal.json"), journal(&other));
    }
    let report = || {
        let (ran, _) = audit_in(&folder, ".", &["-v"]);
        let report = folder.read("report.jsonl").lines().skip(1).collect::<Vec<_>>().join("\n");
        (ran.exits(1).stdout, report)
    };
    std::fs::create_dir(folder.path("out")).unwrap();
    let first = report();
    std::fs::remove_file(folder.path("report.jsonl")).unwrap();
    assert_eq!(first, report());
}

#[test]
fn each_rule_is_explained() {
    for family in counterfoil::audit::rules::families() {
        Folder::new().run(&["explain", family.name]).exits(0).says("Why it matters");
    }
    assert_eq!(gateway("gatepay").name, "gatepay");
}
