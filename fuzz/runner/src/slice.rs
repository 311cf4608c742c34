//! One slice: a target for its time, then its crashes, then its corpus.

use core::time::Duration;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::corpus::{self, Shrunk};
use crate::crash::{Crash, Place};
use crate::failed::Failed;
use crate::folder::Folder;
use crate::layout::{Layout, corpus as corpus_of};
use crate::process::{End, Stop, supervise};
use crate::series::SLICE;
use crate::status::Status;
use crate::target::{Target, for_time};

/// Of the last slice of a target, so much is left for the corpus.
const FOR_CORPUS: u32 = 10;
/// A merge that takes longer than its part gets so long at least.
const MERGE: Duration = Duration::from_secs(30);
/// Inputs of one slice that are looked at; the others wait for the next.
const LOOKS: usize = 200;
/// libFuzzer lets its last job end, and jobs grow.
const GRACE: Duration = Duration::from_secs(330);

/// What every slice of a night shares.
pub(crate) struct Night<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) built: &'a Path,
    pub(crate) folder: &'a Folder,
    pub(crate) stop: &'a Stop,
    pub(crate) crashes: Mutex<Vec<Crash>>,
}

/// What a slice gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slice {
    pub(crate) status: Option<Status>,
    pub(crate) shrunk: Option<Shrunk>,
    /// Inputs that crash and were not looked at.
    pub(crate) waiting: usize,
}

impl Night<'_> {
    /// Nothing where somebody wants an end: then the slice is done again, with what it has learnt so far.
    pub(crate) fn slice(
        &self,
        target: &Target,
        round: u32,
        time: Duration,
        is_last: bool,
        mut seen: impl FnMut(Status),
    ) -> Result<Option<Slice>, Failed> {
        let start = Instant::now();
        let fuzzing = if is_last { time - time / FOR_CORPUS } else { time };
        let Some(status) = self.fuzz(target, round, fuzzing, &mut seen)? else { return Ok(None) };
        let Some(waiting) = self.look(target)? else { return Ok(None) };
        let mut slice = Slice { status, waiting, ..Slice::default() };
        if is_last {
            let left = time.saturating_sub(start.elapsed()).max(MERGE);
            let fresh = format!("{}/corpus", self.below("tmp", target));
            slice.shrunk = corpus::minimise(target, self.layout, self.built, &fresh, left, self.stop)?;
        }
        Ok((!self.stop.is_set()).then_some(slice))
    }

    /// Fork mode goes on after a crash, and what it learns is in the corpus at once.
    fn fuzz(
        &self,
        target: &Target,
        round: u32,
        time: Duration,
        seen: &mut impl FnMut(Status),
    ) -> Result<Option<Option<Status>>, Failed> {
        let (corpus, artifacts, tmp) =
            (corpus_of(&target.name), self.below("artifacts", target), self.below("tmp", target));
        let leftovers = self.layout.path(&tmp);
        if leftovers.exists() {
            fs_err::remove_dir_all(&leftovers)?;
        }
        for folder in [&corpus, &artifacts, &tmp] {
            fs_err::create_dir_all(self.layout.path(folder))?;
        }
        let mut command = target.fuzz(self.layout, self.built);
        command.arg(&corpus).args(target.inputs(self.layout)).arg(for_time(time)).env("TMPDIR", &tmp);
        command.args(["-fork=1", "-ignore_crashes=1", "-ignore_timeouts=1", "-ignore_ooms=1"]);
        command.arg(format!("-artifact_prefix={artifacts}/"));
        let logs = self.folder.path("logs");
        fs_err::create_dir_all(&logs)?;
        let log = logs.join(format!("{}.log", target.name));
        let mut log = fs_err::OpenOptions::new().create(true).append(true).open(log)?;
        let (mut last, mut written, mut tail) = (None, writeln!(log, "{SLICE}{round}"), String::new());
        let end = supervise(&mut command, time + GRACE, self.stop, |line| {
            if let Some(status) = Status::parse(line) {
                last = Some(status);
                seen(status);
            } else {
                tail = line.to_owned();
            }
            if written.is_ok() {
                written = writeln!(log, "{line}");
            }
        })?;
        written?;
        match end {
            End::Stopped => Ok(None),
            // Without a status it never began.
            End::Exited(status) if last.is_none() => {
                Err(Failed::new(format!("{}: libFuzzer ends at once ({status}): {tail}", target.name)))
            }
            End::Exited(_) | End::Late => Ok(Some(last)),
        }
    }

    /// How many wait; nothing where somebody wants an end.
    fn look(&self, target: &Target) -> Result<Option<usize>, Failed> {
        let place = Place {
            target,
            layout: self.layout,
            built: self.built,
            stop: self.stop,
            artifacts: self.layout.path(&self.below("artifacts", target)),
            seen: self.layout.path(&self.below("crashes", target)),
        };
        // Each target has its own causes: others are not held up by the one that is being made smaller.
        let mut known: Vec<Crash> = self.known(target);
        let waiting = place.waiting()?;
        for artifact in waiting.iter().take(LOOKS) {
            let looked = place.look_at(artifact, &mut known)?;
            self.keep(target, &known);
            if looked.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(waiting.len().saturating_sub(LOOKS)))
    }

    fn known(&self, target: &Target) -> Vec<Crash> {
        let crashes = self.crashes.lock().unwrap_or_else(PoisonError::into_inner);
        crashes.iter().filter(|crash| crash.target == target.name).cloned().collect()
    }

    fn keep(&self, target: &Target, known: &[Crash]) {
        let mut crashes = self.crashes.lock().unwrap_or_else(PoisonError::into_inner);
        crashes.retain(|crash| crash.target != target.name);
        crashes.extend_from_slice(known);
        crashes.sort_by(|a, b| (&a.target, &a.cause).cmp(&(&b.target, &b.cause)));
    }

    /// A folder of one target in the night's, from the top.
    fn below(&self, kind: &str, target: &Target) -> String {
        let folder = self.folder.path(kind).join(&target.name);
        folder.strip_prefix(self.layout.root()).unwrap_or(&folder).display().to_string()
    }
}
