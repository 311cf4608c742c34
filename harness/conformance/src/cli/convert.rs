//! `convert`: recordings as files that WireMock serves, or as its request journal.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Output, complain, say};
use crate::config::{UsageError, gateway_of};
use crate::convert::{Converted, Form, convert};
use crate::exit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Recordings, or folders of them: saved runs, taps, request journals, stub mappings; - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum)]
    to: To,
    /// The folder to write into: new or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only this gateway's messages; those that do not say whose they are count as its own.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// Stub mappings, and __files for large bodies: WireMock's --root-dir.
    Wiremock,
    /// A journal.json as GET /__admin/requests answers it.
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
