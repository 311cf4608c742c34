//! The JSON report, line by line.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::support::{Folder, lines_of, names};

const RUN: [&str; 6] = ["type", "format", "tool", "subject", "seed", "started"];
const CASE: [&str; 15] = [
    "type", "id", "rev", "gateway", "family", "message", "level", "impact", "class", "expect", "observed", "verdict",
    "known", "detail", "repro",
];
const END: [&str; 4] = ["type", "complete", "totals", "exit"];
const TOTALS: [&str; 5] = ["pass", "fail", "skip", "error", "observed"];

const IMPACTS: [&str; 7] = ["auth-bypass", "money", "replay", "dos", "leak", "interop", "hygiene"];
const CLASSES: [&str; 2] = ["implementation", "protocol-inherent"];
const EXPECTS: [&str; 4] = ["accept", "refuse", "either", "observe"];
const OBSERVED: [&str; 8] = ["accepted", "refused", "crashed", "timed-out", "closed", "late", "inexact", "none"];

struct Report {
    run: Value,
    cases: Vec<Value>,
    end: Value,
    code: i32,
}

fn report(more: &[&str]) -> Report {
    let folder = Folder::new();
    let ran = folder.run(&[&["check", "--report", "json=report.jsonl"], more].concat());
    let mut lines = lines_of(&folder.read("report.jsonl"));
    let end = lines.pop().unwrap();
    Report { run: lines.remove(0), cases: lines, end, code: ran.code.unwrap() }
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn set<const N: usize>(names: [&'static str; N]) -> BTreeSet<&'static str> {
    names.into_iter().collect()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("{name}: {value}"))
}

/// Recounts the lines, and holds the end line and the exit code against them.
fn is_consistent(report: &Report) {
    let mut counted: BTreeMap<&str, u64> = TOTALS.into_iter().map(|name| (name, 0)).collect();
    for case in &report.cases {
        *counted.get_mut(text(case, "verdict")).unwrap() += 1;
    }
    for (name, count) in counted {
        assert_eq!(report.end["totals"][name], count, "{name}");
    }
    assert_eq!(report.end["exit"], report.code);
    let ids: BTreeSet<&str> = report.cases.iter().map(|case| text(case, "id")).collect();
    assert_eq!(ids.len(), report.cases.len(), "ids are unique");
}

#[test]
fn the_lines_have_exactly_their_keys() {
    let report = report(&["builtin:skips-missing-signature"]);
    assert_eq!(report.code, 1);
    assert_eq!(keys(&report.run), set(RUN));
    assert_eq!(keys(&report.end), set(END));
    assert_eq!(keys(&report.end["totals"]), set(TOTALS));
    for case in &report.cases {
        assert_eq!(keys(case), set(CASE), "{case}");
    }
    is_consistent(&report);
    the_values_are_known(&report);
    the_first_and_last_line_are_right(&report);
}

fn the_first_and_last_line_are_right(report: &Report) {
    let Report { run, end, .. } = report;
    assert_eq!((&run["type"], &run["format"], &run["seed"]), (&"run".into(), &1.into(), &1.into()));
    assert_eq!(run["subject"], "builtin:skips-missing-signature");
    assert_eq!(run["tool"], concat!("counterfoil ", env!("CARGO_PKG_VERSION")));
    assert!(text(run, "started").parse::<jiff::Timestamp>().is_ok(), "{run}");
    assert_eq!((&end["type"], &end["complete"]), (&"end".into(), &true.into()));
}

fn the_values_are_known(report: &Report) {
    for case in &report.cases {
        let parts: Vec<&str> = text(case, "id").split('/').collect();
        assert_eq!((case["type"].as_str(), parts.len()), (Some("case"), 3), "{case}");
        assert_eq!((parts[0], parts[1]), (text(case, "gateway"), text(case, "family")));
        assert!(names().contains(&parts[0]) && text(case, "message").starts_with(parts[0]), "{case}");
        assert!(case["rev"].as_u64() >= Some(1) && case["known"].is_boolean(), "{case}");
        assert!((1..=4).contains(&case["level"].as_u64().unwrap()), "{case}");
        assert!(IMPACTS.contains(&text(case, "impact")) && CLASSES.contains(&text(case, "class")), "{case}");
        assert!(EXPECTS.contains(&text(case, "expect")) && OBSERVED.contains(&text(case, "observed")), "{case}");
        let id = text(case, "id");
        assert!(text(case, "repro").starts_with(&format!("counterfoil replay {id} builtin:")), "{case}");
        assert_ne!(text(case, "detail"), "", "{case}");
    }
}

#[test]
fn each_kind_of_run_is_consistent() {
    let runs: [(&[&str], i32); 4] = [
        (&["--only", "genuine"], 0),
        (&["--only", "nothing-like-it"], 5),
        (&["builtin:refuses-everything"], 1),
        (&["builtin:hangs-on-bad-body", "--gateway", "gatepay", "--only", "encoding"], 1),
    ];
    for (arguments, code) in runs {
        let report = report(arguments);
        assert_eq!(report.code, code, "{arguments:?}");
        is_consistent(&report);
    }
}

/// The seed decides the order of sending, never what is found.
#[test]
fn the_same_cases_whatever_the_seed() {
    let verdicts = |seed: &str| -> Vec<(String, String)> {
        let report = report(&["--only", "signature-*", "--gateway", "gatepay", "--seed", seed]);
        assert_eq!(report.run["seed"].to_string(), seed);
        report.cases.iter().map(|case| (text(case, "id").to_owned(), text(case, "verdict").to_owned())).collect()
    };
    assert_eq!(verdicts("1"), verdicts("4711"));
}
