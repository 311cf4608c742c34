//! What people read: 80 columns, colours only where they are wanted, commands that can be copied.

use super::support::{Folder, Ran};

const ESCAPE: char = '\u{1b}';

fn failing(more: &[&str]) -> Ran {
    let folder = Folder::new();
    folder.run(&[&["check", "builtin:skips-missing-signature", "--gateway", "gatepay"], more].concat()).exits(1)
}

/// Lines that carry a command or an address, which nobody could copy in pieces.
fn may_be_long(line: &str) -> bool {
    ["counterfoil replay ", "curl ", "http://"].iter().any(|part| line.contains(part))
}

#[track_caller]
fn fits(ran: &Ran) {
    for line in ran.stdout.lines().chain(ran.stderr.lines()) {
        let columns = line.chars().count();
        assert!(columns <= 80 || may_be_long(line), "{columns} columns: {line}");
    }
}

#[test]
fn everything_fits_80_columns() {
    let folder = Folder::new().set("NO_COLOR", "1");
    fits(&folder.run(&["check"]).exits(0));
    for name in ["skips-missing-signature", "never-compares", "refuses-everything", "credits-every-status"] {
        fits(&folder.run(&["check", &format!("builtin:{name}")]).exits(1));
    }
}

#[test]
fn a_subject_that_is_not_there_fits_80_columns() {
    let folder = Folder::new();
    let url = format!("http://127.0.0.1:{}/", super::server::closed_port());
    fits(&folder.run(&["check", &url, "--gateway", "payprotocol"]).exits(4));
}

#[test]
fn there_are_no_escape_codes_without_a_terminal() {
    for ran in [failing(&[]), failing(&["--color", "never"]), failing(&["--color", "auto"])] {
        assert!(!ran.stdout.contains(ESCAPE) && !ran.stderr.contains(ESCAPE), "{}", ran.stdout);
    }
    let folder = Folder::new().set("NO_COLOR", "1").set("CLICOLOR_FORCE", "1");
    let ran = folder.run(&["check", "--only", "genuine", "--color", "never"]);
    assert!(!ran.stdout.contains(ESCAPE));
    let no_color = Folder::new().set("NO_COLOR", "1").run(&["check", "--only", "genuine"]);
    assert!(!no_color.stdout.contains(ESCAPE));
}

#[test]
fn colours_can_be_demanded() {
    assert!(failing(&["--color", "always"]).stdout.contains(ESCAPE));
    assert!(Folder::new().run(&["--color", "always", "check", "--only", "genuine"]).stdout.contains(ESCAPE));
    Folder::new().run(&["check", "--color", "sometimes"]).exits(2);
}

#[test]
fn colours_change_no_text() {
    let arguments = ["--only", "signature-absent"];
    let coloured = failing(&[&["--color", "always"], &arguments[..]].concat());
    assert_eq!(titles(&without_codes(&coloured.stdout)), titles(&failing(&arguments).stdout));
}

fn titles(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with('✗')).collect()
}

/// A code begins with the escape and ends with an `m`.
fn without_codes(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or("", |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

#[test]
fn a_failure_says_what_was_expected_and_what_to_do() {
    let ran = failing(&["--only", "signature-absent"]);
    for title in ["  sent ", "  expected  refuse", "  observed  accepted", "  to do ", "  again "] {
        assert!(ran.stdout.contains(title), "{title}: {}", ran.stdout);
    }
}

/// Half a command is no command.
#[test]
fn a_reproduction_stands_on_one_line() {
    let ran = failing(&["--only", "signature-*"]);
    let again: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("counterfoil replay ")).collect();
    assert!(!again.is_empty());
    for line in again {
        assert!(line.ends_with(" builtin:skips-missing-signature"), "{line}");
    }
}

#[test]
fn the_body_of_a_curl_line_is_there() {
    let folder = Folder::new();
    let ran = folder.run(&["check", "builtin:skips-missing-signature", "--gateway", "gatepay"]).exits(1);
    let files: Vec<_> = ran.stdout.lines().filter_map(|line| line.split_once("--data-binary @")).collect();
    assert!(!files.is_empty(), "{}", ran.stdout);
    for (_, file) in files {
        let file = file.trim_matches('\'');
        assert!(folder.path(file).is_file(), "{file}");
    }
}

#[test]
fn quiet_leaves_out_the_matrix_and_verbose_adds_what_was_observed() {
    let count = |more: &[&str]| failing(more).stdout.lines().count();
    assert!(count(&["--quiet"]) < count(&[]));
    assert!(count(&["--verbose"]) > count(&[]));
    assert!(!failing(&["--quiet"]).stdout.contains("subject:"));
    assert!(failing(&["--quiet"]).stdout.contains("(exit 1)"));
}

/// A reader that stops early is no reason to panic.
#[test]
#[cfg(unix)]
fn a_reader_may_stop_early() {
    let folder = Folder::new();
    let ran = folder.run_by("bash", &["-c", "\"$0\" \"$@\" | head -1; exit ${PIPESTATUS[0]}"], &["list", "cases"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
}
