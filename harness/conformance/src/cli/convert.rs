//! `convert`: recordings as files that WireMock serves, or as its request journal.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Output, complain, say};
use crate::config::{UsageError, gateway_of};
use crate::convert::{Converted, Form, convert};
use crate::exit;

const AFTER_HELP: &str = "A request that came several times becomes a scenario: the n-th gets the n-th answer. What a copy could \
    not say truly is left out and told (exit 4), such as a request whose bytes were not kept. Nothing outside \
    DIR is written, nothing overwritten.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Saved runs, taps, request journals, stub mappings, or folders of them; - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// wiremock: mappings/ and __files/ below DIR, to be served with --root-dir; journal: a journal.json, as GET
    /// /__admin/requests answers it.
    #[arg(long, value_enum, value_name = "FORM")]
    to: To,
    /// The folder to write into: new or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only this gateway's messages, and those that could be anybody's.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    Wiremock,
    Journal,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let only = arguments.gateway.as_deref().map(gateway_of).transpose()?;
    let form = match arguments.to {
        To::Wiremock => Form::WireMock,
        To::Journal => Form::Journal,
    };
    let mut trouble = |text: String| complain(&text);
    let done = convert(&arguments.paths, only, form, &arguments.out, &mut trouble)?;
    if !output.quiet {
        say(&text(&done, form, &arguments.out.display().to_string()));
    }
    Ok(match (done.left_out + done.broken, done.written) {
        (1.., _) => exit::UNREACHABLE,
        (0, 0) => exit::NOTHING,
        _ => exit::FINE,
    })
}

fn text(done: &Converted, form: Form, out: &str) -> String {
    let mut text = match form {
        Form::WireMock => format!("{} stub mappings in {out}\n", done.written),
        Form::Journal => format!("{} journal entries in {out}/journal.json\n", done.written),
    };
    let others = [
        (done.bodies, "large bodies in files of their own, below __files"),
        (done.repeats, "requests that came before: the n-th gets the n-th recorded answer"),
        (done.conflicts, "of the repeated requests got different answers: mind their order"),
        (done.silent, "requests without a whole answer: they get none from the copy either"),
        (done.others, "of other gateways: not written"),
        (done.left_out, "left out, for the reasons above"),
        (done.broken, "could not be read, for the reasons above"),
    ];
    for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
        text.push_str(&format!("{count:6}  {what}\n"));
    }
    if form == Form::WireMock && done.written > 0 {
        text.push_str(&format!("serve them: java -jar wiremock-standalone.jar --root-dir {out}\n"));
    }
    text
}
