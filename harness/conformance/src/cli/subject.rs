//! The subject of `check` and `replay`, from its name, the configuration and the flags.

use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::{Config, GatewayConfig};
use counterfoil_formats::exchange::Keys;

use super::complain;
use crate::config::{Budget, Target, UsageError, budget, gateway_of, gateways_of, read};
use crate::saved::Saved;
use crate::subject::Recorded;
use crate::subject::builtin::{self, Served};

/// The file that is read when there is one.
const DEFAULT_CONFIG: &str = "counterfoil.toml";
/// What the name of a recording begins with.
const RECORDINGS: &str = "recordings:";

/// What is judged.
pub(super) struct Subject {
    /// One receiver per gateway.
    pub(super) targets: Vec<Target>,
    /// What a run may take.
    pub(super) budget: Budget,
    /// As on the command line.
    pub(super) name: String,
    /// What serves it, where it is built in; it ends when this is dropped.
    pub(super) served: Option<Served>,
}

/// What says where a subject is and how it is reached.
#[derive(Debug, Args)]
pub(super) struct TargetArguments {
    /// Only these gateways.
    #[arg(long, value_name = "NAME")]
    pub(super) gateway: Vec<String>,
    /// What the subject promises; counterfoil.toml in this folder where left out.
    #[arg(long, value_name = "FILE", env = "COUNTERFOIL_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// The target is not this machine, and you may test it.
    #[arg(long)]
    pub(super) i_own_this_target: bool,
}

impl TargetArguments {
    /// What a `replay` of the same subject needs.
    pub(super) fn flags(&self) -> String {
        let config = self.config.as_ref().map(|path| format!(" --config {}", path.display())).unwrap_or_default();
        let owned = if self.i_own_this_target { " --i-own-this-target" } else { "" };
        format!("{config}{owned}")
    }
}

/// The subject of that name.
pub(super) async fn subject(subject: Option<&str>, arguments: &TargetArguments) -> Result<Subject, UsageError> {
    let name = subject.map(str::to_owned);
    match name.as_deref() {
        Some(text) if text.starts_with("builtin:") => served(&text["builtin:".len()..], arguments).await,
        Some(text) if text.starts_with(RECORDINGS) => recordings(text, arguments).await,
        Some(text) if text.contains("://") => remote(Some(text), arguments),
        Some(text) => Err(UsageError(format!(
            "`{text}` is no subject; give an address such as http://127.0.0.1:8080/notify, recordings:DIR, or builtin:NAME (`counterfoil list subjects`)"
        ))),
        None if arguments.config.is_some() => remote(None, arguments),
        None => served("reference", arguments).await,
    }
}

async fn served(name: &str, arguments: &TargetArguments) -> Result<Subject, UsageError> {
    let builtin = builtin::by_name(name)
        .ok_or_else(|| UsageError(format!("no built-in receiver `{name}`; `counterfoil list subjects` shows them")))?;
    let served = builtin.serve().await.map_err(|error| UsageError(format!("cannot serve on loopback: {error}")))?;
    let mut config = served.config();
    if let Some(path) = &arguments.config {
        config.limits = read(path)?.limits;
    }
    let targets = gateways_of(&arguments.gateway)?
        .into_iter()
        .map(|gateway| Target::new(gateway, &config.gateways[gateway.name], None, Path::new("."), true))
        .collect::<Result<_, _>>()?;
    Ok(Subject { targets, budget: budget(&config), name: format!("builtin:{name}"), served: Some(served) })
}

fn remote(url: Option<&str>, arguments: &TargetArguments) -> Result<Subject, UsageError> {
    let (config, folder) = config(arguments.config.as_deref())?;
    let gateways = match (arguments.gateway.is_empty(), url) {
        (false, _) => gateways_of(&arguments.gateway)?,
        (true, None) => config.gateways.keys().map(|name| gateway_of(name)).collect::<Result<_, _>>()?,
        (true, Some(_)) if config.gateways.len() == 1 => {
            config.gateways.keys().map(|name| gateway_of(name)).collect::<Result<_, _>>()?
        }
        (true, Some(_)) => {
            return Err(UsageError("say which gateway's callbacks the address receives: --gateway NAME".to_owned()));
        }
    };
    if url.is_some() && gateways.len() > 1 {
        return Err(UsageError(
            "one address can receive one gateway's callbacks; put the addresses of several into counterfoil.toml"
                .to_owned(),
        ));
    }
    if gateways.is_empty() {
        return Err(UsageError("the configuration names no gateway; `counterfoil init` writes one".to_owned()));
    }
    let default = Default::default();
    let targets = gateways
        .into_iter()
        .map(|gateway| {
            let table = config.gateways.get(gateway.name).unwrap_or(&default);
            Target::new(gateway, table, url, &folder, arguments.i_own_this_target)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let name = match (url, &targets[..]) {
        (Some(url), _) => url.to_owned(),
        (None, [target]) => target.endpoint.url.to_string(),
        (None, targets) => format!("{} and {} more", targets[0].endpoint.url, targets.len() - 1),
    };
    Ok(Subject { targets, budget: budget(&config), name, served: None })
}

fn config(path: Option<&Path>) -> Result<(Config, PathBuf), UsageError> {
    let default = Path::new(DEFAULT_CONFIG);
    let Some(path) = path.or_else(|| default.is_file().then_some(default)) else {
        return Ok((Config::default(), PathBuf::from(".")));
    };
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok((read(path)?, folder))
}

/// The address is that of the receiver when it was recorded; nothing is sent there.
async fn recordings(name: &str, arguments: &TargetArguments) -> Result<Subject, UsageError> {
    let folder = Path::new(&name[RECORDINGS.len()..]);
    let Saved { run, mut exchanges, troubles, loose, notes } = Saved::read(folder)?;
    let gateways = if arguments.gateway.is_empty() {
        run.gateways.keys().map(|name| gateway_of(name)).collect::<Result<_, _>>()?
    } else {
        gateways_of(&arguments.gateway)?
    };
    for (_, trouble) in troubles.iter().filter(|(name, _)| gateways.iter().any(|gateway| gateway.name == *name)) {
        complain(trouble);
    }
    notes.iter().for_each(|note| complain(note));
    let (config, beside) = config(arguments.config.as_deref())?;
    let mut targets = Vec::new();
    for gateway in gateways {
        let recorded = run.gateways.get(gateway.name);
        let recorded = recorded.ok_or_else(|| UsageError(format!("{name} holds nothing of {}", gateway.name)))?;
        let key = config.gateways.get(gateway.name).and_then(|table| table.key.clone());
        let key = match recorded.keys {
            Keys::Test => None,
            Keys::Own => Some(key.ok_or_else(|| needs_key(gateway.name))?),
        };
        let table = GatewayConfig { key, ..recorded.table.clone() };
        let served = Recorded::serve(exchanges.remove(gateway.name).unwrap_or_default(), loose.clone()).await?;
        targets.push(Target { recorded: Some(served), ..Target::new(gateway, &table, None, &beside, true)? });
    }
    Ok(Subject { targets, budget: budget(&config), name: name.to_owned(), served: None })
}

fn needs_key(gateway: &str) -> UsageError {
    UsageError(format!(
        "{gateway} was recorded under a key of its own, which no recording holds: name it again, as `key` under \
         [{gateway}] in counterfoil.toml or --config FILE"
    ))
}
