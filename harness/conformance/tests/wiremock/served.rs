//! What we write the real WireMock serves: the same answers, byte for byte.

use std::fs::{read_dir, write};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use counterfoil::subject::{Answer, Endpoint, Failure};
use counterfoil_formats::exchange::{Exchange, RecordedResponse, read, to_line};
use counterfoil_formats::wiremock::journal;
use counterfoil_protocol::wire::{Headers, Request};
use tempfile::TempDir;

use crate::support::{Process, WireMock, check, exchanges, python, run};

/// Of the connection, or WireMock's own: it names the stub that answered.
const NOT_OF_THE_ANSWER: [&str; 6] =
    ["connection", "keep-alive", "transfer-encoding", "content-length", "matched-stub-id", "matched-stub-name"];
const PATIENCE: Duration = Duration::from_secs(60);

/// Converts, starts WireMock with the result, sends each request in its turn: status, headers and body of the answer are
/// those that were recorded, or there is none. Says nothing without WireMock.
fn serves(own: &Path, recording: &str, exchanges: &[Exchange]) {
    let (code, said) = run(own, &["convert", recording, "--to", "wiremock", "--out", "root"]);
    assert_eq!(code, Some(0), "{said}");
    let Some(wiremock) = WireMock::start(&own.join("root"), &[]) else { return };
    let endpoint = Endpoint::parse(&format!("http://127.0.0.1:{}/", wiremock.port), false).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for exchange in exchanges {
        let answer = runtime.block_on(endpoint.exchange(&unframed(exchange), PATIENCE));
        is_as_recorded(exchange, &answer);
    }
}

#[track_caller]
fn is_as_recorded(exchange: &Exchange, answer: &Result<Answer, Failure>) {
    match (&exchange.response, answer) {
        (Some(recorded), Ok(answer)) => {
            assert_eq!((answer.status, &answer.body), (recorded.status, &recorded.body), "{}", exchange.id);
            assert_eq!(told(&answer.headers), told(&recorded.headers), "{}", exchange.id);
        }
        (None, Err(Failure::Closed(_))) => {}
        other => panic!("{}: {other:?}", exchange.id),
    }
}

/// As it was handed to the endpoint, which frames it again.
fn unframed(exchange: &Exchange) -> Request {
    let request = exchange.request.to_request();
    let own = ["host", "connection", "content-length"];
    let mut headers = Headers::default();
    let kept = request.headers.iter().filter(|(name, _)| !own.contains(&name.to_lowercase().as_str()));
    kept.for_each(|(name, value)| headers.push(name, value));
    Request { headers, ..request }
}

/// By name, as a library would show them.
fn told(headers: &Headers) -> Vec<(String, Vec<u8>)> {
    let told = headers.iter().map(|(name, value)| (name.to_lowercase(), value.trim_ascii().to_vec()));
    let mut told: Vec<_> = told.filter(|(name, _)| !NOT_OF_THE_ANSWER.contains(&name.as_str())).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[test]
fn a_saved_run_is_served_as_it_was() {
    let own = TempDir::new().unwrap();
    let all = check(own.path(), &["--save", "saved"]);
    assert!(all.len() > 1000);
    let names = ["cregis", "gatepay", "paycools", "payprotocol", "pelago"];
    let file = |name: &&str| exchanges(&own.path().join(format!("saved/{name}.jsonl")));
    let mut recorded: Vec<Exchange> = names.iter().flat_map(file).collect();
    recorded.sort_by_key(|exchange| exchange.at);
    serves(own.path(), "saved", &recorded);
}

#[test]
fn a_tap_is_served_as_it_was() {
    let Some((_receiver, config, port)) = python() else { return };
    let own = TempDir::new().unwrap();
    let target = format!("http://127.0.0.1:{port}");
    let mut tap = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
    tap.args(["record", "--listen", "127.0.0.1:0", "--target", &target, "--out"]).arg(own.path().join("tap"));
    let mut tap = Process(tap.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    let mut stderr = BufReader::new(tap.0.stderr.take().unwrap());
    stderr.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split(' ').next().unwrap();
    write(own.path().join("tapped.toml"), config.replace("127.0.0.1:8080", address)).unwrap();
    let only = ["--only", "genuine", "--only", "signature-absent", "--only", "redelivery", "--only", "boundary-shift"];
    let cases = check(own.path(), &[&["--config", "tapped.toml"][..], &only].concat());
    assert!(Command::new("kill").args(["-INT", &tap.0.id().to_string()]).status().unwrap().success());
    assert_eq!(tap.0.wait().unwrap().code(), Some(0));
    let entries = read_dir(own.path().join("tap/exchanges")).unwrap().map(|entry| entry.unwrap().path());
    let recorded = entries.map(|path| read(&std::fs::read(path).unwrap()).unwrap());
    // What WireMock answers itself: its server takes no such target.
    let is_url = |exchange: &Exchange| !exchange.request.target.contains([' ', '#']);
    let mut recorded: Vec<Exchange> = recorded.filter(is_url).collect();
    recorded.sort_by(|one, other| one.id.cmp(&other.id));
    assert!(recorded.len() >= cases.len());
    serves(own.path(), "tap", &recorded);
}

fn answered(id: &str, body: &str, status: u16, headers: &[(&str, &str)], answer: &[u8]) -> Exchange {
    let mut request = Request::post("/notify?a=%2B&b=x+y", body);
    request.headers.push("Content-Length", body.len().to_string());
    let mut response = RecordedResponse { status, body: answer.to_vec(), ..RecordedResponse::default() };
    headers.iter().for_each(|(name, value)| response.headers.push(*name, *value));
    Exchange { id: id.to_owned(), request: request.into(), response: Some(response), ..Exchange::default() }
}

fn silent(id: &str, why: &str) -> Exchange {
    let one = answered(id, &format!("{{\"{id}\":1}}"), 0, &[], b"");
    Exchange { response: None, failure: Some(why.to_owned()), ..one }
}

/// Answers of every odd kind, and one request that was answered in three ways.
#[test]
fn odd_answers_are_served_as_they_were() {
    let own = TempDir::new().unwrap();
    let latin = [("Content-Type", "text/plain; charset=iso-8859-1")];
    let octets = [("Content-Type", "application/octet-stream")];
    let cookies = [("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("X-Odd", "a,b")];
    let large: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let spelt = "{\"a\": 1.00, \"\u{e9}\":\"\\u00e9\\/\"}\r\n";
    let recorded = [
        answered("latin", "{}", 200, &latin, b"caf\xe9"),
        answered("again", "{}", 503, &[], b""),
        answered("cookies", "[]", 200, &cookies, spelt.as_bytes()),
        answered("large", "1", 200, &octets, &large),
        answered("a third time", "{}", 200, &[], "\u{feff}SUCCESS".as_bytes()),
        answered("template", "2", 418, &[], b"{{request.url}}"),
        answered("nothing", "3", 204, &[], b""),
        silent("hung-up", "closed before a whole answer came"),
        silent("reset", "the target reset the connection"),
    ];
    write(own.path().join("odd.jsonl"), recorded.iter().map(to_line).collect::<String>()).unwrap();
    serves(own.path(), "odd.jsonl", &recorded);
    assert_eq!(read_dir(own.path().join("root/__files")).unwrap().count(), 1);
}

/// The journal that we write has the form of WireMock's own, and the bytes of the run.
#[test]
fn a_journal_of_ours_has_the_bytes_of_the_run() {
    let own = TempDir::new().unwrap();
    check(own.path(), &["--only", "genuine", "--only", "redelivery", "--gateway", "gatepay", "--save", "saved"]);
    let (code, said) = run(own.path(), &["convert", "saved", "--to", "journal", "--out", "ours"]);
    assert_eq!(code, Some(0), "{said}");
    let mut sent = exchanges(&own.path().join("saved/gatepay.jsonl"));
    sent.sort_by_key(|exchange| exchange.at);
    let logged = journal(&std::fs::read(own.path().join("ours/journal.json")).unwrap());
    let logged: Vec<Exchange> = logged.into_iter().rev().map(Result::unwrap).collect();
    let bytes = |exchange: &Exchange| (exchange.request.body.clone(), exchange.response.clone().unwrap().body);
    assert_eq!(logged.iter().map(bytes).collect::<Vec<_>>(), sent.iter().map(bytes).collect::<Vec<_>>());
}
