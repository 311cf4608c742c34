//! `serve --faults` from outside: a client that is right, and clients that each break one rule only.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use counterfoil::keys::Keys;
use counterfoil::samples::kit;
use counterfoil_protocol::call::{Caller, Fresh, sample_parameters};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, RootCertStore, SignatureScheme, Stream};
use serde_json::Value;

use super::support::{Folder, gateway, lines_of};

/// Pay Protocol: a payment address in the answer, and a signature without a nonce.
const NAME: &str = "payprotocol";
const CREATE: &str = "create-payment-order";

/// The stand-in with some faults, and where it listens.
struct Served {
    folder: Folder,
    child: Child,
    port: u16,
}

/// What a run said.
struct Told {
    code: Option<i32>,
    cases: Vec<Value>,
}

/// An answer as it came; empty where none came.
#[derive(Clone, Debug, Default)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    fn with(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let report = ["--report", "json=report.jsonl"];
        // The right client waits for Retry-After in between.
        let times = ["--slow", "100ms", "--until-idle", "1500ms"];
        let mut child = folder.spawn_heard(&[&["serve", NAME, "--port", "0"][..], &report, &times, arguments].concat());
        let mut first = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut first).unwrap();
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Self { port: port.parse().unwrap(), folder, child }
    }

    fn end(mut self) -> Told {
        let code = self.child.wait().unwrap().code();
        let lines = lines_of(&self.folder.read("report.jsonl"));
        Told { code, cases: lines.into_iter().filter(|line| line["type"] == "case").collect() }
    }

    /// An order of this number and amount.
    fn order(&self, number: &str, amount: &str) -> Answer {
        self.send(&order(number, amount))
    }

    fn send(&self, request: &Request) -> Answer {
        exchange(&format!("127.0.0.1:{}", self.port), request)
    }
}

impl Told {
    /// Exit 1, and failures of this family only.
    #[track_caller]
    fn fails_only(&self, family: &str, impact: &str) {
        let failed: Vec<_> = self.cases.iter().filter(|case| case["verdict"] == "fail").collect();
        assert_eq!(self.code, Some(1), "{:#?}", self.cases);
        for case in &failed {
            assert_eq!((&case["family"], &case["impact"]), (&family.into(), &impact.into()), "{case:#}");
        }
        assert!(!failed.is_empty());
    }

    fn verdict(&self, family: &str, slug: &str) -> &str {
        let id = format!("{NAME}/{family}/{slug}");
        let case = self.cases.iter().find(|case| case["id"] == id.as_str());
        case.unwrap_or_else(|| panic!("no {id} in {:#?}", self.cases))["verdict"].as_str().unwrap()
    }
}

fn signed(message: &str, change: impl FnOnce(&mut Value)) -> Request {
    let gateway = gateway(NAME);
    let message = gateway.requests.iter().find(|known| known.name() == message).unwrap();
    let mut parameters: Value = serde_json::from_str(&sample_parameters(gateway, message)).unwrap();
    change(&mut parameters);
    let keys = Keys::test(gateway);
    let readings = Readings::default_of(gateway.readings);
    let caller = Caller { gateway, readings, key: &keys.signing, key_name: kit(gateway).public_id };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now_ms = now.as_millis().try_into().unwrap();
    caller.request(message, &parameters.to_string(), Fresh { now_ms, nonce: "abc123" }).unwrap().request
}

fn order(number: &str, amount: &str) -> Request {
    signed(CREATE, |parameters| {
        parameters["outTradeNo"] = number.into();
        parameters["quoteAmount"] = amount.into();
    })
}

fn exchange(authority: &str, request: &Request) -> Answer {
    let mut stream = TcpStream::connect(authority).unwrap();
    stream.write_all(&bytes(request)).unwrap();
    let mut received = Vec::new();
    // Whatever came before a reset counts.
    let _ = stream.read_to_end(&mut received);
    let text = String::from_utf8_lossy(&received);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn bytes(request: &Request) -> Vec<u8> {
    let mut head = format!("{} {} HTTP/1.1\r\nHost: x\r\n", request.method, request.target);
    for (name, value) in request.headers.iter() {
        head.push_str(&format!("{name}: {}\r\n", String::from_utf8_lossy(value)));
    }
    [format!("{head}Content-Length: {}\r\n\r\n", request.body.len()).as_bytes(), &request.body].concat()
}

/// The value of a member of the answer's data.
fn told(answer: &Answer, member: &str) -> String {
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    body["data"][member].as_str().unwrap().to_owned()
}

#[test]
fn a_right_client_passes() {
    let faults = "client-redirect,client-retry,client-payment-url,client-clock,error-code-with-200,html-with-200,\
                  no-content,reset,empty-answer,broken-chunk,random-bytes,silence,deep-nesting,huge-body,wrong-types";
    let served = Served::with(&[&format!("--faults={faults}")]);
    for count in 0..40 {
        let (number, amount) = (format!("A{count}"), format!("{count}.5"));
        let answer = served.order(&number, &amount);
        match answer.status {
            0 => drop(served.order(&number, &amount)),
            429 | 503 => {
                sleep(Duration::from_millis(1_050));
                assert_eq!(served.order(&number, &amount).status, 200);
            }
            _ => {}
        }
    }
    let told = served.end();
    assert_eq!(told.code, Some(0), "{:#?}", told.cases);
    assert_eq!(told.verdict("client-redirect", "create-payment-order-redirect-307"), "pass");
    assert_eq!(told.verdict("client-retry", "create-payment-order-reset-after-creation"), "pass");
    assert_eq!(told.verdict("client-retry", "create-payment-order-too-many-requests"), "pass");
    assert_eq!(told.verdict("client-errors", "create-payment-order-reset"), "pass");
    assert_eq!(told.verdict("client-payment-url", "create-payment-order-payment-url-at-host"), "observed");
    assert!(!told.cases.iter().any(|case| case["verdict"] == "skip"), "all were reached");
}

#[test]
fn a_storm_is_noticed() {
    let served = Served::with(&["--faults=reset"]);
    served.order("A", "1");
    for _ in 0..20 {
        served.order("B", "2");
    }
    served.end().fails_only("client-errors", "dos");
}

#[test]
fn a_number_out_of_an_error_is_noticed() {
    let served = Served::with(&["--faults=error-code-with-200"]);
    served.order("A", "1");
    let number = told(&served.order("B", "2"), "outPaymentNo");
    served.send(&signed("get-payment-detail", |parameters| parameters["outPaymentNo"] = number.into()));
    served.end().fails_only("client-errors", "money");
}

#[test]
fn signed_headers_on_another_host_are_noticed() {
    let served = Served::with(&["--faults=redirect-302"]);
    served.order("A", "1");
    let mut request = order("B", "2");
    let answer = served.send(&request);
    let location = answer.head.lines().find_map(|line| line.strip_prefix("Location: http://")).unwrap();
    let authority = location.split('/').next().unwrap();
    assert!(authority.starts_with("localhost:") && !authority.ends_with(&served.port.to_string()), "{location}");
    request.body.clear();
    exchange(authority, &request);
    served.end().fails_only("client-redirect", "leak");
}

#[test]
fn a_hurry_is_noticed() {
    let served = Served::with(&["--faults=too-many-requests"]);
    served.order("A", "1");
    served.order("B", "2");
    served.order("B", "2");
    served.end().fails_only("client-retry", "hygiene");
}

#[test]
fn a_second_order_is_noticed() {
    let served = Served::with(&["--faults=reset-after-creation"]);
    served.order("A", "1");
    assert_eq!(served.order("B", "2").status, 0);
    served.order("C", "2");
    served.end().fails_only("client-retry", "money");
}

#[test]
fn a_payment_address_that_is_followed_is_noticed() {
    let served = Served::with(&["--faults=payment-url-at-host"]);
    served.order("A", "1");
    let address = told(&served.order("B", "2"), "paymentUrl");
    let whole = url::Url::parse(&format!("http://payment.example{address}")).unwrap();
    let authority = format!("{}:{}", whole.host_str().unwrap(), whole.port().unwrap());
    exchange(&authority, &Request { method: "GET".to_owned(), target: "/".to_owned(), ..Request::default() });
    served.end().fails_only("client-payment-url", "leak");
}

#[test]
fn a_rounded_amount_is_noticed() {
    let served = Served::with(&["--faults=amount-as-number"]);
    served.order("A", "1");
    let detail = signed("get-payment-detail", |parameters| parameters["outTradeNo"] = "A".into());
    served.send(&detail);
    let body: Value = serde_json::from_str(&served.send(&detail).body).unwrap();
    let amount = body["data"]["expectedAmount"].as_f64().unwrap();
    served.order("B", &amount.to_string());
    served.end().fails_only("client-amounts", "money");
}

#[test]
fn an_old_signature_is_noticed() {
    let served = Served::with(&["--faults=timestamp-error"]);
    served.order("A", "1");
    let request = order("B", "2");
    served.send(&request);
    // The stand-in would end before two seconds of nothing have passed.
    sleep(Duration::from_millis(1_000));
    served.order("C", "3");
    sleep(Duration::from_millis(1_050));
    served.send(&request);
    served.end().fails_only("client-clock", "hygiene");
}

#[test]
fn faults_that_were_not_reached_are_skipped_by_name() {
    let served = Served::with(&["--faults=reset,no-content,response-signature-missing"]);
    served.order("A", "1");
    served.order("B", "2");
    let told = served.end();
    assert_eq!(told.code, Some(0));
    assert_eq!(told.verdict("client-errors", "create-payment-order-no-content"), "pass");
    assert_eq!(told.verdict("client-errors", "response-signature-missing"), "skip");
    let skipped = told.cases.iter().find(|case| case["id"].as_str().unwrap().ends_with("-not-reached")).unwrap();
    let detail = skipped["detail"].as_str().unwrap();
    assert!(detail.contains("1 times more: reset"), "{detail}");
}

#[test]
fn a_wrong_request_never_gets_a_fault() {
    let served = Served::with(&["--faults=reset"]);
    served.order("A", "1");
    let mut request = order("B", "2");
    request.body.push(b' ');
    assert_ne!(served.send(&request).status, 0);
    let told = served.end();
    told.fails_only("client-request", "interop");
    assert_eq!(told.verdict("client-errors", "create-payment-order-not-reached"), "skip");
}

#[test]
fn an_unknown_fault_is_refused_with_those_that_there_are() {
    Folder::new().run(&["serve", NAME, "--faults=resett"]).refuses(&[
        "`resett`",
        "reset-after-creation",
        "list faults",
    ]);
}

#[test]
fn a_client_that_trusts_any_certificate_is_noticed() {
    let served = Served::with(&["--tls", "self-signed"]);
    assert!(over_tls(served.port, believing()));
    served.end().fails_only("client-tls", "auth-bypass");
}

#[test]
fn a_client_that_checks_the_certificate_passes() {
    for wrong in ["self-signed", "expired", "wrong-name"] {
        let served = Served::with(&["--tls", wrong]);
        assert!(!over_tls(served.port, checking()));
        let told = served.end();
        assert_eq!(told.code, Some(0), "{:#?}", told.cases);
        assert_eq!(told.verdict("client-tls", wrong), "pass");
    }
}

/// The certificate is wrong in its name only: under that name it is good, and the judge says that a request came.
#[test]
fn a_certificate_for_another_host_is_right_in_all_else() {
    let served = Served::with(&["--tls", "wrong-name", "--tls-authority", "ca.pem"]);
    let authority = CertificateDer::from_pem_slice(served.folder.read("ca.pem").as_bytes()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(authority).unwrap();
    let trusting = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    assert!(!over_tls(served.port, trusting.clone()));
    assert!(over_tls_as("other.example", served.port, trusting));
    served.end().fails_only("client-tls", "auth-bypass");
}

#[test]
fn plain_http_refuses_no_certificate() {
    let served = Served::with(&["--tls", "expired"]);
    served.order("A", "1");
    assert_eq!(served.end().verdict("client-tls", "expired"), "observed");
}

/// Whether a request went through.
fn over_tls(port: u16, config: ClientConfig) -> bool {
    over_tls_as("127.0.0.1", port, config)
}

fn over_tls_as(name: &'static str, port: u16, config: ClientConfig) -> bool {
    let name = ServerName::try_from(name).unwrap();
    let mut connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let mut stream = Stream::new(&mut connection, &mut socket);
    let sent = stream.write_all(&bytes(&order("A", "1")));
    sent.is_ok() && stream.read(&mut [0; 100]).is_ok_and(|count| count > 0)
}

fn checking() -> ClientConfig {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

fn believing() -> ClientConfig {
    ClientConfig::builder().dangerous().with_custom_certificate_verifier(Arc::new(Believer)).with_no_client_auth()
}

/// Takes any certificate: the mistake that CWE-295 names.
#[derive(Debug)]
struct Believer;

impl ServerCertVerifier for Believer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256, SignatureScheme::ED25519]
    }
}
