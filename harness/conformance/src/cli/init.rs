//! `init`: asks, and writes a counterfoil.toml.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;
use counterfoil_protocol::gateway::Gateway;

use super::say;
use crate::config::{UsageError, gateways_of};
use crate::exit;
use crate::subject::Endpoint;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to write it.
    #[arg(default_value = "counterfoil.toml")]
    path: PathBuf,
    /// The gateways whose callbacks the subject receives; asked for on a terminal where left out.
    #[arg(long, value_name = "NAME")]
    gateway: Vec<String>,
    /// The address of the first one.
    #[arg(long)]
    url: Option<String>,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let path = &arguments.path;
    if path.exists() && !arguments.force {
        return Err(UsageError(format!("{} is there already; --force replaces it", path.display())));
    }
    let mut names = arguments.gateway.clone();
    let mut url = arguments.url.clone();
    if names.is_empty() && std::io::stdin().is_terminal() {
        let answer = ask("Which gateways (cregis gatepay paycools payprotocol pelago; empty for all)?")?;
        names = answer.split_whitespace().map(str::to_owned).collect();
        url = url
            .or(Some(ask("Address of the receiver (such as http://127.0.0.1:8080)?")?).filter(|url| !url.is_empty()));
    }
    let gateways = gateways_of(&names)?;
    let base = url.unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    // Whatever was typed, the file can be read again.
    Endpoint::parse(&base, true).map_err(|error| UsageError(error.to_string()))?;
    if base.contains(['"', '\\']) || base.chars().any(char::is_control) {
        return Err(UsageError("the address has characters that belong into no address".to_owned()));
    }
    let text: String = gateways.iter().map(|gateway| table(gateway, &base, gateways.len() > 1)).collect();
    fs_err::write(path, format!("{HEAD}{text}")).map_err(|error| UsageError(error.to_string()))?;
    say(&format!("wrote {0}; now run: counterfoil check --config {0}\n", path.display()));
    Ok(exit::FINE)
}

const HEAD: &str =
    "# What the receiver under test promises; `counterfoil check --config counterfoil.toml` judges it by this.
# Keys: `key = { file = \"…\" }` or `{ env = \"…\" }`; the TEST keys of `counterfoil list keys` where left out.
";

fn table(gateway: &Gateway, base: &str, several: bool) -> String {
    let path = if several { format!("{}/{}", base.trim_end_matches('/'), gateway.name) } else { base.to_owned() };
    let readings: String = gateway
        .readings
        .iter()
        .map(|reading| {
            let names: Vec<String> = reading.choices.iter().map(|choice| format!("\"{}\"", choice.name)).collect();
            format!("# readings: {} = one or more of {}\n", reading.name, names.join(", "))
        })
        .collect();
    format!(
        "\n[{}]\nurl = \"{path}\"\n# key = {{ env = \"…\" }}\n{readings}\n[{}.policies]\n\
         # duplicate-members = \"refuse\"   # or either, first, last\n\
         # unknown-members = \"accept\"     # or either, refuse\n\
         # signature-text = \"strict\"      # or either\n\
         # freshness = \"none\"             # or a window such as 300s\n",
        gateway.name, gateway.name
    )
}

fn ask(question: &str) -> Result<String, UsageError> {
    let mut out = anstream::stderr().lock();
    let _ = write!(out, "{question} ");
    let _ = out.flush();
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| UsageError(format!("cannot read the answer: {error}")))?;
    Ok(answer.trim().to_owned())
}
