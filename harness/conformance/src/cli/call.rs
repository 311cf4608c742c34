//! `call`: the reference client; one signed request of any message.

use core::time::Duration;
use std::path::{Path, PathBuf};

use clap::Args;
use counterfoil_formats::config::{KeySource, duration};
use counterfoil_protocol::answer::{Answer, read};
use counterfoil_protocol::call::{Caller, Fresh, sample_parameters};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Message;
use counterfoil_protocol::rejection::excerpt;
use counterfoil_protocol::scheme::{KeyPolicy, Scheme, SigningKey};
use counterfoil_protocol::sign::Signed;

use super::message::{input, readings, shown};
use super::{Output, block_on, complain, say};
use crate::config::{UsageError, gateway_of, keys, material};
use crate::exit;
use crate::samples::kit;
use crate::subject::{self, Endpoint};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Whose message it is.
    #[arg(value_name = "GATEWAY")]
    name: String,
    /// The request, such as create-order; `counterfoil list messages --gateway NAME` shows them.
    message: String,
    /// The parameters, a JSON object in a file, - for standard input; made-up ones where left out.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// One parameter more, or another value, such as orderAmount=1.20; text unless it is JSON.
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// The gateway's base URL.
    #[arg(long, default_value = "http://127.0.0.1:8787", env = "COUNTERFOIL_BASE_URL")]
    url: String,
    /// Print the request, its signed bytes and a curl line instead of sending it.
    #[arg(long)]
    dry_run: bool,
    /// The secret, or the merchant's private RSA key, in a file; the TEST key where neither is given.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// The same in an environment variable.
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    key_env: Option<String>,
    /// What names the key: client id, API key, application or project id.
    #[arg(long, value_name = "TEXT")]
    key_name: Option<String>,
    /// A reading to follow, such as query=unsigned; may be given several times.
    #[arg(long, value_name = "READING=CHOICE")]
    reading: Vec<String>,
    /// How long an answer may take.
    #[arg(long, value_name = "TIME", default_value = "10s")]
    timeout: String,
    /// The base URL is not this machine, and you may call it.
    #[arg(long)]
    i_own_this_target: bool,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let gateway = gateway_of(&arguments.name)?;
    let message = message(gateway, &arguments.message)?;
    let parameters = parameters(arguments, gateway, message)?;
    let request = request(arguments, gateway, message, &parameters)?;
    let base = arguments.url.trim_end_matches('/');
    // The path of every request begins with it already.
    let base = base.strip_suffix(gateway.api_base).filter(|_| !gateway.api_base.is_empty()).unwrap_or(base);
    if arguments.dry_run {
        say(&shown(&request, base));
        return Ok(exit::FINE);
    }
    let endpoint = Endpoint::parse(base, arguments.i_own_this_target).map_err(|error| UsageError(error.to_string()))?;
    if endpoint.url.path() != "/" {
        return Err(UsageError(format!("`{base}`: give the base URL without a path; the message has its own")));
    }
    let limit = duration(&arguments.timeout).map_err(UsageError)?;
    send(message, &request, &endpoint, limit, output)
}

/// The request of that name, with or without the gateway before it.
fn message(gateway: &'static Gateway, name: &str) -> Result<&'static Message, UsageError> {
    let is = |message: &&&Message| message.id == name || message.name() == name;
    let found = gateway.requests.iter().find(is).copied().ok_or_else(|| {
        let near: Vec<_> =
            gateway.requests.iter().map(|message| message.name()).filter(|known| near(known, name)).collect();
        let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
        UsageError(format!(
            "{gateway} has no request `{name}`{hint} (`counterfoil list messages --gateway {gateway}` shows them all)"
        ))
    })?;
    if !found.path.starts_with('/') {
        return Err(UsageError(format!("{}: no page says where this request goes ({})", found.id, found.path)));
    }
    Ok(found)
}

fn near(known: &str, name: &str) -> bool {
    let words = |text: &str| text.split(['-', '_', '/']).map(str::to_lowercase).collect::<Vec<_>>();
    let known = words(known);
    words(name).iter().filter(|word| word.len() > 2).any(|word| known.contains(word))
}

fn parameters(arguments: &Arguments, gateway: &Gateway, message: &'static Message) -> Result<String, UsageError> {
    let text = match &arguments.data {
        Some(path) => String::from_utf8(input(Some(path))?)
            .map_err(|_| UsageError(format!("{}: the parameters are not UTF-8", path.display())))?,
        None => sample_parameters(gateway, message),
    };
    arguments.set.iter().try_fold(text, |text, pair| {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| UsageError(format!("`{pair}`: write a parameter like orderAmount=1.20")))?;
        with(&text, name, value)
    })
}

/// The object with one member set; everything else stays as it is written.
fn with(text: &str, name: &str, value: &str) -> Result<String, UsageError> {
    use counterfoil_protocol::wire::Object;
    let object = Object::parse(text).map_err(|refused| UsageError(format!("the parameters: {refused}")))?;
    let structure = value.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(value).is_ok();
    let of_kind = |raw: &str| matches!(raw.as_bytes().first(), Some(b'0'..=b'9' | b'-' | b't' | b'f'));
    let number = serde_json::from_str::<serde_json::Number>(value).is_ok() || matches!(value, "true" | "false");
    let quoted = serde_json::Value::from(value).to_string();
    let raw = |old: Option<&str>| if structure || (number && old.is_some_and(of_kind)) { value } else { &quoted };
    let mut members: Vec<String> = Vec::new();
    for member in object.members() {
        let old = member.value.raw();
        let value = if member.name == name { raw(Some(old)) } else { old };
        members.push(format!("{}:{value}", serde_json::Value::from(&*member.name)));
    }
    if object.get(name).is_none() {
        members.push(format!("{}:{}", serde_json::Value::from(name), raw(None)));
    }
    Ok(format!("{{{}}}", members.join(",")))
}

fn request(
    arguments: &Arguments,
    gateway: &'static Gateway,
    message: &'static Message,
    parameters: &str,
) -> Result<Signed, UsageError> {
    let key = key(arguments, gateway, message)?;
    let name = arguments.key_name.as_deref().unwrap_or(match kit(gateway).public_id {
        "" => "TEST",
        id => id,
    });
    let now = jiff::Timestamp::now();
    let nonce = nonce()?;
    let caller = Caller { gateway, readings: readings(gateway, &arguments.reading)?, key: &key, key_name: name };
    let fresh = Fresh { now_ms: now.as_millisecond().unsigned_abs(), nonce: &nonce };
    caller
        .request(message, parameters, fresh)
        .map_err(|refused| UsageError(format!("{} cannot be made of these parameters: {refused}", message.id)))
}

/// 32 letters and digits that nobody can guess.
fn nonce() -> Result<String, UsageError> {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| UsageError(format!("no randomness to be had: {error}")))?;
    Ok(bytes.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect())
}

/// The merchant's key, for the scheme of this message.
fn key(arguments: &Arguments, gateway: &'static Gateway, message: &Message) -> Result<SigningKey, UsageError> {
    let scheme = message.signing.map_or(gateway.scheme, |signing| signing.scheme);
    let source = KeySource { env: arguments.key_env.clone(), file: arguments.key_file.clone() };
    if source.env.is_some() || source.file.is_some() {
        let (place, text) = material(&source, Path::new("."))?;
        let key = scheme.signing_key(&text, KeyPolicy::DEFAULT);
        return key.map_err(|error| UsageError(format!("the key of {gateway} in {place}: {error}")));
    }
    let test = keys(gateway, None, Path::new("."))?;
    match (scheme, message.signing) {
        (_, Some(_)) => test.own_signing(gateway),
        (Scheme::RsaSha256Base64, None) => test.merchant,
        _ => Some(test.signing),
    }
    .ok_or_else(|| UsageError(format!("there is no TEST key for {}", message.id)))
}

fn send(
    message: &'static Message,
    request: &Signed,
    endpoint: &Endpoint,
    limit: Duration,
    output: Output,
) -> Result<u8, UsageError> {
    let answer = block_on(endpoint.exchange(&request.request, limit))?;
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            complain(&format!("{}: {failure}", endpoint.url));
            return Ok(exit::UNREACHABLE);
        }
    };
    if output.verbose {
        say(&format!("{}\n", shown(request, endpoint.url.as_str().trim_end_matches('/'))));
    }
    say(&told(message, &answer));
    Ok(if succeeded(message, &answer) { exit::FINE } else { exit::FAILURE })
}

/// The table of the answer that came.
fn response(message: &'static Message, status: u16) -> Option<&'static Message> {
    message.payment_required.filter(|_| status == 402).or(message.answer)
}

fn succeeded(message: &'static Message, answer: &subject::Answer) -> bool {
    match response(message, answer.status) {
        Some(response) => matches!(read(response, answer.status, &answer.body), Ok(Answer::Success { .. })),
        None => answer.status == 200,
    }
}

fn told(message: &'static Message, answer: &subject::Answer) -> String {
    let body = String::from_utf8_lossy(&answer.body);
    let head = format!("{} → HTTP {}, {:.0?}\n", message.id, answer.status, answer.took);
    let Some(response) = response(message, answer.status) else {
        return format!("{head}no page shows the answer to this request; it came as:\n{body}\n");
    };
    match read(response, answer.status, &answer.body) {
        Ok(Answer::Success { data }) => format!("{head}success\n{data}\n"),
        Ok(Answer::Failure { code, message }) => {
            format!("{head}refused with code {code}: {}\n", message.unwrap_or_else(|| "no reason given".to_owned()))
        }
        Err(refused) => format!("{head}not an answer as documented: {refused}\n{}\n", excerpt(&body)),
    }
}
