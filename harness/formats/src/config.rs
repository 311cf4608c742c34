//! `counterfoil.toml`: what a subject promises, by which it is judged.

use core::fmt;
use core::time::Duration;
use std::collections::BTreeMap;
use std::path::PathBuf;

use counterfoil_protocol::gateways;
use counterfoil_protocol::rejection::excerpt;
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

/// The whole file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// One table per gateway, by name.
    pub gateways: BTreeMap<&'static str, GatewayConfig>,
    /// The table `limits`.
    pub limits: Limits,
}

/// The table of one gateway.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    /// Where the subject receives callbacks.
    pub url: Option<String>,
    /// The public address, where it differs: Pay Protocol signs its path.
    pub notify_url: Option<String>,
    /// What callbacks are signed with: the secret, or the platform's private key. The TEST key where left out.
    pub key: Option<KeySource>,
    /// The callbacks the subject must handle beside the primary one.
    #[serde(default)]
    pub messages: Vec<String>,
    /// The readings the subject follows, one or several choices each.
    #[serde(default)]
    pub readings: BTreeMap<String, Choices>,
    /// Statuses by which it refuses on purpose, beside all below 500.
    #[serde(default)]
    pub refuses_with: Vec<u16>,
    /// What it promises where the documents leave it open.
    #[serde(default)]
    pub policies: Policies,
    /// How to see what a callback did.
    pub effects: Option<Effects>,
}

/// Where a key comes from; never the key itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySource {
    /// An environment variable.
    pub env: Option<String>,
    /// A file, relative to the configuration file.
    pub file: Option<PathBuf>,
}

/// One or several choices of a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(pub Vec<String>);

/// What a subject promises where the documents leave it open.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policies {
    /// Two members of one name.
    pub duplicate_members: Option<Duplicates>,
    /// Members that no document names.
    pub unknown_members: Option<Promise>,
    /// Members that are null, empty or absent.
    pub empty_members: Option<Promise>,
    /// Other spellings of the right signature.
    pub signature_text: Option<Spelling>,
    /// Other spellings of the right time.
    pub timestamp_text: Option<Spelling>,
    /// Headers that occur twice.
    pub repeated_headers: Option<Promise>,
    /// Bodies of 2 MiB.
    pub large_bodies: Option<Promise>,
    /// The window for timestamps: `none`, or a duration such as `300s`.
    pub freshness: Option<Freshness>,
    /// The one acknowledgement it gives, where several are right.
    pub acknowledges_with: Option<String>,
    /// How long it takes at most.
    pub answer_within: Option<Span>,
}

/// What is done with two members of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// Not said.
    Either,
    /// Refused.
    Refuse,
    /// The first one counts.
    First,
    /// The last one counts.
    Last,
}

/// What is done with something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Promise {
    /// Not said.
    Either,
    /// Taken.
    Accept,
    /// Refused.
    Refuse,
}

/// How signatures and timestamps are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spelling {
    /// Not said.
    Either,
    /// In the one documented form only.
    Strict,
}

/// The window for timestamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// None: any timestamp is taken.
    None,
    /// At most so far from now, either way.
    Within(Duration),
}

/// A duration, such as `5s` or `300ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Duration);

/// How the harness sees what a callback did.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    /// Answers GET with JSON; `{order}` stands for the merchant's order number.
    pub url: String,
    /// JSON pointer to the number of times the order was credited.
    #[serde(default = "credits")]
    pub credits: String,
}

/// The table `limits`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// The budget of a run.
    pub max_time: Option<Span>,
    /// Requests under way at once.
    pub concurrency: Option<usize>,
    /// How long one case waits.
    pub case_time: Option<Span>,
}

/// What is wrong with a configuration file, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl Config {
    /// Reads the file's text.
    ///
    /// # Errors
    ///
    /// TOML that cannot be read, and every name that no option has.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| one_line(&error))?;
        let mut config = Self::default();
        for (name, value) in table {
            if name == "limits" {
                config.limits = value.try_into().map_err(|error| within(&name, &error))?;
                continue;
            }
            let gateway = gateways::by_name(&name).ok_or_else(|| unknown_table(&name))?;
            let table: GatewayConfig = value.try_into().map_err(|error| within(&name, &error))?;
            table.check(gateway).map_err(|reason| ConfigError(format!("[{name}]: {reason}")))?;
            config.gateways.insert(gateway.name, table);
        }
        Ok(config)
    }
}

impl GatewayConfig {
    pub(crate) fn check(&self, gateway: &counterfoil_protocol::gateway::Gateway) -> Result<(), String> {
        let readings = counterfoil_protocol::reading::Readings::default_of(gateway.readings);
        for (reading, Choices(choices)) in &self.readings {
            for choice in choices {
                readings.with(reading, choice).map_err(|unknown| unknown.to_string())?;
            }
        }
        for id in &self.messages {
            if !gateway.callbacks.iter().any(|message| message.id == id) {
                let known: Vec<_> = gateway.callbacks.iter().map(|message| message.id).collect();
                return Err(format!("no callback `{}`; there are: {}", excerpt(id), known.join(", ")));
            }
        }
        match &self.key {
            Some(KeySource { env: None, file: None }) => Err("`key` needs `env` or `file`".to_owned()),
            Some(KeySource { env: Some(_), file: Some(_) }) => Err("`key` takes `env` or `file`, not both".to_owned()),
            _ => Ok(()),
        }
    }
}

fn credits() -> String {
    "/credits".to_owned()
}

fn unknown_table(name: &str) -> ConfigError {
    let known: Vec<_> = gateways::ALL.iter().map(|gateway| gateway.name).collect();
    ConfigError(format!("unknown key `{}`; the top level has: limits, {}", excerpt(name), known.join(", ")))
}

fn within(table: &str, error: &toml::de::Error) -> ConfigError {
    let ConfigError(reason) = one_line(error);
    ConfigError(format!("[{table}]: {reason}"))
}

fn one_line(error: &toml::de::Error) -> ConfigError {
    let place = error.span().map(|span| format!("byte {}: ", span.start)).unwrap_or_default();
    ConfigError(format!("{place}{}", without_values(&error.message().replace('\n', " "))))
}

/// The message without the value it complains about: that may be a key.
fn without_values(message: &str) -> String {
    let kinds = ["string \"", "map", "sequence"];
    let shown = kinds.into_iter().find_map(|kind| {
        let start = message.find(&format!("invalid type: {kind}"))?;
        let end = message.rfind(", expected")?;
        let kind = kind.trim_end_matches(" \"");
        Some(format!("{}invalid type: a {kind}{}", &message[..start], &message[end..]))
    });
    shown.unwrap_or_else(|| message.to_owned())
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for ConfigError {}

impl<'de> Deserialize<'de> for Choices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoicesVisitor)
    }
}

struct ChoicesVisitor;

impl<'de> Visitor<'de> for ChoicesVisitor {
    type Value = Choices;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a choice or a list of choices")
    }

    fn visit_str<E>(self, choice: &str) -> Result<Choices, E> {
        Ok(Choices(vec![choice.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Choices, A::Error> {
        let mut choices = Vec::new();
        while let Some(choice) = list.next_element()? {
            choices.push(choice);
        }
        if choices.is_empty() { Err(de::Error::custom("an empty list of choices")) } else { Ok(Choices(choices)) }
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        duration(&text).map(Self).map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Freshness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "none" {
            return Ok(Self::None);
        }
        duration(&text).map(Self::Within).map_err(de::Error::custom)
    }
}

/// A positive duration such as `5s`, `300ms` or `8h`.
///
/// # Errors
///
/// One line that says what is expected.
pub fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{}` is no duration; write it like 5s, 300ms, 2m or 8h", excerpt(text));
    let signed: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
    Duration::try_from(signed).ok().filter(|duration| !duration.is_zero()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_table_is_read() {
        let config = Config::parse(
            r#"
            [limits]
            max-time = "60s"
            [gatepay]
            url = "http://127.0.0.1:8080/gatepay"
            key = { env = "GATEPAY_SECRET" }
            readings = { data = ["string", "object"] }
            refuses_with = [500]
            [gatepay.policies]
            duplicate-members = "refuse"
            freshness = "300s"
            "#,
        )
        .unwrap();
        let gatepay = &config.gateways["gatepay"];
        assert_eq!(gatepay.readings["data"].0, ["string", "object"]);
        assert_eq!(gatepay.policies.freshness, Some(Freshness::Within(Duration::from_secs(300))));
        assert_eq!(config.limits.max_time, Some(Span(Duration::from_secs(60))));
    }

    #[test]
    fn what_no_option_has_is_refused_by_name() {
        let say = |text: &str| Config::parse(text).unwrap_err().to_string();
        assert!(say("gatepayy = 1").contains("unknown key `gatepayy`"));
        assert!(say("[gatepay]\nurll = \"x\"").contains("unknown field `urll`"));
        assert!(say("[gatepay.policies]\nduplicates = \"x\"").contains("unknown field `duplicates`"));
        assert!(say("[gatepay]\nreadings = { date = \"x\" }").contains("no reading `date`"));
        assert!(say("[gatepay]\nreadings = { data = \"x\" }").contains("has no choice `x`"));
        assert!(say("[gatepay]\nreadings = { data = \"x\\ny\" }").contains("has no choice `x\\ny`"));
        assert!(say("[gatepay]\nreadings = { \"x\\ny\" = \"x\" }").contains("no reading `x\\ny`"));
        assert!(say("[gatepay]\nmessages = [\"x\\ny\"]").contains("no callback `x\\ny`"));
        assert!(say("\"x\\ny\" = 1").contains("unknown key `x\\ny`"));
        assert!(say("[gatepay.policies]\nfreshness = \"soon\"").contains("no duration"));
        assert!(say("[gatepay]\nmessages = [\"gatepay/x\"]").contains("no callback"));
        assert!(say("[gatepay]\nkey = {}").contains("needs `env` or `file`"));
        assert!(!say("[gatepay\n").contains('\n'));
    }
}
