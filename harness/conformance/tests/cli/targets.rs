//! Subjects that are not there, hang, flood, close or talk nonsense.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::server::{acknowledging, closed_port, receive, serve, silent};
use super::support::{Folder, Ran, lines_of, names};

/// A hundred megabytes.
const FLOOD: usize = 100 << 20;
/// The judge itself needs a tenth of that.
const MOST_MEMORY: u64 = 200 << 20;

/// All gateways' receivers at one port.
fn everywhere(port: u16) -> String {
    names().iter().map(|name| format!("[{name}]\nurl = \"http://127.0.0.1:{port}/{name}\"\n")).collect()
}

fn check_one(port: u16, more: &[&str]) -> Ran {
    let url = format!("http://127.0.0.1:{port}/notify");
    Folder::new().run(&[&["check", &url, "--gateway", "gatepay"], more].concat())
}

/// A subject whose answer is a server error, a hang or the like: one failure, and quickly.
fn fails(port: u16) -> Ran {
    check_one(port, &["--max-time", "20s"]).exits(1).says("gatepay/genuine/plain").within(20)
}

#[test]
fn a_refused_connection_is_unreachable_at_once() {
    let folder = Folder::with("own.toml", everywhere(closed_port()));
    let ran = folder.run(&["check", "--config", "own.toml", "--report", "json=report.jsonl"]).exits(4).within(10);
    assert!(ran.stdout.contains("cannot connect"), "{}", ran.stdout);
    let lines = lines_of(&folder.read("report.jsonl"));
    let end = lines.last().unwrap();
    assert_eq!((&end["type"], &end["complete"], &end["exit"]), (&"end".into(), &false.into(), &4.into()));
    assert_eq!(end["totals"]["fail"], 0);
}

#[test]
fn a_replay_to_a_refused_connection_is_unreachable() {
    let url = format!("http://127.0.0.1:{}/", closed_port());
    Folder::new().run(&["replay", "gatepay/genuine/plain", &url]).exits(4).says("cannot connect");
}

#[test]
fn a_hang_is_one_failure_and_not_one_per_case() {
    let ran = fails(silent());
    assert!(ran.stdout.contains("timed-out"), "{}", ran.stdout);
}

#[test]
fn the_configuration_says_how_long_a_case_waits() {
    let text = format!("[limits]\ncase-time = \"1s\"\n{}", everywhere(silent()));
    let folder = Folder::with("own.toml", text);
    folder.run(&["check", "--config", "own.toml", "--max-time", "60s"]).exits(1).within(20);
}

/// Five receivers that hang for five seconds each: the time for the run counts for controls too.
#[test]
fn several_hanging_receivers_stay_within_the_budget() {
    let folder = Folder::with("own.toml", everywhere(silent()));
    folder.run(&["check", "--config", "own.toml", "--max-time", "8s"]).exits(1).within(16);
}

#[test]
fn a_subject_that_stops_answering_in_the_middle_stays_within_the_budget() {
    let port = acknowledging(|_, number| {
        if number > 20 {
            thread::sleep(Duration::from_secs(30));
        }
    });
    check_one(port, &["--max-time", "8s"]).exits(1).within(20);
}

#[test]
fn an_announced_flood_is_not_waited_for() {
    let port = serve(|mut stream, _| {
        receive(&mut stream);
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {FLOOD}\r\n\r\n");
        flood(&mut stream, b"x");
    });
    stays_small(port);
}

#[test]
fn a_flood_without_end_is_cut_off() {
    let port = serve(|mut stream, _| {
        receive(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        flood(&mut stream, b"1\r\nx\r\n");
    });
    stays_small(port);
}

#[test]
fn headers_without_end_are_cut_off() {
    let port = serve(|mut stream, _| {
        receive(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ");
        flood(&mut stream, b"x");
    });
    stays_small(port);
}

#[test]
fn a_closed_connection_is_a_failure() {
    let ran = fails(serve(|stream, _| drop(stream)));
    assert!(ran.stdout.contains("closed"), "{}", ran.stdout);
    fails(serve(|mut stream, _| drop(receive(&mut stream))));
}

#[test]
fn what_is_not_http_is_a_failure() {
    for garbage in ["SSH-2.0-OpenSSH_9.6\r\n", "\0\u{1}\u{2}\u{3}\r\n\r\n", "HTTP/1.1 two hundred\r\n\r\n", "{}\n"] {
        let port = serve(move |mut stream, _| {
            receive(&mut stream);
            let _ = stream.write_all(garbage.as_bytes());
        });
        fails(port);
    }
}

#[test]
fn half_an_answer_is_a_failure() {
    let stalled = |half: &'static str| {
        serve(move |mut stream, _| {
            receive(&mut stream);
            let _ = stream.write_all(half.as_bytes());
            thread::sleep(Duration::from_secs(30));
        })
    };
    for half in ["HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsucc"] {
        let ran = fails(stalled(half));
        assert!(ran.stdout.contains("timed-out"), "{}", ran.stdout);
    }
}

/// What the server sends is shown to people: it must not be able to steer their terminal.
#[test]
fn an_answer_cannot_steer_the_terminal() {
    let port = serve(|mut stream, _| {
        receive(&mut stream);
        let _ =
            stream.write_all(b"HTTP/1.1 400 No\r\nConnection: close\r\n\r\n\x1b[2J\x1b]0;x\x07\r\nforged: line\r\n");
    });
    let url = format!("http://127.0.0.1:{port}/notify");
    for command in [["check", &url, "--gateway", "gatepay"], ["replay", "gatepay/genuine/plain", &url, "--verbose"]] {
        let ran = Folder::new().run(&command).exits(1);
        assert!(!ran.stdout.contains(['\u{1b}', '\u{7}']), "{}", ran.stdout);
        assert!(!ran.stdout.contains("\nforged"), "{}", ran.stdout);
    }
}

/// An address may carry a name and a password; a `Host` header may not.
#[test]
fn a_password_in_an_address_is_not_sent_as_host() {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&heads);
    let port = acknowledging(move |request, _| seen.lock().unwrap().push(request.head.clone()));
    let url = format!("http://name:password@127.0.0.1:{port}/gatepay");
    Folder::new().run(&["check", &url, "--gateway", "gatepay", "--only", "gatepay/genuine/plain"]);
    assert!(!heads.lock().unwrap().iter().any(|head| head.contains("password")));
}

/// Fails as a subject that floods must, with bounded memory.
fn stays_small(port: u16) {
    let folder = Folder::new();
    let url = format!("http://127.0.0.1:{port}/notify");
    let mut child = folder.spawn(&["check", &url, "--gateway", "gatepay", "--max-time", "20s"]);
    let most = AtomicU64::new(0);
    let status = loop {
        most.fetch_max(memory(child.id()), Ordering::Relaxed);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let most = most.into_inner();
    assert_eq!(status.code(), Some(1));
    assert!(most < MOST_MEMORY, "{most} bytes");
}

/// The most memory a process had so far; nothing where the system does not say.
fn memory(process: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() << 10
}

/// Writes until nobody reads any more, a hundred megabytes at most.
fn flood(stream: &mut TcpStream, piece: &[u8]) {
    let block = piece.repeat((1 << 16) / piece.len());
    for _ in 0..FLOOD / block.len() {
        if stream.write_all(&block).is_err() {
            return;
        }
    }
}
