//! Where reports go: whole, or not at all.

use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::server::{acknowledging, silent};
use super::support::{Folder, lines_of, names};

const REPORT: &str = "json=report.jsonl";
const SHORT: [&str; 5] = ["check", "--only", "genuine", "--gateway", "gatepay"];

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// The exit code, soon.
fn code(mut child: Child) -> Option<i32> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(10) {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    panic!("it did not stop within 10 s");
}

/// A config of all gateways at a server that takes its time, and a word from it at each request.
fn slow() -> (Folder, Receiver<String>) {
    let (word, words) = channel();
    let port = acknowledging(move |request, _| {
        let _ = word.send(request.head.clone());
        thread::sleep(Duration::from_millis(150));
    });
    let tables = names().into_iter().map(|name| format!("[{name}]\nurl = \"http://127.0.0.1:{port}/{name}\"\n"));
    (Folder::with("own.toml", tables.collect::<String>()), words)
}

#[test]
fn a_place_that_cannot_be_written_is_known_before_anything_runs() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("folder")).unwrap();
    let cases = [("json=missing/report.jsonl", "missing"), ("json=folder", "folder"), ("json=folder/", "folder")];
    for (report, named) in cases {
        folder.run(&[&SHORT[..], &["--report", report]].concat()).refuses(&["report", named]).within(5);
    }
    assert_eq!(folder.files(), ["folder"]);
}

/// A report is moved to its place, which must not replace a device or a pipe by a file.
#[test]
fn a_device_or_pipe_is_not_replaced() {
    let folder = Folder::new();
    assert!(Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap().success());
    folder.run(&[&SHORT[..], &["--report", "json=pipe"]].concat()).refuses(&["pipe"]);
    assert!(!folder.path("pipe").metadata().unwrap().is_file());
    assert_eq!(folder.files(), ["pipe"]);
}

/// A link to the device stands for the device: a run as root could replace the real one.
#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_refused() {
    let folder = Folder::new();
    std::os::unix::fs::symlink("/dev/full", folder.path("full")).unwrap();
    folder.run(&[&SHORT[..], &["--report", "json=full"]].concat()).refuses(&["full"]);
    assert!(folder.path("full").is_symlink());
    assert_eq!(folder.files(), ["full"]);
}

/// A limit of the shell makes the disk full in the middle of the run.
#[test]
#[cfg(unix)]
fn a_disk_that_becomes_full_leaves_no_half_report() {
    let folder = Folder::new();
    let limited = ["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\""];
    let ran = folder.run_by("bash", &limited, &["check", "--gateway", "gatepay", "--report", REPORT]).exits(2);
    assert!(ran.stderr.contains("report.jsonl"), "the file is not named: {}", ran.stderr);
    assert!(ran.stderr.lines().all(|line| line.starts_with("counterfoil: ")), "{}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert_eq!(folder.files(), [""; 0]);
}

#[test]
fn a_report_is_absent_while_running_and_whole_afterwards() {
    let (folder, words) = slow();
    let arguments = ["check", "--config", "own.toml", "--gateway", "gatepay", "--only", "genuine", "--report", REPORT];
    let mut child = folder.spawn(&arguments);
    words.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(!folder.path("report.jsonl").exists());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let lines = lines_of(&folder.read("report.jsonl"));
    assert_eq!(lines.last().unwrap()["complete"], true);
    assert_eq!(folder.files(), ["own.toml", "report.jsonl"]);
}

#[test]
fn a_report_replaces_the_one_before_only_when_it_is_whole() {
    let folder = Folder::with("report.jsonl", "before");
    folder.run(&["check", "builtin:none", "--report", REPORT]).refuses(&[]);
    assert_eq!(folder.read("report.jsonl"), "before");
    folder.run(&[&SHORT[..], &["--report", REPORT]].concat()).exits(0);
    lines_of(&folder.read("report.jsonl"));
}

#[test]
fn several_reports_are_written() {
    let folder = Folder::new();
    folder.run(&[&SHORT[..], &["--report", "json=one", "--report", "json=two"]].concat()).exits(0);
    assert_eq!(folder.read("one"), folder.read("two"));
}

/// Whoever may read the folder may read the report: it is uploaded by others than its author.
#[test]
#[cfg(unix)]
fn a_report_has_the_permissions_of_any_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with("plain", "");
    folder.run(&[&SHORT[..], &["--report", REPORT]].concat()).exits(0);
    let mode = |name: &str| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(format!("{:o}", mode("report.jsonl")), format!("{:o}", mode("plain")));
}

#[test]
fn an_interrupted_run_leaves_a_report_that_says_so() {
    let (folder, words) = slow();
    let child = folder.spawn(&["check", "--config", "own.toml", "--only", "genuine", "--report", REPORT]);
    // By the second gateway the first has its verdicts.
    while !words.recv_timeout(Duration::from_secs(30)).unwrap().contains("/gatepay") {}
    interrupt(&child);
    assert_eq!(code(child), Some(4));
    let end = lines_of(&folder.read("report.jsonl")).pop().unwrap();
    assert_eq!((&end["type"], &end["complete"], &end["exit"]), (&"end".into(), &false.into(), &4.into()));
    assert!(end["totals"]["pass"].as_u64().unwrap() > 0, "{end}");
    assert_eq!(folder.files(), ["own.toml", "report.jsonl"]);
}

#[test]
fn a_run_interrupted_before_any_verdict_is_incomplete() {
    let folder = Folder::new();
    let url = format!("http://127.0.0.1:{}/", silent());
    let child = folder.spawn(&["check", &url, "--gateway", "gatepay", "--report", REPORT]);
    thread::sleep(Duration::from_secs(2));
    interrupt(&child);
    assert_eq!(code(child), Some(4));
    let end = lines_of(&folder.read("report.jsonl")).pop().unwrap();
    assert_eq!((&end["type"], &end["complete"], &end["exit"]), (&"end".into(), &false.into(), &4.into()));
    assert_eq!(folder.files(), ["report.jsonl"]);
}
