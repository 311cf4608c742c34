//! The arguments.

use core::time::Duration;
use std::io::Write as _;

use clap::{Parser, Subcommand};

use crate::failed::Failed;
use crate::layout::Layout;
use crate::process::Stop;
use crate::{engine, night, planted, smoke, speed};

/// Everything went through and nothing was found.
const FINE: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// It could not be done.
const FAILED: u8 = 2;
/// Ended from outside; a night goes on when started again.
const ENDED: u8 = 130;

/// How a command ended.
pub(crate) enum Outcome {
    /// Nothing was found.
    Fine,
    /// There is a finding.
    Found,
    /// Somebody ended it.
    Ended,
}

/// Builds the fuzz targets with nightly and runs them.
#[derive(Debug, Parser)]
#[command(name = "fuzz-runner", max_term_width = 80)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// All targets for hours, on all cores; ended at any time, it goes on.
    Night(night::Arguments),
    /// Each target for seconds, from its seeds, as CI does.
    Smoke(smoke::Arguments),
    /// How long a target takes to find each bug planted on purpose.
    Planted(planted::Arguments),
    /// Executions per second beside a bare reader of JSON.
    Speed(speed::Arguments),
    /// What ClusterFuzzLite's build gives, in a folder of its own.
    Engine(engine::Arguments),
}

pub(crate) fn main() -> u8 {
    match run(&Arguments::parse()) {
        Ok(Outcome::Fine) => FINE,
        Ok(Outcome::Found) => FOUND,
        Ok(Outcome::Ended) => ENDED,
        Err(failed) => {
            complain(&failed.0);
            FAILED
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failed> {
    let layout = Layout::find()?;
    let stop = Stop::on_signals()?;
    match &arguments.command {
        Command::Night(arguments) => night::run(arguments, &layout, &stop),
        Command::Smoke(arguments) => smoke::run(arguments, &layout, &stop),
        Command::Planted(arguments) => planted::run(arguments, &layout, &stop),
        Command::Speed(arguments) => speed::run(arguments, &layout, &stop),
        Command::Engine(arguments) => engine::run(arguments, &layout, &stop),
    }
}

/// What was asked for. Nobody may be reading any more.
pub(crate) fn say(text: &str) {
    let _ = writeln!(anstream::stdout().lock(), "{text}");
}

/// Everything else goes to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "fuzz: {text}");
}

/// A time such as `8h`, `1h 30m` or `600s`, as an argument.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    let time = text.parse::<jiff::SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    let time = time.filter(|time| (1..=MOST).contains(&time.as_secs()));
    time.ok_or_else(|| "write it like 8h, 30m or 600s, at most 30 days".to_owned())
}

/// Thirty days, in seconds.
const MOST: u64 = 30 * 24 * 3600;

/// A time as a clock shows it.
pub(crate) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn times_are_written_as_people_write_them() {
        let seconds = |text| time(text).map(|time| time.as_secs());
        assert_eq!(seconds("8h"), Ok(28_800));
        assert_eq!(seconds("30m"), Ok(1800));
        assert_eq!(seconds("600s"), Ok(600));
        assert_eq!(seconds("1h 30m"), Ok(5400));
        for wrong in ["", "8", "h", "-8h", "0s", "8x", "8h8", "31d", "tomorrow"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_clock_has_hours_without_an_end() {
        assert_eq!(clock(Duration::from_secs(100 * 3600 + 61)), "100:01:01");
    }
}
