//! `init` and `completions`: what they write can be used.

use super::server::closed_port;
use super::support::{Folder, names};

#[test]
fn what_is_written_is_taken_by_check() {
    let folder = Folder::new();
    let url = format!("http://127.0.0.1:{}", closed_port());
    folder.run(&["init", "--url", &url]).exits(0).says("counterfoil check --config counterfoil.toml");
    let text = folder.read("counterfoil.toml");
    for name in names() {
        assert!(text.contains(&format!("[{name}]\nurl = \"{url}/{name}\"")), "{text}");
    }
    folder.run(&["check", "--config", "counterfoil.toml"]).exits(4).within(10);
}

#[test]
fn without_an_address_it_can_be_filled_in_later() {
    let folder = Folder::new();
    folder.run(&["init"]).exits(0);
    // A selection of nothing reads the file and sends nothing.
    folder.run(&["check", "--config", "counterfoil.toml", "--only", "nothing-like-it"]).exits(5);
}

#[test]
fn one_gateway_has_the_address_itself() {
    let folder = Folder::new();
    let url = format!("http://127.0.0.1:{}/notify", closed_port());
    folder.run(&["init", "own.toml", "--gateway", "gatepay", "--url", &url]).exits(0).says("own.toml");
    assert!(folder.read("own.toml").contains(&format!("url = \"{url}\"")));
    folder.run(&["check", "--config", "own.toml"]).exits(4);
}

/// Every line that is commented out is an offer: it must be right when it is taken.
#[test]
fn what_is_commented_out_is_right_too() {
    let folder = Folder::new();
    folder.run(&["init"]).exits(0);
    let text = folder.read("counterfoil.toml");
    let offers = ["duplicate-members", "unknown-members", "signature-text", "freshness"];
    let taken = offers.iter().fold(text, |text, name| text.replace(&format!("# {name} ="), &format!("{name} =")));
    assert_eq!(taken.matches("\nfreshness = ").count(), names().len());
    folder.write("counterfoil.toml", taken);
    folder.run(&["check", "--config", "counterfoil.toml", "--only", "nothing-like-it"]).exits(5);
}

#[test]
fn a_file_is_replaced_only_by_force() {
    let folder = Folder::with("counterfoil.toml", "mine");
    folder.run(&["init"]).refuses(&["counterfoil.toml", "--force"]);
    assert_eq!(folder.read("counterfoil.toml"), "mine");
    folder.run(&["init", "--force"]).exits(0);
    assert!(folder.read("counterfoil.toml").contains("[gatepay]"));
    folder.run(&["init", "missing/own.toml"]).refuses(&["missing/own.toml"]);
}

/// Whatever is typed, the file is one that `check` can read, or there is none.
#[test]
fn odd_answers_make_no_broken_file() {
    let odd: [&[&str]; 4] = [
        &["--gateway", "gatepay", "--gateway", "gatepay"],
        &["--url", "http://127.0.0.1/\"x"],
        &["--url", "nowhere"],
        &["--url", "http://127.0.0.1/\\x\ny"],
    ];
    for arguments in odd {
        let folder = Folder::new();
        let ran = folder.run(&[&["init"], arguments].concat());
        if ran.code == Some(0) {
            folder.run(&["check", "--config", "counterfoil.toml", "--only", "nothing-like-it"]).exits(5);
        } else {
            ran.refuses(&[]);
            assert_eq!(folder.files(), [""; 0], "{arguments:?}");
        }
    }
}

#[test]
fn each_shell_has_completions() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let ran = folder.run(&["completions", shell]).exits(0).says("counterfoil");
        for command in ["check", "replay", "explain", "list", "sign", "verify", "init", "corpus", "completions"] {
            assert!(ran.stdout.contains(command), "{shell}: {command}");
        }
    }
    folder.run(&["completions", "tcsh"]).exits(2);
}
