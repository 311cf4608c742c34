//! Recordings: a live run that was saved gives the same verdicts again, case by case.

use std::collections::BTreeMap;
use std::fs::{read_to_string, write};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own to run the binary in.
struct Folder(TempDir);

/// What a run left.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// What was expected, observed and said of a case.
type Verdicts = BTreeMap<String, [String; 4]>;

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
        self.output(command.args(arguments))
    }

    /// With no file larger than so many blocks of 512 bytes: what a full disk looks like.
    fn run_limited(&self, blocks: u32, arguments: &[&str]) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
        self.output(command.arg(env!("CARGO_BIN_EXE_counterfoil")).args(arguments))
    }

    fn output(&self, command: &mut Command) -> Ran {
        command.current_dir(self.0.path()).env("TMPDIR", self.0.path()).env_remove("COUNTERFOIL_CONFIG");
        let output = command.env_remove("COUNTERFOIL_MAX_TIME").output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs `check` with a report, and reads it.
    fn check(&self, arguments: &[&str]) -> (Option<i32>, Verdicts) {
        let report = ["check", "--report", "json=report.jsonl"];
        let ran = self.run(&[&report[..], arguments].concat());
        assert!(self.path("report.jsonl").exists(), "{ran:?}");
        let text = read_to_string(self.path("report.jsonl")).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        let cases = lines.filter(|line: &Value| line["type"] == "case");
        let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
        let told = |case: Value| {
            (said(&case, "id"), ["expect", "observed", "verdict", "detail"].map(|name| said(&case, name)))
        };
        (ran.code, cases.map(told).collect())
    }

    /// Saves a live run and checks that its replay says the same of every case.
    fn saved_and_replayed(&self, subject: &[&str]) -> Verdicts {
        let live = self.check(&[subject, &["--save", "saved"]].concat());
        let started = Instant::now();
        let again = self.check(&["recordings:saved"]);
        assert!(started.elapsed() < Duration::from_secs(60), "a replay waits for nothing");
        assert!(!live.1.is_empty());
        for (id, verdict) in &live.1 {
            assert_eq!(again.1.get(id), Some(verdict), "{id}");
        }
        assert_eq!(live, again);
        live.1
    }

    /// How many cases were skipped because nothing is on file for them.
    fn skipped(verdicts: &Verdicts) -> usize {
        verdicts.values().filter(|[_, _, verdict, detail]| verdict == "skip" && detail.contains("recorded")).count()
    }
}

impl Ran {
    #[track_caller]
    fn exits(self, code: i32, said: &str) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(self.stdout.contains(said) || self.stderr.contains(said), "no `{said}`: {self:#?}");
    }
}

#[test]
fn the_reference_is_right_from_its_recording_too() {
    let verdicts = Folder::new().saved_and_replayed(&["builtin:reference"]);
    assert!(verdicts.len() > 1000);
    assert!(verdicts.values().all(|[_, _, verdict, _]| verdict != "fail" && verdict != "skip"));
}

#[test]
fn faulty_receivers_are_caught_from_their_recordings_too() {
    let faulty = ["never-compares", "crashes-on-refusal", "credits-twice", "follows-other-readings"];
    for name in faulty {
        let verdicts = Folder::new().saved_and_replayed(&[&format!("builtin:{name}")]);
        assert!(verdicts.values().any(|[_, _, verdict, _]| verdict == "fail"), "{name}");
    }
}

/// Neither has an answer to serve.
#[test]
fn closed_connections_and_hangs_are_given_back() {
    let folder = Folder::new();
    let verdicts = folder.saved_and_replayed(&["builtin:closes-on-refusal", "--gateway", "cregis"]);
    assert!(verdicts.values().any(|[_, observed, ..]| observed == "closed"));
    let folder = Folder::new();
    write(folder.path("short.toml"), "[limits]\ncase-time = \"300ms\"\n").unwrap();
    let arguments = ["builtin:hangs-on-bad-body", "--gateway", "gatepay", "--config", "short.toml"];
    let verdicts = folder.saved_and_replayed(&arguments);
    assert!(verdicts.values().any(|[_, observed, ..]| observed == "timed-out"));
}

/// The control is refused: the diagnosis is found again.
#[test]
fn a_refused_control_is_diagnosed_again() {
    let folder = Folder::new();
    folder.saved_and_replayed(&["builtin:refuses-everything", "--gateway", "paycools"]);
    folder.run(&["check", "recordings:saved"]).exits(1, "none of 20 known");
}

#[test]
fn nobody_is_there_is_found_again() {
    let folder = Folder::new();
    let verdicts = folder.saved_and_replayed(&["http://127.0.0.1:1/notify", "--gateway", "gatepay"]);
    assert!(verdicts.values().all(|[_, _, verdict, _]| verdict == "error"));
}

/// Controls belong to a family, not to the order in which they were sent.
#[test]
fn part_of_a_recording_is_judged_as_in_the_whole() {
    let folder = Folder::new();
    let (_, live) = folder.check(&["builtin:credits-twice", "--gateway", "pelago", "--save", "saved"]);
    for only in ["redelivery", "signature-*", "pelago/genuine/plain"] {
        let (_, part) = folder.check(&["recordings:saved", "--only", only]);
        assert!(!part.is_empty());
        part.iter().for_each(|(id, verdict)| assert_eq!(Some(verdict), live.get(id), "{id}"));
    }
}

#[test]
fn what_is_not_on_file_is_skipped_and_counted() {
    let folder = Folder::new();
    folder.run(&["check", "--gateway", "gatepay", "--only", "signature-*", "--save", "saved"]).exits(0, "as expected");
    let (code, verdicts) = folder.check(&["recordings:saved"]);
    assert_eq!(code, Some(0));
    let skipped = Folder::skipped(&verdicts);
    assert!(skipped > 100 && skipped < verdicts.len());
    folder.run(&["check", "recordings:saved"]).exits(0, &format!("{skipped} cases have no recorded answer"));
    folder.run(&["check", "recordings:saved", "--gateway", "cregis"]).exits(2, "holds nothing of cregis");
}

#[test]
fn too_little_on_file_says_nothing() {
    let folder = Folder::new();
    folder.run(&["check", "--gateway", "gatepay", "--only", "method", "--save", "saved"]).exits(0, "as expected");
    folder.run(&["check", "recordings:saved"]).exits(5, "no recorded answer");
    folder.run(&["check", "recordings:saved", "--only", "genuine"]).exits(5, "no recorded answer");
    folder.run(&["check", "recordings:saved", "--only", "method"]).exits(0, "as expected");
}

/// A run that is killed leaves half a line at most.
#[test]
fn half_a_line_at_the_end_costs_its_family_only() {
    let folder = Folder::new();
    folder.run(&["check", "--gateway", "gatepay", "--save", "saved"]).exits(0, "as expected");
    let file = folder.path("saved/gatepay.jsonl");
    let text = read_to_string(&file).unwrap();
    write(&file, &text.as_bytes()[..text.len() * 2 / 5]).unwrap();
    let ran = folder.run(&["check", "recordings:saved"]);
    assert!(ran.stderr.contains("gatepay.jsonl: line ") && ran.stderr.contains("cut off"), "{ran:#?}");
    ran.exits(0, "no recorded answer");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = Folder::new();
    let save: [&str; 7] = ["check", "--gateway", "gatepay", "--only", "method", "--save", "saved"];
    folder.run(&save).exits(0, "as expected");
    folder.run(&save).exits(2, "--force");
    folder.run(&[&save[..], &["--force"]].concat()).exits(0, "as expected");
    std::fs::create_dir(folder.path("other")).unwrap();
    write(folder.path("other/mine.txt"), "mine").unwrap();
    folder.run(&["check", "--save", "other", "--force"]).exits(2, "is not empty");
    assert_eq!(std::fs::read_dir(folder.path("other")).unwrap().count(), 1);
    folder.run(&["check", "recordings:other"]).exits(2, "run.json");
    folder.run(&["check", "recordings:saved", "--only", "method", "--save", "again"]).exits(2, "recording already");
}

/// The recording has no key; without it, or with another one, nothing is judged.
#[test]
fn own_keys_are_given_again_and_never_saved() {
    let folder = Folder::new();
    let secret = "a-secret-of-our-own-0123456789abcdef";
    let Some((receiver, _)) = python(Some(secret)) else { return };
    let table =
        |file: &str| format!("[gatepay]\nurl = \"{}\"\nkey = {{ file = \"{file}\" }}\n", receiver.url("gatepay"));
    for (name, key) in [("own", secret), ("other", "another-secret-0123456789abcdef")] {
        write(folder.path(&format!("{name}.secret")), key).unwrap();
        write(folder.path(&format!("{name}.toml")), table(&format!("{name}.secret"))).unwrap();
    }
    let (_, live) = folder.check(&["--config", "own.toml", "--save", "saved"]);
    assert!(live.values().filter(|[_, _, verdict, _]| verdict == "pass").count() > 100);
    for entry in std::fs::read_dir(folder.path("saved")).unwrap() {
        assert!(!read_to_string(entry.unwrap().path()).unwrap().contains(secret));
    }
    assert_eq!(folder.check(&["recordings:saved", "--config", "own.toml"]).1, live);
    folder.run(&["check", "recordings:saved"]).exits(2, "a key of its own");
    folder.run(&["check", "recordings:saved", "--config", "other.toml"]).exits(5, "no recorded answer");
}

/// The tap's files lie beside the run: the context is the run's, the answers are the tap's.
#[test]
fn another_recorders_answers_count_instead() {
    let folder = Folder::new();
    let only = ["--gateway", "gatepay", "--only", "genuine", "--only", "redelivery"];
    let (_, live) = folder.check(&[&only[..], &["--save", "saved"]].concat());
    let lines = std::fs::read(folder.path("saved/gatepay.jsonl")).unwrap();
    for line in counterfoil_formats::exchange::lines(&lines) {
        let mut exchange = line.exchange.unwrap();
        let case = exchange.case.take().unwrap();
        if case.id == "gatepay/genuine/plain" {
            exchange.response.as_mut().unwrap().status = 500;
        }
        let name = format!("saved/{}.json", exchange.id);
        write(folder.path(&name), counterfoil_formats::exchange::to_file(&exchange)).unwrap();
    }
    let (code, again) = folder.check(&[&["recordings:saved"][..], &only].concat());
    assert_eq!(code, Some(1));
    let differing: Vec<_> = live.iter().filter(|(id, verdict)| again.get(*id) != Some(verdict)).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert_eq!(again["gatepay/genuine/plain"][2], "fail");
}

#[test]
fn a_full_disk_is_told_and_so_is_the_verdict() {
    let folder = Folder::new();
    let ran = folder.run_limited(200, &["check", "--gateway", "gatepay", "--save", "saved"]);
    assert!(ran.stdout.contains("as expected"), "{ran:#?}");
    ran.exits(2, "the recording is not whole");
}

#[test]
fn one_case_is_replayed_from_a_recording() {
    let folder = Folder::new();
    let gateway = ["--gateway", "gatepay", "--save", "saved"];
    folder.run(&[&["check", "builtin:never-compares"][..], &gateway].concat()).exits(1, "acknowledged");
    let replay = |id: &str| folder.run(&["replay", id, "recordings:saved"]);
    replay("gatepay/genuine/plain").exits(0, "observed accepted: pass");
    replay("gatepay/redelivery/twice").exits(0, "observed accepted: pass");
    let (_, verdicts) = folder.check(&["recordings:saved", "--only", "signature-forged"]);
    let failed = verdicts.iter().find(|(_, [_, _, verdict, _])| verdict == "fail").unwrap();
    replay(failed.0).exits(1, ": fail");
    folder.run(&["replay", "cregis/genuine/plain", "recordings:saved"]).exits(2, "holds nothing of cregis");
}

#[test]
fn the_python_receiver_gives_the_same_verdicts_from_its_recording() {
    let Some((receiver, config)) = python(None) else { return };
    let folder = Folder::new();
    write(folder.path("counterfoil.toml"), config.replace(":8080/", &format!(":{}/", receiver.port))).unwrap();
    let verdicts = folder.saved_and_replayed(&["--config", "counterfoil.toml"]);
    assert!(verdicts.values().filter(|[_, _, verdict, _]| verdict == "pass").count() > 500);
}

/// The sample receiver, which is stopped with the test.
struct Receiver {
    child: Child,
    port: String,
}

impl Receiver {
    fn url(&self, gateway: &str) -> String {
        format!("http://127.0.0.1:{}/{gateway}", self.port)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // One that has ended needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The Python receiver and its promises; `secret` is what it verifies Gate Pay with.
fn python(secret: Option<&str>) -> Option<(Receiver, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters/python");
    let installed = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !installed {
        assert!(std::env::var_os("CI").is_none(), "python3 is not installed where CI runs");
        // Not by a macro: those are captured, and nobody would read it.
        let _ = writeln!(std::io::stderr(), "skipped: python3 is not installed");
        return None;
    }
    let keys = TempDir::new().unwrap();
    let mut command = Command::new("python3");
    command.arg(folder.join("receiver.py")).env("PORT", "0").env_remove("COUNTERFOIL_KEYS").stdout(Stdio::piped());
    if let Some(secret) = secret {
        copy(&folder.join("../../../corpus/keys"), keys.path());
        write(keys.path().join("gatepay.secret"), secret).unwrap();
        command.env("COUNTERFOIL_KEYS", keys.path());
    }
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().strip_prefix("listening on http://127.0.0.1:").unwrap().to_owned();
    Some((Receiver { child, port }, read_to_string(folder.join("counterfoil.toml")).unwrap()))
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
