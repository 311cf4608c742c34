//! `completions`: a script for a shell.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, say};
use crate::config::UsageError;
use crate::exit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "counterfoil", &mut script);
    say(&String::from_utf8_lossy(&script));
    Ok(exit::FINE)
}
