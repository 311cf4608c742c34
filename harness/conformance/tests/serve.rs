//! `call` against `serve`: every request of every gateway, as a merchant would send them one after another.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

use counterfoil::keys::Keys;
use counterfoil::serve::document::find;
use counterfoil::serve::flows::{Does, flows};
use counterfoil_protocol::call::sample_parameters;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::Message;
use counterfoil_protocol::receive::{Ledger, Receiver};
use counterfoil_protocol::value::UnixMillis;
use serde_json::Value;
use tempfile::TempDir;

/// A stand-in that is being served, in a folder of its own.
struct Served {
    child: Child,
    address: String,
    folder: TempDir,
}

fn counterfoil(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
    command.args(arguments).stdin(Stdio::null());
    for foreign in ["COUNTERFOIL_CONFIG", "COUNTERFOIL_PORT", "COUNTERFOIL_BASE_URL"] {
        command.env_remove(foreign);
    }
    command
}

impl Served {
    fn new(gateway: &str, more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let arguments = [&["serve", gateway, "--port", "0", "--report", "json=report.jsonl"], more].concat();
        let mut command = counterfoil(&arguments);
        let mut child =
            command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"))
            .unwrap_or_else(|| panic!("no address in `{line}`"));
        let address = address.split('/').next().unwrap().to_owned();
        Self { child, address, folder }
    }

    fn call(&self, message: &Message, parameters: &str) -> Output {
        let (gateway, name) = message.id.split_once('/').unwrap();
        let file = self.folder.path().join("parameters.json");
        std::fs::write(&file, parameters).unwrap();
        let url = format!("http://{}", self.address);
        counterfoil(&["call", gateway, name, "--url", &url, "--data", file.to_str().unwrap()]).output().unwrap()
    }

    /// Its verdict once nobody calls any more: exit code, cases, what it printed.
    fn verdict(mut self) -> (Option<i32>, Vec<Value>, String) {
        let mut printed = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        let code = self.child.wait().unwrap().code();
        let report = std::fs::read_to_string(self.folder.path().join("report.jsonl")).unwrap();
        let lines: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.last().unwrap()["type"], "end", "{report}");
        (code, lines.into_iter().filter(|line| line["type"] == "case").collect(), printed)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A merchant who remembers the numbers that answers gave.
struct Merchant {
    served: Served,
    remembered: BTreeMap<String, String>,
    made: u32,
}

impl Merchant {
    fn new(gateway: &str, more: &[&str]) -> Self {
        Self { served: Served::new(gateway, more), remembered: BTreeMap::new(), made: 0 }
    }

    /// Sends a request with made-up parameters, but with the numbers of before, and wants success.
    fn call(&mut self, gateway: &'static Gateway, message: &'static Message) {
        let creation = flows(gateway).creations.iter().find(|creation| creation.request == message.id);
        self.made += 1;
        let fresh = creation.map(|creation| (creation.order.to_owned(), format!("ORDER{:07}", self.made)));
        self.remembered.extend(fresh);
        let mut parameters: BTreeMap<String, Value> =
            serde_json::from_str(&sample_parameters(gateway, message)).unwrap();
        let wanted = flows(gateway).follow_ups.iter().filter(|follow_up| follow_up.request == message.id);
        let by: Vec<&str> = wanted.flat_map(|follow_up| follow_up.by).copied().collect();
        for (name, value) in &self.remembered {
            if let Some(old) = parameters.get_mut(name) {
                *old = if old.is_number() { serde_json::from_str(value).unwrap() } else { value.clone().into() };
            }
        }
        // A query that may name the order in several ways demands none of them.
        let named = by.iter().any(|name| parameters.contains_key(*name));
        if let Some((name, value)) = by.iter().find_map(|name| self.remembered.get_key_value(*name)).filter(|_| !named)
        {
            parameters.insert(name.clone(), value.clone().into());
        }
        let parameters = serde_json::to_string(&parameters).unwrap();
        let output = self.served.call(message, &parameters);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "{} {parameters}: {text}{}",
            message.id,
            String::from_utf8_lossy(&output.stderr)
        );
        if let Some(creation) = creation {
            let data = text.split_once("success\n").map_or("", |(_, data)| data);
            // A gateway whose answer is not public gives no number.
            self.remembered.extend(find(data, creation.number).map(|number| (creation.number.to_owned(), number)));
        }
    }
}

fn does(gateway: &Gateway, message: &Message) -> Option<Does> {
    flows(gateway).follow_ups.iter().find(|follow_up| follow_up.request == message.id).map(|follow_up| follow_up.does)
}

fn requests(gateway: &'static Gateway) -> impl Iterator<Item = &'static Message> {
    gateway.requests.iter().copied().filter(|message| message.path.starts_with('/'))
}

/// The creation whose number a follow-up asks for.
fn creation_for(gateway: &'static Gateway, message: &Message) -> &'static Message {
    let flows = flows(gateway);
    let follow_up = flows.follow_ups.iter().find(|follow_up| follow_up.request == message.id).unwrap();
    let creation = flows.creations.iter().find(|creation| follow_up.by.contains(&creation.number));
    let id = creation.unwrap_or_else(|| panic!("nothing makes an order for {}", message.id)).request;
    requests(gateway).find(|message| message.id == id).unwrap()
}

fn passes(gateway: &'static Gateway, merchant: Merchant, called: usize) {
    let (code, cases, printed) = merchant.served.verdict();
    assert_eq!(code, Some(0), "{gateway}: {printed}");
    let requests = cases.iter().filter(|case| case["family"] == "client-request").count();
    assert_eq!(requests, called, "{gateway}: {printed}");
    assert!(cases.iter().all(|case| case["verdict"] == "pass"), "{gateway}: {printed}");
}

fn each_request_works(name: &str) {
    let gateway = gateways::by_name(name).unwrap();
    let mut merchant = Merchant::new(name, &["--until-idle", "1s", "--pay-after", "1h"]);
    let refunds = |message: &&Message| does(gateway, message) == Some(Does::Refunds);
    let mut called = 0;
    for message in requests(gateway).filter(|message| !refunds(message)) {
        if does(gateway, message).is_some() {
            // What it is about has to be there.
            merchant.call(gateway, creation_for(gateway, message));
        }
        merchant.call(gateway, message);
        called += 1;
    }
    passes(gateway, merchant, called);
}

fn each_refund_works(name: &str) {
    let gateway = gateways::by_name(name).unwrap();
    for message in requests(gateway).filter(|message| does(gateway, message) == Some(Does::Refunds)) {
        let mut merchant = Merchant::new(name, &["--until-idle", "1s", "--pay-after", "1ms"]);
        merchant.call(gateway, creation_for(gateway, message));
        merchant.call(gateway, message);
        passes(gateway, merchant, 2);
    }
}

/// Answers the first deliveries with an error, the rest as documented; what came, byte by byte.
fn merchant(
    listener: std::net::TcpListener,
    refuses: usize,
    answer: &'static str,
) -> std::thread::JoinHandle<Vec<Vec<u8>>> {
    std::thread::spawn(move || {
        let mut came = Vec::new();
        while came.len() <= refuses {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            while !whole(&request) {
                let mut piece = [0; 4096];
                let read = stream.read(&mut piece).unwrap();
                request.extend_from_slice(&piece[..read]);
            }
            let (state, body) = if came.len() < refuses { ("503 Later", "") } else { ("200 OK", answer) };
            let reply = format!("HTTP/1.1 {state}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            std::io::Write::write_all(&mut stream, reply.as_bytes()).unwrap();
            came.push(request);
        }
        came
    })
}

fn whole(request: &[u8]) -> bool {
    counterfoil_formats::http_text::parse_request(request).is_ok()
}

/// The callback of a paid order, refused twice: sent again as the documents say, each time signed anew, until it is
/// acknowledged.
fn tells_until_it_is_heard(name: &str, request: &str, notify: &str) {
    let gateway = gateways::by_name(name).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/notify?shop=1", listener.local_addr().unwrap());
    let repeats = flows(gateway).retries_ms.len().min(2);
    let merchant = merchant(listener, repeats, gateway.acknowledgement.answer().1);
    let quick = ["--pay-after", "1ms", "--hurry", "10000", "--notify-url", &address, "--until-idle", "1s"];
    let served = Served::new(name, &quick);
    let message = requests(gateway).find(|message| message.id == request).unwrap();
    let mut parameters: BTreeMap<String, Value> = serde_json::from_str(&sample_parameters(gateway, message)).unwrap();
    if !notify.is_empty() {
        parameters.insert(notify.to_owned(), address.clone().into());
    }
    let output = served.call(message, &serde_json::to_string(&parameters).unwrap());
    assert!(output.status.success(), "{output:?}");
    let came = merchant.join().unwrap();
    assert_eq!(came.len(), repeats + 1, "{name}");
    let key = Keys::test(gateway).signing.verifying_key();
    let receiver = Receiver { notify_url: Some(address), ..Receiver::new(gateway, key) };
    let mut ledger = Ledger::default();
    for (index, request) in came.iter().enumerate() {
        let request = counterfoil_formats::http_text::parse_request(request).unwrap();
        let received = receiver.receive(&request, UnixMillis::new(0), &mut ledger).unwrap();
        assert_eq!(received.credit, index == 0, "{name}: a repetition is the same event");
    }
}

#[test]
fn a_callback_is_repeated_until_it_is_acknowledged() {
    tells_until_it_is_heard("gatepay", "gatepay/create-order", "");
    tells_until_it_is_heard("payprotocol", "payprotocol/create-payment-order", "notifyUrl");
}

#[test]
fn where_no_schedule_is_documented_a_callback_comes_once() {
    tells_until_it_is_heard("cregis", "cregis/payment-engine-create", "callback_url");
    tells_until_it_is_heard("paycools", "paycools/id-create-payment", "notifyUrl");
    tells_until_it_is_heard("pelago", "pelago/fiat-create-order", "notifyUrl");
}

macro_rules! gateways {
    ($($name:ident)+) => {
        $(mod $name {
            #[test]
            fn each_request_works() {
                super::each_request_works(stringify!($name));
            }

            #[test]
            fn each_refund_works() {
                super::each_refund_works(stringify!($name));
            }
        })+

        #[test]
        fn each_gateway_is_tested() {
            assert_eq!([$(stringify!($name)),+], gateways::ALL.map(|gateway| gateway.name));
        }
    };
}

gateways! { cregis gatepay paycools payprotocol pelago }
