//! Proves the fuzzer: each faulty receiver is found from an empty start, and the reference gives no finding.
//!
//! Cases are counted, not seconds, so that it is the same on every machine; `examples/fuzz_figures.rs` measures the time.

use core::time::Duration;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use counterfoil::config::Target;
use counterfoil::event::RunEvent;
use counterfoil::exit;
use counterfoil::fuzz::{Finding, Folder, Fuzz, Progress, Watcher, run};
use counterfoil::subject::builtin::{ALL, Builtin, Served, by_name};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// In which the slowest faulty receiver was found with a third of it, with each of twenty seeds.
const CASES: u64 = 30_000;

/// Faults that the bytes of one request show, and that a case must show.
const OF_BYTES: &[&str] = &[
    "takes-any-method",
    "takes-large-bodies",
    "takes-first-header",
    "takes-any-timestamp",
    "skips-missing-signature",
    "decodes-leniently",
    "never-compares",
    "repairs-encoding",
    "reads-first-document",
    "takes-duplicate-members",
    "books-without-order",
    "ignores-kinds",
    "takes-unknown-members",
    "accepts-everything",
    "compares-prefix",
    "takes-empty-key",
    "takes-other-digests",
    "refuses-unknown-members",
    "crashes-on-refusal",
    "closes-on-refusal",
    "hangs-on-bad-body",
];
/// Of bytes too, but of those that every genuine message of some gateway has: before any case, the control is refused.
const BY_THE_CONTROL: &[&str] = &["verifies-reserialised", "verifies-before-decoding"];
/// Faults that are not of bytes, with the reason; they are found all the same.
const NOT_OF_BYTES: &[(&str, &str)] = &[
    ("ignores-window", "every byte is right, the time is wrong"),
    ("credits-every-status", "the answer is right, what is booked is wrong"),
    ("credits-twice", "the same bytes come twice"),
    ("refuses-everything", "whatever the bytes are"),
    ("acknowledges-otherwise", "the fault is in the answer, whatever the request"),
    ("follows-other-readings", "a promise is broken, either reading is right"),
];

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

/// The exit code and what was found, after so many cases or the first finding, and the files of the findings.
fn fuzzed(builtin: &'static Builtin, seed: u64, cases: u64) -> (u8, Vec<String>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (code, found) = runtime.block_on(async {
        let served = builtin.serve().await.unwrap();
        let fuzz = course(&served, seed, cases);
        let mut heard = Heard::default();
        let run_folder = Folder::open(&folder.path().join("run"), false).unwrap();
        (run(&fuzz, &run_folder, &mut heard).await, heard.0)
    });
    (code, found, folder)
}

/// The files of what was found; none where the genuine message itself is refused, which needs no case.
fn files(folder: &tempfile::TempDir) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.path().join("run/findings")).unwrap().map(|entry| entry.unwrap().path());
    let is_case =
        |path: &PathBuf| path.to_str().is_some_and(|name| name.ends_with(".json") && !name.contains(".exchange."));
    entries.filter(is_case).collect()
}

/// The exit code of `replay`.
fn replayed(file: &Path, subject: &str) -> Option<i32> {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_counterfoil"));
    command.arg("replay").arg(file).arg(format!("builtin:{subject}")).current_dir(file.parent().unwrap());
    command.output().unwrap().status.code()
}

#[test]
fn each_fault_is_of_bytes_or_has_a_reason() {
    let mut named: Vec<&str> = OF_BYTES.iter().chain(BY_THE_CONTROL).copied().collect();
    named.extend(NOT_OF_BYTES.iter().map(|(name, _)| *name));
    named.sort_unstable();
    let mut all: Vec<&str> = ALL.iter().map(|builtin| builtin.name).filter(|name| *name != "reference").collect();
    all.sort_unstable();
    assert_eq!(named, all);
}

/// Whatever its fault is, and of that fault: it is all that a faulty receiver and the reference differ by.
#[test]
fn each_faulty_receiver_is_found() {
    for builtin in ALL.iter().filter(|builtin| builtin.name != "reference") {
        let name = builtin.name;
        let (code, found, folder) = fuzzed(builtin, 1, CASES);
        assert!(code == exit::FAILURE && !found.is_empty(), "{name} is missed");
        let files = files(&folder);
        assert!(!files.is_empty() || !OF_BYTES.contains(&name), "{name}: no case shows it: {found:?}");
        for file in files {
            let codes = [name, "reference"].map(|subject| replayed(&file, subject));
            assert_eq!(codes, [Some(1), Some(0)], "{name}: {found:?}");
            assert!(Finding::read(&file).unwrap().authored().is_ok(), "{}", file.display());
        }
    }
}

#[test]
fn the_reference_gives_no_finding() {
    for seed in [1, 2] {
        let (code, found, _) = fuzzed(by_name("reference").unwrap(), seed, 6_000);
        assert_eq!((code, found), (exit::FINE, Vec::new()), "seed {seed}");
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

/// Forwards to an address, and writes down what each connection sends, in the order in which they were opened.
async fn logging(listener: Arc<TcpListener>, to: SocketAddr, log: Arc<Mutex<Vec<Vec<u8>>>>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((from, _)) = listener.accept().await {
        let log = Arc::clone(&log);
        let place = log.lock().unwrap().len();
        log.lock().unwrap().push(Vec::new());
        connections.spawn(async move {
            let Ok(to) = TcpStream::connect(to).await else { return };
            let ((mut asking, mut told), (mut answering, mut asked)) = (from.into_split(), to.into_split());
            let requests = async {
                let mut some = vec![0; 65_536];
                while let Ok(count @ 1..) = asking.read(&mut some).await {
                    log.lock().unwrap()[place].extend_from_slice(&some[..count]);
                    if asked.write_all(&some[..count]).await.is_err() {
                        break;
                    }
                }
                let _ = asked.shutdown().await;
            };
            let answers = async {
                let _ = tokio::io::copy(&mut answering, &mut told).await;
                let _ = told.shutdown().await;
            };
            tokio::join!(requests, answers);
        });
    }
}

/// What the command sends to a receiver that has just been started, connection by connection.
async fn sent(listener: &Arc<TcpListener>, seed: &'static str) -> Vec<Vec<u8>> {
    // It keeps no window, so that messages may have the same date in every run.
    let served = by_name("ignores-window").unwrap().serve().await.unwrap();
    let url = served.config().gateways["gatepay"].url.clone().unwrap();
    let behind: SocketAddr = url.trim_start_matches("http://").split('/').next().unwrap().parse().unwrap();
    let log = Arc::default();
    let door = tokio::spawn(logging(Arc::clone(listener), behind, Arc::clone(&log)));
    let url = format!("http://{}/gatepay", listener.local_addr().unwrap());
    let output = tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_counterfoil"));
        command.args(["fuzz", &url, "--gateway", "gatepay", "--seed", seed, "--at", "2026-11-21T00:00:00Z"]);
        command.args(["--cases", "400", "--for", "2m", "--concurrency", "1", "--out", "run"]);
        command.env_remove("COUNTERFOIL_CONFIG").current_dir(folder.path()).output().unwrap()
    });
    let output = output.await.unwrap();
    door.abort();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    log.lock().unwrap().clone()
}

#[test]
fn the_same_seed_and_date_send_the_same_bytes() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = Arc::new(TcpListener::bind("127.0.0.1:0").await.unwrap());
        let (one, again, other) = (sent(&listener, "7").await, sent(&listener, "7").await, sent(&listener, "8").await);
        assert!(one.iter().map(Vec::len).sum::<usize>() > 200_000, "{} connections", one.len());
        assert!(one == again, "{} and {} connections", one.len(), again.len());
        assert!(one != other);
    });
}
