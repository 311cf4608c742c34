//! `sign`: one message by hand; prints signed bytes, headers and a ready `curl`.

use std::path::PathBuf;

use clap::Args;
use counterfoil_protocol::gateway::{Place, View};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::wire::{Object, Request, checked_text};

use super::message::{MessageArguments, input};
use super::say;
use crate::config::UsageError;
use crate::draft::{Escapes, quote};
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
    let body = input(arguments.body.as_deref())?;
    let mut request = Request { method: arguments.method.clone(), ..Request::post(arguments.path.clone(), body) };
    add_parts(arguments, &mut request)?;
    let signed =
        signed_bytes(arguments, &request).map_err(|refused| UsageError(format!("it cannot be signed: {refused}")))?;
    let signer = match (&keys.merchant, arguments.message.request && keys.test) {
        (Some(merchant), true) => merchant,
        _ => &keys.signing,
    };
    let signature = signer.sign_text(&signed.clone().into());
    place(gateway.place, &mut request, &signature);
    say(&shown(&signed, &signature, &request));
    Ok(exit::FINE)
}

fn add_parts(arguments: &Arguments, request: &mut Request) -> Result<(), UsageError> {
    let gateway = arguments.message.gateway()?;
    let now = jiff::Timestamp::now();
    if let Some(part) = gateway.timestamp {
        let seconds = part.shape == counterfoil_protocol::gateway::PartShape::Seconds;
        let now = if seconds { now.as_second() } else { now.as_millisecond() };
        add(part.place, request, arguments.timestamp.clone().unwrap_or_else(|| now.to_string()));
    }
    if let Some(part) = gateway.nonce {
        let fresh = format!("n{}", now.as_nanosecond().unsigned_abs() % 100_000);
        add(part.place, request, arguments.nonce.clone().unwrap_or(fresh));
    }
    Ok(())
}

/// Members are the body's own business: a body without its timestamp is signed without it.
fn add(place: Place, request: &mut Request, text: String) {
    if let Place::Header(name) = place {
        request.headers.push(name, text);
    }
}

fn signed_bytes(arguments: &Arguments, request: &Request) -> Result<Vec<u8>, Rejection> {
    let gateway = arguments.message.gateway().map_err(|_| unreachable_gateway())?;
    let readings = arguments.message.readings().map_err(|_| unreachable_gateway())?;
    let object = match gateway.place {
        Place::Header(_) => None,
        Place::Member(_) => Some(Object::parse(checked_text(&request.body, 128)?)?),
    };
    let direction = if arguments.message.request { Direction::Request } else { Direction::Callback };
    let view =
        View { request, object, direction, readings, notify_url: arguments.message.notify_url.as_deref(), depth: 128 };
    (gateway.canonical)(&view).map(|signed| signed.to_vec())
}

fn unreachable_gateway() -> Rejection {
    Rejection::new(counterfoil_protocol::rejection::Code::Missing, "--gateway", "a known gateway or reading", "another")
}

/// Puts the signature where the gateway wants it; in a body, as its last member.
fn place(place: Place, request: &mut Request, signature: &str) {
    match place {
        Place::Header(name) => request.headers.push(name, signature),
        Place::Member(name) => {
            let text = String::from_utf8_lossy(&request.body).trim_end().to_owned();
            let open = text.strip_suffix('}').unwrap_or(&text).trim_end();
            let comma = if open.ends_with('{') { "" } else { "," };
            let member = quote(name, Escapes::Needed);
            request.body = format!("{open}{comma}{member}:{}}}", quote(signature, Escapes::Needed)).into_bytes();
        }
    }
}

fn shown(signed: &[u8], signature: &str, request: &Request) -> String {
    let headers: String =
        request.headers.iter().map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value))).collect();
    let flags: String = request
        .headers
        .iter()
        .map(|(name, value)| format!(" -H '{name}: {}'", String::from_utf8_lossy(value)))
        .collect();
    format!(
        "signed bytes ({} of them, shown escaped):\n{}\n\nsignature:\n{signature}\n\nheaders:\n{headers}\nbody:\n{}\n\ncurl (the body in body.json, without a line end):\ncurl -i -X {} 'http://127.0.0.1:8080{}'{flags} --data-binary @body.json\n",
        signed.len(),
        signed.escape_ascii(),
        String::from_utf8_lossy(&request.body),
        request.method,
        request.target,
    )
}
