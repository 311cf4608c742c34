//! Seeds made of what the repository has already: documented examples, rendered cases, keys, recordings.

use std::collections::BTreeMap;
use std::fs;

use counterfoil::families;
use counterfoil::keys::Keys;
use counterfoil::render::{Context, render};
use counterfoil_formats::exchange::{Exchange, RecordedResponse, to_line};
use counterfoil_formats::http_text::print_request;
use counterfoil_formats::wiremock::{journal_file, mappings_file};
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;

use crate::{entries, in_repository};

type Seeds = Vec<(String, Vec<u8>)>;

/// By target.
pub(crate) fn all() -> BTreeMap<&'static str, Seeds> {
    let mut all: BTreeMap<&'static str, Seeds> = BTreeMap::new();
    for gateway in gateways::ALL {
        let cases = cases(gateway);
        let nested = all.entry(nested(gateway)).or_default();
        nested.extend(cases.iter().map(|(name, request)| (name.clone(), request.body.clone())));
        nested.extend(examples(gateway));
        all.entry("json").or_default().extend(examples(gateway));
        // A case of each family is enough to know the files by.
        for (name, request) in cases.into_iter().step_by(12) {
            let exchange = exchange(gateway, &name, &request);
            let mut put = |target, bytes: Vec<u8>| all.entry(target).or_default().push((name.clone(), bytes));
            put("http_request", print_request(&request, "127.0.0.1"));
            put("exchanges", to_line(&exchange).into_bytes());
            put("journal", journal_file(core::slice::from_ref(&exchange)).to_file().into_bytes());
            put("mappings", mappings_file(core::slice::from_ref(&exchange)).to_file().into_bytes());
            if let Place::Header(header) = gateway.place {
                request.headers.all(header).for_each(|text| put("encodings", text.to_vec()));
            }
        }
    }
    all.entry("keys").or_default().extend(files("corpus/keys", ""));
    all.entry("journal").or_default().extend(files("harness/formats/tests/wiremock/fixtures", "journal.json"));
    for stubs in ["stubs.json", "default.json", "lossless.json"] {
        all.entry("mappings").or_default().extend(files("harness/formats/tests/wiremock/fixtures", stubs));
    }
    for adapter in ["node", "python"] {
        let folder = format!("harness/adapters/{adapter}");
        all.entry("configuration").or_default().extend(files(&folder, "counterfoil.toml"));
    }
    all
}

fn nested(gateway: &Gateway) -> &'static str {
    match gateway.name {
        "cregis" => "nested_cregis",
        "gatepay" => "nested_gatepay",
        "paycools" => "nested_paycools",
        "payprotocol" => "nested_payprotocol",
        "pelago" => "nested_pelago",
        name => panic!("name the target of {name} here"),
    }
}

/// The last request of every case.
fn cases(gateway: &'static Gateway) -> Vec<(String, Request)> {
    let keys = Keys::test(gateway);
    let context = Context {
        gateway,
        now_ms: 1_723_971_200_000,
        serial: 1,
        keys: &keys,
        readings: Readings::default_of(gateway.readings),
        target: "/notify?shop=1".to_owned(),
        notify_url: "https://shop.example/notify?shop=1".to_owned(),
    };
    let cases = families::cases(gateway);
    let rendered =
        cases.iter().filter_map(|case| Some((case.id.clone(), render(case.steps.last()?, &context).request)));
    // What libFuzzer would cut off, and time itself makes large.
    rendered.filter(|(_, request)| request.body.len() <= 16 << 10).collect()
}

/// The documented callbacks.
fn examples(gateway: &Gateway) -> Seeds {
    let of_callbacks = |(name, _): &(String, Vec<u8>)| name.contains(".callback");
    files(&format!("corpus/examples/{gateway}"), "json").into_iter().filter(of_callbacks).collect()
}

fn files(folder: &str, ending: &str) -> Seeds {
    let named = entries(&in_repository(folder)).into_iter().filter(|path| path.is_file());
    let read = named.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()));
    read.filter(|(name, _)| name.ends_with(ending) && !name.ends_with(".md")).collect()
}

fn exchange(gateway: &Gateway, id: &str, request: &Request) -> Exchange {
    let response =
        RecordedResponse { status: 200, reason: "OK".to_owned(), body: b"success".to_vec(), ..Default::default() };
    Exchange {
        id: id.to_owned(),
        gateway: Some(gateway.name.to_owned()),
        request: request.clone().into(),
        response: Some(response),
        ..Exchange::default()
    }
}

/// Writes them where the fuzzer looks for its corpus: `fuzz/corpus/<target>/`, named by number.
#[test]
#[ignore = "writes files: the command in fuzz/README.md calls it"]
fn export_derived_seeds() {
    for (target, seeds) in all() {
        let folder = in_repository("fuzz/corpus").join(target);
        fs::create_dir_all(&folder).unwrap();
        for (number, (_, bytes)) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("derived-{number:04}")), bytes).unwrap();
        }
    }
}
