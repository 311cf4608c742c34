//! Keys that cannot be read, or are not the key that is due.

use super::server::closed_port;
use super::support::{Folder, Ran};

const PUBLIC: &str = include_str!("../../../../corpus/keys/paycools-platform.spki.pem");
const ELLIPTIC: &str = include_str!("elliptic.pkcs8.pem");

/// A `check` whose configuration names this key.
fn check(folder: &Folder, gateway: &str, key: &str) -> Ran {
    let url = format!("http://127.0.0.1:{}/", closed_port());
    folder.write("own.toml", format!("[{gateway}]\nurl = \"{url}\"\nkey = {key}\n"));
    folder.run(&["check", "--config", "own.toml"])
}

/// The same key for `sign` and for `verify`.
fn by_hand(folder: &Folder, gateway: &str, key: [&str; 2]) -> [Ran; 2] {
    ["sign", "verify"].map(|command| {
        let arguments = [&[command, "--gateway", gateway][..], &key].concat();
        folder.run_with(&arguments, "POST / HTTP/1.1\r\n\r\n{}")
    })
}

#[test]
fn a_missing_file_is_named() {
    let folder = Folder::new();
    check(&folder, "gatepay", "{ file = \"no.secret\" }").refuses(&["no.secret"]);
    for ran in by_hand(&folder, "gatepay", ["--key-file", "no.secret"]) {
        ran.refuses(&["no.secret"]);
    }
}

#[test]
fn a_folder_is_no_key() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("folder")).unwrap();
    check(&folder, "paycools", "{ file = \"folder\" }").refuses(&["folder"]);
    for ran in by_hand(&folder, "paycools", ["--key-file", "folder"]) {
        ran.refuses(&["folder"]);
    }
}

#[test]
fn a_key_file_stands_beside_its_configuration() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("deep")).unwrap();
    folder.write("deep/own.secret", "a-secret");
    let url = format!("http://127.0.0.1:{}/", closed_port());
    folder.write("deep/own.toml", format!("[gatepay]\nurl = \"{url}\"\nkey = {{ file = \"own.secret\" }}\n"));
    folder.run(&["check", "--config", "deep/own.toml"]).exits(4);
}

#[test]
fn a_public_key_cannot_sign() {
    let folder = Folder::with("own.pem", PUBLIC);
    for gateway in ["paycools", "pelago"] {
        check(&folder, gateway, "{ file = \"own.pem\" }").refuses(&["own.pem", "public key", "private"]);
        let [sign, _] = by_hand(&folder, gateway, ["--key-file", "own.pem"]);
        sign.refuses(&["own.pem", "public key", "private"]);
    }
}

#[test]
fn other_keys_and_no_keys_are_told_apart() {
    let cases = [
        ("garbage", "this is no key\n"),
        ("binary", "\u{1}\u{2}\u{3}"),
        ("elliptic", ELLIPTIC),
        ("half", "-----BEGIN PRIVATE KEY-----\nMIIE\n"),
        ("empty", ""),
    ];
    for (name, text) in cases {
        let folder = Folder::with(name, text);
        check(&folder, "paycools", &format!("{{ file = \"{name}\" }}")).refuses(&[name, "paycools"]);
    }
}

/// `verify` reads keys in its own way, for public ones; it must say as much.
#[test]
fn verify_names_the_file_of_a_wrong_key() {
    for (gateway, text) in [("paycools", ELLIPTIC), ("pelago", "garbage"), ("gatepay", ""), ("cregis", "secret\n")] {
        let folder = Folder::with("own.key", text);
        for ran in by_hand(&folder, gateway, ["--key-file", "own.key"]) {
            ran.refuses(&["own.key", gateway]);
        }
    }
}

#[test]
fn a_secret_is_not_empty_and_has_no_line_end() {
    let cases = [("", "empty"), ("secret\n", "line end"), ("secret\r\n", "line end"), (" secret", "blank")];
    for gateway in ["gatepay", "cregis", "payprotocol"] {
        for (text, named) in cases {
            let folder = Folder::with("own.secret", text);
            check(&folder, gateway, "{ file = \"own.secret\" }").refuses(&["own.secret", named]);
        }
    }
}

#[test]
fn an_environment_variable_is_named() {
    let folder = Folder::new();
    check(&folder, "gatepay", "{ env = \"OWN_SECRET\" }").refuses(&["OWN_SECRET", "not set"]);
    for ran in by_hand(&folder, "gatepay", ["--key-env", "OWN_SECRET"]) {
        ran.refuses(&["OWN_SECRET", "not set"]);
    }
    for (value, named) in [("", "empty"), ("secret\n", "line end")] {
        let folder = Folder::new().set("OWN_SECRET", value);
        check(&folder, "gatepay", "{ env = \"OWN_SECRET\" }").refuses(&["OWN_SECRET", named]);
        for ran in by_hand(&folder, "gatepay", ["--key-env", "OWN_SECRET"]) {
            ran.refuses(&["OWN_SECRET", named]);
        }
    }
}

#[test]
fn a_key_has_one_source() {
    let folder = Folder::new();
    check(&folder, "gatepay", "{}").refuses(&["own.toml", "env", "file"]);
    check(&folder, "gatepay", "{ env = \"A\", file = \"b\" }").refuses(&["own.toml", "not both"]);
}
