//! The real WireMock: what it records we read, what we write it serves.
//!
//! It is WireMock 3.13.2 from the npm package `wiremock`, run by Java on loopback. Where npm, Java or the registry is out
//! of reach the tests pass and say so, unless `COUNTERFOIL_REQUIRE_WIREMOCK` is set.

use std::collections::BTreeMap;
use std::fs::{create_dir_all, read_to_string, write};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use counterfoil_formats::exchange::{Exchange, lines};
use counterfoil_formats::lint::recording_request;
use counterfoil_formats::wiremock::{journal, mappings_file};
use counterfoil_protocol::gateways::{self, gatepay};
use counterfoil_protocol::wire::Request;
use serde_json::Value;
use tempfile::TempDir;

const VERSION: &str = "3.13.2";
/// A machine with two cores starts several at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// WireMock on a port of loopback.
struct WireMock {
    _process: Process,
    port: u16,
}

impl WireMock {
    /// Starts it with `root` as its folder; `None`, with a word on standard error, where that cannot be done.
    fn start(root: &Path, arguments: &[&str]) -> Option<Self> {
        let jar = jar()?;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("java");
        command.arg("-jar").arg(jar).args(["--bind-address", "127.0.0.1", "--disable-banner"]);
        command.args(["--port", &port.to_string(), "--root-dir"]).arg(root).args(arguments);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let started = Self { _process: Process(child), port };
        let begun = Instant::now();
        while started.get("/__admin/health").is_none_or(|(status, _)| status != 200) {
            assert!(begun.elapsed() < PATIENCE, "WireMock does not start");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(started)
    }

    fn get(&self, path: &str) -> Option<(u16, Vec<u8>)> {
        self.exchange(&Request { method: "GET".to_owned(), target: path.to_owned(), ..Request::default() })
    }

    fn post(&self, path: &str, body: &str) -> (u16, Vec<u8>) {
        self.exchange(&Request::post(path, body)).unwrap()
    }

    /// HTTP/1.0, which has no chunks; journals are larger than any answer to a callback may be.
    fn exchange(&self, request: &Request) -> Option<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let mut text = format!("{} {} HTTP/1.0\r\n", request.method, request.target).into_bytes();
        let framing = ["host", "connection", "content-length"];
        for (name, value) in request.headers.iter().filter(|(name, _)| !framing.contains(&&*name.to_lowercase())) {
            text.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        text.extend(format!("Host: 127.0.0.1\r\nContent-Length: {}\r\n\r\n", request.body.len()).into_bytes());
        text.extend(&request.body);
        stream.write_all(&text).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let status = core::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()?;
        Some((status, answer[end + 4..].to_vec()))
    }
}

/// The jar, fetched once; `None` where that cannot be done.
fn jar() -> Option<&'static PathBuf> {
    static JAR: OnceLock<Option<PathBuf>> = OnceLock::new();
    JAR.get_or_init(|| fetched().map_err(|missing| skip(&missing)).ok()).as_ref()
}

fn fetched() -> Result<PathBuf, String> {
    runs("java", "-version")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("wiremock-{VERSION}"));
    let jar = folder.join(format!("node_modules/wiremock/build/wiremock-standalone-{VERSION}.jar"));
    if jar.is_file() {
        return Ok(jar);
    }
    runs("npm", "--version")?;
    create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&folder);
    let output = npm.arg(format!("wiremock@{VERSION}")).output().map_err(|error| format!("npm: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    jar.is_file().then_some(jar).ok_or_else(|| format!("the npm registry has no wiremock@{VERSION} for us: {said}"))
}

fn runs(program: &str, argument: &str) -> Result<(), String> {
    let ran = Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success());
    ran.then_some(()).ok_or_else(|| format!("{program} is not installed"))
}

fn skip(missing: &str) {
    assert!(std::env::var_os("COUNTERFOIL_REQUIRE_WIREMOCK").is_none(), "WireMock is required here: {missing}");
    // Not by a macro: those are captured, and nobody would read it.
    let _ = writeln!(std::io::stderr(), "skipped: the real WireMock: {missing}");
}

/// Runs the binary in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
    command.current_dir(folder).env("TMPDIR", folder).env_remove("COUNTERFOIL_CONFIG");
    let output = command.args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// Verdict and detail of each case.
fn check(folder: &Path, arguments: &[&str]) -> BTreeMap<String, (String, String)> {
    let report = folder.join("report.jsonl");
    let (_, said) = run(folder, &[&["check", "--report", "json=report.jsonl"][..], arguments].concat());
    let text = read_to_string(&report).unwrap_or_else(|error| panic!("{error}: {said}"));
    let cases = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let cases = cases.filter(|line| line["type"] == "case");
    cases.map(|case| (said(&case, "id"), (said(&case, "verdict"), said(&case, "detail")))).collect()
}

fn exchanges(file: &Path) -> Vec<Exchange> {
    lines(&std::fs::read(file).unwrap()).map(|line| line.exchange.unwrap()).collect()
}

/// The Python sample receiver, its promises and its port.
fn python() -> Option<(Process, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters/python");
    if let Err(missing) = runs("python3", "--version") {
        skip(&missing);
        return None;
    }
    let mut command = Command::new("python3");
    command.arg(folder.join("receiver.py")).env("PORT", "0").env_remove("COUNTERFOIL_KEYS");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().rsplit(':').next().unwrap().to_owned();
    Some((Process(child), read_to_string(folder.join("counterfoil.toml")).unwrap(), port))
}

/// What a recording gave otherwise than the run itself: nothing but cases without an answer, and few of them.
fn compare(live: &BTreeMap<String, (String, String)>, again: &BTreeMap<String, (String, String)>) -> Vec<String> {
    assert_eq!(live.len(), again.len());
    let missing =
        |(_, (verdict, detail)): &(&String, &(String, String))| verdict == "skip" && detail.contains("recorded");
    for (id, (verdict, detail)) in again.iter().filter(|case| !missing(case)) {
        assert_eq!(verdict, &live[id].0, "{id}: {detail}; live: {}", live[id].1);
    }
    again.iter().filter(missing).map(|(id, _)| id.clone()).collect()
}

/// The receiver through WireMock as a proxy: its journal gives the verdicts of the run, and so do its stubs.
#[test]
fn a_recording_of_the_python_receiver_gives_its_verdicts() {
    let Some((_receiver, config, port)) = python() else { return };
    let own = TempDir::new().unwrap();
    let target = format!("http://127.0.0.1:{port}");
    create_dir_all(own.path().join("root")).unwrap();
    let Some(wiremock) = WireMock::start(&own.path().join("root"), &["--proxy-all", &target]) else { return };
    write(own.path().join("proxied.toml"), config.replace(":8080/", &format!(":{}/", wiremock.port))).unwrap();
    // Eight bodies of 2 MiB, three times each, are no journal to look at.
    let arguments = ["--config", "proxied.toml", "--skip", "large-body", "--save", "saved"];
    let live = check(own.path(), &arguments);
    assert!(live.values().filter(|(verdict, _)| verdict == "pass").count() > 500);

    let (status, logged) = wiremock.get("/__admin/requests").unwrap();
    assert_eq!(status, 200);
    write(own.path().join("saved/journal.json"), logged).unwrap();
    let again = check(own.path(), &["recordings:saved", "--skip", "large-body"]);
    let missing = compare(&live, &again);
    // A body in chunks has no length to be checked by; WireMock answers HEAD itself and writes media types anew; and a
    // target that is no URL is encoded.
    let lost = ["/genuine/chunked", "/method/head", "/content-type/", "/boundary-shift/body-moved-into-query"];
    assert!(missing.iter().all(|id| lost.iter().any(|lost| id.contains(lost))), "{missing:?}");
    assert!(missing.len() < live.len() / 20, "{missing:?}");
}

/// WireMock takes the blanks around a header's value off.
fn trimmed(value: &[u8]) -> Vec<u8> {
    value.trim_ascii().to_vec()
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
            let values = |exchange: &Exchange| {
                exchange.request.headers.all("X-GatePay-Signature").map(trimmed).collect::<Vec<_>>()
            };
            (&entry.request.body, &entry.request.target, values(entry))
                == (&exchange.request.body, &exchange.request.target, values(exchange))
        };
        let found = logged.iter().position(same);
        let found = found.unwrap_or_else(|| panic!("not logged as it was sent: {exchange:?}"));
        logged.swap_remove(found);
    }
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
    write(own.path().join("proxied.toml"), config.replace(":8080/", &format!(":{}/", wiremock.port))).unwrap();
    let only = ["--gateway", "gatepay", "--only", "genuine", "--only", "signature-*", "--only", "redelivery"];
    let live = check(own.path(), &[&["--config", "proxied.toml", "--save", "saved"][..], &only].concat());
    let asked = recording_request(&gatepay::GATEWAY, None).to_line();
    let (status, stubs) = wiremock.post("/__admin/recordings/snapshot", &asked);
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&stubs));
    create_dir_all(own.path().join("saved/mappings")).unwrap();
    write(own.path().join("saved/mappings/session.json"), stubs).unwrap();
    let again = check(own.path(), &[&["recordings:saved"][..], &only].concat());
    let missing = compare(&live, &again);
    // Of a repeated header a stub has the first value, and of a query its parameters.
    let lost = ["in-query", "right-then-wrong", "twice-wrong", "wrong-then-right"];
    let place = |slug: &&str| format!("gatepay/signature-place/{slug}");
    assert_eq!(missing, lost.iter().map(place).collect::<Vec<_>>());
}

/// A saved run, written as stub mappings, is served by WireMock with the bytes that were recorded.
#[test]
fn what_we_write_it_serves() {
    let own = TempDir::new().unwrap();
    for gateway in gateways::ALL {
        let saved = own.path().join(gateway.name);
        let only = ["--only", "genuine", "--only", "signature-*", "--only", "encoding", "--only", "redelivery"];
        let save = ["check", "--gateway", gateway.name, "--save", gateway.name];
        let (code, said) = run(own.path(), &[&save[..], &only].concat());
        assert_eq!(code, Some(0), "{said}");
        let mut list = exchanges(&saved.join(format!("{}.jsonl", gateway.name)));
        // A stub without the path of its own request would not be found; HTTP/1.0 has no chunks.
        list.retain(|exchange| exchange.request.headers.all("Transfer-Encoding").next().is_none());
        let root = own.path().join(format!("{}-root", gateway.name));
        create_dir_all(root.join("mappings")).unwrap();
        write(root.join("mappings/run.json"), mappings_file(&list).to_file()).unwrap();
        let Some(wiremock) = WireMock::start(&root, &[]) else { return };
        for exchange in &list {
            let Some(recorded) = &exchange.response else { continue };
            let served = wiremock.exchange(&exchange.request.to_request());
            let (status, body) = served.unwrap_or_else(|| panic!("no answer to {exchange:?}"));
            assert_eq!((status, &body), (recorded.status, &recorded.body), "{exchange:?}");
        }
    }
}
