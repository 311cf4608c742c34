//! Two members of one name, correctly signed.

use counterfoil_protocol::gateway::Place;

use super::{Family, Maker};
use crate::case::{Case, Impact, Level, Policy};
use crate::draft::{Draft, Escapes, quote};
use crate::render::Signing;

pub(super) static FAMILY: Family = Family {
    name: "duplicate-members",
    title: "two members of one name, correctly signed",
    why: "two readers of one document take different ones: the verifier sees a failure, the bookkeeper a success",
    right: "refuse a document with two members of one name, at every level",
    source: "CVE-2017-12635, https://bishopfox.com/blog/json-interoperability-vulnerabilities",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let status = maker.kit.status;
    let spellings = [
        ("", status.name.to_owned()),
        ("-through-escape", format!("\\u{:04x}{}", u32::from(status.name.as_bytes()[0]), &status.name[1..])),
    ];
    let mut cases = Vec::new();
    for (suffix, name) in spellings {
        let literal = format!("\"{name}\"");
        cases.extend(both(
            maker,
            &format!("status-paid-last{suffix}"),
            "status not paid, then paid",
            literal.clone(),
            status.unpaid,
            status.paid,
        ));
        cases.extend(both(
            maker,
            &format!("status-paid-first{suffix}"),
            "status paid, then not paid",
            literal,
            status.paid,
            status.unpaid,
        ));
    }
    let amount = maker.kit.amount;
    cases.push(maker.either(
        Policy::DuplicateMembers,
        "amount",
        "two amounts",
        maker.paid().edit(move |draft, _| {
            let raw = draft.order().get(amount).unwrap_or_default().to_owned();
            draft.order().push(&quote(amount, Escapes::Needed), &raw.replace(['1', '2', '5'], "9"));
        }),
    ));
    cases.push(maker.either(
        Policy::DuplicateMembers,
        "deep",
        "two members of one name in an object further down",
        maker.paid().edit(|draft, _| draft.order().set("note", "{\"a\":1,\"a\":2}")),
    ));
    if values_are_signed(maker) {
        // An object among the values cannot be signed there at all.
        cases.pop();
    }
    cases
}

fn values_are_signed(maker: &Maker) -> bool {
    matches!(maker.gateway.place, Place::Member(_))
        && maker.gateway.nested.is_some_and(|nested| nested.form == counterfoil_protocol::gateway::NestedForm::Object)
}

/// Where values are signed, the signature is made as a reader of the first and as a reader of the last would have it.
fn both(
    maker: &Maker,
    slug: &str,
    title: &str,
    literal: String,
    first: &'static str,
    second: &'static str,
) -> Vec<Case> {
    let status = maker.kit.status;
    let members = move |draft: &mut Draft, raws: &[(&str, &str)]| {
        let members = if status.outer { &mut draft.outer } else { draft.order() };
        members.remove(status.name);
        for (literal, raw) in raws {
            members.push(literal, raw);
        }
    };
    let plain = quote(status.name, Escapes::Needed);
    let send = {
        let (literal, plain) = (literal, plain.clone());
        move |draft: &mut Draft, _: &crate::render::Context<'_>| members(draft, &[(&plain, first), (&literal, second)])
    };
    let as_sent = maker.either(Policy::DuplicateMembers, slug, title, maker.paid().edit(send.clone()));
    if matches!(maker.gateway.place, Place::Header(_)) || signs_text(maker) {
        return vec![as_sent];
    }
    [("first", first), ("last", second)]
        .into_iter()
        .map(|(which, raw)| {
            let plain = plain.clone();
            let signing = Signing::draft(move |draft, _| members(draft, &[(&plain, raw)]));
            maker.either(
                Policy::DuplicateMembers,
                format!("{slug}-signed-as-{which}"),
                format!("{title}; signed as a reader of the {which} has it"),
                maker.paid().edit(send.clone()).signing(signing),
            )
        })
        .collect()
}

/// Where the signed bytes are the text of the inner document, both members are signed as they are.
fn signs_text(maker: &Maker) -> bool {
    !maker.kit.status.outer
        && maker.gateway.nested.is_some_and(|nested| nested.form == counterfoil_protocol::gateway::NestedForm::Text)
}
