//! Measures the fuzzer on the built-in receivers, over loopback HTTP in one process.
//!
//! `rate [SECONDS]`: cases per second, gateway by gateway. `proof [SECONDS] [SEEDS]`: how long each faulty receiver stays
//! undiscovered, from an empty start, and by which case it is found. `reference [SECONDS]`: findings in the reference,
//! gateway by gateway.

use core::time::Duration;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use counterfoil::config::Target;
use counterfoil::event::RunEvent;
use counterfoil::fuzz::{Folder, Fuzz, Progress, Watcher, run};
use counterfoil::subject::builtin::{ALL, Builtin, by_name};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;

#[derive(Default)]
struct Heard {
    found: Vec<String>,
    cases: usize,
    sent: u64,
}

impl Watcher for Heard {
    fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Judged(judged) => self.found.push(format!("{}: {}", judged.case.id, judged.detail)),
            RunEvent::Diagnosed { gateway, .. } => self.found.push(format!("{gateway}: control")),
            RunEvent::Finished(finished) => self.cases = finished.totals.pass + finished.totals.observed,
            _ => {}
        }
    }

    fn progress(&mut self, progress: &Progress) {
        self.sent = progress.sent;
    }

    fn tell(&mut self, _: &str) {}
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let reference = by_name("reference").expect("the reference is built in");
    match arguments.first().map(String::as_str) {
        Some("proof") => proof(number(1, 60), number(2, 3)),
        Some("reference") => each_gateway(reference, number(1, 600), true),
        _ => each_gateway(reference, number(1, 10), false),
    }
}

fn each_gateway(reference: &'static Builtin, seconds: u64, findings: bool) {
    for gateway in gateways::ALL {
        let started = Instant::now();
        let heard = fuzzed(reference, &[gateway], 1, seconds, None);
        let rate = heard.cases as f64 / started.elapsed().as_secs_f64();
        say(&format!("{gateway} {} cases {rate:.0}/s, {} findings", heard.cases, heard.found.len()));
        heard.found.iter().filter(|_| findings).for_each(|found| say(&format!("  {found}")));
    }
}

fn proof(seconds: u64, seeds: u64) {
    for builtin in ALL.iter().filter(|builtin| builtin.name != "reference") {
        let times: Vec<String> = (1..=seeds)
            .map(|seed| {
                let started = Instant::now();
                let heard = fuzzed(builtin, &gateways::ALL, seed, seconds, Some(1));
                let took = started.elapsed().as_secs_f64();
                let id = heard.found.first().and_then(|found| found.split(": ").next()).unwrap_or("missed");
                format!("{took:.1} s, {} cases, {id}", heard.sent)
            })
            .collect();
        say(&format!("| {} | {} |", builtin.name, times.join(" | ")));
    }
}

fn fuzzed(
    builtin: &'static Builtin,
    gateways: &[&'static Gateway],
    seed: u64,
    seconds: u64,
    enough: Option<usize>,
) -> Heard {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let served = builtin.serve().await.expect("a free port");
        let config = served.config();
        let target = |gateway: &&'static Gateway| {
            let table = &config.gateways[gateway.name];
            Target::new(gateway, table, None, Path::new("."), false).expect("a built-in receiver is a target")
        };
        let fuzz = Fuzz {
            subject: format!("builtin:{}", builtin.name),
            targets: gateways.iter().map(target).collect(),
            seed,
            time: Duration::from_secs(seconds),
            cases: None,
            enough,
            case_time: Duration::from_secs(5),
            concurrency: 8,
            rate: None,
            at_ms: None,
            patience: Duration::from_secs(10),
            flags: String::new(),
        };
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).expect("a folder of its own");
        run(&fuzz, &folder, &mut heard).await;
        heard
    })
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // Whoever stopped reading has seen enough.
    let _ = writeln!(out, "{text}");
}
