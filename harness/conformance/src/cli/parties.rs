//! What `audit` judges the messages of each gateway with, from the configuration file and the flags.

use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::{Choices, Config, Freshness, GatewayConfig, KeySource, duration};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::scheme::{KeyPolicy, Scheme, VerifyingKey};
use counterfoil_protocol::value::Window;

use super::message::readings;
use crate::audit::party::{Party, PartyKeys, Setup};
use crate::audit::secrets::Secrets;
use crate::config::{UsageError, gateway_of, material, read};
use crate::keys::{Keys, TEST_KEYS};

#[derive(Debug, Args)]
pub(super) struct PartyArguments {
    /// Whose messages they are; found out for each where left out.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
    /// Keys, readings, windows and addresses of all gateways, as `check` takes them; flags are stronger.
    #[arg(long, value_name = "FILE", env = "COUNTERFOIL_CONFIG")]
    config: Option<PathBuf>,
    /// The secret, or the platform's RSA key, in a file; the TEST keys are tried where none is given.
    #[arg(long, value_name = "FILE", requires = "gateway")]
    key_file: Option<PathBuf>,
    /// The same in an environment variable.
    #[arg(long, value_name = "NAME", conflicts_with = "key_file", requires = "gateway")]
    key_env: Option<String>,
    /// The merchant's public key in a file, for the requests of gateways that sign with RSA.
    #[arg(long, value_name = "FILE", requires = "gateway")]
    client_key: Option<PathBuf>,
    /// What no key is given for was signed with the TEST keys: what does not verify under them is a forgery.
    #[arg(long, conflicts_with_all = ["key_file", "key_env"])]
    test_keys: bool,
    /// A reading that is followed, such as data=object; all are tried where left out.
    #[arg(long, value_name = "READING=CHOICE", requires = "gateway")]
    reading: Vec<String>,
    /// The public address of the receiver, where it differs from what was recorded.
    #[arg(long, value_name = "URL", requires = "gateway")]
    notify_url: Option<String>,
    /// The window that the receiver declares for timestamps, such as 300s.
    #[arg(long, value_name = "TIME")]
    window: Option<String>,
}

impl PartyArguments {
    /// The gateway that was asked for, and one party for each that may be met.
    pub(super) fn parties(&self) -> Result<(Option<&'static Gateway>, Vec<Party>), UsageError> {
        let config = self.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let only = self.gateway.as_deref().map(gateway_of).transpose()?;
        let asked = gateways::ALL.into_iter().filter(|gateway| only.is_none_or(|only| only == *gateway));
        let parties = asked.map(|gateway| self.party(gateway, &config)).collect::<Result<_, _>>()?;
        Ok((only, parties))
    }

    fn party(&self, gateway: &'static Gateway, config: &Config) -> Result<Party, UsageError> {
        let none = GatewayConfig::default();
        let table = config.gateways.get(gateway.name).unwrap_or(&none);
        let mut secrets = Secrets::default();
        let setup = Setup {
            keys: self.keys(gateway, table, &mut secrets)?,
            readings: self.readings(gateway, table)?,
            notify_url: self.notify_url.clone().or_else(|| table.notify_url.clone()),
            window: self.window(table)?,
            secrets,
        };
        Ok(Party::new(gateway, setup))
    }

    fn window(&self, table: &GatewayConfig) -> Result<Option<Window>, UsageError> {
        let given = self.window.as_deref().map(duration).transpose().map_err(UsageError)?;
        let promised = match table.policies.freshness {
            Some(Freshness::Within(limit)) => Some(limit),
            Some(Freshness::None) | None => None,
        };
        let limit = given.or(promised).map(|limit| u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
        Ok(limit.map(|limit| Window { past_ms: limit, future_ms: limit }))
    }

    /// The readings to follow, and whether nothing else is tried: where a table lists several choices, all are.
    fn readings(&self, gateway: &'static Gateway, table: &GatewayConfig) -> Result<(Readings, bool), UsageError> {
        if !self.reading.is_empty() {
            return Ok((readings(gateway, &self.reading)?, true));
        }
        let first = |(name, Choices(choices)): (&String, &Choices)| Some(format!("{name}={}", choices.first()?));
        let chosen: Vec<String> = table.readings.iter().filter_map(first).collect();
        let one_each = !chosen.is_empty() && table.readings.values().all(|Choices(choices)| choices.len() == 1);
        Ok((readings(gateway, &chosen)?, one_each))
    }

    fn keys(
        &self,
        gateway: &'static Gateway,
        table: &GatewayConfig,
        secrets: &mut Secrets,
    ) -> Result<PartyKeys, UsageError> {
        let requests = self.client_key.as_ref().map(|path| client_key(gateway, path)).transpose()?;
        let Some((place, bytes)) = self.key(table)? else { return Ok(self.test(gateway, requests, secrets)) };
        secrets.add(&bytes);
        let callbacks = verifying(gateway, gateway.key_policy, &bytes, &place)?;
        let shared = (gateway.scheme != Scheme::RsaSha256Base64).then(|| callbacks.clone());
        let own = gateway.requests.iter().find_map(|message| message.signing);
        let own = own.and_then(|signing| signing.scheme.verifying_key(&bytes, KeyPolicy::DEFAULT).ok());
        Ok(PartyKeys { requests: requests.or(shared), callbacks, own, given: true })
    }

    /// Where the key stands, and its bytes. A file in the table is relative to the configuration.
    fn key(&self, table: &GatewayConfig) -> Result<Option<(String, Vec<u8>)>, UsageError> {
        let flag = KeySource { env: self.key_env.clone(), file: self.key_file.clone() };
        if flag.env.is_some() || flag.file.is_some() {
            return material(&flag, Path::new(".")).map(Some);
        }
        let folder = self.config.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
        table.key.as_ref().map(|source| material(source, folder)).transpose()
    }

    fn test(&self, gateway: &'static Gateway, requests: Option<VerifyingKey>, secrets: &mut Secrets) -> PartyKeys {
        let own = |file: &str| file.strip_prefix(gateway.name).is_some_and(|rest| rest.starts_with(['.', '-']));
        TEST_KEYS.iter().filter(|key| own(key.file)).for_each(|key| secrets.add(key.text.as_bytes()));
        let keys = Keys::test(gateway);
        let signing = keys.merchant.as_ref().unwrap_or(&keys.signing);
        PartyKeys {
            callbacks: keys.signing.verifying_key(),
            requests: Some(requests.unwrap_or_else(|| signing.verifying_key())),
            own: keys.own(gateway),
            given: self.test_keys,
        }
    }
}

fn client_key(gateway: &'static Gateway, path: &Path) -> Result<VerifyingKey, UsageError> {
    let source = KeySource { env: None, file: Some(path.to_owned()) };
    let (place, bytes) = material(&source, Path::new("."))?;
    verifying(gateway, KeyPolicy::DEFAULT, &bytes, &place)
}

/// A public key, or the secret; a private key works too, since its public half is in it.
fn verifying(
    gateway: &'static Gateway,
    policy: KeyPolicy,
    bytes: &[u8],
    place: &str,
) -> Result<VerifyingKey, UsageError> {
    let wrong = |error| UsageError(format!("the key of {gateway} in {place}: {error}"));
    let key = gateway.scheme.verifying_key(bytes, policy);
    match gateway.scheme.signing_key(bytes, policy) {
        Ok(private) if gateway.scheme == Scheme::RsaSha256Base64 && key.is_err() => Ok(private.verifying_key()),
        _ => key.map_err(wrong),
    }
}
