//! Recordings that are broken, hostile, or many: a clear line for each, and the rest is judged.

use std::time::Duration;

use super::recordings::{answering, callback, journal, lines, tampered};
use super::support::{Folder, Ran};
use counterfoil_formats::exchange::to_file;

/// A folder with a recording that is right, and something beside it.
fn beside(name: &str, text: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("in")).unwrap();
    folder.write("in/good.jsonl", lines(&[callback("gatepay", 1)]));
    folder.write(&format!("in/{name}"), text);
    folder
}

/// Exit 4, one line that names these, and the good recording is judged.
#[track_caller]
fn told(folder: &Folder, named: &[&str]) -> Ran {
    let ran = folder.run(&["audit", "in"]).exits(4);
    ran.complains(named);
    ran.says("recorded-genuine").says("1 exchanges")
}

#[test]
fn cut_files_are_told_with_their_place() {
    let whole = lines(&[callback("gatepay", 2)]);
    told(&beside("cut.jsonl", &whole[..whole.len() / 2]), &["in/cut.jsonl", "line 1", "cut off"]);
    let whole = to_file(&callback("gatepay", 2));
    told(&beside("cut.json", &whole[..whole.len() / 2]), &["in/cut.json"]);
    let whole = journal(&[callback("gatepay", 2)]);
    told(&beside("journal.json", &whole[..whole.len() / 2]), &["in/journal.json", "cut off"]);
    told(&beside("stubs.json", "{\"mappings\":[{\"request\":"), &["in/stubs.json"]);
    told(&beside("empty.json", ""), &["in/empty.json", "empty"]);
    told(&beside("binary.jsonl", b"\x1f\x8b\x08\x00"), &["in/binary.jsonl", "JSON"]);
}

#[test]
fn whole_entries_before_a_cut_are_judged() {
    let whole = journal(&[callback("gatepay", 2), callback("gatepay", 3)]);
    let folder = beside("journal.json", &whole[..whole.len() - 500]);
    let ran = folder.run(&["audit", "in"]).exits(4);
    ran.complains(&["after 1 whole entry"]);
    ran.says("2 exchanges");
}

#[test]
fn wrong_base64_is_told_with_its_pointer() {
    let text = lines(&[callback("gatepay", 2)]);
    let at = text.find("\"body\":\"").unwrap();
    let end = text[at..].find(",\"fidelity\"").unwrap() + at;
    let text = format!("{}\"body\":{{\"base64\":\"a*b\"}}{}", &text[..at], &text[end..]);
    told(&beside("wrong.jsonl", text), &["in/wrong.jsonl", "line 1", "/request/body/base64", "Base64"]);
    let text = journal(&[callback("gatepay", 2)]).replacen("\"bodyAsBase64\":\"", "\"bodyAsBase64\":\"*", 1);
    told(&beside("wrong.json", text), &["in/wrong.json", "/requests/0", "bodyAsBase64"]);
}

#[test]
fn missing_bodies_and_lengths_that_disagree_are_never_forgeries() {
    let text = journal(&[callback("gatepay", 2)]);
    let at = text.find("\"bodyAsBase64\"").unwrap();
    let end = text[at..].find(',').unwrap() + at + 1;
    for changed in
        [format!("{}{}", &text[..at], &text[end..]), text.replace("\"Content-Length\":\"", "\"Content-Length\":\"9")]
    {
        assert_ne!(changed, text);
        let folder = beside("journal.json", changed);
        let ran = folder.run(&["audit", "in", "--test-keys", "-v"]).exits(0);
        assert_eq!(ran.stderr, "");
        assert!(ran.stdout.contains("unverifiable"), "{}", ran.stdout);
    }
}

#[test]
fn ten_thousand_files_are_read_in_time() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("in")).unwrap();
    for serial in 0..10_000 {
        folder.write(&format!("in/{serial:05}.json"), to_file(&callback("payprotocol", serial)));
    }
    let ran = folder.run(&["audit", "in"]).exits(0).says("10000 exchanges in 10000 files");
    assert!(ran.took < Duration::from_secs(60), "{:?}", ran.took);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let folder = beside("other.txt", "no recording");
    folder.write("outside.jsonl", lines(&[answering(callback("gatepay", 2), 500, "x")]));
    std::os::unix::fs::symlink(folder.path("outside.jsonl"), folder.path("in/link.jsonl")).unwrap();
    told(&folder, &["in/link.jsonl", "leads out"]);
    std::fs::remove_file(folder.path("in/link.jsonl")).unwrap();
    // A loop, and a second name for a file that is read anyway.
    std::os::unix::fs::symlink(folder.path("in"), folder.path("in/loop")).unwrap();
    std::os::unix::fs::symlink(folder.path("in/good.jsonl"), folder.path("in/again.jsonl")).unwrap();
    assert_eq!(folder.run(&["audit", "in"]).exits(0).says("1 exchanges").stderr, "");
}

const STUB: &str =
    r#"{"id":"b","request":{"url":"/notify","method":"POST"},"response":{"status":200,"bodyFileName":"NAME"}}"#;

#[test]
fn body_files_outside_are_never_read() {
    for name in ["../good.jsonl", "/etc/hostname", "a/../../good.jsonl", "..\\\\good.jsonl", ""] {
        let folder = beside("stub.json", STUB.replace("NAME", name));
        std::fs::create_dir(folder.path("in/__files")).unwrap();
        told(&folder, &["in/stub.json", "bodyFileName", "leads out"]);
    }
    let folder = beside("stub.json", STUB.replace("NAME", "none.txt"));
    assert_eq!(folder.run(&["audit", "in"]).exits(0).stderr, "", "a missing body is a loss, not an error");
}

#[cfg(unix)]
#[test]
fn a_body_file_that_is_a_link_outwards_is_not_read() {
    let folder = beside("stub.json", STUB.replace("NAME", "link.txt"));
    std::fs::create_dir(folder.path("in/__files")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path("in/__files/link.txt")).unwrap();
    told(&folder, &["in/stub.json", "symbolic link"]);
}

#[test]
fn names_in_other_alphabets_are_printed_as_they_are() {
    let folder = beside("платёж-支付-é.jsonl", lines(&[tampered(callback("gatepay", 2))]));
    folder.run(&["audit", "in"]).exits(1).says("платёж-支付-é.jsonl");
    #[cfg(unix)]
    {
        let folder = beside("line\nfeed.json", "");
        folder.run(&["audit", "in"]).exits(4).complains(&["line\\nfeed.json"]);
    }
}

#[test]
fn an_id_that_comes_twice_is_told_and_judged_once() {
    let folder = beside("same.jsonl", lines(&[callback("gatepay", 1)]));
    told(&folder, &["in/same.jsonl, line 1", "gatepay-1-", "in/good.jsonl"]);
}

#[test]
fn stubs_that_contradict_each_other_are_told() {
    let stub = |id: &str, status: u16| {
        format!(
            r#"{{"id":"{id}","request":{{"url":"/notify","method":"POST","headers":{{"X-GatePay-Nonce":{{"equalTo":"a1"}}}}}},"response":{{"status":{status}}}}}"#
        )
    };
    let folder = beside("stubs.json", format!("{{\"mappings\":[{},{}]}}", stub("c", 200), stub("d", 201)));
    let ran = folder.run(&["audit", "in"]).exits(4);
    ran.complains(&["in/stubs.json, /mappings/1", "in/stubs.json, /mappings/0", "something else"]);
    folder.write("in/stubs.json", format!("{{\"mappings\":[{},{}]}}", stub("c", 200), stub("d", 200)));
    assert_eq!(folder.run(&["audit", "in"]).exits(0).stderr, "");
}

#[test]
fn what_is_no_recording_is_counted_in_a_folder_and_told_by_name() {
    let folder = beside("package.json", "{\"name\":\"shop\"}");
    assert_eq!(folder.run(&["audit", "in"]).exits(0).says("1 files hold no recordings").stderr, "");
    folder.run(&["audit", "in/package.json"]).exits(4).complains(&["in/package.json", "no recording"]);
    folder.run(&["audit", "in/none.json"]).exits(4).complains(&["in/none.json"]);
    let ran = folder.run(&["audit", "in/good.jsonl", "--key-file", "x"]);
    assert_eq!(ran.code, Some(2), "a key belongs to a gateway");
}
