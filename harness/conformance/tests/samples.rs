//! The sample receivers: started as their README says, judged by their own `counterfoil.toml`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A receiver that is stopped with the test.
struct Receiver {
    child: Child,
    port: String,
}

impl Receiver {
    fn start(interpreter: &str, file: &Path) -> Self {
        let mut command = Command::new(interpreter);
        command.arg(file).env("PORT", "0").env_remove("COUNTERFOIL_KEYS").stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("listening on http://127.0.0.1:");
        let port = port.unwrap_or_else(|| panic!("{} said: {line}", file.display())).to_owned();
        Self { child, port }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // One that has ended needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where an interpreter is missing the test passes, but says so; in CI it must not be missing.
fn is_installed(interpreter: &str) -> bool {
    let found = Command::new(interpreter).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(
            std::env::var_os("CI").is_none(),
            "{interpreter} is not installed: install it where CI runs, or the sample receiver goes unjudged"
        );
        // Not by a macro: those are captured, and nobody would read it.
        let _ = writeln!(std::io::stderr(), "skipped: {interpreter} is not installed");
    }
    found
}

fn adapters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters")
}

/// Checks a receiver with its own promises, at the port it got.
fn judge(interpreter: &str, folder: &str, file: &str) {
    if !is_installed(interpreter) {
        return;
    }
    let folder = adapters().join(folder);
    let receiver = Receiver::start(interpreter, &folder.join(file));
    let config = std::fs::read_to_string(folder.join("counterfoil.toml")).unwrap();
    assert!(config.contains(":8080/"));
    let own = TempDir::new().unwrap();
    std::fs::write(own.path().join("counterfoil.toml"), config.replace(":8080/", &format!(":{}/", receiver.port)))
        .unwrap();
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_counterfoil"))
        .args(["check", "--config", "counterfoil.toml", "--report", "json=report.jsonl"])
        .current_dir(own.path())
        .env("TMPDIR", own.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    nothing_failed(&std::fs::read_to_string(own.path().join("report.jsonl")).unwrap());
}

fn nothing_failed(report: &str) {
    let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failed: Vec<&Value> =
        lines.iter().filter(|line| ["fail", "error"].iter().any(|verdict| line["verdict"] == *verdict)).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let end = lines.last().unwrap();
    assert_eq!(end["complete"], true);
    assert!(end["totals"]["pass"].as_u64() > Some(500), "{end}");
}

#[test]
fn the_python_receiver_is_right() {
    judge("python3", "python", "receiver.py");
}

#[test]
fn the_node_receiver_is_right() {
    judge("node", "node", "receiver.mjs");
}
