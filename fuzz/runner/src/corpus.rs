//! A corpus without what adds nothing.

use core::time::Duration;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use crate::failed::Failed;
use crate::folder::files;
use crate::layout::{Layout, corpus};
use crate::process::{Stop, supervise};
use crate::target::Target;

/// How many inputs there were, and how many are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shrunk {
    pub(crate) before: usize,
    pub(crate) after: usize,
}

/// Merges the corpus into a fresh folder, and takes out what that lacks; nothing where it does not come to its end.
pub(crate) fn minimise(
    target: &Target,
    layout: &Layout,
    built: &Path,
    fresh: &str,
    time: Duration,
    stop: &Stop,
) -> Result<Option<Shrunk>, Failed> {
    let folder = layout.path(&corpus(&target.name));
    let chosen = layout.path(fresh);
    if chosen.exists() {
        fs_err::remove_dir_all(&chosen)?;
    }
    fs_err::create_dir_all(&chosen)?;
    let merged = names(&folder)?;
    let mut command = target.fuzz(layout, built);
    command.args(["-merge=1", fresh, &corpus(&target.name)]).env("TMPDIR", fresh_parent(fresh));
    let end = supervise(&mut command, time, stop, |_| {})?;
    let shrunk = if end.is_success() { replace(&folder, &merged, &chosen)? } else { None };
    fs_err::remove_dir_all(&chosen)?;
    Ok(shrunk)
}

fn fresh_parent(fresh: &str) -> &str {
    fresh.rsplit_once('/').map_or(".", |(parent, _)| parent)
}

/// Takes over what was chosen, then takes out what was merged and not chosen. Cut off anywhere, the corpus has all that counts.
/// Only what libFuzzer wrote goes: whatever has another name was put there by somebody and stays.
fn replace(folder: &Path, merged: &BTreeSet<OsString>, chosen: &Path) -> Result<Option<Shrunk>, Failed> {
    let keep = names(chosen)?;
    if keep.is_empty() {
        return Ok(None);
    }
    for name in &keep {
        fs_err::rename(chosen.join(name), folder.join(name))?;
    }
    for name in merged.difference(&keep).filter(|name| is_ours(name)) {
        fs_err::remove_file(folder.join(name))?;
    }
    Ok(Some(Shrunk { before: merged.len(), after: names(folder)?.len() }))
}

fn names(folder: &Path) -> Result<BTreeSet<OsString>, Failed> {
    let names = files(folder)?.into_iter().filter_map(|path| path.file_name().map(OsString::from));
    Ok(names.collect())
}

/// libFuzzer names an input by its SHA-1.
fn is_ours(name: &OsString) -> bool {
    name.to_str().is_some_and(|name| name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOSEN: &str = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    const REDUNDANT: &str = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
    const LATER: &str = "e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98";

    fn folders() -> (tempfile::TempDir, tempfile::TempDir) {
        let (corpus, chosen) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for name in [CHOSEN, REDUNDANT, "from a colleague.json", "README"] {
            std::fs::write(corpus.path().join(name), name).unwrap();
        }
        std::fs::create_dir(corpus.path().join("more")).unwrap();
        (corpus, chosen)
    }

    #[test]
    fn foreign_files_and_those_that_came_later_stay() {
        let (corpus, chosen) = folders();
        let merged = names(corpus.path()).unwrap();
        std::fs::write(chosen.path().join(CHOSEN), CHOSEN).unwrap();
        std::fs::write(corpus.path().join(LATER), LATER).unwrap();
        let shrunk = replace(corpus.path(), &merged, chosen.path()).unwrap().unwrap();
        assert_eq!(shrunk, Shrunk { before: 4, after: 4 });
        let left: Vec<_> = names(corpus.path()).unwrap().into_iter().collect();
        assert_eq!(left, ["README", CHOSEN, LATER, "from a colleague.json"]);
        assert!(corpus.path().join("more").is_dir());
    }

    #[test]
    fn nothing_chosen_is_no_corpus() {
        let (corpus, chosen) = folders();
        let merged = names(corpus.path()).unwrap();
        assert_eq!(replace(corpus.path(), &merged, chosen.path()).unwrap(), None);
        assert_eq!(names(corpus.path()).unwrap(), merged);
    }
}
