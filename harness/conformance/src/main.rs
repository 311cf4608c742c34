//! The command `counterfoil`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(counterfoil::cli::main())
}
