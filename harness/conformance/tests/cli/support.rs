//! A folder to run the binary in, and what a run left.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use serde_json::Value;
use tempfile::TempDir;

/// Longer than any run may take.
const PATIENCE: Duration = Duration::from_secs(150);
/// What the caller's environment must not decide.
const FOREIGN: [&str; 8] = [
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "COLUMNS",
    "COUNTERFOIL_CONFIG",
    "COUNTERFOIL_MAX_TIME",
    "COUNTERFOIL_SEED",
];
/// Where the binary keeps the bodies of failures; inside the folder, so that they can be looked at.
const TEMPORARY: &str = "tmp";

/// A folder of its own, and what the binary finds in its environment.
pub(crate) struct Folder {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) took: Duration,
}

/// The gateway of that name.
pub(crate) fn gateway(name: &str) -> &'static Gateway {
    gateways::by_name(name).unwrap()
}

/// The names of all gateways.
pub(crate) fn names() -> Vec<&'static str> {
    gateways::ALL.iter().map(|gateway| gateway.name).collect()
}

/// Each line parsed; panics at half a line.
pub(crate) fn lines_of(report: &str) -> Vec<Value> {
    assert!(report.ends_with('\n'), "the last line is not whole: {report:?}");
    report.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join(TEMPORARY)).unwrap();
        Self { folder, environment: Vec::new() }
    }

    /// A folder with one file.
    pub(crate) fn with(name: &str, text: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write(name, text);
        folder
    }

    /// Sets a variable for the binary.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// What is in the folder, without the bodies of failures.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != TEMPORARY).collect();
        names.sort();
        names
    }

    /// Everything in the folder, below it too.
    pub(crate) fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        collect(self.folder.path(), &mut found);
        found
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// The same with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
        let mut command = assert_cmd::Command::from_std(self.command(arguments));
        let started = Instant::now();
        let output = command.timeout(PATIENCE).write_stdin(input).output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            took: started.elapsed(),
        }
    }

    /// Runs it beside the test.
    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// The same, and what it says on standard error can be read.
    pub(crate) fn spawn_heard(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// The same, to be listened to.
    pub(crate) fn spawn_piped(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Starts the binary by way of another program, such as a shell that limits it.
    pub(crate) fn run_by(&self, program: &str, before: &[&str], arguments: &[&str]) -> Ran {
        let mut command = Command::new(program);
        command.args(before).arg(env!("CARGO_BIN_EXE_counterfoil")).args(arguments);
        let started = Instant::now();
        let output = self.prepare(&mut command).output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            took: started.elapsed(),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil"));
        command.args(arguments);
        self.prepare(&mut command);
        command
    }

    fn prepare<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        for name in FOREIGN {
            command.env_remove(name);
        }
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.current_dir(self.folder.path()).env("TMPDIR", self.path(TEMPORARY)).envs(environment)
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Exit 2 with nothing on stdout and one line on stderr that names all of these.
    #[track_caller]
    pub(crate) fn refuses(self, named: &[&str]) -> Self {
        let ran = self.exits(2);
        ran.complains(named);
        assert_eq!(ran.stdout, "", "{}", ran.stderr);
        ran
    }

    /// One line on stderr that names all of these.
    #[track_caller]
    pub(crate) fn complains(&self, named: &[&str]) {
        assert!(self.stderr.starts_with("counterfoil: "), "{}", self.stderr);
        assert_eq!(self.stderr.matches('\n').count(), 1, "not one line: {}", self.stderr);
        for name in named {
            assert!(self.stderr.contains(name), "`{name}` is not named: {}", self.stderr);
        }
    }

    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "no `{text}`: {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn within(self, seconds: u64) -> Self {
        assert!(self.took < Duration::from_secs(seconds), "took {:?}: {}", self.took, self.stdout);
        self
    }
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push((path.clone(), std::fs::read(path).unwrap()));
        }
    }
}
