//! From a plan to a case, whoever it is sent to.

use std::sync::Arc;

use counterfoil_protocol::gateway::Gateway;

use super::apply::changed;
use super::change::{Change, Says};
use super::plan::{Origin, Plan};
use super::table;
use crate::case::{Case, Class, Effect, Expect, Impact, Level};
use crate::families;
use crate::render::Recipe;
use crate::samples::kit;

/// The case of a plan; `None` where this version does not know what it begins with.
pub(super) fn planned(gateway: &'static Gateway, plan: &Plan) -> Option<Case> {
    let mut case = begun(gateway, &plan.from)?;
    let expect = case.expect;
    (case.expect, _) = told(&mut case, plan, expect);
    case.twin = (case.expect != Expect::Accept).then(|| format!("{}/genuine/plain", gateway.name));
    let changes: Arc<[Change]> = plan.changes.clone().into();
    case.steps = case.steps.iter().map(|step| changed(step, gateway, &changes)).collect();
    Some(case)
}

/// What a plan begins with, unchanged.
pub(super) fn begun(gateway: &'static Gateway, from: &Origin) -> Option<Case> {
    match from {
        Origin::Case(id) => families::cases(gateway).into_iter().find(|case| case.id == *id),
        Origin::Sample(slug) => {
            let sample = kit(gateway).samples.iter().find(|sample| sample.slug == slug)?;
            let credits = Effect::Credits(u32::from(sample.credits));
            Some(Case { effect: credits, ..genuine(gateway, sample.message, Recipe::of(sample)) })
        }
        Origin::Table(id) => {
            let message = table::messages(gateway).find(|message| message.id == id)?;
            Some(genuine(gateway, message.id, table::recipe(gateway, message)))
        }
    }
}

/// What the changes make of the expectation, and whether they alone make it a refusal. The case is told accordingly.
pub(super) fn told(case: &mut Case, plan: &Plan, expect: Expect) -> (Expect, bool) {
    let says = |wanted: Says| plan.changes.iter().any(|change| change.says() == wanted);
    let own = expect != Expect::Refuse && (says(Says::Forged) || says(Says::Damaged));
    if own || says(Says::Open) {
        case.effect = Effect::Unseen;
    }
    let most = plan.changes.iter().rev().max_by_key(|change| change.says() as u8).map(Change::told);
    if let Some((_, _, family)) = most.filter(|_| !matches!(plan.from, Origin::Case(_))) {
        let known = families::by_name(family);
        case.family = family;
        case.level = known.map_or(case.level, |family| family.level);
        case.impact = known.map_or(case.impact, |family| family.impact);
    }
    let expect = match expect {
        _ if own => Expect::Refuse,
        Expect::Accept if says(Says::Open) => Expect::Observe,
        expect => expect,
    };
    (expect, own)
}

fn genuine(gateway: &'static Gateway, message: &'static str, recipe: Recipe) -> Case {
    Case {
        id: format!("{}/genuine/fuzz-plain", gateway.name),
        rev: 1,
        gateway,
        family: families::ALL[0].name,
        message,
        level: Level::Authentic,
        impact: Impact::Interop,
        class: Class::Implementation,
        expect: Expect::Accept,
        title: String::new(),
        twin: None,
        effect: Effect::Unseen,
        genuine_under: None,
        steps: vec![recipe],
    }
}
