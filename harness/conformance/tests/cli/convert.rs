//! `convert`: what it writes, what it leaves out, and that nothing is overwritten.

use counterfoil_formats::exchange::{Exchange, Fidelity, Loss};
use counterfoil_formats::wiremock::{exchange as recorded, journal as entries, mappings};
use serde_json::Value;

use super::recordings::{answering, callback, journal, lines, without};
use super::support::{Folder, Ran, names};

fn convert(folder: &Folder, from: &str, to: &str, out: &str) -> Ran {
    folder.run(&["convert", from, "--to", to, "--out", out])
}

/// The mappings in the order of their names.
fn written(folder: &Folder, out: &str) -> Vec<Value> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder.path(out).join("mappings")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()).collect()
}

#[test]
fn what_was_exact_stays_so_in_both_forms() {
    for name in names() {
        let sent = callback(name, 1);
        let mut framed = sent.clone();
        framed.request.headers.push("Content-Length", sent.request.body.len().to_string());
        let folder = Folder::with("one.jsonl", lines(&[framed]));
        convert(&folder, "one.jsonl", "wiremock", "stubs").exits(0).says("1 stub mappings in stubs");
        let stub = mappings(written(&folder, "stubs")[0].to_string().as_bytes()).unwrap().remove(0).unwrap();
        convert(&folder, "one.jsonl", "journal", "log").exits(0).says("1 journal entries in log/journal.json");
        let entry = entries(folder.read("log/journal.json").as_bytes()).remove(0).unwrap();
        for back in [recorded(&stub, &|_| None).unwrap(), entry] {
            assert_eq!((&back.request.body, &back.request.target), (&sent.request.body, &sent.request.target));
            assert_eq!(back.request.fidelity(), Fidelity::Exact, "{name}: {:?}", back.request.lost);
            assert_eq!(back.response.unwrap().body, sent.response.clone().unwrap().body);
        }
    }
}

/// Of a journal the last entry is the oldest; of a file of lines the first is.
#[test]
fn repeats_are_steps_in_the_order_in_which_they_were_sent() {
    let at_once = |status| Exchange { at: None, ..answering(callback("gatepay", 1), status, "x") };
    let folder = Folder::with("three.jsonl", lines(&[at_once(200), at_once(500), at_once(503)]));
    let timed = |status| answering(callback("gatepay", 1), status, "x");
    folder.write("three.json", journal(&[timed(200), timed(500), timed(503)]));
    for (from, out) in [("three.jsonl", "a"), ("three.json", "b")] {
        let ran = convert(&folder, from, "wiremock", out).exits(0).says("2  requests that came before");
        assert!(ran.stdout.contains("1  of the repeated requests got different answers"), "{}", ran.stdout);
        let stubs = written(&folder, out);
        let told = |name: &str| stubs.iter().map(|stub| stub[name].as_str()).collect::<Vec<_>>();
        assert_eq!(told("requiredScenarioState"), [Some("Started"), Some("repeat-1-2"), Some("repeat-1-3")]);
        assert_eq!(told("newScenarioState"), [Some("repeat-1-2"), Some("repeat-1-3"), None]);
        assert_eq!(
            stubs.iter().map(|stub| stub["response"]["status"].as_u64()).collect::<Vec<_>>(),
            [Some(200), Some(500), Some(503)]
        );
    }
}

#[test]
fn a_copy_claims_no_more_than_its_source() {
    let lossy = |lost: Loss| {
        let mut exchange = callback("gatepay", 1);
        exchange.request.headers.push("Content-Length", exchange.request.body.len().to_string());
        exchange.request.lost = vec![lost];
        exchange
    };
    for to in ["wiremock", "journal"] {
        for lost in [Loss::BodyMissing, Loss::QuerySplit, Loss::TextOnly, Loss::Other("a dog ate it".to_owned())] {
            let folder = Folder::with("some.jsonl", lines(&[callback("cregis", 1), lossy(lost.clone())]));
            let ran = convert(&folder, "some.jsonl", to, "out").exits(4).says("1  left out");
            ran.complains(&["some.jsonl, line 2: left out: its request", lost.about()]);
        }
        // Without a length nothing says that no content coding was taken off: so the copy says it, too.
        let unknown = without(lossy(Loss::LengthUnknown), &["Content-Length"]);
        let folder = Folder::with("some.jsonl", lines(&[unknown]));
        convert(&folder, "some.jsonl", to, "out").exits(0);
    }
}

#[test]
fn an_answer_of_wiremock_itself_does_not_become_the_receivers() {
    let mut own = callback("pelago", 1);
    own.response.as_mut().unwrap().lost.push(Loss::StandIn);
    let folder = Folder::with("own.jsonl", lines(&[own]));
    convert(&folder, "own.jsonl", "wiremock", "stubs").exits(4).complains(&["WireMock gave its answer itself"]);
    convert(&folder, "own.jsonl", "journal", "log").exits(0);
    let entry = entries(folder.read("log/journal.json").as_bytes()).remove(0).unwrap();
    assert!(entry.response.unwrap().lost.contains(&Loss::StandIn));
}

#[test]
fn only_the_gateway_that_was_asked_for_is_written() {
    let folder = Folder::with("two.jsonl", lines(&[callback("cregis", 1), callback("gatepay", 1)]));
    let ran = folder.run(&["convert", "two.jsonl", "--to", "wiremock", "--out", "out", "--gateway", "gatepay"]);
    ran.exits(0).says("1 stub mappings").says("1  of other gateways");
    assert!(written(&folder, "out")[0]["request"]["headers"]["X-GatePay-Signature"]["equalTo"].is_string());
}

#[test]
fn names_come_from_us_and_large_bodies_have_files() {
    let mut exchange = answering(callback("gatepay", 1), 200, &"x".repeat(100_000));
    exchange.id = "../../etc/pass\u{202e}wd".to_owned();
    let folder = Folder::with("one.jsonl", lines(&[exchange]));
    convert(&folder, "one.jsonl", "wiremock", "out").exits(0).says("1  large bodies");
    assert_eq!(folder.files(), ["one.jsonl", "out"]);
    assert_eq!(folder.read("out/__files/000001-------etc-pass-wd.body").len(), 100_000);
    assert_eq!(written(&folder, "out")[0]["response"]["bodyFileName"], "000001-------etc-pass-wd.body");
    // What was written is a recording again.
    folder.run(&["lint", "out", "--gateway", "gatepay"]).says("1 recordings");
}

#[test]
fn nothing_is_overwritten_and_bad_input_is_told() {
    let folder = Folder::with("cut.jsonl", format!("{}{{\"format\":1,", lines(&[callback("cregis", 1)])));
    convert(&folder, "cut.jsonl", "journal", "out")
        .exits(4)
        .says("1 journal entries")
        .complains(&["cut.jsonl, line 2"]);
    convert(&folder, "cut.jsonl", "wiremock", "out").refuses(&["out is not empty", "name a new folder"]);
    convert(&folder, "nothing", "wiremock", "new").exits(4).complains(&["nothing"]);
    std::fs::create_dir(folder.path("empty")).unwrap();
    convert(&folder, "empty", "wiremock", "none").exits(5);
    folder.run(&["convert", "cut.jsonl", "--out", "x"]).exits(2);
    folder.run_with(&["convert", "-", "--to", "journal", "--out", "piped"], lines(&[callback("cregis", 1)])).exits(0);
}
