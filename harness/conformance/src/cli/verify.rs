//! `verify`: one message by hand, from a raw HTTP request.

use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::duration;
use counterfoil_formats::exchange::parse_request;
use counterfoil_protocol::receive::{Ledger, Receiver};
use counterfoil_protocol::scheme::{Scheme, VerifyingKey};
use counterfoil_protocol::value::{UnixMillis, Window};

use super::message::{MessageArguments, input};
use super::say;
use crate::config::{UsageError, material};
use crate::exit;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The HTTP request in a file: request line, headers, empty line, body; standard input for - or where left out.
    request_file: Option<PathBuf>,
    #[command(flatten)]
    message: MessageArguments,
    /// How old or new a timestamp may be, such as 300s; any where left out.
    #[arg(long, value_name = "TIME")]
    window: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let gateway = arguments.message.gateway()?;
    if arguments.message.request {
        return Err(UsageError("verify takes callbacks; requests are judged by `counterfoil serve`".to_owned()));
    }
    let request =
        parse_request(&input(arguments.request_file.as_deref())?).map_err(|error| UsageError(error.to_string()))?;
    let window = arguments.window.as_deref().map(duration).transpose().map_err(UsageError)?;
    let window = window.map(|limit| u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
    let key = key(&arguments.message)?;
    if let Some(warning) = key.warnings() {
        say(&format!("warning: {warning}\n"));
    }
    let receiver = Receiver {
        readings: arguments.message.readings()?,
        notify_url: arguments.message.notify_url.clone(),
        window: window.map(|limit| Window { past_ms: limit, future_ms: limit }),
        ..Receiver::new(gateway, key)
    };
    let now = UnixMillis::new(jiff::Timestamp::now().as_millisecond().unsigned_abs());
    match receiver.receive(&request, now, &mut Ledger::default()) {
        Ok(received) => {
            let event = received.event;
            let amount = event
                .amount
                .map(|amount| format!("  amount:  {} {}\n", amount.text(), event.currency.clone().unwrap_or_default()));
            let (_, answer) = gateway.acknowledgement.answer();
            say(&format!(
                "genuine: {}\n  order:   {}\n  status:  {} ({}){}\n{}  answer:  {answer}\n",
                event.message,
                event.order,
                event.status,
                event.outcome,
                if received.credit { ": credit it" } else { ": credit nothing" },
                amount.unwrap_or_default(),
            ));
            Ok(exit::FINE)
        }
        Err(refused) => {
            say(&format!("refused: {refused}\n"));
            Ok(exit::FAILURE)
        }
    }
}

/// A public key, or the secret; a private key works too, since its public half is in it.
fn key(message: &MessageArguments) -> Result<VerifyingKey, UsageError> {
    let gateway = message.gateway()?;
    let Some(source) = message.key_source() else { return Ok(message.keys()?.signing.verifying_key()) };
    let (place, bytes) = material(&source, Path::new("."))?;
    let key = gateway.scheme.verifying_key(&bytes, gateway.key_policy);
    let private = gateway.scheme == Scheme::RsaSha256Base64 && key.is_err();
    match gateway.scheme.signing_key(&bytes, gateway.key_policy) {
        Ok(private_key) if private => Ok(private_key.verifying_key()),
        _ => key.map_err(|error| UsageError(format!("the key of {gateway} in {place}: {error}"))),
    }
}
