//! WireMock, the program and the Python sample receiver, each as a process.

use std::collections::BTreeMap;
use std::fs::{create_dir_all, read_to_string};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use counterfoil_formats::exchange::{Exchange, lines};
use counterfoil_protocol::wire::Request;
use serde_json::Value;

const VERSION: &str = "3.13.2";
/// A machine with two cores starts several at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that ends with the test.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// WireMock on a port of loopback.
pub(crate) struct WireMock {
    _process: Process,
    pub(crate) port: u16,
}

impl WireMock {
    /// Starts it with `root` as its folder; `None`, with a word on standard error, where that cannot be done.
    pub(crate) fn start(root: &Path, arguments: &[&str]) -> Option<Self> {
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

    pub(crate) fn get(&self, path: &str) -> Option<(u16, Vec<u8>)> {
        self.exchange(&Request { method: "GET".to_owned(), target: path.to_owned(), ..Request::default() })
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> (u16, Vec<u8>) {
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
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
    command.current_dir(folder).env("TMPDIR", folder).env_remove("COUNTERFOIL_CONFIG");
    let output = command.args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// Verdict and detail of each case.
pub(crate) type Verdicts = BTreeMap<String, (String, String)>;

/// Runs `check` with a report, and reads it.
pub(crate) fn check(folder: &Path, arguments: &[&str]) -> Verdicts {
    let report = folder.join("report.jsonl");
    let (_, said) = run(folder, &[&["check", "--report", "json=report.jsonl"][..], arguments].concat());
    let text = read_to_string(&report).unwrap_or_else(|error| panic!("{error}: {said}"));
    let cases = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let said = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let cases = cases.filter(|line| line["type"] == "case");
    cases.map(|case| (said(&case, "id"), (said(&case, "verdict"), said(&case, "detail")))).collect()
}

pub(crate) fn exchanges(file: &Path) -> Vec<Exchange> {
    lines(&std::fs::read(file).unwrap()).map(|line| line.exchange.unwrap()).collect()
}

/// The Python sample receiver, its promises and its port.
pub(crate) fn python() -> Option<(Process, String, String)> {
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
