//! How long `audit` of a journal takes on all cores, against what no program can avoid on one.
//!
//! ```sh
//! cargo run --release -p counterfoil --example audit_floor -- 1024    # MiB
//! ```
//!
//! The floor reads the file, finds the entries, scans each into raw values, decodes its Base64 and makes the bare check of
//! the signature over it. The journal has callbacks of one gateway: GatePay's, whose check is the cheapest per byte, and by
//! `-- 1024 paycools` that of another.
#![expect(clippy::print_stdout, reason = "the figures are what the program is for")]

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use counterfoil::audit::judging::{Audit, run};
use counterfoil::audit::party::{Party, PartyKeys, Setup};
use counterfoil::audit::secrets::Secrets;
use counterfoil::keys::Keys;
use counterfoil::render::{Context, Recipe, Rendered, render};
use counterfoil::samples::kit;
use counterfoil_formats::wiremock::JournalReader;
use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::scheme::VerifyingKey;
use serde::Deserialize;
use serde_json::value::RawValue;

const NOW_MS: u64 = 1_795_219_200_000;
/// Different callbacks; the journal repeats them under fresh ids.
const DIFFERENT: u64 = 64;
const ROUNDS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mebibytes: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(64);
    let gateway = arguments.next().and_then(|name| gateways::by_name(&name)).unwrap_or(gateways::ALL[1]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let journal = folder.path().join("journal.json");
    let signed = write(gateway, &journal, mebibytes << 20);
    let audit = audit(gateway);
    let (mut audits, mut floors, mut exchanges, mut most) = (Vec::new(), Vec::new(), 0, 0);
    // In turns, so that noise hits both.
    for _ in 0..ROUNDS {
        let (spent, audited) = timed(|| run(&audit, &[PathBuf::from(&journal)], &mut |line| println!("{line}")));
        audits.push(spent);
        most = most.max(peak());
        let (spent, checked) = timed(|| bare(&journal, &signed));
        floors.push(spent);
        assert_eq!(checked, audited.exchanges);
        exchanges = checked;
    }
    let (whole, floor) = (medians(&audits), medians(&floors));
    let ratio = |part: fn(&Spent) -> Duration| part(&whole).as_secs_f64() / part(&floor).as_secs_f64();
    println!(
        "{gateway}, {mebibytes} MiB, {exchanges} entries, medians of {ROUNDS}: audit {:.2?} on {} cores = {:.2} × floor \
         ({:.2?} on one core); processor {:.2?} = {:.2} × floor ({:.2?}); peak memory {most} KiB",
        whole.clock,
        audit.threads,
        ratio(|spent| spent.clock),
        floor.clock,
        whole.processor,
        ratio(|spent| spent.processor),
        floor.processor,
    );
}

/// What something took.
#[derive(Clone, Copy)]
struct Spent {
    clock: Duration,
    /// Of all cores together: what others do on the machine changes it little.
    processor: Duration,
}

fn timed<T>(work: impl FnOnce() -> T) -> (Spent, T) {
    let (begun, before) = (Instant::now(), processor());
    let made = work();
    (Spent { clock: begun.elapsed(), processor: processor().saturating_sub(before) }, made)
}

/// Processor time of this process, to ten milliseconds.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = behind.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn medians(all: &[Spent]) -> Spent {
    let median = |part: fn(&Spent) -> Duration| {
        let mut parts: Vec<Duration> = all.iter().map(part).collect();
        parts.sort();
        parts[parts.len() / 2]
    };
    Spent { clock: median(|spent| spent.clock), processor: median(|spent| spent.processor) }
}

/// Writes a journal of that size; gives what the floor checks, in the order of the entries.
fn write(gateway: &'static Gateway, path: &Path, bytes: u64) -> Checks {
    let keys = Keys::test(gateway);
    let rendered: Vec<Rendered> = (0..DIFFERENT).map(|serial| rendered(gateway, &keys, serial)).collect();
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let mut written = 0;
    let mut serial = 0;
    let _ = file.write_all(b"{\"requests\":[");
    while written < bytes {
        let which = usize::try_from(serial % DIFFERENT).unwrap_or_default();
        let entry = entry(gateway, &rendered[which], serial);
        let _ = file.write_all(if serial == 0 { b"" } else { b"," }).and_then(|()| file.write_all(entry.as_bytes()));
        written += entry.len() as u64;
        serial += 1;
    }
    file.write_all(b"],\"meta\":{}}").and_then(|()| file.flush()).expect("room for the journal");
    let key = keys.signing.verifying_key();
    let each =
        rendered.into_iter().map(|one| (one.signed.clone(), keys.signing.sign_text(&SignedBytes::from(one.signed))));
    Checks { key, each: each.collect() }
}

fn rendered(gateway: &'static Gateway, keys: &Keys, serial: u64) -> Rendered {
    let context = Context {
        gateway,
        now_ms: NOW_MS,
        serial,
        keys,
        readings: Readings::default_of(gateway.readings),
        target: "/notify".to_owned(),
        notify_url: "http://127.0.0.1/notify".to_owned(),
    };
    render(&Recipe::of(&kit(gateway).samples[0]), &context)
}

/// As WireMock writes it: the body as text, too, and the stub that answered.
fn entry(gateway: &Gateway, rendered: &Rendered, serial: u64) -> String {
    let request = &rendered.request;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = request.headers.iter().map(|(name, value)| (name.to_owned(), text(value).into()));
    let mut headers: serde_json::Map<String, serde_json::Value> = headers.collect();
    headers.insert("Content-Length".to_owned(), request.body.len().to_string().into());
    headers.insert("Host".to_owned(), "127.0.0.1:8080".into());
    let (_, answer) = gateway.acknowledgement.answer();
    let id = format!("00000000-0000-4000-8000-{serial:012}");
    serde_json::json!({
        "id": id,
        "request": {
            "url": request.target, "absoluteUrl": "http://127.0.0.1:8080/notify", "method": request.method,
            "clientIp": "127.0.0.1", "headers": headers, "cookies": {}, "browserProxyRequest": false,
            "loggedDate": NOW_MS + serial, "loggedDateString": "2026-11-21T02:57:49.501Z",
            "bodyAsBase64": STANDARD.encode(&request.body), "body": text(&request.body), "protocol": "HTTP/1.1",
            "scheme": "http", "host": "127.0.0.1", "port": 8080, "queryParams": {}, "formParams": {},
        },
        "responseDefinition": {"status": 200, "proxyBaseUrl": "http://127.0.0.1:8081"},
        "response": {
            "status": 200, "headers": {"Content-Length": answer.len().to_string()},
            "bodyAsBase64": STANDARD.encode(answer), "body": answer,
        },
        "wasMatched": true,
        "timing": {"addedDelay": 0, "processTime": 5, "responseSendTime": 0, "serveTime": 5, "totalTime": 5},
        "subEvents": [],
    })
    .to_string()
}

fn audit(gateway: &'static Gateway) -> Audit {
    let keys = Keys::test(gateway);
    let mut secrets = Secrets::default();
    secrets.add(&keys.material);
    let callbacks = keys.signing.verifying_key();
    let setup = Setup {
        keys: PartyKeys { requests: Some(callbacks.clone()), callbacks, own: None, given: true },
        readings: (Readings::default_of(gateway.readings), false),
        notify_url: None,
        window: None,
        secrets,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Audit { only: Some(gateway), parties: vec![Party::new(gateway, setup)], threads }
}

/// What the floor checks: signed bytes and signature lie ready.
struct Checks {
    key: VerifyingKey,
    each: Vec<(Vec<u8>, String)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(borrow)]
    request: &'a RawValue,
    #[serde(borrow)]
    response: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    #[serde(borrow)]
    body_as_base64: &'a str,
}

fn bare(journal: &Path, checks: &Checks) -> u64 {
    let mut file = File::open(journal).expect("the journal");
    let (mut reader, mut piece, mut count) = (JournalReader::default(), vec![0; 256 << 10], 0);
    loop {
        let length = file.read(&mut piece).expect("the journal");
        if length == 0 {
            return count;
        }
        reader.feed(&piece[..length], |entry| {
            let event: Event<'_> = serde_json::from_slice(entry.text.expect("an entry")).expect("an entry");
            for part in [event.request, event.response] {
                let message: Message<'_> = serde_json::from_str(part.get()).expect("a message");
                assert!(STANDARD.decode(message.body_as_base64).is_ok());
            }
            let (signed, text) = &checks.each[usize::try_from(count % DIFFERENT).unwrap_or_default()];
            let signature = checks.key.decode(text).expect("a signature");
            assert!(checks.key.verify(&SignedBytes::from(signed.clone()), &signature).is_ok());
            count += 1;
        });
    }
}

/// The most memory held so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or_default()
}
