//! Proves the judge: the reference passes everything, and each faulty receiver is caught by the families named for it
//! and by no other.

use core::time::Duration;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use counterfoil::case::Expect;
use counterfoil::config::{Budget, Target};
use counterfoil::event::{Judged, RunEvent};
use counterfoil::plan::Selection;
use counterfoil::run::{Listener, Run, run};
use counterfoil::subject::builtin::{ALL, Builtin, by_name};
use counterfoil::verdict::Verdict;
use counterfoil::{exit, families};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::rules::{Rule, Rules};

/// Everything that was judged, with the exit code.
struct Outcome {
    judged: Vec<Arc<Judged>>,
    exit: u8,
}

struct Collect(Vec<Arc<Judged>>);

impl Listener for Collect {
    fn event(&mut self, event: &RunEvent) {
        if let RunEvent::Judged(judged) = event {
            self.0.push(Arc::clone(judged));
        }
    }
}

fn judge(builtin: &'static Builtin) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let served = builtin.serve().await.unwrap();
        let config = served.config();
        let target = |gateway: &'static Gateway| {
            Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), false).unwrap()
        };
        let all = Run {
            subject: format!("builtin:{}", builtin.name),
            targets: gateways::ALL.into_iter().map(target).collect(),
            selection: Selection::default(),
            cases: Vec::new(),
            budget: Budget { run: Duration::from_secs(300), case: Duration::from_secs(2), concurrency: 4 },
            seed: 1,
            flags: String::new(),
            bodies: std::path::PathBuf::new(),
            save: None,
        };
        let mut collect = Collect(Vec::new());
        let exit = run(&all, &mut collect).await;
        Outcome { judged: collect.0, exit }
    })
}

/// The families in which at least one case must be refused, whatever the subject promises.
fn refusing_families() -> BTreeSet<&'static str> {
    let cases = gateways::ALL.into_iter().flat_map(families::cases);
    cases.filter(|case| case.expect == Expect::Refuse).map(|case| case.family).collect()
}

#[test]
fn the_reference_passes_everything() {
    let outcome = judge(by_name("reference").unwrap());
    let failed: Vec<String> = outcome
        .judged
        .iter()
        .filter(|judged| !matches!(judged.verdict, Verdict::Pass | Verdict::Observed))
        .map(|judged| format!("{} {}: {}", judged.verdict, judged.case.id, judged.detail))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(outcome.exit, exit::FINE);
}

#[test]
fn each_faulty_receiver_is_caught_by_its_families_and_no_others() {
    let mut wrong = Vec::new();
    for builtin in ALL.iter().filter(|builtin| builtin.name != "reference") {
        let outcome = judge(builtin);
        let failed = outcome.judged.iter().filter(|judged| judged.verdict == Verdict::Fail);
        let caught: BTreeSet<&str> = failed.map(|judged| judged.case.family).collect();
        let named: BTreeSet<&str> =
            builtin.caught_by.map_or_else(refusing_families, |families| families.iter().copied().collect());
        let fits = if builtin.caught_by.is_some() { caught == named } else { named.is_subset(&caught) };
        if !fits || outcome.exit != exit::FAILURE {
            let extra: Vec<_> = caught.difference(&named).collect();
            let lacking: Vec<_> = named.difference(&caught).collect();
            wrong.push(format!("{} (exit {}): also {extra:?}, not {lacking:?}", builtin.name, outcome.exit));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_has_a_faulty_receiver_that_breaks_only_it() {
    for &rule in Rule::ALL {
        let without = Rules::all().without(rule);
        assert!(ALL.iter().any(|builtin| builtin.rules == without), "no faulty receiver without {}", rule.name());
    }
    assert!(ALL.len() > 14);
}

/// Families that only observe, and say so in their own file.
const ONLY_OBSERVED: [&str; 1] = ["odd-amounts"];

#[test]
fn each_family_catches_a_faulty_receiver() {
    let refusing = refusing_families();
    let named: BTreeSet<&str> = ALL.iter().filter_map(|builtin| builtin.caught_by).flatten().copied().collect();
    for name in families::ALL.iter().map(|family| family.name) {
        let proven = refusing.contains(name) || named.contains(name) || ONLY_OBSERVED.contains(&name);
        assert!(proven, "no faulty receiver is caught by {name}");
    }
}
