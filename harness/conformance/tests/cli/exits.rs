//! One exit code for each outcome.

use super::server::{acknowledging, closed_port};
use super::support::{Folder, names};

#[test]
fn the_reference_is_as_expected() {
    let ran = Folder::new().run(&["check", "--only", "genuine"]).exits(0).says("(exit 0)");
    assert_eq!(ran.stderr, "");
}

#[test]
fn the_whole_reference_leaves_nothing_behind() {
    let folder = Folder::new();
    folder.run(&["check"]).exits(0).says("0 not judged");
    assert_eq!(folder.everything(), []);
}

#[test]
fn a_faulty_receiver_fails() {
    let folder = Folder::new();
    folder.run(&["check", "builtin:skips-missing-signature", "--only", "signature-absent"]).exits(1).says("✗");
    folder.run(&["check", "builtin:refuses-everything", "--gateway", "cregis"]).exits(1).says("diagnosis:");
}

#[test]
fn nothing_selected_is_five() {
    let folder = Folder::new();
    folder.run(&["check", "--only", "nothing-like-it"]).exits(5);
    folder.run(&["check", "--skip", "*"]).exits(5);
    folder.run(&["check", "--message", "gatepay/none"]).exits(5);
    let ran = folder.run(&["check", "--dry-run", "--only", "nothing-like-it"]).exits(5);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    // Nothing is sent, so it does not matter that nobody listens.
    let url = format!("http://127.0.0.1:{}/", closed_port());
    folder.run(&["check", &url, "--gateway", "gatepay", "--only", "nothing-like-it"]).exits(5);
}

#[test]
fn a_dry_run_sends_nothing() {
    let port = acknowledging(|_, _| panic!("something was sent"));
    let url = format!("http://127.0.0.1:{port}/");
    let ran = Folder::new().run(&["check", &url, "--gateway", "gatepay", "--dry-run"]).exits(0);
    assert!(ran.stdout.lines().count() > 100);
    assert!(ran.stdout.lines().all(|line| line.starts_with("gatepay/")));
}

/// Most of what people type wrong is found by the parser of the command line, which has its own form of messages.
#[test]
fn usage_errors_are_two() {
    let folder = Folder::new();
    let commands: [&[&str]; 9] = [
        &[],
        &["chek"],
        &["check", "--onyl", "x"],
        &["check", "a", "b"],
        &["check", "--seed", "one"],
        &["list"],
        &["list", "nothing"],
        &["verify"],
        &["sign", "--gateway", "gatepay", "--key-file", "a", "--key-env", "b"],
    ];
    for command in commands {
        let ran = folder.run(command).exits(2);
        assert_eq!(ran.stdout, "", "{command:?}");
        assert_ne!(ran.stderr, "", "{command:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let folder = Folder::new();
    folder.run(&["--version"]).exits(0).says("counterfoil 0.");
    let help = folder.run(&["--help"]).exits(0).says("Exit codes");
    for command in ["check", "fuzz", "replay", "explain", "list", "sign", "verify", "init", "completions"] {
        assert!(help.stdout.contains(&format!("  {command} ")), "{command}");
        folder.run(&[command, "--help"]).exits(0).says("Usage: counterfoil");
        folder.run(&["help", command]).exits(0);
    }
}

#[test]
fn test_keys_work_in_any_folder() {
    for name in names() {
        Folder::new().run(&["check", "--gateway", name, "--only", "genuine"]).exits(0);
    }
}
