//! `replay`: what `check` found is found again.

use super::server::acknowledging;
use super::support::{Folder, lines_of, names};

/// The `repro` lines of the first failure of each family.
fn repros(folder: &Folder) -> Vec<String> {
    let mut families = Vec::new();
    let lines = lines_of(&folder.read("report.jsonl"));
    let failed = lines.iter().filter(|line| line["verdict"] == "fail");
    let first = failed.filter(|line| {
        let known = families.contains(&line["family"]);
        families.push(line["family"].clone());
        !known
    });
    first.map(|line| line["repro"].as_str().unwrap().to_owned()).collect()
}

/// Runs a line that begins with the program's name, as a shell would.
fn again(folder: &Folder, repro: &str) -> super::support::Ran {
    let words: Vec<&str> = repro.strip_prefix("counterfoil ").unwrap().split(' ').collect();
    folder.run(&words)
}

#[test]
fn a_passing_case_passes_again() {
    let folder = Folder::new();
    for name in names() {
        let id = format!("{name}/genuine/plain");
        folder.run(&["replay", &id]).exits(0).says("observed accepted: pass");
        folder.run(&["replay", &id, "builtin:reference"]).exits(0).says("--> POST");
    }
}

#[test]
fn quiet_shows_the_verdict_only() {
    let ran = Folder::new().run(&["replay", "gatepay/genuine/plain", "--quiet"]).exits(0);
    assert!(!ran.stdout.contains("-->") && !ran.stdout.contains("<--"), "{}", ran.stdout);
}

#[test]
fn a_failure_of_a_builtin_fails_again() {
    let folder = Folder::new();
    for name in ["skips-missing-signature", "never-compares", "refuses-everything"] {
        folder.run(&["check", &format!("builtin:{name}"), "--report", "json=report.jsonl"]).exits(1);
        let repros = repros(&folder);
        assert!(!repros.is_empty());
        for repro in repros {
            let ran = again(&folder, &repro).exits(1).says(": fail");
            assert!(!ran.stdout.contains("cannot connect"), "{}", ran.stdout);
        }
    }
}

#[test]
fn a_failure_of_a_configured_subject_fails_again() {
    let port = acknowledging(|_, _| {});
    let folder = Folder::with("own.secret", "an-own-secret");
    let table = format!("[gatepay]\nurl = \"http://127.0.0.1:{port}/gatepay\"\nkey = {{ file = \"own.secret\" }}\n");
    folder.write("own.toml", table);
    let arguments = ["check", "--config", "own.toml", "--only", "signature-*", "--report", "json=report.jsonl"];
    folder.run(&arguments).exits(1);
    for repro in repros(&folder) {
        assert!(repro.contains("--config own.toml"), "it would be signed with another key: {repro}");
        again(&folder, &repro).exits(1).says(": fail");
    }
}

/// The case says whose it is.
#[test]
fn a_replay_needs_no_gateway_flag() {
    let port = acknowledging(|_, _| {});
    let url = format!("http://127.0.0.1:{port}/pelago");
    Folder::new().run(&["replay", "pelago/genuine/plain", &url]).exits(0);
}
