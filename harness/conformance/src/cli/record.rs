//! `record`: a tap between two parties that writes down what they say.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use clap::Args;
use tokio::sync::mpsc;

use super::{Output, block_on, complain, say};
use crate::config::UsageError;
use crate::exit;
use crate::record::{Folder, Recorded, Tap, Told};
use crate::run::stopped;
use crate::subject::Endpoint;

/// Exchanges that may wait to be written, their bodies within the tap's own limit.
const WAITING: usize = 16_384;

const AFTER_HELP: &str = "Each exchange becomes a file, DIR/exchanges/TIME-NUMBER.json, whole even if the program is killed; Ctrl-C \
    ends it. A target that is down is recorded, too: as a request without an answer. The files hold what went \
    by, secrets too: `scrub` them. Exit codes: 0 recorded, 4 nothing was answered or something was lost, 5 \
    nothing came.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Where clients connect to, such as 127.0.0.1:8788; port 0 takes any that is free.
    #[arg(long, value_name = "ADDR")]
    listen: SocketAddr,
    /// Where their bytes go, such as http://127.0.0.1:8080.
    #[arg(long, value_name = "URL")]
    target: String,
    /// The folder for the recording; what is there already stays.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Let --listen and --target be other than this machine.
    #[arg(long)]
    i_own_this_target: bool,
}

/// What was written, and what not.
#[derive(Debug, Default)]
struct Tally {
    written: u64,
    answered: u64,
    unwritten: u64,
    unrecorded: u64,
    down: u64,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let target = target(arguments)?;
    let folder = Folder::open(&arguments.out).map_err(|error| UsageError(error.to_string()))?;
    let place = folder.path().display().to_string();
    block_on(async {
        let (sender, told) = mpsc::channel(WAITING);
        let listen = arguments.listen;
        let cannot = |error: std::io::Error| UsageError(format!("cannot listen on {listen}: {error}"));
        let tap = Tap::bind(listen, target.as_str(), sender).await.map_err(cannot)?;
        let (address, counts) = (tap.address().map_err(cannot)?, tap.counts());
        let stop = stopped();
        if !output.quiet {
            complain(&format!("forwarding http://{address} to http://{target}; Ctrl-C ends it"));
        }
        let writer = tokio::task::spawn_blocking(move || write(folder, told, output));
        tap.run(stop).await;
        let tally = writer.await.map_err(|error| UsageError(format!("the writer failed: {error}")))?;
        let lost = counts.lost.load(Ordering::Relaxed);
        let connections = counts.connections.load(Ordering::Relaxed);
        if !output.quiet {
            say(&tally.text(connections, lost, &place));
        }
        Ok(tally.exit(lost))
    })?
}

/// Host and port; the bytes are not changed, so that nothing else of an address has a use.
fn target(arguments: &Arguments) -> Result<String, UsageError> {
    let owned = arguments.i_own_this_target;
    if !owned && !arguments.listen.ip().is_loopback() {
        let reason = "is open to other machines; say --i-own-this-target if that is what you want";
        return Err(UsageError(format!("--listen {} {reason}", arguments.listen)));
    }
    let url = Endpoint::parse(&arguments.target, owned).map_err(|error| UsageError(error.to_string()))?.url;
    if url.scheme() != "http" {
        let advice = "TLS cannot be read on its way: put the tap behind what ends it";
        return Err(UsageError(format!("--target {}: {advice}", url.origin().ascii_serialization())));
    }
    if url.path() != "/" || url.query().is_some() {
        let advice = "requests keep their own paths: give scheme, host and port only";
        return Err(UsageError(format!("--target {}: {advice}", url.origin().ascii_serialization())));
    }
    let port = url.port_or_known_default().unwrap_or(80);
    Ok(format!("{}:{port}", url.host_str().unwrap_or_default()))
}

fn write(mut folder: Folder, mut told: mpsc::Receiver<Told>, output: Output) -> Tally {
    let mut tally = Tally::default();
    while let Some(told) = told.blocking_recv() {
        match told {
            Told::Recorded(recorded) => {
                if output.verbose {
                    complain(&line(&recorded));
                }
                tally.answered += u64::from(recorded.response.is_some());
                match folder.write(*recorded) {
                    Ok(()) => tally.written += 1,
                    Err(error) => {
                        tally.unwritten += 1;
                        complain(&format!("not written: {error}"));
                    }
                }
            }
            Told::Unrecorded { connection, reason } => {
                tally.unrecorded += 1;
                tell(output, &format!("connection {connection} is not recorded any more: {reason}"));
            }
            Told::TargetDown { connection, reason } => {
                tally.down += 1;
                tell(output, &format!("connection {connection} could not be forwarded: {reason}"));
            }
        }
    }
    tally
}

fn tell(output: Output, text: &str) {
    if !output.quiet {
        complain(text);
    }
}

/// Sizes and times; neither query nor headers, which may hold secrets.
fn line(recorded: &Recorded) -> String {
    let request = &recorded.request;
    let path = request.target.split('?').next().unwrap_or_default();
    let answer = recorded.response.as_ref();
    let answer = answer
        .map_or_else(|| "no answer".to_owned(), |answer| format!("{}, {} bytes", answer.status, answer.body.length));
    let failure = recorded.failure.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
    let took = recorded.took.as_micros();
    format!("{} {path}, {} bytes: {answer}, {took} µs{failure}", request.method, request.body.length)
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

impl Tally {
    fn text(&self, connections: u64, lost: u64, place: &str) -> String {
        let (exchanges, connections) = (counted(self.written, "exchange"), counted(connections, "connection"));
        let mut text = format!("{exchanges} of {connections} in {place}\n");
        let others = [
            (self.unrecorded, "connection", "not recorded to the end"),
            (self.down, "connection", "could not be forwarded: the target is down"),
            (self.unwritten, "exchange", "could not be written, for the reasons above"),
            (lost, "exchange", "lost: they came faster than they could be written"),
        ];
        for (count, what, how) in others.into_iter().filter(|(count, ..)| *count > 0) {
            text.push_str(&format!("{} {how}\n", counted(count, what)));
        }
        text
    }

    fn exit(&self, lost: u64) -> u8 {
        match (self.unwritten + lost, self.answered, self.down, self.written) {
            (1.., ..) | (0, 0, 1.., _) => exit::UNREACHABLE,
            (0, 0, 0, 0) => exit::NOTHING,
            _ => exit::FINE,
        }
    }
}
