//! Where snapshots lie.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::in_repository;

/// Compares the text with `snapshots/protocol/<name>.snap`; `name` may have folders in front.
pub(crate) fn assert_stored(name: &str, text: &str) {
    let (folder, file) = name.rsplit_once('/').expect("a folder and a name");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(file, text));
}

/// The names of all snapshots below `snapshots/protocol/<folder>/`, as [`assert_stored`] takes them.
pub(crate) fn stored(folder: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect(&root().join(folder), &mut names);
    names
}

/// Names the snapshots that nothing makes any more, and those that are missing.
pub(crate) fn assert_same_names(stored: &BTreeSet<String>, wanted: &BTreeSet<String>) {
    let stale: Vec<_> = stored.difference(wanted).collect();
    let missing: Vec<_> = wanted.difference(stored).collect();
    assert!(stale.is_empty() && missing.is_empty(), "snapshots that nothing makes: {stale:?}; missing: {missing:?}");
}

fn collect(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of snapshots") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, names);
        } else if let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".snap")) {
            let root = root();
            let name = Path::new(name).strip_prefix(&root).expect("a path below the root");
            names.insert(name.to_str().expect("a name in UTF-8").to_owned());
        }
    }
}

fn root() -> PathBuf {
    in_repository("snapshots/protocol")
}
