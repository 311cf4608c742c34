//! `replay`: send one case again and show everything.

use clap::Args;
use counterfoil_formats::http_text::print_request;
use counterfoil_protocol::reading::Readings;

use super::subject::{Subject, TargetArguments, subject};
use super::{Output, block_on, say};
use crate::config::{Target, UsageError, gateway_of};
use crate::exit;
use crate::families;
use crate::recording::Place;
use crate::render::{Context, render};
use crate::subject::{Failure, Found, credits};
use crate::verdict::{Verdict, judge, observe, settled};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The case's id, such as gatepay/signature-absent/missing.
    case: String,
    /// An address, recordings:DIR, or builtin:NAME; the reference where left out.
    subject: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
}

pub(super) fn run(mut arguments: Arguments, output: Output) -> Result<u8, UsageError> {
    let case = find(&arguments.case)?;
    arguments.target.gateway = vec![case.gateway.name.to_owned()];
    block_on(async {
        // Dropping it would end a built-in receiver.
        let Subject { targets, budget, served: _served, .. } =
            subject(arguments.subject.as_deref(), &arguments.target).await?;
        let target = &targets[0];
        let now_ms = jiff::Timestamp::now().as_millisecond().unsigned_abs();
        let mut serial = now_ms % 1_000_000_000;
        let mut last = None;
        for (number, step) in case.steps.iter().enumerate() {
            serial += u64::from(!step.same_serial);
            let (rendered, answer, on_file) = match &target.recorded {
                Some(recorded) => {
                    let found = recorded.find(&Place::of(&case, number), step, target);
                    let Found { rendered, exchange } =
                        found.map_err(|why| UsageError(format!("{}: {why}", case.id)))?;
                    let answer = recorded.answer(&rendered.request, &exchange).await;
                    (rendered, answer, exchange.case.as_ref().and_then(|case| case.credits))
                }
                None => {
                    let rendered = render(step, &context(target, now_ms, serial));
                    let answer = target.endpoint.exchange(&rendered.request, budget.case).await;
                    (rendered, answer, None)
                }
            };
            if !output.quiet {
                let request = print_request(&rendered.request, &target.endpoint.authority());
                say(&format!("--> {}\n", String::from_utf8_lossy(&request).replace('\n', "\n    ")));
                let shown = answer.as_ref().map_or_else(ToString::to_string, ToString::to_string);
                say(&format!("<-- {shown}\n\n"));
            }
            last = Some((answer, rendered.order, on_file));
        }
        let (answer, order, on_file) = last.ok_or_else(|| UsageError("the case has no step".to_owned()))?;
        let credits = match &target.effects {
            Some(effects) if answer.is_ok() => credits(effects, &order, budget.case).await,
            _ => on_file,
        };
        let seen = observe(&case.gateway.acknowledgement, &target.policies, &target.refuses_with, &answer);
        let expect = settled(&case, &target.policies, &target.readings);
        let (verdict, detail) = judge(&case, expect, &seen, credits);
        say(&format!(
            "{}: {}\nexpected {expect}, observed {}: {verdict}\n{detail}\n",
            case.id, case.title, seen.observation
        ));
        Ok(match verdict {
            _ if matches!(answer, Err(Failure::Unreachable(_))) => exit::UNREACHABLE,
            Verdict::Fail => exit::FAILURE,
            Verdict::Error => exit::UNREACHABLE,
            _ => exit::FINE,
        })
    })?
}

/// The case of that id.
pub(super) fn find(id: &str) -> Result<crate::case::Case, UsageError> {
    let gateway = gateway_of(id.split('/').next().unwrap_or_default())?;
    families::cases(gateway)
        .into_iter()
        .find(|case| case.id == id)
        .ok_or_else(|| UsageError(format!("no case `{id}`; `counterfoil list cases --gateway {gateway}` shows them")))
}

fn context(target: &Target, now_ms: u64, serial: u64) -> Context<'_> {
    Context {
        gateway: target.gateway,
        now_ms,
        serial,
        keys: &target.keys,
        readings: readings(target),
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
