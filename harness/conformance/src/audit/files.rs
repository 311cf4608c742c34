//! From the PATHs of a command line to files, in a fixed order.
//!
//! A folder is read with everything below it, in the order of the names. `__files` is left out: it holds the bodies that
//! mappings name. A symbolic link below a folder is never followed: where it stays inside, its target is read by itself;
//! where it leads out, that is said.

use std::path::{Path, PathBuf};

/// One file to read, or what keeps it from being read.
#[derive(Debug)]
pub struct Input {
    /// As it is printed: one line, whatever its name holds.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Whether it was named itself, not found in a folder: then it must be a recording.
    pub named: bool,
    /// Why it is not read.
    pub refused: Option<String>,
}

/// Gives each file below the PATHs, in order; `-` is standard input. Stops early when `each` says so.
pub fn walk(paths: &[PathBuf], each: &mut dyn FnMut(Input) -> bool) {
    for path in paths {
        let more = if path == Path::new("-") {
            each(Input { name: "standard input".to_owned(), path: None, named: true, refused: None })
        } else {
            named(path, each)
        };
        if !more {
            return;
        }
    }
}

/// A PATH that was given may be a symbolic link: whoever gave it meant it.
fn named(path: &Path, each: &mut dyn FnMut(Input) -> bool) -> bool {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => match path.canonicalize() {
            Ok(root) => folder(&root, path, each),
            Err(error) => each(refused(path, error.to_string())),
        },
        Ok(metadata) if metadata.is_file() => each(Input { named: true, ..file(path) }),
        // A pipe, such as `<(curl …)`, is read like standard input.
        Ok(_) => each(Input { named: true, ..file(path) }),
        Err(error) => each(refused(path, error.to_string())),
    }
}

fn folder(root: &Path, folder_path: &Path, each: &mut dyn FnMut(Input) -> bool) -> bool {
    let entries = match std::fs::read_dir(folder_path) {
        Ok(entries) => entries,
        Err(error) => return each(refused(folder_path, error.to_string())),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) if !each(refused(folder_path, error.to_string())) => return false,
            Err(_) => {}
        }
    }
    paths.sort();
    paths.iter().all(|path| found(root, path, each))
}

fn found(root: &Path, path: &Path, each: &mut dyn FnMut(Input) -> bool) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return each(refused(path, error.to_string())),
    };
    if metadata.is_symlink() {
        return link(root, path, each);
    }
    match (metadata.is_dir(), metadata.is_file()) {
        _ if hidden => true,
        (true, _) if path.file_name() == Some("__files".as_ref()) => true,
        (true, _) => folder(root, path, each),
        (_, true) => each(file(path)),
        // A pipe would be waited for.
        _ => each(refused(path, "neither a file nor a folder".to_owned())),
    }
}

fn link(root: &Path, path: &Path, each: &mut dyn FnMut(Input) -> bool) -> bool {
    match path.canonicalize() {
        Ok(target) if target.starts_with(root) => true,
        Ok(_) => each(refused(path, "a symbolic link that leads out of the folder: not followed".to_owned())),
        Err(_) => each(refused(path, "a symbolic link that leads nowhere".to_owned())),
    }
}

fn file(path: &Path) -> Input {
    Input { name: shown(path), path: Some(path.to_owned()), named: false, refused: None }
}

fn refused(path: &Path, reason: String) -> Input {
    Input { refused: Some(reason), ..file(path) }
}

/// A path on one line: letters of any alphabet stay, control characters are escaped.
#[must_use]
pub fn shown(path: &Path) -> String {
    let escape = |letter: char| match letter {
        letter if letter.is_control() => letter.escape_default().to_string(),
        // These turn the direction of what follows.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => letter.escape_unicode().to_string(),
        letter => letter.to_string(),
    };
    path.to_string_lossy().chars().map(escape).collect()
}
