//! Where everything lies, relative to the top of the repository.

use std::path::{Path, PathBuf};

use crate::failed::Failed;

/// The folders of the repository that fuzzing reads and writes.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The repository that the working folder is in.
    pub(crate) fn find() -> Result<Self, Failed> {
        let here = std::env::current_dir()?;
        let root = here.ancestors().find(|folder| folder.join("fuzz/fuzz_targets").is_dir());
        let root =
            root.ok_or_else(|| Failed::new("no folder fuzz/fuzz_targets here or above: run it in the repository"))?;
        Ok(Self::at(root))
    }

    /// A repository there.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The top: libFuzzer runs here, so that it gets short paths without spaces.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Anything below the top.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Where targets are built: not where the stable compiler builds, unless told so.
    pub(crate) fn builds(&self) -> PathBuf {
        let told = std::env::var_os("FUZZ_TARGET_DIR").filter(|told| !told.is_empty());
        told.map_or_else(|| self.path("fuzz/target"), |told| self.root.join(told))
    }
}

/// What a night has learnt of a target; not in git.
pub(crate) fn corpus(target: &str) -> String {
    format!("fuzz/corpus/{target}")
}

/// What was learnt, in git.
pub(crate) fn seeds(target: &str) -> String {
    format!("fuzz/seeds/{target}")
}

/// What was found once, in git.
pub(crate) fn regressions(target: &str) -> String {
    format!("fuzz/regressions/{target}")
}
