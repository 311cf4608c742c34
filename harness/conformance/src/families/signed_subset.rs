//! A signature that leaves out one of the signed parts.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::render::Signing;
use counterfoil_protocol::gateway::NestedForm;

pub(super) static FAMILY: Family = Family {
    name: "signed-subset",
    title: "a signature that leaves out one of the signed parts",
    why: "what is not covered can be changed by anybody on the way",
    right: "build the signed bytes from every documented part",
    source: "the signing rules of the gateways' documents",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let mut cases: Vec<Case> = (maker.kit.parts)()
        .into_iter()
        .map(|part| maker.refuse(part.slug, part.about, part.recipe(maker.kit.paid())))
        .collect();
    cases.extend(paths(maker));
    if maker.gateway.nested.is_some_and(|nested| nested.form == NestedForm::Object || maker.gateway.readings.is_empty())
    {
        cases.extend(inner_members(maker));
    }
    cases
}

/// Where a path is signed, leaving it out is a reading of its own.
fn paths(maker: &Maker) -> Vec<Case> {
    let readings = maker.gateway.readings.iter().find(|reading| reading.name == "callback-path");
    let choices = readings.map(|reading| reading.choices).unwrap_or_default();
    choices
        .iter()
        .skip(1)
        .map(|choice| {
            let name = choice.name;
            let recipe = maker.paid().signing(Signing::bytes(move |material| {
                let readings =
                    material.context.readings.with("callback-path", name).unwrap_or(material.context.readings);
                let context = crate::render::Context { readings, ..material.context.clone() };
                crate::render::signed_bytes(&context, material.request, None).unwrap_or_default()
            }));
            maker
                .refuse(format!("path-as-{name}"), format!("signed under the reading callback-path={name}"), recipe)
                .genuine_under("callback-path", name)
        })
        .collect()
}

/// Each member of the signed inner document left out in turn.
fn inner_members(maker: &Maker) -> Vec<Case> {
    const MEMBERS: [&str; 11] = [
        "scenarioCode",
        "pelagoOrderId",
        "merchantOrderId",
        "orderAmount",
        "orderCurrency",
        "orderStatus",
        "amount",
        "mchOrderId",
        "transactionId",
        "transactionStatus",
        "eventName",
    ];
    let context_free = |name: &str| {
        name.chars()
            .map(|c| if c.is_ascii_uppercase() { format!("-{}", c.to_ascii_lowercase()) } else { c.to_string() })
            .collect::<String>()
    };
    let sample = maker.kit.paid();
    MEMBERS
        .into_iter()
        .filter(|name| crate::samples::has_member(maker.gateway, sample, name))
        .map(|name| {
            let signing = Signing::draft(move |draft, _| draft.order().remove(name));
            maker.refuse(
                format!("{}-left-out", context_free(name)),
                format!("`{name}` is not signed"),
                maker.paid().signing(signing),
            )
        })
        .collect()
}
