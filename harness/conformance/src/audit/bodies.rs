//! Bodies that a mapping keeps in a file beside it. The name comes from outside and may point anywhere.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

/// Bytes of a body at most: 64 MiB.
const LIMIT: u64 = 64 << 20;

/// Where the bodies of a mapping's file lie: `__files` beside the `mappings` folder it stands in, else beside the file.
#[must_use]
pub fn folder_of(mapping: &Path) -> PathBuf {
    let beside = mapping.parent().unwrap_or(Path::new("."));
    let mappings = mapping.ancestors().find(|folder| folder.file_name() == Some("mappings".as_ref()));
    mappings.and_then(Path::parent).unwrap_or(beside).join("__files")
}

/// Reads one body. `Ok(None)`: there is no such file.
///
/// # Errors
///
/// A name or a symbolic link that leads out of the folder, or what the disk says.
pub fn read(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, String> {
    let inside = !name.is_empty()
        && !name.contains(['\\', '\0'])
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err("leads out of the folder `__files`: not read".to_owned());
    }
    let path = folder.join(name);
    let (Ok(root), Ok(target)) = (folder.canonicalize(), path.canonicalize()) else { return Ok(None) };
    if !target.starts_with(&root) {
        return Err("leads out of the folder `__files` by a symbolic link: not read".to_owned());
    }
    if !target.is_file() {
        return Err("is no file".to_owned());
    }
    let file = std::fs::File::open(&target).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LIMIT {
        return Err(format!("is larger than {LIMIT} bytes"));
    }
    Ok(Some(bytes))
}
