//! `fuzz` on a terminal of 80 columns, and elsewhere.

use std::io::Write as _;
use std::process::Command;

use super::support::{Folder, Ran};

const ARGUMENTS: [&str; 9] =
    ["fuzz", "builtin:takes-any-method", "--gateway", "gatepay", "--seed", "1", "--for", "3s", "--out"];

/// Where Python is missing the test passes, but says so; in CI it must not be missing.
fn has_terminal() -> bool {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "python3 is not installed: it lends the test a terminal");
        // Not by a macro: those are captured, and nobody would read it.
        let _ = writeln!(std::io::stderr(), "skipped: python3 is not installed");
    }
    found
}

fn on_a_terminal(folder: &Folder, more: &[&str]) -> Ran {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/terminal.py");
    folder.run_by("python3", &[program], &[&ARGUMENTS[..], more].concat())
}

/// What is seen, line by line: without colours and other commands to the terminal.
fn seen(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || ";?".contains(c));
        rest = rest.get(1..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain.split(['\r', '\n']).map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn is_status(line: &str) -> bool {
    line.contains(" cases, ") && line.contains("/s, ") && line.contains(" finding") && line.ends_with(" left")
}

#[test]
fn a_terminal_shows_rate_findings_and_time_left() {
    if !has_terminal() {
        return;
    }
    for colours in [true, false] {
        let folder = if colours { Folder::new() } else { Folder::new().set("NO_COLOR", "1") };
        let ran = on_a_terminal(&folder, &["run"]).exits(1);
        assert_eq!(ran.stdout.contains("\u{1b}[31m") || ran.stdout.contains("\u{1b}[1m"), colours, "{}", ran.stdout);
        let lines = seen(&ran.stdout);
        let is_command = |line: &str| line.contains("counterfoil replay") || line.contains("curl ");
        let long = lines.iter().find(|line| line.chars().count() > 80 && !is_command(line));
        assert_eq!(long, None);
        let status: Vec<_> = lines.iter().filter(|line| is_status(line)).collect();
        assert!(status.len() > 5, "{lines:#?}");
        assert!(!status.iter().any(|line| line.contains(" 0/s")), "{status:#?}");
        assert!(status.last().unwrap().contains(" 0:00:0"), "{status:#?}");
        assert!(status.iter().any(|line| line.contains("1 finding")), "{status:#?}");
        // It makes room for what stays.
        assert!(!is_status(lines.last().unwrap()), "{lines:#?}");
    }
}

#[test]
fn elsewhere_there_are_plain_lines() {
    let folder = Folder::new();
    let ran = folder.run(&[&ARGUMENTS[..], &["run"]].concat()).exits(1);
    assert!(!(ran.stdout + &ran.stderr).contains('\u{1b}'));
    assert!(ran.stderr.lines().all(|line| line.starts_with("counterfoil: ")), "{}", ran.stderr);
    assert!(ran.stderr.contains("counterfoil: found: gatepay/method/"), "{}", ran.stderr);
    let quiet = folder.run(&[&ARGUMENTS[..], &["quiet", "-q"]].concat()).exits(1);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn its_help_fits_eighty_columns_and_stays() {
    let help = Folder::new().run(&["fuzz", "--help"]).exits(0).stdout;
    assert_eq!(help.lines().find(|line| line.chars().count() > 80), None);
    insta::assert_snapshot!(help);
}
