//! `lint`: what a recording can prove, and what would have kept the rest.

use counterfoil_formats::exchange::Loss;
use serde_json::Value;

use super::recordings::{callback, journal, lines};
use super::support::{Folder, names};

#[test]
fn exact_recordings_can_prove_signatures() {
    for name in names() {
        let folder = Folder::with("one.jsonl", lines(&[callback(name, 1)]));
        folder.run(&["lint", "one.jsonl"]).exits(0).says("signature        yes");
        folder.write("two.json", journal(&[callback(name, 1)]));
        folder.run(&["lint", "two.json"]).exits(0).says("signature        yes");
    }
}

#[test]
fn what_was_lost_is_told_with_the_request_that_keeps_it() {
    let mut lossy = callback("gatepay", 1);
    lossy.request.lost = vec![Loss::TextOnly];
    let folder = Folder::with("one.jsonl", lines(&[lossy]));
    let ran = folder.run(&["lint", "one.jsonl"]).exits(1);
    for words in ["no: ", "/__admin/recordings/start", "\"X-GatePay-Signature\"", "captureHeaders"] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    let json = ran.stdout.split_once("start`:\n\n").unwrap().1.split_once("\n}\n").unwrap().0.to_owned() + "}";
    let request: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(request["requestBodyPattern"]["matcher"], "equalTo");
    let prose = ran.stdout.lines().take_while(|line| !line.starts_with('{'));
    assert!(prose.clone().all(|line| line.chars().count() <= 80), "{}", ran.stdout);
}

#[test]
fn as_json_there_is_one_line_for_each() {
    let mut lossy = callback("pelago", 2);
    lossy.request.lost = vec![Loss::Decompressed];
    let folder = Folder::with("some.jsonl", lines(&[callback("pelago", 1), lossy]));
    let ran = folder.run(&["lint", "some.jsonl", "--format", "json"]).exits(1);
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["proves"]["signature"]["can"], &rows[0]["place"]), (&true.into(), &"line 1".into()));
    assert_eq!(rows[1]["proves"]["signature"]["can"], false);
    assert!(rows[1]["lost"][0]["to_keep"].is_string() && rows[1]["record_with"].is_object(), "{}", rows[1]);
}

#[test]
fn stubs_without_captured_headers_prove_nothing_and_say_so() {
    let stub = r#"{"id":"a","request":{"url":"/notify","method":"POST","bodyPatterns":[{"equalToJson":"{\"bizType\":\"PAY\",\"bizId\":\"1\",\"bizStatus\":\"PAY_SUCCESS\",\"data\":\"{}\"}"}]},"response":{"status":200,"body":"x"}}"#;
    let folder = Folder::with("stub.json", stub);
    folder.run(&["lint", "stub.json"]).exits(1).says("was not captured");
    folder.write("stub.json", stub.replace("\"url\"", "\"urlPathPattern\""));
    folder.run(&["lint", "stub.json"]).exits(5).says("no recording");
}

#[test]
fn what_cannot_be_read_is_exit_4() {
    let folder = Folder::with("cut.jsonl", &lines(&[callback("cregis", 1)])[..400]);
    let ran = folder.run(&["lint", "cut.jsonl"]).exits(4);
    ran.complains(&["cut.jsonl", "line 1", "cut off"]);
}
