//! Reads a run that was saved.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use counterfoil_formats::exchange::{Exchange, Line};
use counterfoil_formats::recording::{FILE, Recording};

use super::file_of;
use super::wiremock::WireMock;
use crate::config::UsageError;

/// A run that was saved.
#[derive(Debug)]
pub struct Saved {
    /// What the subject promised.
    pub run: Recording,
    /// What was sent and what came back, by gateway, in order.
    pub exchanges: BTreeMap<&'static str, Vec<Exchange>>,
    /// Lines that cannot be read, by gateway, each with its place and the reason.
    pub troubles: Vec<(&'static str, String)>,
    /// The exchanges whose answers may belong to other bytes.
    pub loose: HashSet<String>,
    /// What else is worth telling.
    pub notes: Vec<String>,
}

impl Saved {
    /// Reads the folder; a line that cannot be read does not keep the others back.
    ///
    /// # Errors
    ///
    /// A folder without a readable `run.json`, or a file that cannot be opened.
    pub fn read(folder: &Path) -> Result<Self, UsageError> {
        let path = folder.join(FILE);
        let text = fs_err::read_to_string(&path).map_err(|error| {
            UsageError(format!("{error}; a recording is a folder that `check --save {}` writes", folder.display()))
        })?;
        let run = Recording::read(&text).map_err(|error| UsageError(format!("{}: {error}", path.display())))?;
        let (loose, notes) = (HashSet::new(), Vec::new());
        let mut saved = Self { run, exchanges: BTreeMap::new(), troubles: Vec::new(), loose, notes };
        let names: Vec<&'static str> = saved.run.gateways.keys().copied().collect();
        for name in names {
            saved.read_gateway(name, &folder.join(file_of(name)))?;
        }
        if let Some(files) = WireMock::read(folder, &mut saved.notes)? {
            files.answer(&mut saved);
        }
        Ok(saved)
    }

    fn read_gateway(&mut self, gateway: &'static str, path: &Path) -> Result<(), UsageError> {
        let mut list = Vec::new();
        if path.exists() {
            exchanges(path, |line| match line.exchange {
                Ok(exchange) => list.push(exchange),
                Err(error) => self.troubles.push((gateway, format!("{}: {error}", path.display()))),
            })?;
        }
        self.exchanges.insert(gateway, list);
        Ok(())
    }
}

/// Reads a `.jsonl` file line by line.
///
/// # Errors
///
/// A file that cannot be opened or read.
pub fn exchanges(path: &Path, mut take: impl FnMut(Line)) -> Result<(), UsageError> {
    let failed = |error: io::Error| UsageError(error.to_string());
    let mut file = BufReader::new(fs_err::File::open(path).map_err(failed)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if file.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            take(Line::read(number, &line));
        }
    }
    Ok(())
}
