//! From the configuration file and the flags to targets: what is sent where, signed with what, judged by what.

use core::fmt;
use core::time::Duration;
use std::path::{Path, PathBuf};

use counterfoil_formats::config::{Config, Effects, GatewayConfig, KeySource, Policies, Span};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;

use crate::keys::Keys;
use crate::subject::{Endpoint, Recorded};

/// One gateway's receiver in the subject.
#[derive(Debug)]
pub struct Target {
    /// Whose callbacks it receives.
    pub gateway: &'static Gateway,
    /// Where.
    pub endpoint: Endpoint,
    /// The public address that the gateway would send to.
    pub notify_url: String,
    /// What callbacks are signed with.
    pub keys: Keys,
    /// The callbacks it says it handles.
    pub messages: Vec<String>,
    /// The readings it says it follows.
    pub readings: Vec<(String, Vec<String>)>,
    /// Statuses by which it refuses on purpose.
    pub refuses_with: Vec<u16>,
    /// What it promises.
    pub policies: Policies,
    /// How to see what a callback did.
    pub effects: Option<Effects>,
    /// What is answered instead of it, where it is a recording.
    pub recorded: Option<Recorded>,
}

/// What a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// The whole run.
    pub run: Duration,
    /// One case.
    pub case: Duration,
    /// Requests under way at once.
    pub concurrency: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { run: Duration::from_secs(120), case: Duration::from_secs(5), concurrency: 8 }
    }
}

/// A usage or configuration error: one line, exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError(pub String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for UsageError {}

/// The gateways of these names, or all.
///
/// # Errors
///
/// An unknown name, with those that exist.
pub fn gateways_of(names: &[String]) -> Result<Vec<&'static Gateway>, UsageError> {
    if names.is_empty() {
        return Ok(gateways::ALL.to_vec());
    }
    let mut gateways = Vec::new();
    for name in names {
        let gateway = gateway_of(name)?;
        if !gateways.contains(&gateway) {
            gateways.push(gateway);
        }
    }
    Ok(gateways)
}

/// The gateway of this name.
///
/// # Errors
///
/// An unknown name, with those that exist.
pub fn gateway_of(name: &str) -> Result<&'static Gateway, UsageError> {
    let known: Vec<_> = gateways::ALL.iter().map(|gateway| gateway.name).collect();
    gateways::by_name(name)
        .ok_or_else(|| UsageError(format!("unknown gateway `{name}`; there are: {}", known.join(", "))))
}

/// Reads a configuration file.
///
/// # Errors
///
/// What cannot be read or understood, with the file's name.
pub fn read(path: &Path) -> Result<Config, UsageError> {
    let text = fs_err::read_to_string(path).map_err(|error| UsageError(error.to_string()))?;
    Config::parse(&text).map_err(|error| UsageError(format!("{}: {error}", path.display())))
}

/// The budget after the file's limits.
#[must_use]
pub fn budget(config: &Config) -> Budget {
    let default = Budget::default();
    let limits = config.limits;
    Budget {
        run: limits.max_time.map_or(default.run, |Span(time)| time),
        case: limits.case_time.map_or(default.case, |Span(time)| time),
        concurrency: limits.concurrency.unwrap_or(default.concurrency).clamp(1, 64),
    }
}

impl Target {
    /// From the file's table; `url` on the command line is stronger.
    ///
    /// # Errors
    ///
    /// A missing or unusable address, an unreadable or wrong key.
    pub fn new(
        gateway: &'static Gateway,
        table: &GatewayConfig,
        url: Option<&str>,
        folder: &Path,
        owned: bool,
    ) -> Result<Self, UsageError> {
        let name = gateway.name;
        let url = url.or(table.url.as_deref()).ok_or_else(|| {
            UsageError(format!("no address for {name}: give one on the command line or as `url` under [{name}]"))
        })?;
        let address = |url: &str| Endpoint::parse(url, owned).map_err(|error| UsageError(error.to_string()));
        let endpoint = address(url)?;
        if let Some(effects) = &table.effects {
            address(&effects.url.replace("{order}", "1"))?;
        }
        Ok(Self {
            gateway,
            notify_url: table.notify_url.clone().unwrap_or_else(|| endpoint.url.to_string()),
            endpoint,
            keys: keys(gateway, table.key.as_ref(), folder)?,
            messages: table.messages.clone(),
            readings: table.readings.iter().map(|(name, choices)| (name.clone(), choices.0.clone())).collect(),
            refuses_with: table.refuses_with.clone(),
            policies: table.policies.clone(),
            effects: table.effects.clone(),
            recorded: None,
        })
    }
}

/// The keys a table names, or the TEST keys.
///
/// # Errors
///
/// What cannot be read, or why it is no key for this gateway; never the key.
pub fn keys(gateway: &'static Gateway, source: Option<&KeySource>, folder: &Path) -> Result<Keys, UsageError> {
    let Some(source) = source else { return Ok(Keys::test(gateway)) };
    let (place, material) = material(source, folder)?;
    Keys::of(gateway, &material).map_err(|error| UsageError(format!("the key of {} in {place}: {error}", gateway.name)))
}

/// Where a key stands, for messages, and its bytes.
///
/// # Errors
///
/// A variable that is not set, a file that cannot be read.
pub fn material(source: &KeySource, folder: &Path) -> Result<(String, Vec<u8>), UsageError> {
    if let Some(variable) = &source.env {
        let value = std::env::var(variable).map_err(|error| {
            let problem = if error == std::env::VarError::NotPresent { "is not set" } else { "is not UTF-8" };
            UsageError(format!("the environment variable {variable} {problem}; the configuration names it as a key"))
        })?;
        return Ok((format!("${variable}"), value.into_bytes()));
    }
    let path: PathBuf = folder.join(source.file.clone().unwrap_or_default());
    let bytes = fs_err::read(&path).map_err(|error| UsageError(error.to_string()))?;
    Ok((path.display().to_string(), bytes))
}
