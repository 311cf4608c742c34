//! API clients against `serve`: the sample clients for every gateway, and a vendor's own client from its registry.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long one answer of a client may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A gateway that is stood in for, in a folder of its own.
struct Served {
    child: Child,
    base_url: String,
    folder: TempDir,
}

impl Served {
    fn new(gateway: &str, more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let arguments = ["serve", gateway, "--port", "0", "--until-idle", "30s", "--report", "json=report.jsonl"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
        command.args(arguments).args(more).current_dir(folder.path()).stdin(Stdio::null());
        for foreign in ["COUNTERFOIL_CONFIG", "COUNTERFOIL_PORT"] {
            command.env_remove(foreign);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        let base_url = line.split_whitespace().find(|word| word.starts_with("http://"));
        let base_url = base_url.unwrap_or_else(|| panic!("no address in `{line}`")).to_owned();
        Self { child, base_url, folder }
    }

    /// Its verdict after Ctrl-C: exit code, the cases of its report, what it printed.
    fn verdict(mut self) -> (Option<i32>, Vec<Value>, String) {
        // Where there is no `kill` it ends by itself, later.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let mut printed = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        let code = self.child.wait().unwrap().code();
        let report = std::fs::read_to_string(self.folder.path().join("report.jsonl")).unwrap();
        let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let end = lines.last().unwrap();
        assert_eq!((&end["type"], &end["complete"]), (&json!("end"), &json!(true)), "{report}");
        (code, lines.into_iter().filter(|line| line["type"] == "case").collect(), printed)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Ends a process; one that has ended needs no end.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The verdict of the case of that name.
fn verdict_of<'a>(cases: &'a [Value], id: &str) -> &'a Value {
    let case = cases.iter().find(|case| case["id"] == id);
    &case.unwrap_or_else(|| panic!("no case {id} in {cases:#?}"))["verdict"]
}

/// What cannot be tested here is said by name; not by a macro, since those are captured.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

fn answers_to_version(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

mod samples {
    //! The sample clients, started as their README says.

    use super::*;

    const CLIENTS: [(&str, &str); 2] = [("python3", "python/client.py"), ("node", "node/client.mjs")];

    fn adapters() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters")
    }

    /// Those whose interpreter is there; in CI none may be missing.
    fn installed() -> Vec<(&'static str, PathBuf)> {
        let found = CLIENTS.into_iter().filter(|(interpreter, _)| {
            let found = answers_to_version(interpreter);
            if !found {
                let missing = format!("{interpreter} is not installed, so its sample client goes unjudged");
                assert!(std::env::var_os("CI").is_none(), "{missing}");
                skipped(&missing);
            }
            found
        });
        found.map(|(interpreter, file)| (interpreter, adapters().join(file))).collect()
    }

    fn run(interpreter: &str, file: &Path, gateway: &str, base_url: &str, more: &[(&str, &str)]) -> Output {
        let mut command = Command::new(interpreter);
        command.arg(file).args([gateway, base_url]).envs(more.iter().copied());
        for foreign in ["COUNTERFOIL_KEYS", "NOTIFY_URL", "RETURN_URL", "PAYPROTOCOL_PAGES"] {
            command.env_remove(foreign);
        }
        command.output().unwrap()
    }

    /// Each client, one after the other, against one stand-in; each of these messages and no other is sent.
    fn judge(gateway: &str, pay_after: &str, state: &str, messages: &[&str]) {
        let clients = installed();
        if clients.is_empty() {
            return;
        }
        let served = Served::new(gateway, &["--pay-after", pay_after]);
        // Where no example is printed the stand-in makes one up, with a host of its own.
        let hosts = if ["gatepay", "payprotocol"].contains(&gateway) { "" } else { "shop.example,pelagotech.com" };
        let waits = if state == "open" { "0" } else { "0.05,0.2,0.5,1" };
        let more = [("POLL_SECONDS", waits), ("PAYMENT_HOSTS", hosts)];
        for (interpreter, file) in &clients {
            let output = run(interpreter, file, gateway, &served.base_url, &more);
            let text = format!("{interpreter}: {output:?}");
            assert_eq!(output.status.code(), Some(0), "{text}");
            assert!(String::from_utf8_lossy(&output.stdout).contains(&format!("it is {state}\n")), "{text}");
        }
        let (code, cases, printed) = served.verdict();
        assert_eq!(code, Some(0), "{printed}");
        assert!(cases.iter().all(|case| case["verdict"] == "pass"), "{printed}");
        let sent = cases.iter().filter(|case| case["family"] == "client-request");
        let sent: Vec<_> = sent.map(|case| case["message"].as_str().unwrap().split('/').nth(1).unwrap()).collect();
        assert_eq!(sent, messages, "{printed}");
    }

    macro_rules! gateways {
        ($($name:ident: open sends $open:expr, paid sends $paid:expr;)+) => {
            $(mod $name {
                #[test]
                fn an_open_order() {
                    super::judge(stringify!($name), "1h", "open", &$open);
                }

                #[test]
                fn a_paid_order() {
                    super::judge(stringify!($name), "1ms", "paid", &$paid);
                }
            })+

            #[test]
            fn each_gateway_is_tested() {
                let all = counterfoil_protocol::gateways::ALL.map(|gateway| gateway.name);
                assert_eq!([$(stringify!($name)),+], all);
            }
        };
    }

    // In alphabetical order, as in the report.
    gateways! {
        cregis: open sends ["payment-engine-create", "payment-engine-query"],
            paid sends ["payment-engine-create", "payment-engine-query"];
        gatepay: open sends ["order-close", "order-query", "qr-native"],
            paid sends ["order-query", "qr-native", "refund-v2"];
        paycools: open sends ["ph-create-payment", "ph-payment-status"],
            paid sends ["ph-create-payment", "ph-payment-status", "refund"];
        payprotocol: open sends ["create-payment-order", "get-payment-detail"],
            paid sends ["create-payment-order", "create-refund-order", "get-payment-detail"];
        pelago: open sends ["fiat-create-order", "v2-order-query"],
            paid sends ["fiat-create-order", "v2-order-query"];
    }

    /// What a client makes of an answer, as its exit code.
    type Exits = &'static [i32];
    const REFUSED: Exits = &[1];
    const UNKNOWN: Exits = &[3];
    /// How deep a JSON library goes is its own affair.
    const REFUSED_OR_UNKNOWN: Exits = &[1, 3];

    fn http(status: &str, body: &str) -> String {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    }

    fn created(location: &str) -> String {
        let data = json!({ "prepayId": "1", "location": location });
        http("200 OK", &json!({ "status": "SUCCESS", "code": "000000", "data": data }).to_string())
    }

    /// Answers to the creation of an order that no client may take for a success.
    fn wrong_answers(trap: &str) -> Vec<(String, Exits)> {
        let pages = [
            "http://www.gate.io/pay",
            "javascript:alert(1)",
            "/webpay",
            "//www.gate.io/pay",
            "https://www.gate.io@evil.example/",
            "https://evil.example/?www.gate.io",
            "https://www.gate.io.evil.example/",
            "https://evilgate.io/",
            "https://evil.example\\@www.gate.io/",
            "https://evil.example\\.gate.io/",
            "https://www.gate.io:8443/",
            "https://www.gate.io/\r\nX: 1",
            "https://\twww.gate.io/",
            "https://[www.gate.io/",
            "",
        ];
        let mut all: Vec<_> = pages.map(|page| (created(page), REFUSED)).into();
        let error = r#"{"status":"FAIL","code":"400002","errorMessage":"no","data":{"prepayId":"1"}}"#;
        let twice = r#"{"code":"400002","code":"000000","data":{"prepayId":"1","location":"https://www.gate.io/"}}"#;
        let deep = format!(r#"{{"code":"000000","data":{}{}}}"#, "[".repeat(9_000), "]".repeat(9_000));
        all.extend([
            (http("200 OK", error), REFUSED),
            (http("200 OK", &error.replace("\"400002\"", "0")), REFUSED),
            (http("200 OK", r#"{"code":"000000","data":"1"}"#), REFUSED),
            (http("401 Unauthorized", error), REFUSED),
            (http("200 OK", twice), UNKNOWN),
            (http("200 OK", "<html>down</html>"), UNKNOWN),
            (http("200 OK", &deep), REFUSED_OR_UNKNOWN),
            (http("503 Service Unavailable\r\nRetry-After: 1", error), UNKNOWN),
            (http(&format!("307 Temporary Redirect\r\nLocation: {trap}"), ""), UNKNOWN),
            (created("https://www.gate.io/pay").replace("Content-Length: ", "Content-Length: 9"), UNKNOWN),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_owned(), UNKNOWN),
            (String::new(), UNKNOWN),
        ]);
        all
    }

    /// One request, read to its end: closing before would reset the connection.
    fn take(stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap() <= 2 {
                break;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        reader.read_exact(&mut vec![0; length]).unwrap();
    }

    /// The exit code after that answer; nothing is said to be done, nothing asked for again.
    fn answered(interpreter: &str, file: &Path, answer: &str) -> Option<i32> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let reply = answer.to_owned();
        let server = spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            take(&stream);
            stream.write_all(reply.as_bytes()).unwrap();
            listener
        });
        let output = run(interpreter, file, "gatepay", &base_url, &[("PAYMENT_HOSTS", "")]);
        let text = format!("{interpreter}: {output:?}\n{answer:.300}");
        assert!(output.stdout.is_empty(), "{text}");
        let listener = server.join().unwrap();
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err(), "asked again: {text}");
        output.status.code()
    }

    fn takes_no_wrong_answer(interpreter: &str) {
        let Some((_, file)) = installed().into_iter().find(|(name, _)| *name == interpreter) else { return };
        let trap = TcpListener::bind("127.0.0.1:0").unwrap();
        trap.set_nonblocking(true).unwrap();
        for (answer, exits) in wrong_answers(&format!("http://{}/", trap.local_addr().unwrap())) {
            let code = answered(interpreter, &file, &answer).unwrap();
            assert!(exits.contains(&code), "{interpreter} ends with {code} after {answer:.300}");
        }
        assert!(trap.accept().is_err(), "{interpreter} followed the redirect");
    }

    #[test]
    fn the_python_client_takes_no_wrong_answer() {
        takes_no_wrong_answer("python3");
    }

    #[test]
    fn the_node_client_takes_no_wrong_answer() {
        takes_no_wrong_answer("node");
    }
}

mod gatepay_merchant_mcp {
    //! GatePay's own client for assistants, as its registry has it.

    use super::*;

    const PACKAGE: &str = "gatepay-merchant-mcp@1.0.0";
    const INSTALLATION: Duration = Duration::from_secs(40);

    /// Where it is installed, once for all tests; why it is not.
    fn installed() -> Result<&'static Path, &'static str> {
        static FOLDER: OnceLock<Result<TempDir, String>> = OnceLock::new();
        FOLDER.get_or_init(install).as_ref().map(TempDir::path).map_err(String::as_str)
    }

    fn install() -> Result<TempDir, String> {
        for program in ["node", "npm"] {
            if !answers_to_version(program) {
                return Err(format!("{program} is not installed"));
            }
        }
        let folder = TempDir::new().unwrap();
        let log = std::fs::File::create(folder.path().join("npm.log")).unwrap();
        let mut command = Command::new("npm");
        command.args(["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"]);
        // Its own patience would outlast ours.
        command.args(["--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=1000"]);
        command.args([PACKAGE, "--prefix"]);
        command.arg(folder.path()).current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let mut child = command.spawn().unwrap();
        let started = Instant::now();
        loop {
            match child.try_wait().unwrap() {
                Some(status) if status.success() => return Ok(folder),
                Some(_) => {
                    let log = std::fs::read_to_string(folder.path().join("npm.log")).unwrap();
                    let first = log.lines().find(|line| line.starts_with("npm err")).unwrap_or(&log);
                    return Err(format!("npm cannot install it: {first}"));
                }
                None if started.elapsed() > INSTALLATION => {
                    end(&mut child);
                    return Err(format!("npm took more than {INSTALLATION:?}"));
                }
                None => sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Its folder; `None`, said by name, where it cannot be had and need not.
    fn folder() -> Option<&'static Path> {
        installed()
            .map_err(|why| {
                let missing = format!("{PACKAGE}: {why}");
                assert!(std::env::var_os("COUNTERFOIL_REQUIRE_CLIENTS").is_none_or(|value| value != "1"), "{missing}");
                skipped(&missing);
            })
            .ok()
    }

    /// The client, spoken to over its standard input and output.
    struct Client {
        child: Child,
        lines: Receiver<String>,
        asked: u64,
    }

    impl Client {
        fn start(folder: &Path, base_url: &str, secret: &str) -> Self {
            let mut command = Command::new("node");
            command.arg(folder.join("node_modules/gatepay-merchant-mcp/dist/index.js"));
            command.env("GATEPAY_CLIENT_ID", "TESTkey1").env("GATEPAY_SECRET_KEY", secret);
            command.env("GATEPAY_RESTRICTED_KEY", "TESTrestricted");
            command.env("GATEPAY_BASE_URL", format!("{base_url}/payment/open/api/mcp"));
            let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            let output = BufReader::new(child.stdout.take().unwrap());
            let (sender, lines) = channel();
            spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
            let mut client = Self { child, lines, asked: 0 };
            let hello = json!({
                "protocolVersion": "2025-03-26",
                "capabilities": {},
                "clientInfo": { "name": "test", "version": "1" },
            });
            let answer = client.ask("initialize", &hello);
            assert_eq!(answer["result"]["serverInfo"]["name"], "gatepay-merchant-mcp", "{answer}");
            client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
            client
        }

        fn send(&mut self, message: &Value) {
            writeln!(self.child.stdin.as_mut().unwrap(), "{message}").unwrap();
        }

        fn ask(&mut self, method: &str, params: &Value) -> Value {
            self.asked += 1;
            self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("{method}: {error}"));
            let answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert_eq!(answer["id"], self.asked, "{answer}");
            answer
        }
    }

    impl Drop for Client {
        fn drop(&mut self) {
            end(&mut self.child);
        }
    }

    fn secret() -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/keys/gatepay.secret");
        std::fs::read_to_string(path).unwrap()
    }

    const CASE: &str = "gatepay/client-request/mcp";

    #[test]
    fn its_requests_verify() {
        let Some(folder) = folder() else { return };
        let served = Served::new("gatepay", &[]);
        let mut client = Client::start(folder, &served.base_url, &secret());
        let tools = client.ask("tools/list", &json!({}));
        let tools = tools["result"]["tools"].as_array().unwrap_or_else(|| panic!("{tools}")).clone();
        assert!(tools.iter().any(|tool| tool["name"] == "payment_get"), "{tools:?}");
        let call = json!({ "name": "payment_get", "arguments": { "merchant_trade_no": "ORDER-7" } });
        let answer = client.ask("tools/call", &call);
        let text = answer["result"]["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{answer}"));
        let order: Value = serde_json::from_str(text).unwrap();
        assert_eq!(order["data"]["merchantTradeNo"], "ORDER-7", "{order}");
        drop(client);
        let (code, cases, printed) = served.verdict();
        assert_eq!(code, Some(0), "{printed}");
        assert_eq!(verdict_of(&cases, CASE), "pass", "{printed}");
        assert_eq!(verdict_of(&cases, "gatepay/client-nonce/fresh-each-time"), "pass", "{printed}");
    }

    #[test]
    fn with_a_wrong_secret_they_do_not() {
        let Some(folder) = folder() else { return };
        let served = Served::new("gatepay", &[]);
        let mut client = Client::start(folder, &served.base_url, &format!("{}x", secret()));
        let tools = client.ask("tools/list", &json!({}));
        assert!(tools["result"]["tools"].is_null(), "{tools}");
        drop(client);
        let (code, cases, printed) = served.verdict();
        assert_eq!(code, Some(1), "{printed}");
        assert_eq!(verdict_of(&cases, CASE), "fail", "{printed}");
        assert!(printed.contains("signature-mismatch"), "{printed}");
    }
}
