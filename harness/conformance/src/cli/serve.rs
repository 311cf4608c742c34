//! `serve`: stand in for a gateway and judge the client that calls it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use counterfoil_formats::config::{KeySource, duration};
use counterfoil_formats::report::Totals;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::scheme::{KeyPolicy, Scheme, VerifyingKey};
use tokio::net::TcpListener;

use super::message::readings;
use super::{Output, block_on, complain, say};
use crate::config::{UsageError, gateway_of, keys, material};
use crate::event::{Finished, RunEvent, Started};
use crate::exit;
use crate::keys::Keys;
use crate::report::{self, Human, Report};
use crate::run::stopped;
use crate::serve::tls::{Tls, Wrong};
use crate::serve::{Options, StandIn, faults};
use crate::subject::Endpoint;
use crate::verdict::Verdict;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The gateway to stand in for.
    #[arg(value_name = "GATEWAY")]
    name: String,
    /// The port on loopback; 0 takes any that is free.
    #[arg(long, default_value_t = 8787, env = "COUNTERFOIL_PORT")]
    port: u16,
    /// End when no request has come for so long, such as 5s, after the first one.
    #[arg(long, value_name = "TIME")]
    until_idle: Option<String>,
    /// Where callbacks go when an order names no address of its own.
    #[arg(long, value_name = "URL")]
    notify_url: Option<String>,
    /// How long after its creation an order is paid.
    #[arg(long, value_name = "TIME", default_value = "1s")]
    pay_after: String,
    /// Repeat callbacks that many times faster than documented.
    #[arg(long, value_name = "TIMES", default_value_t = 1)]
    hurry: u32,
    /// The secret, or the RSA key that signs callbacks, in a file; the TEST key where neither is given.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// The same in an environment variable.
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    key_env: Option<String>,
    /// The client's public key in a file, for gateways that sign with RSA.
    #[arg(long, value_name = "FILE")]
    client_key: Option<PathBuf>,
    /// A reading to follow, such as data=object; may be given several times.
    #[arg(long, value_name = "READING=CHOICE")]
    reading: Vec<String>,
    /// Callbacks may go to other machines than this one, and you may send them there.
    #[arg(long)]
    i_own_this_target: bool,
    /// Answer each route with faults in turn: all of them, or those named, such as --faults=reset,client-redirect;
    /// `counterfoil list faults` shows them.
    #[arg(long, value_name = "NAMES", num_args(0..=1), require_equals = true, default_missing_value = "all")]
    faults: Option<String>,
    /// How long the faults without an answer last.
    #[arg(long, value_name = "TIME", default_value = "3s")]
    slow: String,
    /// Serve HTTPS with a certificate that a client must refuse.
    #[arg(long, value_enum, value_name = "WRONG")]
    tls: Option<Wrong>,
    /// Write the authority of an expired certificate or one with a wrong name there, for the client to trust.
    #[arg(long, value_name = "FILE", requires = "tls")]
    tls_authority: Option<PathBuf>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let gateway = gateway_of(&arguments.name)?;
    let options = options(arguments, gateway)?;
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    block_on(async {
        let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), arguments.port);
        let listener = TcpListener::bind(address).await.map_err(|error| {
            UsageError(format!("cannot listen on {address}: {error}; --port 0 takes any port that is free"))
        })?;
        let address = listener.local_addr().map_err(|error| UsageError(error.to_string()))?;
        let stop = stopped();
        if !output.quiet {
            let scheme = if arguments.tls.is_some() { "https" } else { "http" };
            complain(&format!("standing in for {gateway} on {scheme}://{address}{}", gateway.api_base));
            complain(&format!("pages on {scheme}://{address}/__counterfoil/; Ctrl-C ends it with a verdict"));
        }
        let stand_in = Arc::new(StandIn::new(gateway, options));
        let started = jiff::Timestamp::now();
        tokio::select! {
            () = Arc::clone(&stand_in).run(listener) => {}
            () = stop => {}
        }
        finish(gateway, &stand_in, started, &mut reports, output);
        let exit = exit_code(&stand_in);
        reports.into_iter().try_for_each(Report::finish).map(|()| exit)
    })?
}

fn options(arguments: &Arguments, gateway: &'static Gateway) -> Result<Options, UsageError> {
    let time = |text: &str| duration(text).map_err(UsageError);
    let source = KeySource { env: arguments.key_env.clone(), file: arguments.key_file.clone() };
    let source = (source.env.is_some() || source.file.is_some()).then_some(source);
    let keys = keys(gateway, source.as_ref(), Path::new("."))?;
    if let Some(address) = &arguments.notify_url {
        Endpoint::parse(address, arguments.i_own_this_target).map_err(|error| UsageError(error.to_string()))?;
    }
    Ok(Options {
        client_key: client_key(arguments, gateway, &keys)?,
        own_key: keys.own(gateway),
        keys,
        readings: readings(gateway, &arguments.reading)?,
        notify_url: arguments.notify_url.clone(),
        pay_after: time(&arguments.pay_after)?,
        hurry: arguments.hurry,
        owned: arguments.i_own_this_target,
        until_idle: arguments.until_idle.as_deref().map(time).transpose()?,
        faults: arguments.faults.as_deref().map_or(Ok(Vec::new()), faults::picked).map_err(UsageError)?,
        slow: time(&arguments.slow)?,
        tls: tls(arguments)?,
    })
}

fn tls(arguments: &Arguments) -> Result<Option<Tls>, UsageError> {
    let Some(wrong) = arguments.tls else { return Ok(None) };
    let tls = Tls::new(wrong).map_err(|error| UsageError(format!("cannot make a certificate: {error}")))?;
    if let Some(path) = &arguments.tls_authority {
        fs_err::write(path, tls.authority()).map_err(|error| UsageError(error.to_string()))?;
    }
    Ok(Some(tls))
}

/// The key that requests are verified with: the shared secret, or the merchant's public key.
fn client_key(arguments: &Arguments, gateway: &Gateway, keys: &Keys) -> Result<VerifyingKey, UsageError> {
    if let Some(path) = &arguments.client_key {
        let (place, text) = material(&KeySource { env: None, file: Some(path.clone()) }, Path::new("."))?;
        let key = gateway.scheme.verifying_key(&text, KeyPolicy::DEFAULT);
        return key.map_err(|error| UsageError(format!("the client's key in {place}: {error}")));
    }
    match (&keys.merchant, gateway.scheme) {
        (Some(merchant), Scheme::RsaSha256Base64) if keys.test => Ok(merchant.verifying_key()),
        (_, Scheme::RsaSha256Base64) => {
            Err(UsageError("requests are verified with the client's public key: give it with --client-key".to_owned()))
        }
        _ => Ok(keys.signing.verifying_key()),
    }
}

/// Tells the verdicts to people and reports.
fn finish(
    gateway: &'static Gateway,
    stand_in: &StandIn,
    started: jiff::Timestamp,
    reports: &mut [Box<dyn Report>],
    output: Output,
) {
    let verdicts = stand_in.verdicts();
    let mut human = Human::default();
    let mut tell = |event: &RunEvent| {
        human.event(event);
        reports.iter_mut().for_each(|report| report.event(event));
    };
    tell(&RunEvent::Started(Started {
        subject: format!("the client of {gateway}"),
        seed: 1,
        started: started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        gateways: vec![gateway.name],
        cases: verdicts.len(),
    }));
    verdicts.iter().for_each(&mut tell);
    let (totals, exit) = (totals(&verdicts), exit_code(stand_in));
    tell(&RunEvent::Finished(Finished { complete: true, totals, exit }));
    say(&human.text(output.quiet, output.verbose));
    if exit == exit::NOTHING {
        complain("no request came: point the client's base URL at the address above");
    }
}

fn totals(verdicts: &[RunEvent]) -> Totals {
    let mut totals = Totals::default();
    for event in verdicts {
        let RunEvent::Judged(judged) = event else { continue };
        *match judged.verdict {
            Verdict::Pass => &mut totals.pass,
            Verdict::Fail => &mut totals.fail,
            Verdict::Skip => &mut totals.skip,
            Verdict::Error => &mut totals.error,
            Verdict::Observed => &mut totals.observed,
        } += 1;
    }
    totals
}

fn exit_code(stand_in: &StandIn) -> u8 {
    let totals = totals(&stand_in.verdicts());
    match (totals.fail, totals.pass + totals.observed) {
        (1.., _) => exit::FAILURE,
        (0, 0) => exit::NOTHING,
        _ => exit::FINE,
    }
}
