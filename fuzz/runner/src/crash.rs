//! What crashed: its cause, the smallest input that shows it, and the file to commit.

use core::time::Duration;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failed::Failed;
use crate::folder::{files, whole};
use crate::layout::{Layout, regressions};
use crate::process::{End, Stop, supervise};
use crate::target::{Target, for_time};

/// Lines of a panic that are kept.
const LINES: usize = 4;
/// Characters of such a line.
const WIDTH: usize = 300;
/// One input under the sanitizer, with its start; libFuzzer's own limit is 10 s.
const ONCE: Duration = Duration::from_secs(30);
/// To make one input smaller.
const SMALLER: Duration = Duration::from_secs(60);
/// What libFuzzer writes about; a slow unit is none of these.
const KINDS: [&str; 4] = ["crash-", "timeout-", "oom-", "leak-"];

/// One cause in one target.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Crash {
    pub(crate) target: String,
    /// Where it panics, or what the sanitizer calls it.
    pub(crate) cause: String,
    /// The first lines of the panic.
    pub(crate) lines: Vec<String>,
    /// From the top of the repository, ready to be named and committed.
    pub(crate) file: String,
    /// How many inputs showed it.
    pub(crate) times: u64,
}

/// What a process says when it ends badly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) cause: Option<String>,
    pub(crate) lines: Vec<String>,
}

impl Cause {
    /// The next line of its standard error.
    pub(crate) fn line(&mut self, line: &str) {
        // A panic comes before what libFuzzer makes of it.
        if self.cause.is_none() {
            self.cause = place(line).or_else(|| sanitizer(line));
        } else if line.is_empty() || ["==", "note: ", "NOTE: ", "    #"].iter().any(|begin| line.starts_with(begin)) {
            return;
        }
        if self.cause.is_some() && self.lines.len() < LINES {
            self.lines.push(line.chars().take(WIDTH).collect());
        }
    }
}

/// `thread '<unnamed>' panicked at harness/protocol/src/wire/text.rs:12:5:`
fn place(line: &str) -> Option<String> {
    let (_, place) = line.split_once(" panicked at ")?;
    Some(place.trim_end_matches(':').to_owned())
}

/// `==17== ERROR: libFuzzer: timeout after 10 seconds`: the tool and the first word, which repeat.
fn sanitizer(line: &str) -> Option<String> {
    let (_, text) = line.split_once("ERROR: ").filter(|(before, _)| before.starts_with("=="))?;
    Some(text.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}

/// An input, and the first lines of its panic.
type Smallest = (Vec<u8>, Vec<String>);

/// Where one target's crashes are looked at.
pub(crate) struct Place<'a> {
    pub(crate) target: &'a Target,
    pub(crate) layout: &'a Layout,
    pub(crate) built: &'a Path,
    pub(crate) stop: &'a Stop,
    /// What libFuzzer wrote.
    pub(crate) artifacts: PathBuf,
    /// Where that goes once it was looked at.
    pub(crate) seen: PathBuf,
}

impl Place<'_> {
    /// Inputs that wait to be looked at.
    pub(crate) fn waiting(&self) -> Result<Vec<PathBuf>, Failed> {
        let is_crash = |path: &PathBuf| KINDS.iter().any(|kind| name(path).starts_with(kind));
        Ok(files(&self.artifacts)?.into_iter().filter(is_crash).collect())
    }

    /// Runs an input once. One that shows a known cause is counted; of another the smallest input is looked for. Nothing
    /// where somebody wants an end: then it waits.
    pub(crate) fn look_at(&self, artifact: &Path, known: &mut Vec<Crash>) -> Result<Option<()>, Failed> {
        let Some(found) = self.cause(artifact)? else { return Ok(None) };
        // By its kind, where it does not happen again.
        let cause = found.cause.clone().unwrap_or_else(|| format!("{} that did not happen again", kind(artifact)));
        let same = |crash: &&mut Crash| crash.target == self.target.name && crash.cause == cause;
        if let Some(crash) = known.iter_mut().find(same) {
            crash.times += 1;
        } else {
            let Some((bytes, lines)) = self.smallest(artifact, found)? else { return Ok(None) };
            let file = format!("{}/found-{}", regressions(&self.target.name), short(artifact));
            whole(&self.layout.path(&file), &bytes)?;
            known.push(Crash { target: self.target.name.clone(), cause, lines, file, times: 1 });
        }
        fs_err::create_dir_all(&self.seen)?;
        fs_err::rename(artifact, self.seen.join(name(artifact)))?;
        Ok(Some(()))
    }

    fn cause(&self, input: &Path) -> Result<Option<Cause>, Failed> {
        let mut cause = Cause::default();
        let mut command = self.target.program(self.layout, self.built);
        command.arg("-runs=1").arg(self.below(input)).arg(self.nowhere()).env("RUST_BACKTRACE", "0");
        // The same cause on every machine.
        let root = format!("{}/", self.layout.root().display());
        let end = supervise(&mut command, ONCE, self.stop, |line| cause.line(&line.replace(&root, "")))?;
        Ok((end != End::Stopped).then_some(cause))
    }

    /// What `-minimize_crash` makes of it, if that still shows the same; else the input as it was.
    fn smallest(&self, artifact: &Path, found: Cause) -> Result<Option<Smallest>, Failed> {
        let whole = fs_err::read(artifact)?;
        if found.cause.is_none() {
            return Ok(Some((whole, found.lines)));
        }
        let smaller = self.artifacts.join(".smaller");
        let mut command = self.target.program(self.layout, self.built);
        command.args(["-minimize_crash=1", "-runs=10000", &for_time(SMALLER)]).arg(self.below(artifact));
        command.arg(format!("-exact_artifact_path={}", self.below(&smaller).display())).env("RUST_BACKTRACE", "0");
        // It starts itself again and again, each time for so long.
        if supervise(&mut command, SMALLER * 2, self.stop, |_| {})? == End::Stopped {
            return Ok(None);
        }
        let Ok(bytes) = fs_err::read(&smaller) else { return Ok(Some((whole, found.lines))) };
        let again = self.cause(&smaller)?;
        fs_err::remove_file(&smaller)?;
        let Some(again) = again else { return Ok(None) };
        let is_smaller = again.cause == found.cause && bytes.len() <= whole.len();
        Ok(Some(if is_smaller { (bytes, again.lines) } else { (whole, found.lines) }))
    }

    /// libFuzzer runs at the top: short paths, without spaces.
    fn below<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.layout.root()).unwrap_or(path)
    }

    /// A run of one input writes it again; it is there already.
    fn nowhere(&self) -> String {
        format!("-exact_artifact_path={}/.again", self.below(&self.artifacts).display())
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn kind(artifact: &Path) -> String {
    name(artifact).split('-').next().unwrap_or_default().to_owned()
}

/// `crash-` and the first digits of the hash.
fn short(artifact: &Path) -> String {
    name(artifact).rsplit('-').next().unwrap_or_default().chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> Cause {
        let mut cause = Cause::default();
        text.lines().for_each(|line| cause.line(line));
        cause
    }

    #[test]
    fn a_panic_is_known_by_its_place() {
        let found = cause(
            "INFO: Seed: 1\n\nthread '<unnamed>' (7) panicked at harness/protocol/src/a.rs:3:9:\ntaken at 3 levels\n{\"a\":[[]]}\n\
             note: run with `RUST_BACKTRACE=1`\n==7== ERROR: libFuzzer: deadly signal\n    #0 0x55 in main\n",
        );
        assert_eq!(found.cause.as_deref(), Some("harness/protocol/src/a.rs:3:9"));
        assert_eq!(found.lines[1..], ["taken at 3 levels", "{\"a\":[[]]}"]);
    }

    #[test]
    fn anything_else_by_the_sanitizers_name() {
        let found = cause(
            "ALARM: working on the last Unit for 11 seconds\n==9== ERROR: libFuzzer: timeout after 11 seconds\n#0 x",
        );
        assert_eq!(found.cause.as_deref(), Some("libFuzzer: timeout"));
        let found = cause("==9==ERROR: AddressSanitizer: stack-overflow on address 0x7f\n");
        assert_eq!(found.cause.as_deref(), Some("AddressSanitizer: stack-overflow"));
        assert_eq!(cause("Executed seed in 3 ms\n"), Cause::default());
    }

    #[test]
    fn what_is_kept_of_a_line_is_bounded() {
        let found = cause(&format!("thread 'main' panicked at a.rs:1:1:\n{}", "ü".repeat(5000)));
        assert_eq!(found.lines[1].chars().count(), WIDTH);
    }

    #[test]
    fn a_file_is_named_by_its_hash() {
        let path = Path::new("fuzz/night/artifacts/json/crash-da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!((short(path).as_str(), kind(path).as_str()), ("da39a3ee5e6b", "crash"));
    }
}
