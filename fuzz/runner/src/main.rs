//! The command `fuzz-runner`: builds the fuzz targets and runs them, from a few seconds to a night.

mod cli;
mod corpus;
mod crash;
mod engine;
mod failed;
mod folder;
mod layout;
mod night;
mod page;
mod planted;
mod process;
mod screen;
mod series;
mod slice;
mod smoke;
mod speed;
mod state;
mod status;
mod target;
mod toolchain;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::main())
}
