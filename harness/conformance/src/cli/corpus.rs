//! `corpus`: the data that other languages use, made from the tables.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use counterfoil_formats::{exchange, facts, schema};
use counterfoil_protocol::gateways;

use super::say;
use crate::config::UsageError;
use crate::exit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a JSON Schema for each message, and the facts of the gateways.
    Export(Export),
}

#[derive(Debug, Args)]
struct Export {
    /// The folder of the corpus.
    #[arg(value_name = "DIR", default_value = "corpus")]
    folder: PathBuf,
    /// Write nothing; say which files are not what would be written.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    match &arguments.command {
        Command::Export(export) if export.check => check(&export.folder),
        Command::Export(export) => write(&export.folder),
    }
}

/// Where the schemas lie; every `.json` below belongs to this command, apart from [`exchange::SCHEMA_FILE`].
const SCHEMAS: &str = "schemas";

/// Every generated file: its path below the folder of the corpus, and its text.
fn generated() -> BTreeMap<PathBuf, String> {
    let messages = gateways::ALL.into_iter().flat_map(|gateway| gateway.messages());
    let schemas = messages.map(|message| (PathBuf::from(schema::file(message)), schema::schema(message).to_file()));
    schemas.chain([(PathBuf::from(facts::FILE), facts::facts().to_file())]).collect()
}

fn check(folder: &Path) -> Result<u8, UsageError> {
    if !folder.is_dir() {
        return Err(UsageError(format!("{} is no folder; `counterfoil corpus export` writes one", folder.display())));
    }
    let files = generated();
    let mut wrong = Vec::new();
    for (path, text) in &files {
        match read(&folder.join(path))? {
            None => wrong.push((path.clone(), "missing")),
            Some(found) if found != text.as_bytes() => wrong.push((path.clone(), "differs")),
            Some(_) => {}
        }
    }
    wrong.extend(superfluous(folder, &files)?.into_iter().map(|path| (path, "superfluous")));
    say(&verdict(folder, files.len(), &wrong));
    Ok(if wrong.is_empty() { exit::FINE } else { exit::FAILURE })
}

fn verdict(folder: &Path, files: usize, wrong: &[(PathBuf, &str)]) -> String {
    if wrong.is_empty() {
        return format!("{files} files, all as the tables say\n");
    }
    let lines: String = wrong.iter().map(|(path, what)| format!("{}: {what}\n", folder.join(path).display())).collect();
    let count = wrong.len();
    format!("{lines}{count} not as the tables say; to repair: counterfoil corpus export {}\n", folder.display())
}

fn write(folder: &Path) -> Result<u8, UsageError> {
    if folder.exists() && !folder.is_dir() {
        return Err(UsageError(format!("{} is no folder", folder.display())));
    }
    let files = generated();
    let mut changed = 0;
    for (path, text) in &files {
        let path = folder.join(path);
        if read(&path)?.is_none_or(|found| found != text.as_bytes()) {
            replace(&path, text)?;
            changed += 1;
        }
    }
    let old = superfluous(folder, &files)?;
    for path in &old {
        fs_err::remove_file(folder.join(path)).map_err(refused)?;
    }
    let removed = if old.is_empty() { String::new() } else { format!(", {} removed", old.len()) };
    say(&format!("{} schemas and {}, {changed} changed{removed}\n", files.len() - 1, facts::FILE));
    Ok(exit::FINE)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, UsageError> {
    match fs_err::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(error)),
    }
}

/// In one step, so that nobody ever reads half a file.
fn replace(path: &Path, text: &str) -> Result<(), UsageError> {
    let folder = path.parent().expect("a file in a folder");
    fs_err::create_dir_all(folder).map_err(refused)?;
    // Not `.json`: what an interrupted run left behind is no schema.
    let beside = path.with_extension("json.new");
    let moved = fs_err::write(&beside, text).and_then(|()| fs_err::rename(&beside, path));
    moved.map_err(|error| {
        // The first reason is the one to tell.
        let _ = fs_err::remove_file(&beside);
        refused(error)
    })
}

/// Schemas of messages that no longer exist, as paths below the folder of the corpus.
fn superfluous(folder: &Path, files: &BTreeMap<PathBuf, String>) -> Result<BTreeSet<PathBuf>, UsageError> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::from(SCHEMAS)];
    while let Some(below) = folders.pop() {
        for (path, is_folder) in entries(folder, &below)? {
            if is_folder {
                folders.push(path);
            } else if path == Path::new(exchange::SCHEMA_FILE) {
                // Written by hand: no table says what an exchange is.
            } else if path.extension().is_some_and(|extension| extension == "json") && !files.contains_key(&path) {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

/// What is in a folder, and whether it is a folder itself; links are not followed.
fn entries(folder: &Path, below: &Path) -> Result<Vec<(PathBuf, bool)>, UsageError> {
    let listed = match fs_err::read_dir(folder.join(below)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(refused)?,
    };
    let entry = |entry: std::io::Result<fs_err::DirEntry>| {
        let entry = entry?;
        Ok((below.join(entry.file_name()), entry.file_type()?.is_dir()))
    };
    listed.map(entry).collect::<Result<_, _>>().map_err(refused)
}

fn refused(error: std::io::Error) -> UsageError {
    UsageError(error.to_string())
}
