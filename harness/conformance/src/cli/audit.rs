//! `audit`: judge recorded traffic as it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use counterfoil_formats::config::{KeySource, duration};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::scheme::{KeyPolicy, Scheme, VerifyingKey};
use counterfoil_protocol::value::Window;

use super::message::readings;
use super::{Output, complain, say};
use crate::audit::judging::{Audit, Audited, run as run_audit, totals};
use crate::audit::party::{Party, PartyKeys, Setup};
use crate::audit::secrets::Secrets;
use crate::config::{UsageError, gateway_of, material};
use crate::event::{Finished, RunEvent, Started};
use crate::exit;
use crate::keys::{Keys, TEST_KEYS};
use crate::plan::Selection;
use crate::report::{self, Human, Report};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders with exchanges, WireMock journals or mappings; - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Whose messages they are; found out for each where left out.
    #[arg(long, value_name = "NAME")]
    gateway: Option<String>,
    /// The secret, or the platform's RSA key, in a file; the TEST keys are tried where neither is given.
    #[arg(long, value_name = "FILE", requires = "gateway")]
    key_file: Option<PathBuf>,
    /// The same in an environment variable.
    #[arg(long, value_name = "NAME", conflicts_with = "key_file", requires = "gateway")]
    key_env: Option<String>,
    /// The merchant's public key in a file, for the requests of gateways that sign with RSA.
    #[arg(long, value_name = "FILE", requires = "gateway")]
    client_key: Option<PathBuf>,
    /// The traffic was signed with the TEST keys: what does not verify under them is a forgery.
    #[arg(long, conflicts_with_all = ["key_file", "key_env"])]
    test_keys: bool,
    /// A reading that is followed, such as data=object; all are tried where left out.
    #[arg(long, value_name = "READING=CHOICE", requires = "gateway")]
    reading: Vec<String>,
    /// The public address of the receiver, where it differs from what was recorded.
    #[arg(long, value_name = "URL", requires = "gateway")]
    notify_url: Option<String>,
    /// The window that the receiver declares for timestamps, such as 300s.
    #[arg(long, value_name = "TIME")]
    window: Option<String>,
    /// Only cases that fit: id, family, impact, level-1 … level-4; globs.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Not the cases that fit.
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// Write a report, such as json=report.jsonl; may be given several times.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: Output) -> Result<u8, UsageError> {
    let selection = Selection::new(&arguments.only, &arguments.skip, &[], None)?;
    let only = arguments.gateway.as_deref().map(gateway_of).transpose()?;
    let parties = gateways::ALL.into_iter().filter(|gateway| only.is_none_or(|only| only == *gateway));
    let parties = parties.map(|gateway| party(arguments, gateway)).collect::<Result<_, _>>()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut reports = arguments.report.iter().map(|spec| report::open(spec)).collect::<Result<Vec<_>, _>>()?;
    let started = jiff::Timestamp::now();
    let mut audited = run_audit(&Audit { only, parties, threads }, &arguments.paths, &mut complain);
    audited.judged.retain(|judged| selection.takes(&judged.case));
    let exit = tell(arguments, &audited, started, &mut reports, output);
    reports.into_iter().try_for_each(Report::finish).map(|()| exit)
}

fn party(arguments: &Arguments, gateway: &'static Gateway) -> Result<Party, UsageError> {
    let time = arguments.window.as_deref().map(duration).transpose().map_err(UsageError)?;
    let window = time.map(|limit| u64::try_from(limit.as_millis()).unwrap_or(u64::MAX));
    let readings = match arguments.reading.as_slice() {
        [] => (Readings::default_of(gateway.readings), false),
        chosen => (readings(gateway, chosen)?, true),
    };
    let mut secrets = Secrets::default();
    let keys = keys(arguments, gateway, &mut secrets)?;
    let setup = Setup {
        keys,
        readings,
        notify_url: arguments.notify_url.clone(),
        window: window.map(|limit| Window { past_ms: limit, future_ms: limit }),
        secrets,
    };
    Ok(Party::new(gateway, setup))
}

fn keys(arguments: &Arguments, gateway: &'static Gateway, secrets: &mut Secrets) -> Result<PartyKeys, UsageError> {
    let requests = arguments.client_key.as_ref().map(|path| client_key(gateway, path)).transpose()?;
    let source = KeySource { env: arguments.key_env.clone(), file: arguments.key_file.clone() };
    if source.env.is_none() && source.file.is_none() {
        let own = |file: &str| file.strip_prefix(gateway.name).is_some_and(|rest| rest.starts_with(['.', '-']));
        TEST_KEYS.iter().filter(|key| own(key.file)).for_each(|key| secrets.add(key.text.as_bytes()));
        let keys = Keys::test(gateway);
        let signing = keys.merchant.as_ref().unwrap_or(&keys.signing);
        return Ok(PartyKeys {
            callbacks: keys.signing.verifying_key(),
            requests: Some(requests.unwrap_or_else(|| signing.verifying_key())),
            own: keys.own(gateway),
            given: arguments.test_keys,
        });
    }
    let (place, bytes) = material(&source, Path::new("."))?;
    secrets.add(&bytes);
    let callbacks = verifying(gateway, gateway.key_policy, &bytes, &place)?;
    let shared = (gateway.scheme != Scheme::RsaSha256Base64).then(|| callbacks.clone());
    let own = gateway.requests.iter().find_map(|message| message.signing);
    let own = own.and_then(|signing| signing.scheme.verifying_key(&bytes, KeyPolicy::DEFAULT).ok());
    Ok(PartyKeys { requests: requests.or(shared), callbacks, own, given: true })
}

fn client_key(gateway: &'static Gateway, path: &Path) -> Result<VerifyingKey, UsageError> {
    let source = KeySource { env: None, file: Some(path.to_owned()) };
    let (place, bytes) = material(&source, Path::new("."))?;
    verifying(gateway, KeyPolicy::DEFAULT, &bytes, &place)
}

/// A public key, or the secret; a private key works too, since its public half is in it.
fn verifying(
    gateway: &'static Gateway,
    policy: KeyPolicy,
    bytes: &[u8],
    place: &str,
) -> Result<VerifyingKey, UsageError> {
    let wrong = |error| UsageError(format!("the key of {gateway} in {place}: {error}"));
    let key = gateway.scheme.verifying_key(bytes, policy);
    match gateway.scheme.signing_key(bytes, policy) {
        Ok(private) if gateway.scheme == Scheme::RsaSha256Base64 && key.is_err() => Ok(private.verifying_key()),
        _ => key.map_err(wrong),
    }
}

/// Tells people and reports; gives the exit code.
fn tell(
    arguments: &Arguments,
    audited: &Audited,
    started: jiff::Timestamp,
    reports: &mut [Box<dyn Report>],
    output: Output,
) -> u8 {
    let totals = totals(&audited.judged);
    let complete = audited.problems == 0 && totals.error == 0;
    let exit = exit_code(audited);
    let mut human = Human::default();
    let mut event = |event: &RunEvent| {
        human.event(event);
        reports.iter_mut().for_each(|report| report.event(event));
    };
    let paths: Vec<String> = arguments.paths.iter().map(|path| crate::audit::files::shown(path)).collect();
    event(&RunEvent::Started(Started {
        subject: format!("recordings in {}", paths.join(", ")),
        seed: 1,
        started: started.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        gateways: audited.gateways.clone(),
        cases: audited.judged.len(),
    }));
    audited.notes.iter().for_each(|text| event(&RunEvent::Note { gateway: "audit:", text: text.clone() }));
    audited.judged.iter().for_each(|judged| event(&RunEvent::Judged(Arc::new(judged.clone()))));
    event(&RunEvent::Finished(Finished { complete, totals, exit }));
    say(&human.text(output.quiet, output.verbose));
    if exit == exit::NOTHING {
        complain("nothing was judged: no exchange of a known gateway, or no case was selected");
    }
    exit
}

/// The first of failure, what could not be read or judged, nothing at all.
fn exit_code(audited: &Audited) -> u8 {
    let totals = totals(&audited.judged);
    match (totals.fail as u64 + audited.stray_leaks, audited.problems + totals.error as u64) {
        (1.., _) => exit::FAILURE,
        (0, 1..) => exit::UNREACHABLE,
        _ if totals.pass + totals.observed == 0 => exit::NOTHING,
        _ => exit::FINE,
    }
}
