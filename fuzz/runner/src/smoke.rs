//! `smoke`: each target for seconds, from its seeds.

use core::num::NonZero;
use core::time::Duration;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use clap::Args;

use crate::cli::{Outcome, complain, say, time};
use crate::failed::Failed;
use crate::layout::Layout;
use crate::process::{Stop, supervise};
use crate::status::{Status, final_stat};
use crate::target::{self, Target, for_time};
use crate::toolchain;

/// On top of its time: the start under the sanitizer, the seeds, and one slow input.
const GRACE: Duration = Duration::from_secs(120);
/// Lines of a finding that are shown.
const TAIL: usize = 60;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// For how long each, such as 20s.
    #[arg(default_value = "20s", value_parser = time)]
    time: Duration,
    /// Targets at once.
    #[arg(long, value_name = "N", default_value = "2")]
    jobs: NonZero<usize>,
}

pub(crate) fn run(arguments: &Arguments, layout: &Layout, stop: &Stop) -> Result<Outcome, Failed> {
    let built = toolchain::build(layout, &layout.builds(), &[])?;
    let work = tempfile::tempdir()?;
    let smoke = Smoke { layout, built: &built, work: work.path(), time: arguments.time, stop };
    let queue = Mutex::new(target::all(layout)?.into_iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let results = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..arguments.jobs.get() {
            scope.spawn(|| {
                while let Some(target) = next().filter(|_| !stop.is_set()) {
                    let result = smoke.one(&target);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push(result);
                }
            });
        }
    });
    if stop.is_set() {
        return Ok(Outcome::Ended);
    }
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let fine = results.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(if fine.contains(&false) { Outcome::Found } else { Outcome::Fine })
}

struct Smoke<'a> {
    layout: &'a Layout,
    built: &'a Path,
    work: &'a Path,
    time: Duration,
    stop: &'a Stop,
}

impl Smoke<'_> {
    /// Whether it came to its end without a finding.
    fn one(&self, target: &Target) -> Result<bool, Failed> {
        let artifacts = format!("fuzz/artifacts/{}", target.name);
        fs_err::create_dir_all(self.layout.path(&artifacts))?;
        let corpus = self.work.join(&target.name);
        fs_err::create_dir_all(&corpus)?;
        let mut command = target.fuzz(self.layout, self.built);
        command.arg(&corpus).args(target.inputs(self.layout)).arg(for_time(self.time));
        command.args([&format!("-artifact_prefix={artifacts}/"), "-print_final_stats=1"]);
        let mut run = Run::default();
        let end = supervise(&mut command, self.time + GRACE, self.stop, |line| run.line(line))?;
        let name = &target.name;
        if end.is_success() {
            say(&format!("{name}: {} runs, cov {}", run.runs, run.coverage));
            return Ok(true);
        }
        if !self.stop.is_set() {
            complain(&format!("{name}: FINDING ({end:?}), its input is in {artifacts}/\n{}", run.tail.join("\n")));
        }
        Ok(false)
    }
}

/// What a run said.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) runs: u64,
    pub(crate) per_second: u64,
    pub(crate) coverage: u64,
    pub(crate) tail: Vec<String>,
}

impl Run {
    /// The next line of its standard error.
    pub(crate) fn line(&mut self, line: &str) {
        if let Some(status) = Status::parse(line) {
            self.coverage = status.coverage;
            return;
        }
        match final_stat(line) {
            Some(("number_of_executed_units", number)) => self.runs = number,
            Some(("average_exec_per_sec", number)) => self.per_second = number,
            _ => {}
        }
        if self.tail.len() == TAIL {
            self.tail.remove(0);
        }
        self.tail.push(line.to_owned());
    }
}
