//! Proves the fuzzer: each faulty receiver is found from an empty start, and the reference gives no finding.
//!
//! Cases are counted, not seconds, so that it is the same on every machine; `examples/fuzz_figures.rs` measures the time.

use core::time::Duration;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use counterfoil::config::Target;
use counterfoil::event::RunEvent;
use counterfoil::exit;
use counterfoil::fuzz::{Folder, Fuzz, Progress, Watcher, run};
use counterfoil::subject::builtin::{ALL, Builtin, Served, by_name};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// In which the slowest faulty receiver was found with a third of it, with each of twenty seeds.
const CASES: u64 = 30_000;

/// What was found, and notes.
#[derive(Default)]
struct Heard(Vec<String>, Vec<String>);

impl Watcher for Heard {
    fn event(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Judged(judged) => self.0.push(format!("{}: {}", judged.case.id, judged.detail)),
            RunEvent::Diagnosed { gateway, text } => self.0.push(format!("{gateway}: {text}")),
            RunEvent::Note { text, .. } => self.1.push(text.clone()),
            RunEvent::Started(_) | RunEvent::Learned { .. } | RunEvent::Finished(_) => {}
        }
    }

    fn progress(&mut self, _: &Progress) {}

    fn tell(&mut self, _: &str) {}
}

/// All gateways of a receiver that is being served.
fn course(served: &Served, seed: u64, cases: u64) -> Fuzz {
    let config = served.config();
    let target = |gateway: &'static Gateway| {
        Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), false).unwrap()
    };
    Fuzz {
        subject: "builtin".to_owned(),
        targets: gateways::ALL.into_iter().map(target).collect(),
        seed,
        time: Duration::from_secs(300),
        cases: Some(cases),
        enough: Some(1),
        case_time: Duration::from_millis(1500),
        concurrency: 4,
        rate: None,
        at_ms: None,
        patience: Duration::from_secs(2),
        flags: String::new(),
    }
}

/// The exit code and what was found, after so many cases or the first finding.
fn fuzzed(builtin: &'static Builtin, seed: u64, cases: u64) -> (u8, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let served = builtin.serve().await.unwrap();
        let fuzz = course(&served, seed, cases);
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).unwrap();
        (run(&fuzz, &folder, &mut heard).await, heard.0)
    })
}

#[test]
fn each_faulty_receiver_is_found() {
    let mut missed = Vec::new();
    for builtin in ALL.iter().filter(|builtin| builtin.name != "reference") {
        let (code, found) = fuzzed(builtin, 1, CASES);
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

/// Nothing else of a subject that goes away is a finding: neither what it no longer answers, nor what it never saw.
#[test]
fn a_subject_that_vanishes_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (code, heard) = runtime.block_on(async {
        let served = by_name("reference").unwrap().serve().await.unwrap();
        let fuzz = Fuzz { cases: None, enough: None, ..course(&served, 1, 0) };
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).unwrap();
        let vanishing = async {
            tokio::time::sleep(Duration::from_secs(3)).await;
            drop(served);
            core::future::pending::<()>().await;
        };
        let code = tokio::select! {
            code = run(&fuzz, &folder, &mut heard) => code,
            () = vanishing => unreachable!("it never ends"),
        };
        (code, heard)
    });
    assert!(heard.1.iter().any(|note| note.contains("took no genuine message")), "{:?}", heard.1);
    assert_eq!((code, heard.0), (exit::UNREACHABLE, Vec::new()));
}

/// A port in front of a receiver: what listens there, the receiver as it is reached by it, and where it really is.
async fn door(served: &Served) -> (TcpListener, Target, SocketAddr) {
    let gateway = gateways::by_name("gatepay").unwrap();
    let mut table = served.config().gateways.remove(gateway.name).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let behind = table.url.replace(format!("http://{}/gatepay", listener.local_addr().unwrap())).unwrap();
    let behind = behind.trim_start_matches("http://").split('/').next().unwrap().parse().unwrap();
    table.effects = None;
    (listener, Target::new(gateway, &table, None, Path::new("."), false).unwrap(), behind)
}

/// Forwards to an address as long as it lives.
async fn forward(listener: TcpListener, to: SocketAddr) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((mut from, _)) = listener.accept().await {
        connections.spawn(async move {
            if let Ok(mut to) = TcpStream::connect(to).await {
                let _ = tokio::io::copy_bidirectional(&mut from, &mut to).await;
            }
        });
    }
}

#[test]
fn a_subject_that_comes_back_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (code, heard) = runtime.block_on(async {
        let served = by_name("reference").unwrap().serve().await.unwrap();
        let (listener, target, behind) = door(&served).await;
        let door = listener.local_addr().unwrap();
        let time = Duration::from_secs(5);
        let fuzz = Fuzz { targets: vec![target], cases: None, time, patience: time, ..course(&served, 1, 0) };
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).unwrap();
        let doors = async {
            let _ = tokio::time::timeout(Duration::from_secs(2), forward(listener, behind)).await;
            tokio::time::sleep(Duration::from_millis(600)).await;
            forward(TcpListener::bind(door).await.unwrap(), behind).await;
        };
        tokio::select! {
            code = run(&fuzz, &folder, &mut heard) => (code, heard),
            () = doors => unreachable!("it never ends"),
        }
    });
    assert!(heard.1.iter().any(|note| note.contains("around case")), "{:?}", heard.1);
    assert_eq!((code, heard.0), (exit::FINE, Vec::new()));
}

/// Forwards to an address, and refuses everything itself in the meantime.
async fn lapsing(listener: TcpListener, to: SocketAddr, refusing: Arc<AtomicBool>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((mut from, _)) = listener.accept().await {
        let refusing = Arc::clone(&refusing);
        connections.spawn(async move {
            if refusing.load(Ordering::SeqCst) {
                let _ = from.read(&mut [0; 65_536]).await;
                let _ =
                    from.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").await;
                return;
            }
            let Ok(mut to) = TcpStream::connect(to).await else { return };
            let ended = async {
                while !refusing.load(Ordering::SeqCst) {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            };
            tokio::select! {
                _ = tokio::io::copy_bidirectional(&mut from, &mut to) => {}
                () = ended => {}
            }
        });
    }
}

/// As when its clock jumps out of the window and back: genuine messages are refused, and nothing is wrong with them.
#[test]
fn a_subject_that_refuses_everything_for_a_while_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (code, heard) = runtime.block_on(async {
        let served = by_name("reference").unwrap().serve().await.unwrap();
        let (listener, target, behind) = door(&served).await;
        let time = Duration::from_secs(6);
        let fuzz = Fuzz { targets: vec![target], cases: None, time, patience: time, ..course(&served, 1, 0) };
        let mut heard = Heard::default();
        let folder = Folder::open(&folder.path().join("run"), false).unwrap();
        let refusing = Arc::new(AtomicBool::new(false));
        let switch = async {
            tokio::time::sleep(Duration::from_secs(2)).await;
            refusing.store(true, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(900)).await;
            refusing.store(false, Ordering::SeqCst);
            core::future::pending::<()>().await;
        };
        tokio::select! {
            code = run(&fuzz, &folder, &mut heard) => (code, heard),
            () = lapsing(listener, behind, Arc::clone(&refusing)) => unreachable!("it never ends"),
            () = switch => unreachable!("it never ends"),
        }
    });
    assert!(heard.1.iter().any(|note| note.contains("around case")), "{:?}", heard.1);
    assert_eq!((code, heard.0), (exit::FINE, Vec::new()));
}
