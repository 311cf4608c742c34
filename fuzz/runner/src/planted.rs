//! `planted`: what a target is worth, by bugs planted on purpose.

use core::time::Duration;
use std::path::Path;
use std::time::Instant;

use clap::Args;

use crate::cli::{Outcome, say, time};
use crate::crash::Cause;
use crate::failed::Failed;
use crate::layout::Layout;
use crate::process::{End, Stop, supervise};
use crate::target::{self, Target, for_time};
use crate::toolchain;

/// As `Planted` in the protocol's wire layer names them; the target refuses another name.
const BUGS: [&str; 5] =
    ["escape-off-by-one", "half-surrogate", "duplicate-kept-twice", "quadratic-names", "inner-depth"];
/// On top of its time: the start, and one slow input.
const GRACE: Duration = Duration::from_secs(60);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The target that is to find them.
    #[arg(default_value = "nested_cregis")]
    target: String,
    /// The longest time for one bug.
    #[arg(long = "within", value_name = "TIME", default_value = "120s", value_parser = time)]
    within: Duration,
    /// Random seeds, 1 and so on.
    #[arg(long, value_name = "N", default_value = "3")]
    seeds: u32,
}

pub(crate) fn run(arguments: &Arguments, layout: &Layout, stop: &Stop) -> Result<Outcome, Failed> {
    let target = target::named(layout, &arguments.target)?;
    let built = toolchain::build(layout, &layout.builds(), &["--features", "planted-bugs", &target.name])?;
    // The next build puts its own program in that place, whether this is over or not.
    let work = tempfile::tempdir()?;
    fs_err::copy(built.join(&target.name), work.path().join(&target.name))?;
    let built = work.path();
    let mut missed = false;
    for bug in BUGS {
        for seed in 1..=arguments.seeds {
            let Some(found) = find(&target, layout, built, (bug, seed), arguments.within, stop)? else {
                return Ok(Outcome::Ended);
            };
            missed |= found.is_none();
            let end = found.unwrap_or_else(|| format!("NOT found in {} s", arguments.within.as_secs()));
            say(&format!("{bug}, seed {seed}: {end}"));
        }
    }
    Ok(if missed { Outcome::Found } else { Outcome::Fine })
}

/// The time and the place, or nothing where it was not found; nothing at all where somebody wants an end.
fn find(
    target: &Target,
    layout: &Layout,
    built: &Path,
    (bug, seed): (&str, u32),
    within: Duration,
    stop: &Stop,
) -> Result<Option<Option<String>>, Failed> {
    let work = tempfile::tempdir()?;
    let mut command = target.fuzz(layout, built);
    command.arg(work.path()).args(target.inputs(layout)).args([format!("-seed={seed}"), for_time(within)]);
    command.arg(format!("-artifact_prefix={}/", work.path().display())).env("COUNTERFOIL_PLANTED", bug);
    let mut cause = Cause::default();
    let start = Instant::now();
    let root = format!("{}/", layout.root().display());
    let end = supervise(&mut command, within + GRACE, stop, |line| cause.line(&line.replace(&root, "")))?;
    let took = start.elapsed().as_secs_f64();
    Ok(match (end, cause.cause) {
        (End::Stopped, _) => None,
        (End::Exited(status), Some(place)) if !status.success() => Some(Some(format!("{took:.1} s, {place}"))),
        (End::Exited(status), None) if !status.success() => {
            return Err(Failed::new(format!("{}: it ends without a cause ({status})", target.name)));
        }
        _ => Some(None),
    })
}
