//! `scrub`: copy a recording without secrets and personal data.

use clap::Args;
use counterfoil_formats::exchange::Exchange;
use counterfoil_formats::recording::Recording;
use counterfoil_protocol::gateways;

use super::Output;
use super::retouch::RetouchArguments;
use crate::config::UsageError;
use crate::retouch::files::Retouch;
use crate::retouch::{Scrubber, Tally};
use crate::saved::Recipes;

const AFTER_HELP: &str = "Every kind of change is listed with its place, never what stood there. A saved run can still be replayed \
    with `check recordings:DIR`; under a key of your own name it with --config. Look through what is no UTF-8 \
    yourself: it is copied as it is.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    retouch: RetouchArguments,
    /// Mask this member, too, wherever it stands; may be given several times.
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
        recipes: gateways::ALL.into_iter().map(Recipes::of).collect(),
    };
    arguments.retouch.retouch(output, &mut Scrub(scrubber))
}

struct Scrub(Scrubber);

impl Retouch for Scrub {
    fn exchange(&mut self, exchange: Exchange, tally: &mut Tally) -> Exchange {
        self.0.scrub(exchange, tally)
    }

    fn run(&mut self, run: Recording, tally: &mut Tally) -> Option<Recording> {
        Some(self.0.run(run, tally))
    }
}
