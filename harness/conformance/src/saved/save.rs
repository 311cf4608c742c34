//! Writes a run: `run.json` at once, then line by line, so that a run that is killed leaves half a line at most.

use core::fmt;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use counterfoil_formats::config::{Choices, GatewayConfig};
use counterfoil_formats::exchange::{Exchange, Keys, to_line};
use counterfoil_formats::recording::{FILE, Recorded, Recording};
use counterfoil_protocol::gateways;

use super::file_of;
use crate::config::{Target, UsageError};
use crate::run::Run;
use crate::whole;

/// Writes the exchanges of a run into a folder.
pub struct Saver {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<&'static str, File>,
    count: u64,
    trouble: Option<String>,
}

impl Saver {
    /// Makes the folder ready. A recording that is there already goes only when `force` says so, anything else never.
    ///
    /// # Errors
    ///
    /// A folder that holds something, or a place that cannot be written.
    pub fn create(folder: &Path, force: bool) -> Result<Self, UsageError> {
        fs_err::create_dir_all(folder).map_err(|error| UsageError(error.to_string()))?;
        make_room(folder, force)?;
        Ok(Self { folder: folder.to_owned(), state: Mutex::default() })
    }

    /// Writes `run.json`: known before anything is sent.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn begin(&self, run: &Run) -> Result<(), UsageError> {
        let gateways = run.targets.iter().map(|target| (target.gateway.name, promises(target))).collect();
        let recording = Recording {
            tool: concat!("counterfoil ", env!("CARGO_PKG_VERSION")).to_owned(),
            subject: run.subject.clone(),
            seed: run.seed,
            started: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            gateways,
        };
        whole::write(&self.folder.join(FILE), recording.to_file().as_bytes())
            .map_err(|error| UsageError(format!("cannot save {}: {error}", self.folder.join(FILE).display())))
    }

    /// Appends an exchange. What goes wrong is told by [`Saver::finish`]: the run goes on.
    pub fn write(&self, gateway: &'static str, exchange: Exchange) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.trouble.is_some() {
            // Behind half a line there is nothing to be read.
            return;
        }
        state.count += 1;
        let line = to_line(&Exchange { id: format!("{gateway}-{:05}", state.count), ..exchange });
        let path = self.folder.join(file_of(gateway));
        if let Err(error) = state.append(gateway, &path, line.as_bytes()) {
            state.trouble = Some(format!("{}: {error}", path.display()));
        }
    }

    /// Says whether everything was written.
    ///
    /// # Errors
    ///
    /// What the disk said first.
    pub fn finish(&self) -> Result<(), UsageError> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match &state.trouble {
            Some(trouble) => Err(UsageError(format!("the recording is not whole: cannot write {trouble}"))),
            None => Ok(()),
        }
    }
}

impl State {
    /// Not buffered: one write for one line.
    fn append(&mut self, gateway: &'static str, path: &Path, line: &[u8]) -> io::Result<()> {
        if !self.files.contains_key(gateway) {
            // New: what stands there, or where a link leads, is not ours.
            let file = OpenOptions::new().append(true).create_new(true).open(path)?;
            self.files.insert(gateway, file);
        }
        self.files.get_mut(gateway).map_or(Ok(()), |file| file.write_all(line))
    }
}

/// Takes an old recording away, and nothing else.
fn make_room(folder: &Path, force: bool) -> Result<(), UsageError> {
    let failed = |error: io::Error| UsageError(error.to_string());
    if fs_err::read_dir(folder).map_err(failed)?.next().is_none() {
        return Ok(());
    }
    let shown = folder.display();
    let text = fs_err::read_to_string(folder.join(FILE)).unwrap_or_default();
    if Recording::read(&text).is_err() {
        return Err(UsageError(format!("{shown} is not empty, and no recording: choose a folder of its own")));
    }
    if !force {
        return Err(UsageError(format!("{shown} holds a recording already; --force replaces it")));
    }
    let ours = gateways::ALL.into_iter().map(|gateway| file_of(gateway.name)).chain([FILE.to_owned()]);
    for file in ours.map(|name| folder.join(name)).filter(|path| path.symlink_metadata().is_ok()) {
        fs_err::remove_file(file).map_err(failed)?;
    }
    Ok(())
}

/// What a replay judges by. A key is only said to be one of its own.
fn promises(target: &Target) -> Recorded {
    let readings = target.readings.iter().map(|(name, choices)| (name.clone(), Choices(choices.clone())));
    Recorded {
        keys: if target.keys.test { Keys::Test } else { Keys::Own },
        table: GatewayConfig {
            url: Some(target.endpoint.url.to_string()),
            notify_url: Some(target.notify_url.clone()),
            messages: target.messages.clone(),
            readings: readings.collect(),
            refuses_with: target.refuses_with.clone(),
            policies: target.policies.clone(),
            ..GatewayConfig::default()
        },
    }
}

impl fmt::Debug for Saver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Saver({})", self.folder.display())
    }
}
