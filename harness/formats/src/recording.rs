//! `run.json`: what a saved run must say beside its exchanges, so that it can be judged again.
//!
//! A recording is a folder with this file and with one `.jsonl` file of [exchanges](crate::exchange) per gateway. What
//! the subject promises stands in the same words as in `counterfoil.toml`; a key is only said to be `TEST` or `own`.

use std::collections::BTreeMap;

use counterfoil_protocol::gateways;
use serde_json::Value;

use crate::config::{Choices, Duplicates, Freshness, GatewayConfig, Policies, Promise, Span, Spelling};
use crate::error::ReadError;
use crate::exchange::Keys;
use crate::json::Json;

/// The file's name in the folder of a recording.
pub const FILE: &str = "run.json";

/// The version of this format.
pub const FORMAT: i64 = 1;

/// A saved run.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// Name and version of the program that saved it.
    pub tool: String,
    /// As on the command line.
    pub subject: String,
    /// What the order of the cases was made from.
    pub seed: u64,
    /// RFC 3339, UTC.
    pub started: String,
    /// What the subject promises, by gateway; where the receiver was, is always said.
    pub gateways: BTreeMap<&'static str, Recorded>,
}

/// One gateway of a saved run.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Whose keys signed the cases.
    pub keys: Keys,
    /// The subject's table, without key and effects.
    pub table: GatewayConfig,
}

impl Recording {
    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// The place as a JSON pointer, with what was expected there.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let value: Value = serde_json::from_str(text).map_err(|error| ReadError::new("", "JSON", error.to_string()))?;
        if value["format"].as_i64() != Some(FORMAT) {
            let expected = format!("{FORMAT}, which this version reads");
            return Err(ReadError::new("/format", expected, value["format"].to_string()));
        }
        let said = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let gateways =
            value["gateways"].as_object().ok_or_else(|| wrong("/gateways", "an object", "something else"))?;
        Ok(Self {
            tool: said("tool"),
            subject: said("subject"),
            seed: value["seed"].as_u64().unwrap_or_default(),
            started: said("started"),
            gateways: gateways.iter().map(|(name, value)| recorded(name, value)).collect::<Result<_, _>>()?,
        })
    }

    /// The text of the file.
    #[must_use]
    pub fn to_file(&self) -> String {
        let gateways = self.gateways.iter().map(|(name, recorded)| (*name, to_json(recorded)));
        Json::object([
            ("format", Json::Integer(FORMAT)),
            ("tool", self.tool.as_str().into()),
            ("subject", self.subject.as_str().into()),
            ("seed", Json::Integer(i64::try_from(self.seed).unwrap_or(i64::MAX))),
            ("started", self.started.as_str().into()),
            ("gateways", Json::object(gateways)),
        ])
        .to_file()
    }
}

fn wrong(place: &str, expected: &str, found: impl Into<String>) -> ReadError {
    ReadError::new(place, expected, found)
}

fn recorded(name: &str, value: &Value) -> Result<(&'static str, Recorded), ReadError> {
    let place = format!("/gateways/{name}");
    let gateway = gateways::by_name(name).ok_or_else(|| wrong(&place, "a gateway that is known", name))?;
    let mut members = value.as_object().cloned().ok_or_else(|| wrong(&place, "an object", value.to_string()))?;
    let keys = match members.remove("keys").as_ref().and_then(Value::as_str) {
        Some("TEST") => Keys::Test,
        Some("own") => Keys::Own,
        _ => return Err(wrong(&format!("{place}/keys"), "`TEST` or `own`", "something else")),
    };
    let table: GatewayConfig = serde_json::from_value(Value::Object(members))
        .map_err(|error| wrong(&place, "what counterfoil.toml can say", error.to_string()))?;
    let refused = |found: &str| wrong(&place, "what counterfoil.toml can say, and where the receiver was", found);
    table.check(gateway).map_err(|reason| refused(&reason))?;
    if table.url.is_none() || table.key.is_some() || table.effects.is_some() {
        return Err(refused("no url, or a key, or effects"));
    }
    Ok((gateway.name, Recorded { keys, table }))
}

fn to_json(recorded: &Recorded) -> Json {
    let Recorded { keys, table } = recorded;
    let choices = |Choices(choices): &Choices| Json::list(choices.iter().map(String::as_str));
    let readings = table.readings.iter().map(|(name, chosen)| (name.as_str(), choices(chosen)));
    Json::object([
        ("keys", Json::from(keys.name())),
        ("url", table.url.as_deref().into()),
        ("notify_url", table.notify_url.as_deref().into()),
        ("messages", Json::list(table.messages.iter().map(String::as_str))),
        ("readings", Json::object(readings)),
        ("refuses_with", Json::list(table.refuses_with.iter().map(|status| i64::from(*status)))),
        ("policies", policies(&table.policies)),
    ])
}

fn policies(said: &Policies) -> Json {
    let promise = |promise: Option<Promise>| {
        promise.map(|promise| match promise {
            Promise::Either => "either",
            Promise::Accept => "accept",
            Promise::Refuse => "refuse",
        })
    };
    let spelling = |spelling: Option<Spelling>| {
        spelling.map(|spelling| match spelling {
            Spelling::Either => "either",
            Spelling::Strict => "strict",
        })
    };
    let duplicates = said.duplicate_members.map(|duplicates| match duplicates {
        Duplicates::Either => "either",
        Duplicates::Refuse => "refuse",
        Duplicates::First => "first",
        Duplicates::Last => "last",
    });
    let freshness = said.freshness.map(|freshness| match freshness {
        Freshness::None => "none".to_owned(),
        Freshness::Within(window) => as_configured(window),
    });
    Json::object([
        ("duplicate-members", Json::from(duplicates)),
        ("unknown-members", promise(said.unknown_members).into()),
        ("empty-members", promise(said.empty_members).into()),
        ("signature-text", spelling(said.signature_text).into()),
        ("timestamp-text", spelling(said.timestamp_text).into()),
        ("repeated-headers", promise(said.repeated_headers).into()),
        ("large-bodies", promise(said.large_bodies).into()),
        ("freshness", freshness.into()),
        ("acknowledges-with", said.acknowledges_with.as_deref().into()),
        ("answer-within", said.answer_within.map(|Span(limit)| as_configured(limit)).into()),
    ])
}

/// As [`duration`](crate::config::duration) reads it, to the nanosecond.
fn as_configured(time: core::time::Duration) -> String {
    format!("{:#}", jiff::SignedDuration::try_from(time).unwrap_or(jiff::SignedDuration::MAX))
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::config::Config;

    fn table(text: &str) -> GatewayConfig {
        Config::parse(&format!("[gatepay]\nurl = \"http://127.0.0.1:1/x\"\n{text}")).unwrap().gateways["gatepay"]
            .clone()
    }

    fn saved(text: &str) -> Recording {
        let recorded = Recorded { keys: Keys::Test, table: table(text) };
        Recording { seed: 7, gateways: BTreeMap::from([("gatepay", recorded)]), ..Recording::default() }
    }

    #[test]
    fn promises_come_back_as_they_were() {
        let written = saved(
            "readings = { data = [\"string\", \"object\"] }\nrefuses_with = [500]\n[gatepay.policies]\n\
             duplicate-members = \"first\"\nsignature-text = \"strict\"\nfreshness = \"300s\"\nanswer-within = \"1500ms\"\n",
        )
        .to_file();
        let read = Recording::read(&written).unwrap();
        assert_eq!(read.to_file(), written);
        let policies = &read.gateways["gatepay"].table.policies;
        assert_eq!(policies.freshness, Some(Freshness::Within(Duration::from_secs(300))));
        assert_eq!(policies.unknown_members, None);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let written = saved("").to_file();
        let say = |text: &str| Recording::read(text).unwrap_err().to_string();
        assert!(say("{").contains("expected JSON"));
        assert!(say(&written.replace("\"format\": 1", "\"format\": 2")).starts_with("/format"));
        assert!(say(&written.replace("TEST", "mine")).starts_with("/gateways/gatepay/keys"));
        assert!(say(&written.replace("refuses_with", "refuses")).contains("refuses"));
        assert!(say(&written.replace("\"gatepay\"", "\"gate\"")).starts_with("/gateways/gate"));
    }
}
