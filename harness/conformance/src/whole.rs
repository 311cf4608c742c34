//! Files that appear only when they are whole.

use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// What files are called before they are whole.
pub(crate) const UNFINISHED: &str = ".counterfoil-";

/// A file in that folder that is not there yet, and goes when nobody keeps it.
pub(crate) fn begun(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // As any file: others than its author read it, and it lies in a repository.
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes a file in one step, in the place of what stands there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = begun(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}
