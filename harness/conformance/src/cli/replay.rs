//! `replay`: send one case or finding again and show everything.

use std::path::Path;

use clap::Args;
use counterfoil_formats::http_text::print_request;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;

use super::subject::{Subject, TargetArguments, subject};
use super::{Output, block_on, say};
use crate::authored;
use crate::case::Case;
use crate::config::{Budget, Target, UsageError, gateway_of};
use crate::exit;
use crate::fuzz::Finding;
use crate::render::{Context, render};
use crate::saved::Place;
use crate::subject::{Answer, Failure, Found, Recorded, credits};
use crate::verdict::{Verdict, judge, observe, settled};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The case's id, such as gatepay/signature-absent/missing, or the file of a finding of `fuzz`.
    case: String,
    /// An address, recordings:DIR, or builtin:NAME; the reference where left out.
    subject: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
}

pub(super) fn run(mut arguments: Arguments, output: Output) -> Result<u8, UsageError> {
    let asked = asked(&arguments.case)?;
    arguments.target.gateway = vec![asked.gateway()?.name.to_owned()];
    block_on(async {
        // Dropping it would end a built-in receiver.
        let Subject { targets, budget, served: _served, .. } =
            subject(arguments.subject.as_deref(), &arguments.target).await?;
        let target = &targets[0];
        let (case, readings) = asked.case(target)?;
        let sent = match &target.recorded {
            Some(recorded) => look_up(&case, target, recorded, output).await,
            None => send(&case, target, readings, budget, output).await,
        };
        Ok::<_, UsageError>(match sent {
            Ok(Sent { answer, credits }) => verdict(&case, target, &answer, credits),
            Err(reason) => {
                say(&format!("{}: {}\nskipped: {reason}\n", case.id, case.title));
                exit::NOTHING
            }
        })
    })?
}

/// What is to be sent again.
enum Asked {
    Case(Box<Case>),
    Finding(Box<Finding>),
}

/// A known case's id, or a file.
fn asked(text: &str) -> Result<Asked, UsageError> {
    let path = Path::new(text);
    if path.is_file() || text.ends_with(".json") {
        return Finding::read(path).map(|finding| Asked::Finding(Box::new(finding)));
    }
    find(text).map(|case| Asked::Case(Box::new(case)))
}

impl Asked {
    fn gateway(&self) -> Result<&'static Gateway, UsageError> {
        match self {
            Self::Case(case) => Ok(case.gateway),
            Self::Finding(finding) => finding.gateway(),
        }
    }

    /// The case, and the readings that it is signed under.
    fn case(self, target: &Target) -> Result<(Case, Readings), UsageError> {
        let readings = readings(target);
        match self {
            Self::Case(case) => Ok((*case, readings)),
            Self::Finding(finding) => {
                let found = finding.readings.iter();
                let readings = found.fold(readings, |all, (name, choice)| all.with(name, choice).unwrap_or(all));
                Ok((finding.case(target)?, readings))
            }
        }
    }
}

/// What came back for the last request.
struct Sent {
    answer: Result<Answer, Failure>,
    credits: Option<u32>,
}

/// Sends every request of the case now.
async fn send(
    case: &Case,
    target: &Target,
    readings: Readings,
    budget: Budget,
    output: Output,
) -> Result<Sent, String> {
    let now_ms = jiff::Timestamp::now().as_millisecond().unsigned_abs();
    let mut serial = now_ms % 1_000_000_000;
    let mut last = None;
    for step in &case.steps {
        serial += u64::from(!step.same_serial);
        let rendered = render(step, &context(target, readings, now_ms, serial));
        let answer = target.endpoint.exchange_as(&rendered.request, &rendered.framing, budget.case).await;
        show(target, &rendered.request, &answer, output);
        last = Some((answer, rendered.order));
    }
    let (answer, order) = last.ok_or("the case has no step")?;
    let credits = match &target.effects {
        Some(effects) if answer.is_ok() => credits(effects, &order, budget.case).await,
        _ => None,
    };
    Ok(Sent { answer, credits })
}

/// Looks every request of the case up; a run goes no further than to the first that is not acknowledged.
async fn look_up(case: &Case, target: &Target, recorded: &Recorded, output: Output) -> Result<Sent, String> {
    let mut last = None;
    for (number, step) in case.steps.iter().enumerate() {
        let Found { rendered, exchange } = match recorded.find(&Place::of(case, number), step, target) {
            Ok(found) => found,
            Err(reason) => return last.ok_or(reason),
        };
        let answer = recorded.answer(&rendered.request, &exchange).await;
        show(target, &rendered.request, &answer, output);
        last = Some(Sent { answer, credits: exchange.case.as_ref().and_then(|case| case.credits) });
    }
    last.ok_or_else(|| "the case has no step".to_owned())
}

fn show(target: &Target, request: &Request, answer: &Result<Answer, Failure>, output: Output) {
    if output.quiet {
        return;
    }
    let request = print_request(request, &target.endpoint.authority());
    say(&format!("--> {}\n", String::from_utf8_lossy(&request).replace('\n', "\n    ")));
    let shown = answer.as_ref().map_or_else(ToString::to_string, ToString::to_string);
    say(&format!("<-- {shown}\n\n"));
}

fn verdict(case: &Case, target: &Target, answer: &Result<Answer, Failure>, credits: Option<u32>) -> u8 {
    let seen = observe(case.gateway.acknowledgement_of(case.message), &target.policies, &target.refuses_with, answer);
    let expect = settled(case, &target.policies, &target.readings);
    let (verdict, detail) = judge(case, expect, &seen, credits);
    say(&format!(
        "{}: {}\nexpected {expect}, observed {}: {verdict}\n{detail}\n",
        case.id, case.title, seen.observation
    ));
    match verdict {
        _ if matches!(answer, Err(Failure::Unreachable(_))) => exit::UNREACHABLE,
        Verdict::Fail => exit::FAILURE,
        Verdict::Error => exit::UNREACHABLE,
        _ => exit::FINE,
    }
}

/// The case of that id.
pub(super) fn find(id: &str) -> Result<Case, UsageError> {
    let gateway = gateway_of(id.split('/').next().unwrap_or_default())?;
    authored::cases(gateway)
        .into_iter()
        .find(|case| case.id == id)
        .ok_or_else(|| UsageError(format!("no case `{id}`; `counterfoil list cases --gateway {gateway}` shows them")))
}

fn context(target: &Target, readings: Readings, now_ms: u64, serial: u64) -> Context<'_> {
    Context {
        gateway: target.gateway,
        now_ms,
        serial,
        keys: &target.keys,
        readings,
        target: target.endpoint.target(),
        notify_url: target.notify_url.clone(),
    }
}

/// The first choice of each reading that the configuration names.
fn readings(target: &Target) -> Readings {
    let default = Readings::default_of(target.gateway.readings);
    target.readings.iter().fold(default, |readings, (name, choices)| {
        choices.first().and_then(|choice| readings.with(name, choice).ok()).unwrap_or(readings)
    })
}
