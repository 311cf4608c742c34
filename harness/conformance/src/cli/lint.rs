//! `lint`: what recordings can prove, what they lost, and how to record better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use counterfoil_formats::json::Json;
use counterfoil_formats::lint::{Finding, Lint, Proof, recording_request};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::rejection::excerpt;

use super::{complain, say};
use crate::audit::lint::{Linted, Unsaid, run as run_lint};
use crate::config::{UsageError, gateway_of};
use crate::exit;
use crate::report::wrapped;

/// Recordings that are shown one by one; `--format json` has them all.
const MOST: usize = 20;

const AFTER_HELP: &str = "Exit codes: 0 every recording can prove its signature, 1 some cannot, 4 something could not be read, 5 \
    there was no recording.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Files or folders with exchanges, WireMock journals or mappings; - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Only this gateway's messages, and those that could be anybody's.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
    /// As text, or as one JSON object per line.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let only = arguments.gateway.as_deref().map(gateway_of).transpose()?;
    let mut sum = Sum::default();
    run_lint(&arguments.paths, only, &mut |linted| {
        sum.add(&linted);
        match arguments.format {
            Format::Json => say(&line(&linted)),
            Format::Text => sum.show(&linted),
        }
    });
    if arguments.format == Format::Text {
        say(&sum.text());
    }
    Ok(sum.exit())
}

/// What all recordings have in common, in bounded memory.
#[derive(Debug, Default)]
struct Sum {
    linted: usize,
    broken: usize,
    patterns: usize,
    nobodys: usize,
    /// Of those that are linted: how many can prove what.
    proves: [usize; 4],
    losses: BTreeMap<(String, &'static str, &'static str), usize>,
    gateways: Vec<&'static Gateway>,
    shown: usize,
}

const QUESTIONS: [&str; 4] = ["signature", "freshness", "shape", "acknowledgement"];

fn proofs(lint: &Lint) -> [&Proof; 4] {
    [&lint.signature, &lint.freshness, &lint.shape, &lint.acknowledgement]
}

impl Sum {
    fn add(&mut self, linted: &Linted) {
        match &linted.result {
            Err(Unsaid::Broken(reason)) => {
                self.broken += 1;
                complain(&format!("{}: {reason}", linted.place.origin.name));
            }
            Err(Unsaid::Nobodys(_)) => self.nobodys += 1,
            Err(Unsaid::Pattern) => self.patterns += 1,
            Ok((gateway, lint)) => {
                self.linted += 1;
                if !self.gateways.contains(gateway) {
                    self.gateways.push(gateway);
                }
                for (count, proof) in self.proves.iter_mut().zip(proofs(lint)) {
                    *count += usize::from(proof.can());
                }
                for Finding { what, why, remedy } in &lint.findings {
                    *self.losses.entry((what.clone(), why, remedy)).or_default() += 1;
                }
            }
        }
    }

    /// One by one, those that cannot prove everything come with their reasons.
    fn show(&mut self, linted: &Linted) {
        let (place, id) = (&linted.place, excerpt(&linted.id));
        let mut out = String::new();
        match &linted.result {
            Err(Unsaid::Broken(_)) => return,
            Err(Unsaid::Pattern) => {
                let _ = writeln!(out, "{place}: answers more than one request: no recording");
            }
            Err(Unsaid::Nobodys(why)) => {
                let _ = writeln!(out, "{place} `{id}`: {why}");
            }
            Ok((gateway, lint)) => {
                let _ = writeln!(out, "{place} `{id}` ({gateway})");
                for (question, proof) in QUESTIONS.into_iter().zip(proofs(lint)) {
                    let text = match proof {
                        Proof::Can => "yes".to_owned(),
                        Proof::Cannot(why) => format!("no: {why}"),
                    };
                    indented(&mut out, &format!("  {question:<16} "), &text);
                }
            }
        }
        self.shown += 1;
        if self.shown <= MOST {
            say(&out);
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        if self.shown > MOST {
            let _ = writeln!(out, "… and {} more; --format json has them all", self.shown - MOST);
        }
        let _ = writeln!(out, "\n{} recordings; can prove:", self.linted);
        for (question, count) in QUESTIONS.into_iter().zip(self.proves) {
            let _ = writeln!(out, "  {question:<16} {count}");
        }
        for ((what, why, remedy), count) in &self.losses {
            out.push('\n');
            indented(&mut out, &format!("{count} × "), what);
            indented(&mut out, "  lost by  ", why);
            indented(&mut out, "  to keep  ", remedy);
        }
        if self.proves[0] < self.linted {
            self.requests(&mut out);
        }
        let rest = [
            (self.nobodys, "belong to no known gateway, or to one that was not asked for"),
            (self.patterns, "stubs are no recordings of one request"),
            (self.broken, "could not be read"),
        ];
        for (count, what) in rest.into_iter().filter(|(count, _)| *count > 0) {
            let _ = writeln!(out, "\n{count} {what}");
        }
        out
    }

    /// What to send to WireMock, to be copied.
    fn requests(&self, out: &mut String) {
        for gateway in &self.gateways {
            let _ = writeln!(out, "\nTo record {gateway} with WireMock, send to `POST /__admin/recordings/start`:\n");
            out.push_str(&recording_request(gateway, Some("http://127.0.0.1:8080")).to_file());
        }
    }

    fn exit(&self) -> u8 {
        match (self.broken, self.proves[0] < self.linted, self.linted) {
            (1.., ..) => exit::UNREACHABLE,
            (0, true, _) => exit::FAILURE,
            (0, false, 0) => exit::NOTHING,
            (0, false, _) => exit::FINE,
        }
    }
}

/// Within 80 columns, the first line behind a title.
fn indented(out: &mut String, title: &str, text: &str) {
    let width = title.chars().count();
    for (index, piece) in wrapped(text, 79_usize.saturating_sub(width)).iter().enumerate() {
        let before = if index == 0 { title.to_owned() } else { " ".repeat(width) };
        let _ = writeln!(out, "{before}{piece}");
    }
}

fn line(linted: &Linted) -> String {
    let place = [
        ("file", Json::from(linted.place.origin.name.as_str())),
        ("place", linted.place.within.as_str().into()),
        ("id", linted.id.as_str().into()),
    ];
    let rest = match &linted.result {
        Err(Unsaid::Broken(reason)) => vec![("error", Json::from(reason.as_str()))],
        Err(Unsaid::Nobodys(why)) => vec![("skipped", why.as_str().into())],
        Err(Unsaid::Pattern) => vec![("skipped", "it answers more than one request".into())],
        Ok((gateway, lint)) => of_lint(gateway, lint),
    };
    Json::object(place.into_iter().chain(rest)).to_line()
}

fn of_lint(gateway: &Gateway, lint: &Lint) -> Vec<(&'static str, Json)> {
    let reason = |proof: &Proof| match proof {
        Proof::Can => Json::Null,
        Proof::Cannot(why) => why.as_str().into(),
    };
    let proves = QUESTIONS.into_iter().zip(proofs(lint)).map(|(question, proof)| {
        (question, Json::object([("can", Json::from(proof.can())), ("why_not", reason(proof))]))
    });
    let lost = lint.findings.iter().map(|Finding { what, why, remedy }| {
        Json::object([("what", Json::from(what.as_str())), ("lost_by", (*why).into()), ("to_keep", (*remedy).into())])
    });
    let mut members =
        vec![("gateway", Json::from(gateway.name)), ("proves", Json::object(proves)), ("lost", Json::list(lost))];
    if !lint.signature.can() {
        members.push(("record_with", recording_request(gateway, None)));
    }
    members
}
