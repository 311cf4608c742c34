//! The folder of a night: a lock, the state, the logs, and what crashed.

use std::fs::{File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::failed::Failed;
use crate::layout::Layout;
use crate::state::{FORMAT, State};

const LOCK: &str = "lock";
const STATE: &str = "state.json";
/// What belongs to one night.
const OURS: [&str; 6] = [STATE, "logs", "artifacts", "crashes", "tmp", "index.html"];
const BEFORE: &str = "before";
const GIB: u64 = 1 << 30;

/// The folder of a night; nobody else writes into it as long as this lives.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Locks `fuzz/night`.
    pub(crate) fn open(layout: &Layout) -> Result<Self, Failed> {
        let path = layout.path("fuzz/night");
        fs_err::create_dir_all(&path)?;
        let lock = path.join(LOCK);
        let file = fs_err::File::options().create(true).truncate(false).write(true).open(&lock)?.into_file();
        match file.try_lock() {
            Ok(()) => Ok(Self { path, _lock: file }),
            Err(TryLockError::WouldBlock) => {
                let advice = "wait for it, or end it with SIGINT";
                Err(Failed::new(format!("{} is in use by another night: {advice}", path.display())))
            }
            Err(TryLockError::Error(error)) => {
                Err(Failed::new(format!("{} cannot be locked: {error}", lock.display())))
            }
        }
    }

    /// Any file in it.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.path.join(below)
    }

    /// What an earlier run left; nothing where none began.
    pub(crate) fn state(&self) -> Result<Option<State>, Failed> {
        let file = self.path(STATE);
        if !file.exists() {
            return Ok(None);
        }
        let advice = "night TIME --new begins another";
        let state: Result<State, _> = serde_json::from_str(&fs_err::read_to_string(&file)?);
        let state = state
            .map_err(|error| Failed::new(format!("{}: no state of a night ({error}): {advice}", file.display())))?;
        if state.format != FORMAT || !state.budget.is_finite() {
            return Err(Failed::new(format!("{}: of another version: {advice}", file.display())));
        }
        Ok(Some(state))
    }

    /// The state as it is now, or as it was, whenever this is cut off.
    pub(crate) fn save(&self, state: &State) -> Result<(), Failed> {
        let text = serde_json::to_string_pretty(state).map_err(|error| Failed::new(error.to_string()))?;
        Ok(whole(&self.path(STATE), format!("{text}\n").as_bytes())?)
    }

    /// Puts the night before aside, in place of the one before that.
    pub(crate) fn put_aside(&self) -> Result<(), Failed> {
        let before = self.path(BEFORE);
        if OURS.iter().all(|name| !self.path(name).exists()) {
            return Ok(());
        }
        if before.exists() {
            fs_err::remove_dir_all(&before)?;
        }
        fs_err::create_dir(&before)?;
        for name in OURS {
            if self.path(name).exists() {
                fs_err::rename(self.path(name), before.join(name))?;
            }
        }
        Ok(())
    }

    /// Refuses to go on with a disk that is nearly full.
    pub(crate) fn check_room(&self, gib: u64) -> Result<(), Failed> {
        let room = rustix::fs::statvfs(&self.path).map_err(io::Error::from)?;
        let free = room.f_bavail.saturating_mul(room.f_frsize);
        if free / GIB >= gib {
            return Ok(());
        }
        let (place, free) = (self.path.display(), free >> 20);
        let advice = "make room and start `night` again; it goes on";
        Err(Failed::new(format!("{place}: {free} MiB are free, {gib} GiB are asked for (--keep-free): {advice}")))
    }
}

/// A file that appears only when it is whole.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs_err::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unfinished-");
    // As any file: a finding lies in a repository.
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    let mut file = builder.permissions(permissions).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// The ordinary files of a folder, by path; none where there is no folder.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs_err::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;

    #[test]
    fn one_night_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let layout = Layout::at(root.path());
        let first = Folder::open(&layout).unwrap();
        assert!(Folder::open(&layout).unwrap_err().0.contains("in use by another night"));
        drop(first);
        assert!(Folder::open(&layout).is_ok());
    }

    #[test]
    fn the_state_is_whole_or_the_one_before() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(&Layout::at(root.path())).unwrap();
        assert_eq!(folder.state().unwrap(), None);
        let state = State::new(Duration::from_secs(60), 2, 4);
        folder.save(&state).unwrap();
        assert_eq!(folder.state().unwrap(), Some(state.clone()));
        std::fs::write(folder.path(".unfinished-abc"), "{\"format\"").unwrap();
        assert_eq!(folder.state().unwrap(), Some(state));
        std::fs::write(folder.path(STATE), "{\"format\":1,").unwrap();
        assert!(folder.state().unwrap_err().0.contains("state.json"));
    }

    #[test]
    fn a_new_night_keeps_the_one_before_and_what_is_not_its_own() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(&Layout::at(root.path())).unwrap();
        std::fs::write(folder.path("holiday.jpg"), "x").unwrap();
        for night in ["first", "second"] {
            whole(&folder.path("logs/json.log"), night.as_bytes()).unwrap();
            folder.put_aside().unwrap();
            assert_eq!(std::fs::read_to_string(folder.path("before/logs/json.log")).unwrap(), night);
        }
        assert!(folder.path("holiday.jpg").exists() && !folder.path("logs").exists());
    }

    #[test]
    fn a_disk_that_is_nearly_full_is_told() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(&Layout::at(root.path())).unwrap();
        folder.check_room(0).unwrap();
        let told = folder.check_room(u64::MAX).unwrap_err().0;
        assert!(told.contains("MiB are free") && told.contains("make room"), "{told}");
    }
}
