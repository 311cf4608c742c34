//! `fuzz`: what it finds can be sent again, and nothing that happens to it loses anything.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::server::closed_port;
use super::support::{Folder, lines_of};

/// What a case is counted as.
const JUDGED: [&str; 5] = ["passed", "failed", "observed", "skipped", "unjudged"];
/// Takes PUT and the like; found within a second.
const FAULTY: &str = "builtin:takes-any-method";

fn wait_for(what: &str, mut ready: impl FnMut() -> bool) {
    let started = Instant::now();
    while !ready() {
        assert!(started.elapsed() < Duration::from_secs(60), "no {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn state(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("run/state.json")).unwrap()
}

fn next(folder: &Folder) -> u64 {
    let text = std::fs::read_to_string(folder.path("run/state.json")).unwrap_or_default();
    let state: Value = serde_json::from_str(&text).unwrap_or_default();
    state["next"].as_u64().unwrap_or_default()
}

/// The files of findings, without what is beside them.
fn cases(folder: &Folder) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.path("run/findings")) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter(|name| name.ends_with(".json") && !name.ends_with(".exchange.json") && !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_found_is_found_again() {
    let folder = Folder::new();
    let report = "json=report.jsonl";
    let ran =
        folder.run(&["fuzz", FAULTY, "--out", "run", "--enough", "1", "--report", report, "--gateway", "gatepay"]);
    let ran = ran.exits(1).says("(exit 1)");
    let long =
        |line: &&str| line.chars().count() > 80 && !line.contains("counterfoil replay") && !line.contains("curl ");
    assert_eq!(ran.stdout.lines().find(long), None);
    let lines = lines_of(&folder.read("report.jsonl"));
    let found = lines.iter().find(|line| line["type"] == "case").unwrap();
    let repro = found["repro"].as_str().unwrap();
    let words: Vec<&str> = repro.strip_prefix("counterfoil ").unwrap().split(' ').collect();
    assert!(words[1].starts_with("run/findings/gatepay-method-"), "{repro}");
    folder.run(&words).exits(1).says(": fail");
    folder.run(&["replay", words[1], "builtin:reference"]).exits(0).says(": pass");
    assert!(found["observed"] == "accepted" && found["expect"] == "refuse", "{found}");
    let exchange = words[1].replace(".json", ".exchange.json");
    folder.run(&["lint", &exchange]).exits(0).says("signature        1");
    assert!(Path::new(&folder.path(&words[1].replace(".json", ".body"))).is_file());
}

#[test]
fn a_run_that_is_killed_goes_on() {
    let folder = Folder::new();
    let arguments = ["fuzz", FAULTY, "--out", "run", "--seed", "3", "--for", "5m", "--gateway", "gatepay"];
    let mut child = folder.spawn(&arguments);
    wait_for("finding and state", || next(&folder) > 0 && !cases(&folder).is_empty());
    // SIGKILL: nothing is tidied up.
    child.kill().unwrap();
    child.wait().unwrap();
    let (before, found) = (next(&folder), cases(&folder));
    let more = (before + 300).to_string();
    let ran = folder.run(&[
        "fuzz",
        FAULTY,
        "--out",
        "run",
        "--for",
        "5m",
        "--gateway",
        "gatepay",
        "--resume",
        "--cases",
        &more,
    ]);
    ran.exits(1).says("(found before)").says("seed 3");
    assert_eq!(state(&folder)["next"].as_u64(), Some(before + 300));
    assert_eq!(state(&folder)["seed"].as_u64(), Some(3));
    let state = state(&folder);
    let open = state["open"].as_array().map(Vec::len);
    let counted: u64 = JUDGED.iter().map(|name| state["tally"][name].as_u64().unwrap()).sum();
    assert!(open == Some(0) && counted >= before + 300, "{counted} of {}: some case is lost", before + 300);
    let learned = &state["learned"]["gatepay"]["times"];
    let answers: u64 = learned.as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert!(answers > before, "{answers} answers are known, and {before} were before");
    assert!(found.iter().all(|name| cases(&folder).contains(name)), "{found:?}");
}

#[test]
fn a_run_that_goes_on_stays_what_it_is() {
    let folder = Folder::new();
    let run = |more: &[&str]| folder.run(&[&["fuzz", "--out", "run", "--cases", "20"], more].concat());
    run(&["builtin:reference", "--gateway", "gatepay", "--resume"]).refuses(&["no run to go on with"]);
    run(&["builtin:reference", "--gateway", "gatepay"]).exits(0);
    run(&["builtin:reference", "--gateway", "gatepay"]).refuses(&["--resume", "run"]);
    run(&[FAULTY, "--gateway", "gatepay", "--resume"]).refuses(&["builtin:reference", FAULTY]);
    run(&["builtin:reference", "--gateway", "cregis", "--resume"]).refuses(&["gatepay", "cregis"]);
    run(&["builtin:reference", "--gateway", "gatepay", "--resume", "--seed", "1"]).refuses(&["seed"]);
    folder.write("run/state.json", "{");
    run(&["builtin:reference", "--gateway", "gatepay", "--resume"]).refuses(&["state.json"]);
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let folder = Folder::new();
    let arguments = ["fuzz", "builtin:reference", "--out", "run", "--for", "5m", "--gateway", "gatepay"];
    let mut child = folder.spawn(&arguments);
    wait_for("state", || next(&folder) > 0);
    folder.run(&[&arguments[..], &["--resume"]].concat()).refuses(&["run is in use", "--out"]);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn foreign_files_stay() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("run")).unwrap();
    folder.write("run/thesis.tex", "years of work");
    let run = |more: &[&str]| {
        folder.run(&[&["fuzz", "builtin:reference", "--gateway", "cregis", "--cases", "20"], more].concat())
    };
    run(&["--out", "run"]).refuses(&["thesis.tex"]);
    std::fs::rename(folder.path("run/thesis.tex"), folder.path("thesis.tex")).unwrap();
    run(&["--out", "run"]).exits(0);
    std::fs::rename(folder.path("thesis.tex"), folder.path("run/findings/thesis.json")).unwrap();
    let ran = run(&["--out", "run", "--resume"]).exits(0);
    assert!(ran.stderr.contains("thesis.json is no file of a run"), "{}", ran.stderr);
    assert_eq!(folder.read("run/findings/thesis.json"), "years of work");
}

/// The shell's limit on the size of a file stands for a full disk.
#[cfg(unix)]
#[test]
fn what_the_disk_does_not_take_is_printed() {
    let folder = Folder::new();
    let limited = ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""];
    let arguments = ["fuzz", FAULTY, "--out", "run", "--enough", "1", "--gateway", "gatepay"];
    let ran = folder.run_by("bash", &limited, &arguments).exits(1);
    assert!(ran.stderr.contains("a finding cannot be written"), "{}", ran.stderr);
    assert!(ran.stderr.contains("\"id\": \"gatepay/method/"), "{}", ran.stderr);
    let full = ["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""];
    folder.run_by("bash", &full, &["fuzz", "--out", "other"]).refuses(&["findings cannot be kept"]);
}

#[test]
fn a_folder_that_goes_away_is_told() {
    let folder = Folder::new();
    let child =
        folder.spawn_piped(&["fuzz", "builtin:reference", "--out", "run", "--for", "10s", "--gateway", "gatepay"]);
    wait_for("state", || next(&folder) > 0);
    std::fs::remove_dir_all(folder.path("run")).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the state cannot be saved"), "{told}");
    assert_eq!(output.status.code(), Some(4), "{told}");
}

#[test]
fn what_cannot_be_fuzzed_is_said() {
    let folder = Folder::new();
    folder.run(&["fuzz", "recordings:x"]).refuses(&["recording"]);
    folder.run(&["fuzz", "--rate", "fast"]).refuses(&["fast", "50/s"]);
    folder.run(&["fuzz", "--for", "ever"]).refuses(&["ever"]);
    folder.run(&["fuzz", "--report", "xml=x"]).refuses(&["xml"]);
    folder.run(&["fuzz", "--at", "1969-12-31T00:00:00Z"]).refuses(&["1969", "1970", "--at"]);
    assert_eq!(folder.files(), Vec::<String>::new());
    let url = format!("http://127.0.0.1:{}/", closed_port());
    folder.run(&["fuzz", &url, "--gateway", "gatepay", "--out", "run"]).exits(4).says("cannot connect").within(20);
    folder.run(&["fuzz", "builtin:refuses-everything", "--out", "no", "--for", "3s"]).exits(1).says("diagnosis:");
}

#[test]
fn a_rate_is_kept() {
    let folder = Folder::new();
    let arguments = ["fuzz", "builtin:reference", "--gateway", "gatepay", "--rate", "20/s", "--cases", "40"];
    let ran = folder.run(&[&arguments[..], &["--out", "run"]].concat()).exits(0);
    assert!(ran.took > Duration::from_millis(1900), "{:?}", ran.took);
}

#[test]
fn a_file_that_is_no_finding_is_refused() {
    let folder = Folder::with("some.json", "{\"format\":1}");
    folder.run(&["replay", "some.json"]).refuses(&["some.json", "no finding"]);
    folder.run(&["replay", "none.json"]).refuses(&["none.json"]);
    folder.write("large.json", vec![b' '; 2 << 20]);
    folder.run(&["replay", "large.json"]).refuses(&["large.json", "bytes"]);
}

/// What lies in the folder of findings is a case like any other, as it is.
#[test]
fn a_finding_is_a_case() {
    let folder = Folder::new();
    let arguments = ["fuzz", "builtin:compares-prefix", "--gateway", "gatepay", "--seed", "1", "--enough", "1"];
    folder.run(&[&arguments[..], &["--out", "run"]].concat()).exits(1);
    let id = cases(&folder).iter().map(|name| name.strip_suffix(".json").unwrap().to_owned()).next().unwrap();
    let id = id.replacen("gatepay-signature-cut-", "gatepay/signature-cut/", 1);
    let check = |subject: &str| {
        folder.run(&["check", subject, "--gateway", "gatepay", "--cases", "run/findings", "--only", &id])
    };
    check("builtin:compares-prefix").exits(1).says(&format!("\u{2717} {id}"));
    check("builtin:reference").exits(0).says("1 as expected, 0 not");
    let listed = folder.run(&["check", "--dry-run", "--gateway", "gatepay", "--cases", "run/findings"]).exits(0);
    assert_eq!(listed.stdout.lines().filter(|line| **line == format!("{id} refuse")).count(), 1);
    folder.run(&["check", "--cases", "nowhere"]).refuses(&["nowhere"]);
    folder.run(&["check", "--cases", "tmp"]).refuses(&["tmp", "no cases"]);
    folder.write("run/findings/other.json", "{}");
    folder.run(&["check", "--cases", "run/findings"]).refuses(&["other.json", "no finding"]);
}

#[test]
fn a_run_whose_time_is_used_up_says_so() {
    let folder = Folder::new();
    let run = |more: &[&str]| {
        folder.run(&[&["fuzz", "builtin:reference", "--gateway", "cregis", "--out", "run", "--for"], more].concat())
    };
    run(&["2s"]).exits(0);
    let ran = run(&["2s", "--resume"]).exits(0);
    assert!(ran.stderr.contains("--for"), "{}", ran.stderr);
    let ran = run(&["4s", "--resume"]).exits(0);
    assert!(!ran.stderr.contains("--for"), "{}", ran.stderr);
}
