//! `scrub` and `refresh`: copies that verify where the recording did, and nowhere else.

use std::collections::BTreeMap;
use std::fs::{read_to_string, write};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;

use counterfoil::keys::Keys;
use counterfoil_formats::exchange::{Exchange, lines};
use counterfoil_formats::http_text::parse_request;
use counterfoil_formats::wiremock::{journal, journal_file};
use counterfoil_protocol::gateways;
use counterfoil_protocol::receive::{Ledger, Receiver};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire::Request;
use serde_json::Value;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Exit code, standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
        command.current_dir(self.0.path()).env("TMPDIR", self.0.path()).env_remove("COUNTERFOIL_CONFIG");
        let output = command.args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    fn exchanges(&self, name: &str) -> Vec<Exchange> {
        let bytes = std::fs::read(self.path(name)).unwrap();
        lines(&bytes).map(|line| line.exchange.unwrap()).collect()
    }

    /// Saves some cases of a gateway, forgeries among them.
    fn saved(&self, gateway: &str) {
        let only = ["--only", "genuine", "--only", "signature-forged"];
        let (code, out, err) = self.run(&[&["check", "--gateway", gateway, "--save", "saved"][..], &only].concat());
        assert_eq!(code, Some(0), "{out}{err}");
    }
}

/// Whether each exchange is rightly signed with the TEST key, in order.
fn genuine(exchanges: &[Exchange], window: Option<Window>) -> Vec<bool> {
    let now = UnixMillis::new(jiff::Timestamp::now().as_millisecond().unsigned_abs());
    let is_genuine = |exchange: &Exchange| {
        let gateway = gateways::by_name(exchange.gateway.as_deref().unwrap()).unwrap();
        let receiver = Receiver { window, ..Receiver::new(gateway, Keys::test(gateway).signing.verifying_key()) };
        receiver.receive(&exchange.request.to_request(), now, &mut Ledger::default()).is_ok()
    };
    exchanges.iter().map(is_genuine).collect()
}

#[test]
fn what_was_genuine_stays_so_and_a_forgery_becomes_none() {
    for gateway in gateways::ALL {
        let folder = Folder::new();
        folder.saved(gateway.name);
        let file = format!("{}.jsonl", gateway.name);
        let before = genuine(&folder.exchanges(&format!("saved/{file}")), None);
        assert!(before.contains(&true) && before.contains(&false), "{gateway}");
        for (command, out) in [("scrub", "scrubbed"), ("refresh", "refreshed")] {
            let (code, told, err) = folder.run(&[command, "saved", "--out", out]);
            assert_eq!(code, Some(0), "{told}{err}");
            let after = folder.exchanges(&format!("{out}/{file}"));
            assert_eq!(genuine(&after, None), before, "{command} {gateway}");
        }
    }
}

/// What was expected, observed and judged of each case of a replay.
fn verdicts(folder: &Folder, arguments: &[&str]) -> BTreeMap<String, [String; 3]> {
    let (_, out, err) = folder.run(&[&["check", "--report", "json=report.jsonl"][..], arguments].concat());
    let text = read_to_string(folder.path("report.jsonl")).unwrap_or_else(|error| panic!("{error}: {out}{err}"));
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let cases = lines.filter(|line| line["type"] == "case");
    cases.map(|case| (said(&case, "id"), ["expect", "observed", "verdict"].map(|name| said(&case, name)))).collect()
}

#[test]
fn a_scrubbed_run_gives_the_verdicts_of_the_run() {
    let faulty =
        [("never-compares", "gatepay"), ("follows-other-readings", "pelago"), ("crashes-on-refusal", "cregis")];
    let faulty = faulty.map(|(name, gateway)| vec![format!("builtin:{name}"), format!("--gateway={gateway}")]);
    for subject in [vec!["builtin:reference".to_owned()]].into_iter().chain(faulty) {
        let folder = Folder::new();
        let arguments: Vec<&str> = subject.iter().map(String::as_str).chain(["--save", "saved"]).collect();
        let live = verdicts(&folder, &arguments);
        let (code, told, err) = folder.run(&["scrub", "saved", "--out", "clean"]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{told}");
        assert!(told.contains("case of the corpus") && !told.contains("not to be replayed"), "{told}");
        assert_eq!(verdicts(&folder, &["recordings:clean"]), live, "{subject:?}");
    }
}

/// A run under a key of one's own, at an address with a secret in it: neither is left, and no verdict is lost.
#[test]
fn a_run_under_an_own_key_becomes_one_under_the_test_key() {
    let folder = Folder::new();
    let receiver = receiver("our-own-secret-0815");
    write(folder.path("own.secret"), "our-own-secret-0815").unwrap();
    let url = format!("http://127.0.0.1:{receiver}/notify?password=open-sesame");
    write(folder.path("own.toml"), format!("[gatepay]\nurl = \"{url}\"\nkey = {{ file = \"own.secret\" }}\n")).unwrap();
    let only = ["--only", "genuine", "--only", "signature-*", "--only", "key-confusion"];
    let live = verdicts(&folder, &[&["--config", "own.toml", "--save", "saved"][..], &only].concat());
    assert!(live.values().filter(|[_, _, verdict]| verdict == "pass").count() > 40, "{live:?}");

    let (code, told, err) = folder.run(&["scrub", "saved", "--out", "clean", "--config", "own.toml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{told}");
    for file in ["clean/run.json", "clean/gatepay.jsonl"] {
        let text = read_to_string(folder.path(file)).unwrap();
        assert!(!text.contains("open-sesame") && !text.contains("0815") && !text.contains("\"own\""), "{file}");
    }
    assert_eq!(verdicts(&folder, &[&["recordings:clean"][..], &only].concat()), live);

    // Without the key nothing shows which case it was.
    let (code, told, _) = folder.run(&["scrub", "saved", "--out", "blind"]);
    assert_eq!(code, Some(0));
    assert!(told.contains("not to be replayed: say its key with --config"), "{told}");
    let (code, _, err) = folder.run(&["check", "recordings:blind"]);
    assert!(code == Some(2) && err.contains("key of its own"), "{code:?} {err}");
}

/// The reference under that secret, on a port of loopback.
fn receiver(secret: &str) -> u16 {
    let gateway = gateways::by_name("gatepay").unwrap();
    let key = Keys::of(gateway, secret.as_bytes()).unwrap().signing.verifying_key();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let receiver = Receiver::new(gateway, key);
        for mut stream in listener.incoming().flatten() {
            let Some(request) = received(&mut stream) else { continue };
            let now = UnixMillis::new(jiff::Timestamp::now().as_millisecond().unsigned_abs());
            let taken = receiver.receive(&request, now, &mut Ledger::default()).is_ok();
            let (kind, words) = gateway.acknowledgement.answer();
            let (status, words) = if taken { ("200 OK", words) } else { ("401 Unauthorized", "no") };
            let length = words.len();
            let _ =
                write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{words}");
        }
    });
    port
}

/// Up to the end that `Content-Length` tells.
fn received(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    loop {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&some[..count]);
        if let Ok(request) = parse_request(&bytes) {
            return Some(request);
        }
    }
}

#[test]
fn a_refreshed_message_was_sent_just_now() {
    let folder = Folder::new();
    folder.saved("gatepay");
    let old = |request: &mut Exchange| request.request.headers.set("X-GatePay-Timestamp", "1723971200000");
    let mut exchanges = folder.exchanges("saved/gatepay.jsonl");
    let genuine_before = genuine(&exchanges, None);
    let (code, ..) = folder.run(&["refresh", "saved/gatepay.jsonl", "--out", "refreshed"]);
    assert_eq!(code, Some(0));
    let window = Window { past_ms: 60_000, future_ms: 60_000 };
    assert_eq!(genuine(&folder.exchanges("refreshed/gatepay.jsonl"), Some(window)), genuine_before);
    let nonce = |exchange: &Exchange| exchange.request.headers.single("X-GatePay-Nonce").unwrap().to_owned();
    let fresh = folder.exchanges("refreshed/gatepay.jsonl");
    assert_ne!(nonce(&fresh[0]), nonce(&exchanges[0]));
    assert_eq!(nonce(&fresh[0]).len(), nonce(&exchanges[0]).len());
    // Dated otherwise than it was signed it is no genuine message, and is not made one.
    old(&mut exchanges[0]);
    write(folder.path("old.jsonl"), counterfoil_formats::exchange::to_line(&exchanges[0])).unwrap();
    let (_, told, _) = folder.run(&["refresh", "old.jsonl", "--out", "left"]);
    assert!(told.contains("left: its signature is not right"), "{told}");
}

#[test]
fn nobodys_data_and_no_secret_is_left() {
    let folder = Folder::new();
    folder.saved("cregis");
    let mut exchange = folder.exchanges("saved/cregis.jsonl").remove(0);
    let secret = "our-own-secret-0815";
    write(folder.path("own.secret"), secret).unwrap();
    write(folder.path("own.toml"), "[cregis]\nkey = { file = \"own.secret\" }\n").unwrap();
    exchange.request.headers.push("Authorization", "Bearer topsecret");
    exchange.request.headers.push("X-Forwarded-For", "198.51.100.77");
    exchange.request.target += "?email=anna%40shop.example";
    let response = exchange.response.as_mut().unwrap();
    response.body = format!("thanks, anna@shop.example; key {secret}").into_bytes();
    write(folder.path("one.jsonl"), counterfoil_formats::exchange::to_line(&exchange)).unwrap();
    let arguments = ["scrub", "one.jsonl", "--out", "clean", "--config", "own.toml"];
    let (code, told, err) = folder.run(&arguments);
    assert_eq!(code, Some(0), "{err}");
    let clean = read_to_string(folder.path("clean/one.jsonl")).unwrap();
    for gone in ["anna", "topsecret", "198.51", secret] {
        assert!(!clean.contains(gone) && !told.contains(gone), "{gone}: {clean}{told}");
    }
    for kind in ["secret: header Authorization", "secret: answer", "e-mail: text", "signed with the TEST key"] {
        assert!(told.contains(kind), "no `{kind}`: {told}");
    }
    assert_eq!(genuine(&folder.exchanges("clean/one.jsonl"), None), [true]);
}

#[test]
fn journals_stay_journals() {
    let folder = Folder::new();
    folder.saved("gatepay");
    let exchanges = folder.exchanges("saved/gatepay.jsonl");
    write(folder.path("journal.json"), journal_file(&exchanges).to_file()).unwrap();
    let (code, told, err) = folder.run(&["scrub", "journal.json", "--gateway", "gatepay", "--out", "clean"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(told.contains("signed with the TEST key"), "{told}");
    let read = journal(&std::fs::read(folder.path("clean/journal.json")).unwrap());
    assert_eq!(read.len(), exchanges.len());
}

#[test]
fn nothing_is_written_outside_or_over_anything() {
    let folder = Folder::new();
    folder.saved("pelago");
    std::fs::create_dir(folder.path("other")).unwrap();
    write(folder.path("other/mine"), "mine").unwrap();
    let refused = |arguments: &[&str], said: &str| {
        let (code, _, err) = folder.run(arguments);
        assert!(code == Some(2) && err.contains(said), "{code:?} {err}");
    };
    refused(&["scrub", "saved", "--out", "other"], "is not empty");
    refused(&["scrub", "nothing", "--out", "new"], "nothing");
    refused(&["scrub", "other", "--out", "new"], "no recording");
    refused(&["scrub", "saved/pelago.jsonl", "saved/pelago.jsonl", "--out", "new"], "two recordings");
    write(folder.path("bad.jsonl"), "{\"format\":1}\n").unwrap();
    let (code, _, err) = folder.run(&["scrub", "bad.jsonl", "saved/pelago.jsonl", "--out", "new"]);
    assert!(code == Some(4) && err.contains("bad.jsonl: line 1"), "{code:?} {err}");
    assert!(!folder.exchanges("new/pelago.jsonl").is_empty());
    #[cfg(unix)]
    {
        std::fs::create_dir(folder.path("linked")).unwrap();
        std::os::unix::fs::symlink(folder.path("saved/pelago.jsonl"), folder.path("linked/a.jsonl")).unwrap();
        refused(&["scrub", "linked", "--out", "elsewhere"], "no recording");
    }
}
