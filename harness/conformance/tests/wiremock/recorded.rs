//! What the real WireMock records of a session: the verdicts of the live receiver, minus those that `lint` predicts.

use std::collections::BTreeMap;
use std::fs::{create_dir_all, write};
use std::path::Path;

use counterfoil_formats::exchange::Exchange;
use counterfoil_formats::lint::recording_request;
use counterfoil_formats::wiremock::{exchange as stubbed, journal, mappings};
use counterfoil_protocol::gateways::gatepay;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Verdicts, WireMock, check, exchanges, python, run};

/// The files of the session, and what `lint` says of each recording in them.
struct Session {
    /// What was sent, in the words of the run itself.
    sent: Vec<Exchange>,
    /// What the other recorder kept.
    kept: Vec<Exchange>,
    /// By id.
    lint: BTreeMap<String, Value>,
}

impl Session {
    /// Of a folder with a saved run and the other recorder's file.
    fn read(own: &Path, gateways: &[&str], kept: Vec<Exchange>) -> Self {
        let file = |name: &&str| exchanges(&own.join(format!("saved/{name}.jsonl")));
        let (_, said) = run(own, &["lint", "saved", "--format", "json"]);
        let row = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let lint = said.lines().map(row).map(|row: Value| (row["id"].as_str().unwrap().to_owned(), row));
        Self { sent: gateways.iter().flat_map(file).collect(), kept, lint: lint.collect() }
    }

    /// Whether `lint` says of one of the case's recordings why it will not do: it cannot prove, or it differs.
    fn predicts(&self, case: &str) -> bool {
        let is_of = |exchange: &&Exchange| exchange.case.as_ref().is_some_and(|record| record.id == case);
        self.sent.iter().filter(is_of).any(|sent| {
            let same = |kept: &&Exchange| kept.request.body == sent.request.body && path(kept) == path(sent);
            let mut kept = self.kept.iter().filter(same).peekable();
            // Where nothing was kept of it, the run's own file must say that its answer is none.
            (kept.peek().is_none() && self.cannot(sent))
                || kept.any(|kept| self.cannot(kept) || self.explains(sent, kept))
        })
    }

    fn cannot(&self, exchange: &Exchange) -> bool {
        let proves = &self.lint[&exchange.id]["proves"];
        ["signature", "acknowledgement"].into_iter().any(|question| proves[question]["can"] == false)
    }

    /// Whether headers differ, and each that does stands in a finding.
    fn explains(&self, sent: &Exchange, kept: &Exchange) -> bool {
        let findings = self.lint[&kept.id]["lost"].as_array();
        let says = |finding: &Value, words: &str| finding["what"].as_str().unwrap().contains(words);
        let said = |words: &str| findings.is_some_and(|all| all.iter().any(|finding| says(finding, words)));
        let own = ["host", "connection"];
        let mut names: Vec<&str> = sent.request.headers.iter().map(|(name, _)| name).collect();
        names.retain(|name| !own.contains(&name.to_lowercase().as_str()) && values(sent, name) != values(kept, name));
        let is_cut = |name: &str| values(sent, name).len() > values(kept, name).len() && said("only the first value");
        !names.is_empty() && names.iter().all(|name| said(name) || is_cut(name))
    }
}

/// The query may have been put together again.
fn path(exchange: &Exchange) -> &str {
    exchange.request.target.split('?').next().unwrap_or_default()
}

/// WireMock takes the blanks around a header's value off.
fn values(exchange: &Exchange, name: &str) -> Vec<Vec<u8>> {
    exchange.request.headers.all(name).map(|value| value.trim_ascii().to_vec()).collect()
}

/// The cases without a recorded answer; all others have the verdict of the live receiver.
fn missing(live: &Verdicts, again: &Verdicts) -> Vec<String> {
    assert_eq!(live.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    let missing =
        |(_, (verdict, detail)): &(&String, &(String, String))| verdict == "skip" && detail.contains("recorded");
    for (id, (verdict, detail)) in again.iter().filter(|case| !missing(case)) {
        assert_eq!(verdict, &live[id].0, "{id}: {detail}; live: {}", live[id].1);
    }
    again.iter().filter(missing).map(|(id, _)| id.clone()).collect()
}

/// Every case that is missing was predicted; and what is predicted is not just everything.
fn compare(session: &Session, live: &Verdicts, again: &Verdicts) {
    let missing = missing(live, again);
    for id in &missing {
        assert!(session.predicts(id), "{id} has no recorded answer, and lint does not say why");
    }
    let rest: Vec<&String> = live.keys().filter(|id| !missing.contains(id)).collect();
    let predicted = rest.iter().filter(|id| session.predicts(id)).count();
    assert!(missing.len() * 10 < live.len(), "{missing:?}");
    assert!(predicted * 4 < rest.len(), "{predicted} of {} cases that are there were said to be missing", rest.len());
}

/// Through WireMock as a proxy: its journal gives the verdicts that the receiver itself gives, in all cases.
#[test]
fn a_recording_of_the_python_receiver_gives_its_verdicts() {
    let Some((_receiver, config, port)) = python() else { return };
    let own = TempDir::new().unwrap();
    let target = format!("http://127.0.0.1:{port}");
    create_dir_all(own.path().join("root")).unwrap();
    let Some(wiremock) = WireMock::start(&own.path().join("root"), &["--proxy-all", &target]) else { return };
    write(own.path().join("direct.toml"), config.replace(":8080/", &format!(":{port}/"))).unwrap();
    write(own.path().join("proxied.toml"), config.replace(":8080/", &format!(":{}/", wiremock.port))).unwrap();
    let live = check(own.path(), &["--config", "direct.toml"]);
    assert!(live.values().filter(|(verdict, _)| verdict == "pass").count() > 1000);

    check(own.path(), &["--config", "proxied.toml", "--save", "saved"]);
    let (status, logged) = wiremock.get("/__admin/requests").unwrap();
    assert_eq!(status, 200);
    write(own.path().join("saved/journal.json"), &logged).unwrap();
    let again = check(own.path(), &["recordings:saved"]);
    let kept = journal(&logged).into_iter().map(Result::unwrap).collect();
    let session = Session::read(own.path(), &["cregis", "gatepay", "paycools", "payprotocol", "pelago"], kept);
    compare(&session, &live, &again);
}

/// The stubs that WireMock makes of a session, as `lint` advises to record it.
#[test]
fn stubs_recorded_as_advised_give_the_verdicts() {
    let Some((_receiver, config, port)) = python() else { return };
    let own = TempDir::new().unwrap();
    let root = own.path().join("root");
    create_dir_all(&root).unwrap();
    let target = format!("http://127.0.0.1:{port}");
    let Some(wiremock) = WireMock::start(&root, &["--proxy-all", &target]) else { return };
    write(own.path().join("direct.toml"), config.replace(":8080/", &format!(":{port}/"))).unwrap();
    write(own.path().join("proxied.toml"), config.replace(":8080/", &format!(":{}/", wiremock.port))).unwrap();
    let only = ["--gateway", "gatepay", "--only", "genuine", "--only", "signature-*", "--only", "redelivery"];
    let live = check(own.path(), &[&["--config", "direct.toml"][..], &only].concat());
    check(own.path(), &[&["--config", "proxied.toml", "--save", "saved"][..], &only].concat());
    let asked = recording_request(&gatepay::GATEWAY, None).to_line();
    let (status, stubs) = wiremock.post("/__admin/recordings/snapshot", &asked);
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&stubs));
    create_dir_all(own.path().join("saved/mappings")).unwrap();
    write(own.path().join("saved/mappings/session.json"), &stubs).unwrap();
    let again = check(own.path(), &[&["recordings:saved"][..], &only].concat());
    let kept = mappings(&stubs).unwrap().into_iter().map(|stub| stubbed(&stub.unwrap(), &|_| None).unwrap()).collect();
    compare(&Session::read(own.path(), &["gatepay"], kept), &live, &again);
}

/// WireMock is the receiver: what it logged are the bytes that were sent.
#[test]
fn the_journal_of_a_receiver_has_the_bytes_that_were_sent() {
    let own = TempDir::new().unwrap();
    let root = own.path().join("root");
    create_dir_all(&root).unwrap();
    let Some(wiremock) = WireMock::start(&root, &[]) else { return };
    let (media_type, body) = gatepay::GATEWAY.acknowledgement.answer();
    let stub = serde_json::json!({
        "request": { "method": "ANY", "urlPath": "/notify" },
        "response": { "status": 200, "headers": { "Content-Type": media_type }, "body": body },
    });
    assert_eq!(wiremock.post("/__admin/mappings", &stub.to_string()).0, 201);
    let url = format!("http://127.0.0.1:{}/notify", wiremock.port);
    let only = ["--only", "genuine", "--only", "signature-*", "--save", "saved"];
    let (code, said) = run(own.path(), &[&["check", &url, "--gateway", "gatepay"][..], &only].concat());
    assert_eq!(code, Some(1), "it acknowledges everything: {said}");

    let sent = exchanges(&own.path().join("saved/gatepay.jsonl"));
    let mut logged: Vec<Exchange> =
        journal(&wiremock.get("/__admin/requests").unwrap().1).into_iter().map(|entry| entry.unwrap()).collect();
    assert_eq!(logged.len(), sent.len());
    for exchange in &sent {
        let same = |entry: &Exchange| {
            let signature = |exchange: &Exchange| values(exchange, "X-GatePay-Signature");
            (&entry.request.body, &entry.request.target, signature(entry))
                == (&exchange.request.body, &exchange.request.target, signature(exchange))
        };
        let found = logged.iter().position(same);
        let found = found.unwrap_or_else(|| panic!("not logged as it was sent: {exchange:?}"));
        logged.swap_remove(found);
    }
}
