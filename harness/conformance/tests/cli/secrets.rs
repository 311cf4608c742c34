//! A canary in place of the key: it must be in nothing that is printed or written.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::server::{acknowledging, closed_port};
use super::support::{Folder, Ran, names};

const SECRET: &str = "CANARY-7d1f0c9a4be25583-never-shown";
const PEM: &str = include_str!("canary.pkcs8.pem");
const VARIABLE: &str = "OWN_KEY";

/// The key's text for a gateway.
fn key(name: &str) -> &'static str {
    if matches!(name, "paycools" | "pelago") { PEM } else { SECRET }
}

/// Every form in which the canary could be seen.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(forms);

fn forms() -> Vec<String> {
    let lines = PEM.lines().filter(|line| !line.starts_with('-') && line.len() > 20);
    let texts: Vec<&str> = std::iter::once(SECRET).chain(lines).collect();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let encoded = texts.iter().flat_map(|text| [hex(text), hex(text).to_uppercase()].into_iter().chain(base64(text)));
    texts.iter().map(|&text| text.to_owned()).chain(encoded).collect()
}

/// Base64 at each of the three places within other text, without what depends on that text.
fn base64(text: &str) -> impl Iterator<Item = String> {
    (0..3).map(move |shift| {
        let encoded = STANDARD.encode([&b"000"[..shift], text.as_bytes()].concat());
        encoded[4..encoded.len() - 4].to_owned()
    })
}

#[track_caller]
fn is_silent(bytes: &[u8], place: &str) {
    let text = String::from_utf8_lossy(bytes);
    for form in &*FORMS {
        assert!(!text.contains(form.as_str()), "`{form}` in {place}: {text}");
    }
}

#[track_caller]
fn ran_silently(ran: Ran) -> Ran {
    is_silent(ran.stdout.as_bytes(), "stdout");
    is_silent(ran.stderr.as_bytes(), "stderr");
    ran
}

/// Whatever lies in the folder but the keys themselves.
#[track_caller]
fn wrote_silently(folder: &Folder) {
    for (path, bytes) in folder.everything() {
        if path.extension().is_none_or(|extension| extension != "key") {
            is_silent(&bytes, &path.display().to_string());
        }
    }
}

/// All gateways at one port, each with a canary from a file or from the environment.
fn folder(port: u16, by_file: bool) -> Folder {
    let folder = Folder::new().set("SECRET_KEY", SECRET).set("RSA_KEY", PEM);
    let mut config = String::new();
    for name in names() {
        folder.write(&format!("{name}.key"), key(name));
        let variable = if key(name) == PEM { "RSA_KEY" } else { "SECRET_KEY" };
        let source = if by_file { format!("file = \"{name}.key\"") } else { format!("env = \"{variable}\"") };
        config += &format!("[{name}]\nurl = \"http://127.0.0.1:{port}/{name}\"\nkey = {{ {source} }}\n");
    }
    folder.write("counterfoil.toml", config);
    folder
}

const CHECK: [&str; 6] = ["check", "--config", "counterfoil.toml", "--report", "json=report.jsonl", "-v"];

#[test]
fn the_canary_would_be_found() {
    assert!(FORMS.len() > 100);
    let hidden = STANDARD.encode(format!("x{SECRET}y"));
    assert!(FORMS.iter().any(|form| hidden.contains(form)));
}

#[test]
fn a_run_full_of_failures_shows_no_key() {
    for by_file in [true, false] {
        let folder = folder(acknowledging(|_, _| {}), by_file);
        ran_silently(folder.run(&CHECK).exits(1)).says("curl");
        wrote_silently(&folder);
    }
}

#[test]
fn a_run_that_passes_shows_no_key() {
    let folder = folder(acknowledging(|_, _| {}), true);
    ran_silently(folder.run(&[&CHECK[..], &["--only", "genuine"]].concat()).exits(0));
    wrote_silently(&folder);
}

#[test]
fn a_run_without_a_subject_shows_no_key() {
    let folder = folder(closed_port(), false);
    ran_silently(folder.run(&CHECK).exits(4));
    wrote_silently(&folder);
}

#[test]
fn a_refused_control_shows_no_key() {
    let port = super::server::serve(|mut stream, _| {
        use std::io::Write as _;
        super::server::receive(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    });
    let folder = folder(port, true);
    ran_silently(folder.run(&CHECK).exits(1)).says("diagnosis:");
    wrote_silently(&folder);
}

/// Cases one by one, with all that was sent: forgeries misuse the key in their own ways.
#[test]
fn a_replay_of_each_kind_of_forgery_shows_no_key() {
    let folder = folder(acknowledging(|_, _| {}), true);
    let cases = folder.run(&["check", "--dry-run", "--only", "key-confusion", "--only", "*/signature-forged/*"]);
    let ids: Vec<_> = cases.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(ids.len() > 20, "{ids:?}");
    for id in ids {
        ran_silently(folder.run(&["replay", id, "--config", "counterfoil.toml", "-v"]));
    }
}

#[test]
fn sign_and_verify_show_no_key() {
    for name in names() {
        let folder = Folder::with("own.key", key(name)).set(VARIABLE, key(name));
        for source in [["--key-file", "own.key"], ["--key-env", VARIABLE]] {
            for body in ["{\"data\":{}}", "{\"param\":\"{}\"}", "not JSON"] {
                let sign = [&["sign", "-v", "--gateway", name], &source[..]].concat();
                ran_silently(folder.run_with(&sign, body));
            }
            let verify = [&["verify", "-v", "--gateway", name], &source[..]].concat();
            ran_silently(folder.run_with(&verify, "POST /notify HTTP/1.1\r\n\r\n{\"data\":{}}").exits(1));
        }
    }
}

#[test]
fn list_and_explain_show_no_key() {
    let folder = folder(closed_port(), true);
    for kind in ["gateways", "messages", "readings", "families", "cases", "subjects", "mistakes", "keys"] {
        ran_silently(folder.run(&["list", kind, "-v"]).exits(0));
    }
    for what in ["gatepay/genuine/plain", "genuine", "builtin:reference", "secret-in-hex"] {
        ran_silently(folder.run(&["explain", what]).exits(0));
    }
}

/// The commonest mistakes with a key: it is written where its source belongs, or it is the wrong kind.
#[test]
fn an_error_about_a_key_shows_no_key() {
    let url = format!("http://127.0.0.1:{}/", closed_port());
    let written = [
        format!("key = \"{SECRET}\""),
        format!("key = {SECRET}"),
        format!("key = [\"{SECRET}\"]"),
        format!("secret = \"{SECRET}\""),
        format!("key = {{ value = \"{SECRET}\" }}"),
        format!("key = \"{SECRET}"),
        format!("key = '''\n{PEM}'''"),
    ];
    for line in written {
        let folder = Folder::with("own.toml", format!("[paycools]\nurl = \"{url}\"\n{line}\n"));
        ran_silently(folder.run(&["check", "--config", "own.toml"]).refuses(&["own.toml"]));
    }
}

#[test]
fn a_wrong_key_is_not_shown() {
    for (name, text) in
        [("paycools", SECRET.to_owned()), ("gatepay", format!("{SECRET}\n")), ("pelago", PEM[..400].to_owned())]
    {
        let folder = folder(closed_port(), true);
        folder.write(&format!("{name}.key"), &text);
        ran_silently(folder.run(&CHECK).refuses(&[]));
        for command in ["sign", "verify"] {
            let file = format!("{name}.key");
            ran_silently(
                folder.run_with(&[command, "--gateway", name, "--key-file", &file], "POST / HTTP/1.1\r\n\r\n{}"),
            );
        }
    }
}

/// An address may carry a password; reports are passed on.
#[test]
fn a_password_in_an_address_is_not_shown() {
    for port in [acknowledging(|_, _| {}), closed_port()] {
        let folder = Folder::new();
        let url = format!("http://name:{SECRET}@127.0.0.1:{port}/gatepay");
        let arguments = ["check", &url, "--gateway", "gatepay", "--report", "json=report.jsonl", "-v"];
        ran_silently(folder.run(&arguments));
        ran_silently(folder.run(&["replay", "gatepay/genuine/plain", &url]));
        wrote_silently(&folder);
    }
}
