//! The fuzz targets on stable: their bodies on seeds, regressions and generated inputs, and the lists of `fuzz/`
//! against each other.

#![expect(clippy::print_stderr, reason = "an input is named before it runs: the name stands above the panic")]

mod derived;
mod generated;
mod lists;
mod replay;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use counterfoil_protocol::fuzzing::Target;

/// Every target of every crate, by name.
fn targets() -> Vec<Target> {
    let mut all = counterfoil_protocol::fuzzing::targets();
    all.extend(counterfoil_formats::fuzzing::targets());
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// A path below the root of the repository.
fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// What a folder holds; nothing where there is none.
fn entries(folder: &Path) -> BTreeSet<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

/// The names in a folder, without their endings.
fn stems(folder: &Path) -> BTreeSet<String> {
    entries(folder).iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}
