//! `explain`: why it matters, the rule with its source, what a right implementation does.

use clap::Args;
use counterfoil_protocol::rejection::Code;
use counterfoil_protocol::rules::Rule;

use super::{replay, say};
use crate::config::UsageError;
use crate::families::{self, Family};
use crate::serve::{faults, rules};
use crate::subject::builtin;
use crate::{audit, diagnose, exit};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A case's id, a family, a rejection code, a rule, a built-in receiver, a fault or a mistake.
    what: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, UsageError> {
    let what = arguments.what.as_str();
    let text = case(what)
        .or_else(|| family(what))
        .or_else(|| code(what))
        .or_else(|| rule(what))
        .or_else(|| subject(what))
        .or_else(|| fault(what))
        .or_else(|| mistake(what));
    let text = text.ok_or_else(|| {
        UsageError(format!(
            "nothing is called `{what}`; `counterfoil list families` and `list cases` show what there is"
        ))
    })?;
    say(&text);
    Ok(exit::FINE)
}

fn case(what: &str) -> Option<String> {
    let case = what.contains('/').then(|| replay::find(what).ok()).flatten()?;
    let family = families::by_name(case.family)?;
    let twin = case.twin.as_deref().unwrap_or("none: it must be accepted itself");
    Some(format!(
        "{}\n  sent:     {}\n  message:  {}\n  expected: {} [{}, level {}, {}]\n  twin:     {twin}\n\n{}",
        case.id,
        case.title,
        case.message,
        case.expect,
        case.impact,
        case.level as u8,
        case.class,
        about(family)
    ))
}

fn family(what: &str) -> Option<String> {
    let rule = || rules::by_name(what).or_else(|| audit::rules::by_name(what));
    families::by_name(what).or_else(rule).map(about)
}

fn about(family: &Family) -> String {
    format!(
        "family {}: {}\n\nWhy it matters\n  {}\n\nWhat a right implementation does\n  {}\n\nSource\n  {}\n",
        family.name, family.title, family.why, family.right, family.source
    )
}

fn code(what: &str) -> Option<String> {
    let code = Code::ALL.iter().find(|code| code.name() == what)?;
    Some(format!("rejection {} (stage {}): {}\n", code.name(), code.stage(), code.about()))
}

fn rule(what: &str) -> Option<String> {
    let rule = Rule::ALL.iter().find(|rule| rule.name() == what)?;
    Some(format!("rule {} of the reference receiver: {}\n", rule.name(), rule.about()))
}

fn subject(what: &str) -> Option<String> {
    let builtin = builtin::by_name(what.strip_prefix("builtin:").unwrap_or(what))?;
    let caught = match builtin.caught_by {
        Some([]) => "nothing: it is right".to_owned(),
        Some(families) => families.join(", "),
        None => "every family with a refusal".to_owned(),
    };
    Some(format!("builtin:{}: {}\n  noticed by: {caught}\n", builtin.name, builtin.about))
}

fn fault(what: &str) -> Option<String> {
    let fault = faults::all().find(|fault| fault.slug == what)?;
    Some(format!("fault {} ({}): {}\n\n{}", fault.slug, fault.cli, fault.title, about(fault.family)))
}

fn mistake(what: &str) -> Option<String> {
    let gateways = counterfoil_protocol::gateways::ALL;
    let found = gateways
        .into_iter()
        .flat_map(|gateway| diagnose::mistakes(gateway).into_iter().map(move |mistake| (gateway, mistake)));
    let texts: Vec<String> = found
        .filter(|(_, mistake)| mistake.slug == what)
        .map(|(gateway, mistake)| {
            format!("mistake {} ({gateway}): {}\n  to do: {}\n", mistake.slug, mistake.about, mistake.fix)
        })
        .collect();
    (!texts.is_empty()).then(|| texts.concat())
}
