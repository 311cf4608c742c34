//! Recordings from files and folders, and their retouched copies in another folder.

use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use counterfoil_formats::exchange::{Exchange, read, to_file, to_line};
use counterfoil_formats::recording::{self, Recording};
use counterfoil_formats::wiremock::{journal, journal_file, mappings_file};

use super::Tally;
use crate::config::UsageError;
use crate::saved::{Kind, exchanges, stubs};

/// How deep folders are looked into.
const DEPTH: usize = 16;

/// One file to be retouched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Input {
    path: PathBuf,
    /// Below the folder of the copies.
    name: PathBuf,
}

/// What a file holds; its copy is written in the same form.
enum Form {
    Lines,
    Single,
    Journal,
    Mappings,
}

/// What becomes of recordings.
pub trait Retouch {
    /// One exchange.
    fn exchange(&mut self, exchange: Exchange, tally: &mut Tally) -> Exchange;

    /// What a saved run says of itself; `None` where the copy is none that could be replayed.
    fn run(&mut self, run: Recording, tally: &mut Tally) -> Option<Recording>;
}

/// Retouches every exchange of the paths into a new or empty folder. What cannot be read is told, the rest is done.
///
/// # Errors
///
/// A folder that holds something, a path that cannot be read, a disk that is full.
pub fn retouch(
    paths: &[PathBuf],
    out: &Path,
    change: &mut dyn Retouch,
    told: &mut dyn FnMut(&Path, &Tally),
    trouble: &mut dyn FnMut(String),
) -> Result<Tally, UsageError> {
    let inputs = inputs(paths)?;
    if inputs.is_empty() {
        return Err(UsageError("no recording in these paths: they end with .jsonl or .json".to_owned()));
    }
    prepare(out)?;
    let mut all = Tally::default();
    for input in inputs {
        let mut tally = Tally::default();
        if input.name.file_name().is_some_and(|name| name == recording::FILE) {
            if !run(&input, out, change, &mut tally, trouble)? {
                continue;
            }
        } else {
            let (form, list) = open(&input, trouble)?;
            let list: Vec<Exchange> = list.into_iter().map(|exchange| change.exchange(exchange, &mut tally)).collect();
            write(&out.join(&input.name), &text(&form, &list))?;
        }
        told(&input.name, &tally);
        all.add(tally);
    }
    Ok(all)
}

/// Whether the copy says what the run was.
fn run(
    input: &Input,
    out: &Path,
    change: &mut dyn Retouch,
    tally: &mut Tally,
    trouble: &mut dyn FnMut(String),
) -> Result<bool, UsageError> {
    let text = fs_err::read_to_string(&input.path).map_err(|error| UsageError(error.to_string()))?;
    let run = match Recording::read(&text) {
        Ok(run) => run,
        Err(error) => {
            trouble(format!("{}: {error}", input.path.display()));
            return Ok(false);
        }
    };
    let Some(run) = change.run(run, tally) else { return Ok(false) };
    write(&out.join(&input.name), &run.to_file()).map(|()| true)
}

fn prepare(out: &Path) -> Result<(), UsageError> {
    fs_err::create_dir_all(out).map_err(|error| UsageError(error.to_string()))?;
    let empty = fs_err::read_dir(out).map_err(|error| UsageError(error.to_string()))?.next().is_none();
    empty.then_some(()).ok_or_else(|| UsageError(format!("{} is not empty: choose a folder of its own", out.display())))
}

fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, UsageError> {
    let mut found = Vec::new();
    for path in paths {
        let kind = fs_err::metadata(path).map_err(|error| UsageError(error.to_string()))?;
        if kind.is_dir() {
            walk(path, path, 0, &mut found)?;
        } else {
            let name = path.file_name().map(PathBuf::from).unwrap_or_default();
            found.push(Input { path: path.clone(), name });
        }
    }
    for (index, input) in found.iter().enumerate() {
        if found[..index].iter().any(|earlier| earlier.name == input.name) {
            return Err(UsageError(format!("two recordings are called {}: give their folder", input.name.display())));
        }
    }
    Ok(found)
}

/// Links are not followed: they may lead anywhere.
fn walk(base: &Path, folder: &Path, depth: usize, found: &mut Vec<Input>) -> Result<(), UsageError> {
    let failed = |error: std::io::Error| UsageError(error.to_string());
    let mut entries = fs_err::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs_err::DirEntry::path);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() && depth < DEPTH {
            walk(base, &path, depth + 1, found)?;
        }
        let wanted = path.extension().is_some_and(|ending| ending == "json" || ending == "jsonl");
        let name = path.strip_prefix(base).map(Path::to_path_buf).unwrap_or_default();
        let safe = name.components().all(|part| matches!(part, Component::Normal(_)));
        if kind.is_file() && wanted && safe {
            found.push(Input { path, name });
        }
    }
    Ok(())
}

fn open(input: &Input, trouble: &mut dyn FnMut(String)) -> Result<(Form, Vec<Exchange>), UsageError> {
    let shown = input.path.display();
    if input.path.extension().is_some_and(|ending| ending == "jsonl") {
        let mut list = Vec::new();
        exchanges(&input.path, |line| match line.exchange {
            Ok(exchange) => list.push(exchange),
            Err(error) => trouble(format!("{shown}: {error}")),
        })?;
        return Ok((Form::Lines, list));
    }
    let bytes = fs_err::read(&input.path).map_err(|error| UsageError(error.to_string()))?;
    let (form, list) = match Kind::of(&bytes) {
        Kind::Exchange => (Form::Single, vec![read(&bytes).map_err(|error| error.to_string())]),
        Kind::Mappings => (Form::Mappings, stubs(&input.path, &bytes)),
        Kind::Journal => {
            let entries = journal(&bytes).into_iter().rev();
            (Form::Journal, entries.map(|entry| entry.map_err(|error| error.to_string())).collect())
        }
    };
    let mut kept = Vec::new();
    for entry in list {
        match entry {
            Ok(exchange) => kept.push(exchange),
            Err(error) => trouble(format!("{shown}: {error}")),
        }
    }
    Ok((form, kept))
}

fn text(form: &Form, list: &[Exchange]) -> String {
    match form {
        Form::Lines => list.iter().map(to_line).collect(),
        Form::Single => list.iter().map(to_file).collect(),
        Form::Journal => journal_file(list).to_file(),
        Form::Mappings => mappings_file(list).to_file(),
    }
}

fn write(path: &Path, text: &str) -> Result<(), UsageError> {
    let failed = |error: std::io::Error| UsageError(error.to_string());
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}
