//! Subjects, gateways and selections that do not exist.

use super::support::Folder;

#[test]
fn an_unknown_gateway_is_answered_with_those_that_exist() {
    let folder = Folder::new();
    let commands: [&[&str]; 8] = [
        &["check", "--gateway", "visa"],
        &["check", "--dry-run", "--gateway", "visa"],
        &["check", "http://127.0.0.1:9/", "--gateway", "visa"],
        &["list", "cases", "--gateway", "visa"],
        &["sign", "--gateway", "visa"],
        &["verify", "--gateway", "visa"],
        &["init", "--gateway", "visa"],
        &["replay", "visa/genuine/plain"],
    ];
    for command in commands {
        folder.run(command).refuses(&["`visa`", "cregis, gatepay, paycools, payprotocol, pelago"]);
    }
    assert_eq!(folder.files(), [""; 0], "init must write nothing");
}

#[test]
fn an_unknown_case_or_builtin_is_named() {
    let folder = Folder::new();
    folder.run(&["replay", "gatepay/genuine/none"]).refuses(&["gatepay/genuine/none", "list cases"]);
    folder.run(&["replay", ""]).refuses(&["unknown gateway"]);
    folder.run(&["check", "builtin:none"]).refuses(&["`none`", "list subjects"]);
    folder.run(&["check", "builtin:"]).refuses(&["list subjects"]);
    folder.run(&["replay", "gatepay/genuine/plain", "builtin:none"]).refuses(&["`none`", "list subjects"]);
}

#[test]
fn a_subject_that_is_no_address_is_named() {
    let folder = Folder::new();
    for text in ["127.0.0.1:8080", "localhost", "./receiver", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/"]
    {
        folder.run(&["check", text, "--gateway", "gatepay"]).refuses(&[text]);
        folder.run(&["replay", "gatepay/genuine/plain", text]).refuses(&[text]);
    }
}

#[test]
fn another_machine_must_be_owned() {
    let folder = Folder::new();
    for text in ["http://192.0.2.1/", "https://example.com/", "http://127.0.0.1.example.com/", "http://[2001:db8::1]/"]
    {
        folder.run(&["check", text, "--gateway", "gatepay"]).refuses(&["--i-own-this-target"]);
        folder.run(&["replay", "gatepay/genuine/plain", text]).refuses(&["--i-own-this-target"]);
    }
}

#[test]
fn one_address_receives_one_gateways_callbacks() {
    let folder = Folder::new();
    folder.run(&["check", "http://127.0.0.1:9/"]).refuses(&["--gateway"]);
    let two = ["check", "http://127.0.0.1:9/", "--gateway", "gatepay", "--gateway", "cregis"];
    folder.run(&two).refuses(&["counterfoil.toml"]);
}

#[test]
fn wrong_values_of_flags_are_named() {
    let folder = Folder::new();
    let commands: [(&[&str], &str); 8] = [
        (&["check", "--shard", "0/2"], "0/2"),
        (&["check", "--shard", "half"], "half"),
        (&["check", "--max-time", "soon"], "soon"),
        (&["check", "--max-time", "0s"], "0s"),
        (&["check", "--only", "["], "["),
        (&["check", "--report", "json"], "json=report.jsonl"),
        (&["check", "--report", "json="], "json=report.jsonl"),
        (&["check", "--report", "pdf=report.pdf"], "`pdf`"),
    ];
    for (command, named) in commands {
        folder.run(command).refuses(&[named]);
    }
    assert_eq!(folder.files(), [""; 0]);
}
