//! The command line; one file per command.

mod audit;
mod call;
mod check;
mod completions;
mod convert;
mod corpus;
mod explain;
mod fuzz;
mod init;
mod lint;
mod list;
mod message;
mod parties;
mod record;
mod refresh;
mod replay;
mod retouch;
mod scrub;
mod serve;
mod sign;
mod subject;
mod verify;

use std::io::Write as _;

use clap::{Parser, Subcommand, ValueEnum};

use crate::config::UsageError;
use crate::exit;

/// Tells whether an implementation of a payment gateway's callbacks can be fooled.
#[derive(Debug, Parser)]
#[command(
    name = "counterfoil",
    version,
    about,
    term_width = 80,
    after_help = "Exit codes: 0 as expected, 1 a failure, 2 usage, 4 not reachable or incomplete, 5 nothing selected."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: Color,
    /// Less output.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// More output.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the cases against a subject and judge it.
    Check(check::Arguments),
    /// Judge recorded traffic: signatures, acknowledgements, shapes, repetitions, secrets.
    Audit(audit::Arguments),
    /// Say what recordings can prove, what they lost, and how to record better.
    Lint(lint::Arguments),
    /// Send messages that nobody has thought of, as long as you like, and keep the smallest that show a fault.
    Fuzz(fuzz::Arguments),
    /// Send one case or finding again.
    Replay(replay::Arguments),
    /// Copy a recording without secrets and personal data, signed with the TEST keys.
    Scrub(scrub::Arguments),
    /// Copy a recording as if it were sent now: timestamp, nonce and signature anew.
    Refresh(refresh::Arguments),
    /// Write recordings as WireMock's files: stub mappings to serve, or a journal.
    Convert(convert::Arguments),
    /// Say why a case, family, code or rule matters, and what to do.
    Explain(explain::Arguments),
    /// List gateways, messages, readings, families, faults, cases, subjects, mistakes or keys.
    List(list::Arguments),
    /// Sign one message by hand.
    Sign(sign::Arguments),
    /// Verify one message by hand: a raw HTTP request.
    Verify(verify::Arguments),
    /// Write a counterfoil.toml.
    Init(init::Arguments),
    /// Keep the data for other languages true to the tables.
    Corpus(corpus::Arguments),
    /// Stand in for a gateway on loopback and judge the API client that calls it.
    Serve(serve::Arguments),
    /// Forward every byte between two parties, and write down what they say.
    Record(record::Arguments),
    /// Send one signed request of any message, or print it.
    Call(call::Arguments),
    /// Print a completion script for a shell.
    Completions(completions::Arguments),
}

/// What every command may need.
#[derive(Clone, Copy, Debug)]
struct Output {
    quiet: bool,
    verbose: bool,
}

/// Runs the command; the result is the exit code.
#[must_use]
pub fn main() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A help page is no error; what cannot be printed cannot be helped.
            let _ = error.print();
            return if error.use_stderr() { exit::USAGE } else { exit::FINE };
        }
    };
    match cli.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let output = Output { quiet: cli.quiet, verbose: cli.verbose };
    let result = match cli.command {
        Command::Check(arguments) => check::run(arguments, output),
        Command::Audit(arguments) => audit::run(&arguments, output),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments, output),
        Command::Replay(arguments) => replay::run(arguments, output),
        Command::Scrub(arguments) => scrub::run(&arguments, output),
        Command::Refresh(arguments) => refresh::run(&arguments, output),
        Command::Convert(arguments) => convert::run(&arguments, output),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Sign(arguments) => sign::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Call(arguments) => call::run(&arguments, output),
        Command::Init(arguments) => init::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments, output),
        Command::Record(arguments) => record::run(&arguments, output),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    result.unwrap_or_else(|UsageError(reason)| {
        complain(&reason);
        exit::USAGE
    })
}

/// Results go to standard output; a reader that stopped reading is no error.
fn say(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Everything else goes to standard error.
fn complain(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "counterfoil: {text}");
}

/// An async runtime for the commands that talk to a subject.
fn block_on<T>(future: impl Future<Output = T>) -> Result<T, UsageError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| UsageError(format!("cannot start the runtime: {error}")))?;
    Ok(runtime.block_on(future))
}
