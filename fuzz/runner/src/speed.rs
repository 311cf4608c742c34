//! `speed`: executions per second beside a bare reader of JSON.

use core::time::Duration;
use std::path::Path;

use clap::Args;

use crate::cli::{Outcome, say, time};
use crate::failed::Failed;
use crate::layout::{Layout, corpus};
use crate::process::{Stop, supervise};
use crate::smoke::Run;
use crate::target::{self, BARE, Target, for_time};
use crate::toolchain;

/// On top of its time: the start under the sanitizer and the seeds.
const GRACE: Duration = Duration::from_secs(120);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// For how long each, such as 30s.
    #[arg(default_value = "30s", value_parser = time)]
    time: Duration,
    /// Only targets whose name begins so.
    #[arg(long, value_name = "NAME", default_value = "nested_")]
    target: String,
}

pub(crate) fn run(arguments: &Arguments, layout: &Layout, stop: &Stop) -> Result<Outcome, Failed> {
    let built = toolchain::build(layout, &layout.builds(), &[])?;
    say("| target | executions per second | bare | share |");
    say("| --- | --- | --- | --- |");
    for target in target::all(layout)?.iter().filter(|target| target.name.starts_with(&arguments.target)) {
        let Some(own) = measure(target, &target.name, layout, &built, arguments.time, stop)? else {
            return Ok(Outcome::Ended);
        };
        let Some(bare) = measure(target, BARE, layout, &built, arguments.time, stop)? else {
            return Ok(Outcome::Ended);
        };
        #[expect(clippy::cast_precision_loss, reason = "rates")]
        let share = own as f64 / bare.max(1) as f64;
        say(&format!("| `{}` | {own} | {bare} | 1/{:.1} |", target.name, 1.0 / share.max(1e-6)));
    }
    Ok(Outcome::Fine)
}

/// A program on the target's inputs with the target's flags, for the same time, one after the other.
fn measure(
    target: &Target,
    program: &str,
    layout: &Layout,
    built: &Path,
    time: Duration,
    stop: &Stop,
) -> Result<Option<u64>, Failed> {
    let work = tempfile::tempdir()?;
    let mut command = target.fuzz_as(program, layout, built);
    command.arg(work.path()).args(target.inputs(layout));
    let learnt = corpus(&target.name);
    if layout.path(&learnt).is_dir() {
        command.arg(&learnt);
    }
    command.args(["-seed=1", "-print_final_stats=1", &for_time(time)]);
    command.arg(format!("-artifact_prefix={}/", work.path().display()));
    let mut run = Run::default();
    let end = supervise(&mut command, time + GRACE, stop, |line| run.line(line))?;
    if stop.is_set() {
        return Ok(None);
    }
    if !end.is_success() {
        return Err(Failed::new(format!("{program} has a finding on {learnt}: {}", run.tail.join("\n"))));
    }
    Ok(Some(run.per_second))
}
