//! `verify`: one message by hand, from a raw HTTP request.

use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::duration;
use counterfoil_formats::http_text::parse_request;
use counterfoil_protocol::gate::Gate;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::receive::{Ledger, Receiver};
use counterfoil_protocol::scheme::{Scheme, VerifyingKey};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire::Request;

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
    let request =
        parse_request(&input(arguments.request_file.as_deref())?).map_err(|error| UsageError(error.to_string()))?;
    let window = arguments.window.as_deref().map(duration).transpose().map_err(UsageError)?;
    let window = window.map(|limit| u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
    let key = key(&arguments.message)?;
    if let Some(warning) = key.warnings() {
        say(&format!("warning: {warning}\n"));
    }
    if arguments.message.request {
        return admitted(arguments, gateway, key, &request, window);
    }
    let receiver = Receiver {
        readings: arguments.message.readings()?,
        notify_url: arguments.message.notify_url.clone(),
        window: window.map(|limit| Window { past_ms: limit, future_ms: limit }),
        ..Receiver::new(gateway, key)
    };
    match receiver.receive(&request, now(), &mut Ledger::default()) {
        Ok(received) => {
            let event = received.event;
            let amount = event
                .amount
                .map(|amount| format!("  amount:  {} {}\n", amount.text(), event.currency.clone().unwrap_or_default()));
            let at = event.at.map(|at| format!("  at:      {at}\n"));
            let address = event.address.map(|address| format!("  address: {address} ({})\n", address.check()));
            let wanted = gateway.acknowledgement_of(event.message);
            let no: String = wanted.refusals().iter().map(|word| format!(", or {word} to stop it")).collect();
            let (_, yes) = wanted.answer();
            say(&format!(
                "genuine: {}\n  order:   {}\n  status:  {} ({}){}\n{}{}{}  answer:  {yes}{no}\n",
                event.message,
                event.order,
                event.status,
                event.outcome,
                if received.credit { ": credit it" } else { ": credit nothing" },
                amount.unwrap_or_default(),
                at.unwrap_or_default(),
                address.unwrap_or_default(),
            ));
            Ok(exit::FINE)
        }
        Err(refused) => {
            say(&format!("refused: {refused}\n"));
            Ok(exit::FAILURE)
        }
    }
}

/// A merchant's request, as the gateway would take it.
fn admitted(
    arguments: &Arguments,
    gateway: &'static Gateway,
    key: VerifyingKey,
    request: &Request,
    window: Option<u64>,
) -> Result<u8, UsageError> {
    let gate = Gate {
        readings: arguments.message.readings()?,
        own_key: arguments.message.keys()?.own(gateway),
        // A request in a file is old as a rule: only a window that was asked for counts.
        window: window.map(|limit| Window { past_ms: limit, future_ms: limit }),
        ..Gate::new(gateway, key)
    };
    match gate.admit(request, now()) {
        Ok(admitted) if admitted.violations.is_empty() => {
            say(&format!("genuine: {}\n  parameters: {}\n", admitted.message.id, admitted.parameters));
            Ok(exit::FINE)
        }
        Ok(admitted) => {
            let lines: String = admitted.violations.iter().map(|violation| format!("  {violation}\n")).collect();
            say(&format!("signed rightly, but no {} by its table:\n{lines}", admitted.message.id));
            Ok(exit::FAILURE)
        }
        Err(refused) => {
            say(&format!("refused: {refused}\n"));
            Ok(exit::FAILURE)
        }
    }
}

fn now() -> UnixMillis {
    UnixMillis::new(jiff::Timestamp::now().as_millisecond().unsigned_abs())
}

/// A public key, or the secret; a private key works too, since its public half is in it.
fn key(message: &MessageArguments) -> Result<VerifyingKey, UsageError> {
    let gateway = message.gateway()?;
    let Some(source) = message.key_source() else {
        let keys = message.keys()?;
        let signing = keys.merchant.filter(|_| message.request).unwrap_or(keys.signing);
        return Ok(signing.verifying_key());
    };
    let (place, bytes) = material(&source, Path::new("."))?;
    let key = gateway.scheme.verifying_key(&bytes, gateway.key_policy);
    let private = gateway.scheme == Scheme::RsaSha256Base64 && key.is_err();
    match gateway.scheme.signing_key(&bytes, gateway.key_policy) {
        Ok(private_key) if private => Ok(private_key.verifying_key()),
        _ => key.map_err(|error| UsageError(format!("the key of {gateway} in {place}: {error}"))),
    }
}
