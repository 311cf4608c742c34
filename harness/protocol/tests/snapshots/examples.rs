//! Each documented example: its members as they came, what its table objects to, its signed bytes, its event.

use core::fmt::Write as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Carrier, Direction, Field, Kind, Message, Presence, body_violations, violations};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::{Limits, Object, Request, Shape, Text, checked_text};
use serde::Deserialize;

use crate::parts::put_parts;
use crate::stored::{assert_same_names, assert_stored, stored};
use crate::support::{NOTIFY_URL, SENT_AT, TARGET, in_repository, signed_bytes, signing_key};

#[test]
fn each_example_reads_as_its_snapshot() {
    for example in examples() {
        assert_stored(&example.snapshot(), &example.to_text());
    }
}

#[test]
fn each_snapshot_has_its_example() {
    let named: BTreeSet<String> = examples().iter().map(Example::snapshot).collect();
    assert_same_names(&stored("examples"), &named);
}

#[test]
fn each_example_is_on_disk_and_the_other_way_round() {
    for gateway in gateways::ALL {
        let named: BTreeSet<&str> = gateway.messages().flat_map(|message| message.examples).copied().collect();
        let on_disk = files(gateway);
        assert_eq!(on_disk.iter().map(String::as_str).collect::<BTreeSet<_>>(), named, "{gateway}");
    }
}

#[test]
fn each_index_tells_the_truth() {
    for gateway in gateways::ALL {
        let index = index(gateway);
        let described: BTreeMap<&str, &Described> = index.iter().map(|entry| (&*entry.file, entry)).collect();
        assert_eq!(described.len(), index.len(), "{gateway} describes a file twice");
        assert_eq!(described.len(), files(gateway).len(), "{gateway} describes other files than it has");
        for example in examples().into_iter().filter(|example| example.gateway == gateway) {
            described[example.file].check(&example);
        }
    }
}

/// Files of documented examples in all, as they were collected from the pages.
const COLLECTED: usize = 326;

#[test]
fn none_of_the_collected_examples_is_missing() {
    assert_eq!(gateways::ALL.map(|gateway| files(gateway).len()).iter().sum::<usize>(), COLLECTED);
}

/// One entry of `corpus/examples/<gateway>/index.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    file: String,
    message: String,
    direction: String,
    source_url: String,
    note: String,
    valid_json: bool,
    /// What the file holds, where that is not a whole message: an inner document, headers, a fragment.
    #[serde(default)]
    part: Option<String>,
}

impl Described {
    fn check(&self, example: &Example) {
        let name = &self.file;
        let is_json = serde_json::from_str::<serde_json::Value>(&example.body).is_ok();
        assert_eq!(self.message, example.message.id, "message of {name}");
        assert_eq!(self.direction, example.message.direction.to_string(), "direction of {name}");
        assert_eq!(self.valid_json, is_json, "whether {name} is JSON");
        assert!(!self.source_url.is_empty() && !self.note.is_empty(), "{name} has no source or note");
        assert!(self.part.as_ref().is_none_or(|part| !part.is_empty()), "{name} is an unnamed part");
    }
}

/// One documented example of one message.
struct Example {
    gateway: &'static Gateway,
    message: &'static Message,
    file: &'static str,
    body: String,
}

impl Example {
    fn read(gateway: &'static Gateway, message: &'static Message, file: &'static str) -> Self {
        let path = folder(gateway).join(file);
        let body = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { gateway, message, file, body }
    }

    fn snapshot(&self) -> String {
        format!("examples/{}/{}", self.message.id, self.file)
    }

    fn to_text(&self) -> String {
        let Self { message, file, body, .. } = self;
        let mut out = format!("{} ({}), example {file}, {} bytes\n", message.id, message.direction, body.len());
        match (open(body), message.carrier) {
            (Ok(object), _) => self.describe(&object, &mut out),
            (Err(_), Carrier::List | Carrier::Text(_)) => self.describe_body(&mut out),
            (Err(refused), _) => section(&mut out, "not a JSON object", &refused.to_string()),
        }
        if message.direction == Direction::Acknowledgement {
            let accepted = self.gateway.acknowledgement.accepts(body.as_bytes());
            section(&mut out, "acknowledges", if accepted { "yes" } else { "no" });
        }
        out
    }

    fn describe(&self, object: &Object<'_>, out: &mut String) {
        section(out, "members", &members(self.message.fields, object));
        for (place, fields, value) in documents(self.message.fields, object) {
            self.describe_inside(&place, fields, value, out);
        }
        let objections: Vec<String> = violations(self.message, object).iter().map(ToString::to_string).collect();
        section(out, "against the table", &list(&objections, "nothing to object"));
        if self.message.signed {
            self.describe_readings("signed bytes", |readings| self.signed(readings), out);
        }
        if self.message.direction == Direction::Callback {
            self.describe_readings("event", |readings| self.event(readings), out);
        }
    }

    /// A body that is no object and need not be one.
    fn describe_body(&self, out: &mut String) {
        section(out, "body", self.body.trim_end());
        let objections = body_violations(self.message, &self.body).unwrap_or_else(|refused| vec![refused]);
        let objections: Vec<String> = objections.iter().map(ToString::to_string).collect();
        section(out, "against the table", &list(&objections, "nothing to object"));
    }

    fn describe_inside(&self, place: &str, fields: &[Field], value: Text<'_>, out: &mut String) {
        let decoded = value.decoded();
        let text = decoded.as_deref().unwrap_or(value.raw());
        match open(text) {
            Ok(inner) => section(out, &format!("members inside {place}"), &members(fields, &inner)),
            Err(refused) => section(out, &format!("inside {place}"), &refused.to_string()),
        }
    }

    /// The default reading, then each other choice that makes a difference.
    fn describe_readings(&self, title: &str, describe: impl Fn(Readings) -> String, out: &mut String) {
        let default = Readings::default_of(self.gateway.readings);
        let usual = describe(default);
        section(out, title, &usual);
        for reading in self.gateway.readings {
            for choice in &reading.choices[1..] {
                let readings = default.with(reading.name, choice.name).expect("a choice of this reading");
                let other = describe(readings);
                if other != usual {
                    section(out, &format!("{title}, if {}={}", reading.name, choice.name), &other);
                }
            }
        }
    }

    fn signed(&self, readings: Readings) -> String {
        match signed_bytes(self.gateway, readings, self.message.direction, &self.request()) {
            Ok(bytes) => format!("{} bytes\n{}", bytes.len(), visible(&bytes)),
            Err(refused) => format!("refused: {refused}"),
        }
    }

    fn event(&self, readings: Readings) -> String {
        let receiver = Receiver {
            readings,
            notify_url: Some(NOTIFY_URL.to_owned()),
            rules: UNSIGNED,
            ..Receiver::new(self.gateway, signing_key(self.gateway).verifying_key())
        };
        match receiver.receive(&self.request(), UnixMillis::new(SENT_AT), &mut Ledger::default()) {
            Ok(received) => event(&received),
            Err(refused) => format!("refused: {refused}"),
        }
    }

    fn target(&self) -> String {
        if self.message.direction == Direction::Callback {
            return TARGET.to_owned();
        }
        format!("{}{}", self.gateway.api_base, self.message.path)
    }

    fn request(&self) -> Request {
        let mut request = Request::post(self.target(), self.body.as_bytes());
        put_parts(self.gateway, &mut request.headers);
        request
    }
}

/// Examples carry no signature of a TEST key, and often no timestamp.
const UNSIGNED: Rules =
    Rules::all().without(Rule::SignaturePresent).without(Rule::SignatureMatches).without(Rule::PartShapes);

fn examples() -> Vec<Example> {
    let all = gateways::ALL.into_iter().flat_map(|gateway| gateway.messages().map(move |message| (gateway, message)));
    all.flat_map(|(gateway, message)| message.examples.iter().map(move |file| Example::read(gateway, message, file)))
        .collect()
}

fn folder(gateway: &Gateway) -> PathBuf {
    in_repository("corpus/examples").join(gateway.name)
}

fn files(gateway: &Gateway) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(gateway)).expect("a folder of examples");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"));
    names.filter(|name| name != INDEX).collect()
}

fn index(gateway: &Gateway) -> Vec<Described> {
    let text = fs::read_to_string(folder(gateway).join(INDEX)).expect("an index");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("the index of {gateway}: {error}"))
}

const INDEX: &str = "index.json";

fn open(text: &str) -> Result<Object<'_>, Rejection> {
    Object::parse(checked_text(text.as_bytes(), Limits::default().depth)?)
}

/// Members whose value is a document of its own: place, table, value.
fn documents<'a>(fields: &'static [Field], object: &Object<'a>) -> Vec<(String, &'static [Field], Text<'a>)> {
    let documents = fields.iter().filter_map(|field| {
        let value = object.get(field.name)?;
        Some((format!("/{}", field.name), table_of(&field.kind, value)?, value))
    });
    documents.collect()
}

fn table_of(kind: &'static Kind, value: Text<'_>) -> Option<&'static [Field]> {
    match kind {
        Kind::Nested(inside) | Kind::Object(inside) => Some(inside),
        Kind::Either(kinds) => kinds.iter().filter(|kind| kind.fits(value)).find_map(|kind| table_of(kind, value)),
        _ => None,
    }
}

fn members(fields: &[Field], object: &Object<'_>) -> String {
    let width = object.members().iter().map(|member| member.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for member in object.members() {
        let field = fields.iter().find(|field| field.name == member.name);
        let known = field.map_or("unknown", |field| presence(field.presence));
        let value = if member.value.shape() == Shape::Object { "{…}" } else { member.value.raw() };
        writeln!(out, "{:width$}  {known:8}  {value}", member.name).expect("a String takes everything");
    }
    list(&[out.trim_end().to_owned()], "none")
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Expected => "expected",
        Presence::Optional => "optional",
    }
}

fn event(received: &Received) -> String {
    let event = &received.event;
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "not told".to_owned());
    let lines = [
        ("message", event.message.to_owned()),
        ("order", event.order.clone()),
        ("outcome", event.outcome.to_string()),
        ("status", event.status.clone()),
        ("amount", or_none(event.amount.as_ref().map(|amount| amount.text().to_owned()))),
        ("currency", or_none(event.currency.clone())),
        ("at", or_none(event.at.as_ref().map(ToString::to_string))),
        ("address", or_none(event.address.as_ref().map(|address| format!("{address} ({})", address.check())))),
        ("key", event.key.clone()),
        ("credit", if received.credit { "yes" } else { "no" }.to_owned()),
    ];
    lines.map(|(name, value)| format!("{name:8}  {value}")).join("\n")
}

/// Line feeds are shown, so that one at the end is not overlooked.
fn visible(bytes: &[u8]) -> String {
    core::str::from_utf8(bytes).expect("documents are UTF-8").replace('\n', "⏎\n").trim_end().to_owned()
}

fn section(out: &mut String, title: &str, text: &str) {
    writeln!(out, "\n{title}").expect("a String takes everything");
    for line in text.lines() {
        writeln!(out, "    {line}").expect("a String takes everything");
    }
}

fn list(lines: &[String], none: &str) -> String {
    let text = lines.join("\n");
    if text.is_empty() { none.to_owned() } else { text }
}
