//! Proves the fuzzer: each faulty receiver is found from an empty start, and the reference gives no finding.
//!
//! Cases are counted, not seconds, so that it is the same on every machine; `examples/fuzz_proof.rs` measures the time.

use core::time::Duration;
use std::path::Path;

use counterfoil::config::Target;
use counterfoil::event::RunEvent;
use counterfoil::exit;
use counterfoil::fuzz::{Folder, Fuzz, Progress, Watcher, run};
use counterfoil::subject::builtin::{ALL, Builtin, by_name};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;

/// In which the slowest faulty receiver was found with a third of it, with each of twenty seeds.
const CASES: u64 = 30_000;

#[derive(Default)]
struct Heard(Vec<String>);

impl Watcher for Heard {
    fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Judged(judged) => self.0.push(format!("{}: {}", judged.case.id, judged.detail)),
            RunEvent::Diagnosed { gateway, text } => self.0.push(format!("{gateway}: {text}")),
            _ => {}
        }
    }

    fn progress(&mut self, _: &Progress) {}

    fn tell(&mut self, _: &str) {}
}

/// The exit code and what was found, after so many cases or the first finding.
fn fuzzed(builtin: &'static Builtin, seed: u64, cases: u64) -> (u8, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let served = builtin.serve().await.unwrap();
        let config = served.config();
        let target = |gateway: &'static Gateway| {
            Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), false).unwrap()
        };
        let fuzz = Fuzz {
            subject: format!("builtin:{}", builtin.name),
            targets: gateways::ALL.into_iter().map(target).collect(),
            seed,
            time: Duration::from_secs(300),
            cases: Some(cases),
            enough: Some(1),
            case_time: Duration::from_millis(1500),
            concurrency: 4,
            rate: None,
            at_ms: None,
            patience: Duration::from_secs(5),
            flags: String::new(),
        };
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).unwrap();
        (run(&fuzz, &folder, &mut heard).await, heard.0)
    })
}

#[test]
fn each_faulty_receiver_is_found() {
    let mut missed = Vec::new();
    for builtin in ALL.iter().filter(|builtin| builtin.name != "reference") {
        let started = std::time::Instant::now();
        let (code, found) = fuzzed(builtin, 1, CASES);
        println!("{:?} {} {found:?}", started.elapsed(), builtin.name);
        if code != exit::FAILURE || found.is_empty() {
            missed.push(builtin.name);
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn the_reference_gives_no_finding() {
    for seed in [1, 2] {
        assert_eq!(fuzzed(by_name("reference").unwrap(), seed, 6_000), (exit::FINE, Vec::new()), "seed {seed}");
    }
}
