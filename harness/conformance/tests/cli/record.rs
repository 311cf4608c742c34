//! The tap as a command: what it writes, how it ends, what it does not print.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use counterfoil_formats::exchange::{Exchange, Fidelity, read};

use super::server::{acknowledging, closed_port, serve};
use super::support::Folder;

const PATIENCE: Duration = Duration::from_secs(30);

/// A tap that runs, and its address.
struct Tap {
    child: Child,
    address: String,
    stderr: BufReader<std::process::ChildStderr>,
}

impl Tap {
    fn start(folder: &Folder, target_port: u16) -> Self {
        let target = format!("http://127.0.0.1:{target_port}");
        let arguments = ["record", "--listen", "127.0.0.1:0", "--target", &target, "--out", "out", "-v"];
        let mut child = folder.spawn_piped(&arguments);
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        Self { child, address, stderr }
    }

    fn post(&self, target: &str, body: &str) -> String {
        post(&self.address, target, body).unwrap()
    }

    /// Ends it by a signal; gives code, stdout and the rest of stderr.
    fn end(self, signal: &str) -> (Option<i32>, String, String) {
        kill(&self.child, signal);
        self.ended()
    }

    fn ended(mut self) -> (Option<i32>, String, String) {
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        self.stderr.read_to_string(&mut stderr).unwrap();
        (self.child.wait().unwrap().code(), stdout, stderr)
    }
}

fn kill(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// What came back, if anything; `None` where nobody listens any more.
fn post(address: &str, target: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let head = format!("POST {target} HTTP/1.1\r\nhOst: x\r\nX-Pay-SIGN: c2VjcmV0\r\nx-pay-sign: b\r\n");
    write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).ok()?;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    Some(answer)
}

/// The exchanges with their final names, in order.
fn exchanges(folder: &Folder) -> Vec<Exchange> {
    let Ok(entries) = std::fs::read_dir(folder.path("out/exchanges")) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    paths.iter().map(|path| read(&std::fs::read(path).unwrap()).unwrap()).collect()
}

#[test]
fn each_exchange_is_a_file_that_proves_signatures() {
    let folder = Folder::new();
    let tap = Tap::start(&folder, acknowledging(|_, _| {}));
    assert!(tap.post("/gatepay?a=%2b", "{ \"amount\": 1.00 }\n").contains("SUCCESS"));
    assert!(tap.post("/cregis", "{}").ends_with("success"));
    let (code, stdout, stderr) = tap.end("-INT");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.starts_with("2 exchanges of 2 connections"), "{stdout}");
    let [first, second] = exchanges(&folder).try_into().unwrap();
    assert_eq!((first.request.method.as_str(), first.request.target.as_str()), ("POST", "/gatepay?a=%2b"));
    let headers: Vec<_> = first.request.headers.iter().take(3).collect();
    let expected: [(&str, &[u8]); 3] = [("hOst", b"x"), ("X-Pay-SIGN", b"c2VjcmV0"), ("x-pay-sign", b"b")];
    assert_eq!(headers, expected);
    assert_eq!(first.request.body, b"{ \"amount\": 1.00 }\n");
    assert_eq!(first.request.fidelity(), Fidelity::Exact);
    assert_eq!(first.response.unwrap().status, 200);
    assert_eq!((second.response.unwrap().body.as_slice(), second.failure), (&b"success"[..], None));
    assert!(first.at.is_some() && first.took_us.is_some_and(|took| took > 0));
}

#[test]
fn neither_query_nor_headers_are_printed() {
    let folder = Folder::new();
    let tap = Tap::start(&folder, acknowledging(|_, _| {}));
    tap.post("/gatepay?token=verysecret", "bodysecret");
    let (code, stdout, stderr) = tap.end("-TERM");
    assert_eq!(code, Some(0));
    assert!(stderr.contains("POST /gatepay, 10 bytes: 200"), "{stderr}");
    for secret in ["verysecret", "c2VjcmV0", "bodysecret"] {
        assert!(!stdout.contains(secret) && !stderr.contains(secret), "{secret}");
    }
}

/// Killed while exchanges go by, at several moments; the folder is then used again.
#[test]
fn a_kill_at_any_moment_leaves_whole_files_only() {
    let folder = Folder::new();
    let port = acknowledging(|_, _| {});
    let mut before = 0;
    for more in [1, 4, 9, 16] {
        let tap = Tap::start(&folder, port);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| while post(&tap.address, "/gatepay", &"x".repeat(50_000)).is_some() {});
            }
            let begun = Instant::now();
            while exchanges(&folder).len() < before + more && begun.elapsed() < PATIENCE {
                std::thread::yield_now();
            }
            kill(&tap.child, "-KILL");
        });
        tap.ended();
        // Each one that has its name can be read.
        let found = exchanges(&folder);
        assert!(found.iter().all(|exchange| exchange.request.body.len() == 50_000));
        assert!(found.len() >= before + more, "nothing was recorded");
        before = found.len();
    }
    let ran = folder.run(&["lint", "out", "--gateway", "payprotocol"]);
    assert!(ran.stdout.contains(&format!("{before} recordings")) && ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn a_target_that_is_down_is_told_and_what_was_asked_is_kept() {
    let folder = Folder::new();
    let port = closed_port();
    let tap = Tap::start(&folder, port);
    assert_eq!(tap.post("/", "asked"), "");
    let (code, stdout, stderr) = tap.end("-INT");
    assert_eq!(code, Some(4), "{stderr}");
    assert!(stderr.contains(&format!("127.0.0.1:{port}")), "{stderr}");
    assert!(stdout.contains("1 connection could not be forwarded"), "{stdout}");
    let [exchange] = exchanges(&folder).try_into().unwrap();
    assert_eq!((exchange.request.body.as_slice(), exchange.response), (&b"asked"[..], None));
    assert!(exchange.failure.unwrap().starts_with("cannot connect: "));
}

/// Reset before anything was answered.
#[test]
fn a_request_that_the_target_resets_is_kept() {
    let folder = Folder::new();
    let port = serve(|stream, _| {
        let mut stream = stream;
        let mut some = [0; 16];
        // With bytes left unread the system resets the connection.
        let _ = stream.read(&mut some);
    });
    let tap = Tap::start(&folder, port);
    assert_eq!(tap.post("/", &"asked".repeat(10)), "");
    let (code, _, stderr) = tap.end("-INT");
    assert_eq!(code, Some(0), "{stderr}");
    let [exchange] = exchanges(&folder).try_into().unwrap();
    assert_eq!((exchange.request.body, exchange.response), ("asked".repeat(10).into_bytes(), None));
    assert!(exchange.failure.unwrap().contains("reset"));
}

#[test]
fn nothing_recorded_is_exit_5() {
    let folder = Folder::new();
    let (code, stdout, _) = Tap::start(&folder, acknowledging(|_, _| {})).end("-INT");
    assert_eq!((code, stdout.starts_with("0 exchanges of 0 connections")), (Some(5), true));
}

#[test]
fn addresses_beyond_this_machine_and_useless_ones_are_refused() {
    let folder = Folder::new();
    let with =
        |listen: &str, target: &str| folder.run(&["record", "--listen", listen, "--target", target, "--out", "out"]);
    with("127.0.0.1:0", "http://192.0.2.1/").refuses(&["--i-own-this-target"]);
    with("0.0.0.0:0", "http://127.0.0.1:1/").refuses(&["--i-own-this-target"]);
    with("127.0.0.1:0", "https://127.0.0.1/").refuses(&["TLS"]);
    with("127.0.0.1:0", "http://127.0.0.1/path").refuses(&["own paths"]);
    folder.write("file", "");
    let out = ["record", "--listen", "127.0.0.1:0", "--target", "http://127.0.0.1:1", "--out", "file"];
    folder.run(&out).refuses(&["file"]);
}
