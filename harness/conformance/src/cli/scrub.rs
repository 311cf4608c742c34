//! `scrub`: copy a recording without secrets and personal data.

use clap::Args;

use super::Output;
use super::retouch::RetouchArguments;
use crate::config::UsageError;
use crate::retouch::Scrubber;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    retouch: RetouchArguments,
    /// A member that goes beside the listed ones; may be given several times.
    #[arg(long, value_name = "NAME")]
    member: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let known = arguments.retouch.known()?;
    let scrubber = Scrubber {
        resigners: known.resigners(false)?,
        gateway: arguments.retouch.gateway()?,
        members: arguments.member.clone(),
        secrets: known.secrets()?,
    };
    arguments.retouch.retouch(output, &mut |exchange, tally| scrubber.scrub(exchange, tally))
}
