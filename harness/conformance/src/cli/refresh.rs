//! `refresh`: copy a recording as if it were sent now.

use clap::Args;
use counterfoil_formats::exchange::Exchange;
use counterfoil_formats::recording::Recording;

use super::Output;
use super::retouch::RetouchArguments;
use crate::config::UsageError;
use crate::retouch::files::Retouch;
use crate::retouch::{Refresher, Tally};

const AFTER_HELP: &str = "Only what was signed rightly is signed anew; a forgery stays one. The copy is to be sent again: it cannot \
    be replayed, as its answers belong to the old bytes.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    retouch: RetouchArguments,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let known = arguments.retouch.known()?;
    let refresher = Refresher {
        resigners: known.resigners(true)?,
        gateway: arguments.retouch.gateway()?,
        now_ms: jiff::Timestamp::now().as_millisecond().unsigned_abs(),
    };
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(|error| UsageError(format!("no randomness to be had: {error}")))?;
    let serial = u64::from_le_bytes(seed);
    arguments.retouch.retouch(output, &mut Refresh { refresher, serial })
}

struct Refresh {
    refresher: Refresher,
    serial: u64,
}

impl Retouch for Refresh {
    fn exchange(&mut self, exchange: Exchange, tally: &mut Tally) -> Exchange {
        let mut nonce = |length: usize| {
            self.serial = self.serial.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            letters(self.serial, length)
        };
        self.refresher.refresh(exchange, &mut nonce, tally)
    }

    /// To be sent, not to be replayed: the recorded answers belong to other bytes.
    fn run(&mut self, _run: Recording, _tally: &mut Tally) -> Option<Recording> {
        None
    }
}

/// Letters and digits, never twice the same within a recording.
fn letters(serial: u64, length: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut left = serial;
    let mut letter = || {
        left = left.rotate_left(5) ^ left.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        char::from(DIGITS[usize::try_from((left >> 33) % 36).unwrap_or_default()])
    };
    (0..length).map(|_| letter()).collect()
}
