//! What `scrub` and `refresh` have in common.

use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::{Config, GatewayConfig};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;

use super::{Output, complain, say};
use crate::config::{UsageError, gateway_of, keys, material, read};
use crate::exit;
use crate::keys::Keys;
use crate::retouch::files::{Retouch, retouch};
use crate::retouch::{Resigner, Tally};

#[derive(Debug, Args)]
pub(super) struct RetouchArguments {
    /// Saved runs, taps, request journals, stub mappings, or folders of them.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The folder of the copies: new or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Whose messages they are, where the recording does not say it.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
    /// The counterfoil.toml with the keys that signed it; the TEST keys are always tried.
    #[arg(long, value_name = "FILE", env = "COUNTERFOIL_CONFIG")]
    config: Option<PathBuf>,
}

/// What the configuration says of keys.
pub(super) struct Known {
    config: Config,
    folder: PathBuf,
}

impl RetouchArguments {
    pub(super) fn gateway(&self) -> Result<Option<&'static Gateway>, UsageError> {
        self.gateway.as_deref().map(gateway_of).transpose()
    }

    pub(super) fn known(&self) -> Result<Known, UsageError> {
        let Some(path) = &self.config else { return Ok(Known { config: Config::default(), folder: PathBuf::new() }) };
        Ok(Known { config: read(path)?, folder: path.parent().map(Path::to_path_buf).unwrap_or_default() })
    }

    /// Changes every exchange, and tells what was done.
    pub(super) fn retouch(&self, output: Output, change: &mut dyn Retouch) -> Result<u8, UsageError> {
        let mut files = 0;
        let mut told = |name: &Path, tally: &Tally| {
            files += 1;
            if !output.quiet {
                say(&format!("{}\n{}", name.display(), tally.text()));
            }
        };
        let mut troubles = 0;
        let mut trouble = |text: String| {
            troubles += 1;
            complain(&text);
        };
        retouch(&self.paths, &self.out, change, &mut told, &mut trouble)?;
        if !output.quiet {
            let what = if files == 1 { "file" } else { "files" };
            say(&format!("{files} {what} in {}\n", self.out.display()));
        }
        Ok(if troubles == 0 { exit::FINE } else { exit::UNREACHABLE })
    }
}

impl Known {
    fn table(&self, gateway: &Gateway) -> Option<&GatewayConfig> {
        self.config.gateways.get(gateway.name)
    }

    /// The user's own keys of a gateway, where there are any.
    pub(super) fn own(&self, gateway: &'static Gateway) -> Result<Option<Keys>, UsageError> {
        let source = self.table(gateway).and_then(|table| table.key.as_ref());
        source.map(|source| keys(gateway, Some(source), &self.folder)).transpose()
    }

    /// One for each gateway; what signs anew is the user's own key only where `own` says so.
    pub(super) fn resigners(&self, own: bool) -> Result<Vec<Resigner>, UsageError> {
        let resigner = |gateway: &'static Gateway| {
            let old = [self.own(gateway)?, Some(Keys::test(gateway))].into_iter().flatten().collect();
            let new = self.own(gateway)?.filter(|_| own).unwrap_or_else(|| Keys::test(gateway));
            let notify_url = self.table(gateway).and_then(|table| table.notify_url.clone());
            Ok(Resigner { gateway, old, new, notify_url })
        };
        gateways::ALL.into_iter().map(resigner).collect()
    }

    /// The texts of the user's own secrets.
    pub(super) fn secrets(&self) -> Result<Vec<String>, UsageError> {
        let sources = self.config.gateways.values().filter_map(|table| table.key.as_ref());
        let text = |source| {
            let (_, bytes) = material(source, &self.folder)?;
            Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
        };
        sources.map(text).collect()
    }
}
