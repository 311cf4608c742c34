//! `list`: what there is.

use clap::{Args, ValueEnum};
use counterfoil_protocol::gateway::Gateway;
use serde_json::{Value, json};

use super::say;
use crate::config::{UsageError, gateways_of};
use crate::keys::TEST_KEYS;
use crate::serve::{faults, rules};
use crate::subject::builtin;
use crate::{authored, diagnose, exit, families};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    what: What,
    /// Only these gateways.
    #[arg(long, value_name = "NAME")]
    gateway: Vec<String>,
    /// As text, or as a JSON array of objects.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    Gateways,
    Messages,
    Readings,
    Families,
    Faults,
    Cases,
    Subjects,
    Mistakes,
    Keys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let gateways = gateways_of(&arguments.gateway)?;
    let rows: Vec<Value> = match arguments.what {
        What::Gateways => gateways.into_iter().map(gateway).collect(),
        What::Messages => gateways.into_iter().flat_map(messages).collect(),
        What::Readings => gateways.into_iter().flat_map(readings).collect(),
        What::Families => families::ALL.iter().chain(rules::ALL).map(|family| json!({"id": family.name, "about": family.title, "impact": family.impact.name(), "level": family.level as u8})).collect(),
        What::Faults => faults::all().map(|fault| json!({"id": format!("{} {}", fault.cli, fault.slug), "about": fault.title, "family": fault.family.name})).collect(),
        What::Cases => gateways.into_iter().flat_map(cases).collect(),
        What::Subjects => builtin::ALL.iter().map(|builtin| json!({"id": format!("builtin:{}", builtin.name), "about": builtin.about})).collect(),
        What::Mistakes => gateways.into_iter().flat_map(mistakes).collect(),
        What::Keys => TEST_KEYS.iter().map(|key| json!({"id": key.file, "text": key.text})).collect(),
    };
    say(&match (arguments.format, arguments.what) {
        (Format::Json, _) => pretty(&rows),
        (Format::Text, What::Messages) => message_lines(&rows),
        (Format::Text, _) => rows.iter().map(line).collect(),
    });
    Ok(exit::FINE)
}

fn pretty(rows: &[Value]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| format!("  {row}")).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// The id, then the other values; a text of several lines stands below.
fn line(row: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = row.as_object().into_iter().flatten().filter(|(name, _)| *name != "id");
    let id = text(&row["id"]);
    let rest: Vec<String> = members
        .map(|(name, value)| match name.as_str() {
            "about" => text(value),
            "text" => format!("\n{}\n", text(value)),
            _ => format!("{name}={}", text(value)),
        })
        .collect();
    format!("{id:<44} {}\n", rest.join("  "))
}

/// Within 80 columns as a rule: there are hundreds, and people look for one.
fn message_lines(rows: &[Value]) -> String {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let line = |row: &Value| {
        let signed = if row["signed"] == true { "signed" } else { "" };
        let examples = match row["examples"].as_u64() {
            None | Some(0) => String::new(),
            Some(1) => "1 example".to_owned(),
            Some(count) => format!("{count} examples"),
        };
        let fields = match row["fields"].as_str() {
            Some("nothing") => "fields not public",
            Some("part") => "fields partly public",
            _ => "",
        };
        let (id, direction) = (text(row, "id"), text(row, "direction"));
        format!("{id:<44} {direction:<15} {signed:<6} {examples:<11} {fields}").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn gateway(gateway: &'static Gateway) -> Value {
    let (_, acknowledgement) = gateway.acknowledgement.answer();
    json!({
        "id": gateway.name, "about": gateway.title, "scheme": gateway.scheme.name(),
        "signature": gateway.place.to_string(), "acknowledgement": acknowledgement, "retries": gateway.retries,
    })
}

fn messages(gateway: &'static Gateway) -> Vec<Value> {
    let row = |message: &'static counterfoil_protocol::message::Message| {
        json!({
            "id": message.id, "direction": message.direction.to_string(), "method": message.method,
            "path": message.path, "signed": message.signed, "examples": message.examples.len(),
            "fields": message.published.to_string(), "about": message.about, "source": message.source,
        })
    };
    gateway.messages().map(row).collect()
}

fn readings(gateway: &'static Gateway) -> Vec<Value> {
    let choices = gateway.readings.iter().flat_map(move |reading| {
        reading.choices.iter().enumerate().map(move |(index, choice)| {
            json!({
                "id": format!("{gateway} {}={}", reading.name, choice.name), "about": choice.about,
                "default": index == 0, "source": choice.source,
            })
        })
    });
    choices.collect()
}

fn cases(gateway: &'static Gateway) -> Vec<Value> {
    let row = |case: crate::case::Case| {
        json!({
            "id": case.id, "about": case.title, "expect": case.expect.name(), "impact": case.impact.name(),
            "level": case.level as u8, "class": case.class.name(), "message": case.message, "rev": case.rev,
        })
    };
    authored::cases(gateway).into_iter().map(row).collect()
}

fn mistakes(gateway: &'static Gateway) -> Vec<Value> {
    let row = |mistake: crate::mistakes::Mistake| json!({"id": format!("{gateway} {}", mistake.slug), "about": mistake.about, "fix": mistake.fix});
    diagnose::mistakes(gateway).into_iter().map(row).collect()
}
