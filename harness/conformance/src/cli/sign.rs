//! `sign`: one message by hand; prints signed bytes, headers and a ready `curl`.

use std::path::PathBuf;

use clap::Args;
use counterfoil_protocol::gateway::Place;
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::sign::Signer;
use counterfoil_protocol::wire::Request;

use super::message::{MessageArguments, input, shown};
use super::say;
use crate::config::UsageError;
use crate::exit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The body in a file; standard input for - or where left out.
    body: Option<PathBuf>,
    #[command(flatten)]
    message: MessageArguments,
    /// Method of the request line.
    #[arg(long, default_value = "POST")]
    method: String,
    /// Path and query of the request line.
    #[arg(long, default_value = "/notify")]
    path: String,
    /// The timestamp to sign; now where left out.
    #[arg(long)]
    timestamp: Option<String>,
    /// The nonce to sign; a fresh one where left out.
    #[arg(long)]
    nonce: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let gateway = arguments.message.gateway()?;
    let keys = arguments.message.keys()?;
    let direction = if arguments.message.request { Direction::Request } else { Direction::Callback };
    let key = match (&keys.merchant, arguments.message.request && keys.test) {
        (Some(merchant), true) => merchant,
        _ => &keys.signing,
    };
    let signer = Signer {
        readings: arguments.message.readings()?,
        notify_url: arguments.message.notify_url.clone(),
        ..Signer::new(gateway, key, direction)
    };
    let body = input(arguments.body.as_deref())?;
    let mut request = Request { method: arguments.method.clone(), ..Request::post(arguments.path.clone(), body) };
    add_parts(arguments, &signer, &mut request);
    let signed = signer.sign(request).map_err(|refused| UsageError(format!("it cannot be signed: {refused}")))?;
    say(&shown(&signed, "http://127.0.0.1:8080"));
    Ok(exit::FINE)
}

/// The headers that are signed: those of the command line, or fresh ones.
fn add_parts(arguments: &Arguments, signer: &Signer<'_>, request: &mut Request) {
    let now = jiff::Timestamp::now();
    let fresh = format!("n{}", now.as_nanosecond().unsigned_abs() % 1_000_000_000);
    let nonce = arguments.nonce.clone().unwrap_or(fresh);
    signer.add_parts(request, now.as_millisecond().unsigned_abs(), &nonce);
    let header = signer.gateway.timestamp.map(|part| part.place);
    if let (Some(Place::Header(name)), Some(timestamp)) = (header, &arguments.timestamp) {
        request.headers.set(name, timestamp.as_str());
    }
}
