//! One file per format; each takes events and knows nothing else.

mod fuzzed;
mod human;
mod json;

use std::io;
use std::path::{Path, PathBuf};

use crate::config::UsageError;
use crate::event::RunEvent;
use crate::whole;

pub use fuzzed::{Fuzzed, findings};
pub use human::Human;
pub(crate) use human::wrapped;
pub use json::Json;

/// A report that goes to a file.
pub trait Report {
    /// One event. What goes wrong is told by [`Report::finish`].
    fn event(&mut self, event: &RunEvent);

    /// Puts the whole report where it belongs. Before, nothing is there.
    ///
    /// # Errors
    ///
    /// What the disk said first; then nothing is left behind.
    fn finish(self: Box<Self>) -> Result<(), UsageError>;
}

/// Opens a report by `FORMAT=PATH`.
///
/// # Errors
///
/// An unknown format, or a place that cannot be written: known before anything runs.
pub fn open(spec: &str) -> Result<Box<dyn Report>, UsageError> {
    let wrong = || UsageError(format!("`{spec}` is no report; write it like json=report.jsonl"));
    let (format, path) = spec.split_once('=').ok_or_else(wrong)?;
    if path.is_empty() {
        return Err(wrong());
    }
    match format {
        "json" => Ok(Box::new(Json::create(Path::new(path))?)),
        other => Err(UsageError(format!("unknown report format `{other}`; there are: json"))),
    }
}

/// A file that appears only when it is whole.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    file: tempfile::NamedTempFile,
}

impl WholeFile {
    /// Makes the temporary file beside the final one, so that it can be moved there in one step.
    ///
    /// # Errors
    ///
    /// A place that cannot be written, with what to do.
    pub fn create(path: &Path) -> Result<Self, UsageError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let wrong = |reason: &dyn core::fmt::Display| {
            UsageError(format!("cannot write the report {}: {reason}", path.display()))
        };
        if path.is_dir() {
            return Err(wrong(&"it is a folder"));
        }
        if path.metadata().is_ok_and(|known| !known.is_file()) {
            return Err(wrong(&"it is no ordinary file, and would be replaced by one"));
        }
        if !folder.is_dir() {
            return Err(wrong(&format!("the folder {} does not exist; create it first", folder.display())));
        }
        let file = whole::begun(folder).map_err(|error| wrong(&error))?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Where it will stand.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Moves it to its place.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn keep(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl io::Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
