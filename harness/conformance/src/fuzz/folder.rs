//! The folder of a run: a lock, the state that `--resume` goes on from, and the findings.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use counterfoil_formats::exchange::{Exchange, to_file};
use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::learned::Learned;
use crate::config::UsageError;
use crate::whole::{self, UNFINISHED};

/// The version of the state.
const FORMAT: u32 = 1;
const LOCK: &str = "lock";
const STATE: &str = "state.json";
const FINDINGS: &str = "findings";

/// The folder of a run; nobody else writes into it as long as this lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
    /// What goes on from here.
    pub(super) state: Option<State>,
    /// What was found before.
    pub(super) findings: Vec<Finding>,
    /// Files that are not ours.
    pub(super) foreign: Vec<String>,
}

/// What a run goes on from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub(super) format: u32,
    pub(super) subject: String,
    pub(super) gateways: Vec<String>,
    pub(super) seed: u64,
    /// Every case below this number was sent.
    pub(super) next: u64,
    /// Of those, the ones that it did not come to an end with.
    #[serde(default)]
    pub(super) open: Vec<u64>,
    /// For how long cases were sent.
    pub(super) seconds: u64,
    pub(super) tally: Tally,
    /// By gateway.
    #[serde(default)]
    pub(super) learned: BTreeMap<String, Learned>,
}

/// How many cases of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Tally {
    /// As expected.
    pub(super) passed: usize,
    /// Not as expected, however often for the same cause.
    pub(super) failed: usize,
    /// Open.
    pub(super) observed: usize,
    /// Not sent: they make no sense for this subject, or were never answered before.
    pub(super) skipped: usize,
    /// Sent while the subject was away.
    pub(super) unjudged: usize,
    /// Failed, and did not fail again.
    pub(super) unrepeated: usize,
    /// How often the subject stopped taking genuine messages.
    pub(super) lapses: usize,
}

impl Folder {
    /// Opens the folder of a new run, or of one that goes on.
    ///
    /// # Errors
    ///
    /// A folder that another run uses, that holds something else, or that cannot be read or written.
    pub fn open(path: &Path, resume: bool) -> Result<Self, UsageError> {
        if resume && !path.join(STATE).is_file() {
            return Err(UsageError(format!("{}: no run to go on with; leave out --resume", path.display())));
        }
        let failed = |error: io::Error| UsageError(error.to_string());
        fs_err::create_dir_all(path).map_err(failed)?;
        let (known, foreign) = entries(path)?;
        if !resume && known.iter().any(|name| name == STATE) {
            let advice = "--resume goes on with it, or give another folder with --out";
            return Err(UsageError(format!("{} holds a run already: {advice}", path.display())));
        }
        if !resume && !foreign.is_empty() {
            let named = foreign.join(", ");
            return Err(UsageError(format!("{} is not empty ({named}): choose a folder of its own", path.display())));
        }
        let lock = locked(path)?;
        let findings = path.join(FINDINGS);
        fs_err::create_dir_all(&findings).map_err(failed)?;
        let mut folder = Self { path: path.to_owned(), _lock: lock, state: None, findings: Vec::new(), foreign };
        if resume {
            folder.state = Some(folder.read_state()?);
            folder.read_findings(&findings)?;
        }
        folder.probe()?;
        Ok(folder)
    }

    /// Files in it that are not of a run; they stay.
    #[must_use]
    pub fn foreign(&self) -> &[String] {
        &self.foreign
    }

    /// The seed to use: that of the run that goes on, the one that was asked for, or any.
    ///
    /// # Errors
    ///
    /// A run that goes on with another seed, subject or choice of gateways.
    pub fn seed(&self, asked: Option<u64>, subject: &str, gateways: &[&str]) -> Result<u64, UsageError> {
        let now = || jiff::Timestamp::now().as_nanosecond().to_le_bytes()[..8].try_into().map_or(1, u64::from_le_bytes);
        let Some(state) = &self.state else { return Ok(asked.unwrap_or_else(|| super::random::mixed(now()) >> 32)) };
        let differs = |what: &str, one: String, other: String| {
            let place = self.path.display();
            Err(UsageError(format!("{place} is a run with {what} {one}, not {other}: --resume cannot change that")))
        };
        if state.subject != subject {
            return differs("the subject", state.subject.clone(), subject.to_owned());
        }
        if state.gateways != gateways {
            return differs("the gateways", state.gateways.join(", "), gateways.join(", "));
        }
        match asked.filter(|seed| *seed != state.seed) {
            Some(seed) => differs("the seed", state.seed.to_string(), seed.to_string()),
            None => Ok(state.seed),
        }
    }

    /// The file that a replay of a finding is given.
    #[must_use]
    pub fn case_file(&self, finding: &Finding) -> PathBuf {
        self.path.join(FINDINGS).join(format!("{}.json", finding.stem()))
    }

    /// The file that a `curl` line reads the body from.
    #[must_use]
    pub fn body_file(&self, finding: &Finding) -> PathBuf {
        self.path.join(FINDINGS).join(format!("{}.body", finding.stem()))
    }

    /// Writes a finding: body and exchange first, so that where the case is, they are too.
    pub(super) fn keep(&self, finding: &Finding, exchange: &Exchange) -> io::Result<()> {
        let exchange_file = self.path.join(FINDINGS).join(format!("{}.exchange.json", finding.stem()));
        whole::write(&self.body_file(finding), &exchange.request.body)?;
        whole::write(&exchange_file, to_file(exchange).as_bytes())?;
        whole::write(&self.case_file(finding), finding.to_file().as_bytes())
    }

    pub(super) fn save(&self, state: &State) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&State { format: FORMAT, ..state.clone() }).unwrap_or_default();
        whole::write(&self.path.join(STATE), format!("{text}\n").as_bytes())
    }

    /// What runs before learned of a gateway's receiver.
    pub(super) fn learned(&self, gateway: &str) -> Learned {
        self.state.as_ref().and_then(|state| state.learned.get(gateway)).cloned().unwrap_or_default()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Known before anything is sent.
    fn probe(&self) -> Result<(), UsageError> {
        let file = self.path.join(format!("{UNFINISHED}probe"));
        let tried = fs_err::write(&file, b"probe").and_then(|()| fs_err::remove_file(&file));
        tried.map_err(|error| UsageError(format!("findings cannot be kept: {error}")))
    }

    fn read_state(&self) -> Result<State, UsageError> {
        let file = self.path.join(STATE);
        let text = fs_err::read_to_string(&file).map_err(|error| UsageError(error.to_string()))?;
        let state: Result<State, _> = serde_json::from_str(&text);
        let state = state.map_err(|error| UsageError(format!("{}: no state of a run: {error}", file.display())))?;
        if state.format != FORMAT {
            let found = state.format;
            return Err(UsageError(format!("{}: format {found} instead of {FORMAT}", file.display())));
        }
        Ok(state)
    }

    fn read_findings(&mut self, folder: &Path) -> Result<(), UsageError> {
        let failed = |error: io::Error| UsageError(error.to_string());
        let mut names = Vec::new();
        for entry in fs_err::read_dir(folder).map_err(failed)? {
            names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        for name in names {
            if name.starts_with(UNFINISHED) || name.ends_with(".exchange.json") || name.ends_with(".body") {
                continue;
            }
            match Finding::read(&folder.join(&name)) {
                Ok(finding) => self.findings.push(finding),
                Err(_) => self.foreign.push(format!("{FINDINGS}/{name}")),
            }
        }
        Ok(())
    }
}

fn locked(path: &Path) -> Result<File, UsageError> {
    let file = path.join(LOCK);
    let lock = File::options().create(true).truncate(false).write(true).open(&file);
    let lock = lock.map_err(|error| UsageError(format!("{}: {error}", file.display())))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            let advice = "wait for it, or give another folder with --out";
            Err(UsageError(format!("{} is in use by another run: {advice}", path.display())))
        }
        Err(TryLockError::Error(error)) => Err(UsageError(format!("{} cannot be locked: {error}", file.display()))),
    }
}

/// Ours, and others.
fn entries(path: &Path) -> Result<(Vec<String>, Vec<String>), UsageError> {
    let failed = |error: io::Error| UsageError(error.to_string());
    let mut names = Vec::new();
    for entry in fs_err::read_dir(path).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let ours = |name: &String| [LOCK, STATE, FINDINGS].contains(&name.as_str()) || name.starts_with(UNFINISHED);
    Ok(names.into_iter().partition(ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_runs_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run");
        let first = Folder::open(&path, false).unwrap();
        assert!(Folder::open(&path, false).unwrap_err().0.contains("in use"), "no state was written yet");
        first.save(&State { next: 7, ..State::default() }).unwrap();
        assert!(Folder::open(&path, true).unwrap_err().0.contains("in use"));
        drop(first);
        assert!(Folder::open(&path, false).unwrap_err().0.contains("--resume"));
        assert_eq!(Folder::open(&path, true).unwrap().state.unwrap().next, 7);
    }

    #[test]
    fn what_is_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("holiday.jpg"), "x").unwrap();
        assert!(Folder::open(folder.path(), false).unwrap_err().0.contains("holiday.jpg"));
        std::fs::write(folder.path().join(STATE), "{\"format\":1,").unwrap();
        assert!(Folder::open(folder.path(), true).unwrap_err().0.contains("state.json"));
        assert!(folder.path().join("holiday.jpg").exists());
    }
}
