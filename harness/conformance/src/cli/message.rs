//! What `sign`, `verify`, `call` and `serve` share: which key, which readings, which way the message goes.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::KeySource;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::sign::Signed;

use crate::config::{UsageError, gateway_of, keys};
use crate::keys::Keys;

#[derive(Debug, Args)]
pub(super) struct MessageArguments {
    /// Whose message it is.
    #[arg(long, value_name = "NAME")]
    gateway: String,
    /// The secret, or the RSA key, in a file; the TEST key where neither is given.
    #[arg(long, value_name = "FILE")]
    pub(super) key_file: Option<PathBuf>,
    /// The same in an environment variable.
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    pub(super) key_env: Option<String>,
    /// A reading to follow, such as data=object; may be given several times.
    #[arg(long, value_name = "READING=CHOICE")]
    reading: Vec<String>,
    /// It is the merchant's request, not the gateway's callback.
    #[arg(long)]
    pub(super) request: bool,
    /// The public address of the receiver, where it differs from the request line.
    #[arg(long, value_name = "URL")]
    pub(super) notify_url: Option<String>,
}

impl MessageArguments {
    pub(super) fn gateway(&self) -> Result<&'static Gateway, UsageError> {
        gateway_of(&self.gateway)
    }

    pub(super) fn readings(&self) -> Result<Readings, UsageError> {
        readings(self.gateway()?, &self.reading)
    }

    pub(super) fn key_source(&self) -> Option<KeySource> {
        let source = KeySource { env: self.key_env.clone(), file: self.key_file.clone() };
        (source.env.is_some() || source.file.is_some()).then_some(source)
    }

    /// The keys to sign with.
    pub(super) fn keys(&self) -> Result<Keys, UsageError> {
        keys(self.gateway()?, self.key_source().as_ref(), Path::new("."))
    }
}

/// The default readings with the chosen ones.
pub(super) fn readings(gateway: &'static Gateway, chosen: &[String]) -> Result<Readings, UsageError> {
    chosen.iter().try_fold(Readings::default_of(gateway.readings), |readings, text| {
        let (name, choice) =
            text.split_once('=').ok_or_else(|| UsageError(format!("`{text}`: write a reading like data=object")))?;
        readings.with(name, choice).map_err(|unknown| UsageError(unknown.to_string()))
    })
}

/// A file's bytes, or standard input for `-` or nothing.
pub(super) fn input(path: Option<&Path>) -> Result<Vec<u8>, UsageError> {
    match path {
        Some(path) if path != Path::new("-") => fs_err::read(path).map_err(|error| UsageError(error.to_string())),
        _ => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| UsageError(format!("cannot read standard input: {error}")))?;
            Ok(bytes)
        }
    }
}

/// A signed message as people want to see it: signed bytes, signature, headers, body, and a command that sends it.
pub(super) fn shown(message: &Signed, base: &str) -> String {
    let Signed { request, signed, signature } = message;
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers: String = request.headers.iter().map(|(name, value)| format!("{name}: {}\n", text(value))).collect();
    let flags: String = request.headers.iter().map(|(name, value)| format!(" -H '{name}: {}'", text(value))).collect();
    let mut out = String::new();
    if signature.is_empty() {
        out.push_str("not signed\n");
    } else {
        let (count, bytes) = (signed.len(), signed.escape_ascii());
        out.push_str(&format!("signed bytes ({count} of them, shown escaped):\n{bytes}\n\nsignature:\n{signature}\n"));
    }
    out.push_str(&format!("\nheaders:\n{headers}"));
    let line = format!("curl -i -X {} '{base}{}'{flags}", request.method, request.target);
    if request.body.is_empty() {
        out.push_str(&format!("\ncurl:\n{line}\n"));
    } else {
        let body = text(&request.body);
        out.push_str(&format!(
            "\nbody:\n{body}\n\ncurl (the body in body.json, without a line end):\n{line} --data-binary @body.json\n"
        ));
    }
    out
}
