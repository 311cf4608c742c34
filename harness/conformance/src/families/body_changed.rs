//! The body changed after signing.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::draft::{Draft, Style};
use crate::render::{Context, Signing};
use counterfoil_protocol::gateway::Place;

pub(super) static FAMILY: Family = Family {
    name: "body-changed",
    title: "the body changed after signing",
    why: "amount, status and order number are what an attacker wants to change",
    right: "verify the signature over the body as received",
    source: "CWE-347",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let kit = maker.kit;
    let amount = kit.amount;
    let mut cases = vec![
        changed(maker, "amount", "another amount", move |draft, _| {
            let more = draft.order().get(amount).map(|raw| raw.replace(['1', '5'], "9").replace("0.02", "9.02"));
            draft.order().set(amount, &more.unwrap_or_else(|| "\"9\"".to_owned()));
        }),
        changed(maker, "order-number", "another order number", move |draft, _| {
            draft.order().set_text(kit.required, "CF9999999999");
        }),
        changed(maker, "member-removed", "a member taken out", move |draft, _| {
            let name = if kit.optional == "failedReason" { "expireTime" } else { kit.amount };
            draft.order().remove(name);
        }),
        changed(maker, "value-added", "a value added", |draft, _| draft.order().set_text("added", "later")),
        maker.refuse(
            "status",
            "a status that is not paid, changed to paid",
            crate::render::Recipe::of(kit.paid())
                .signing(Signing::draft(move |draft, _| kit.set_status(draft, kit.status.unpaid))),
        ),
    ];
    if matches!(maker.gateway.place, Place::Header(_)) {
        cases.extend(bytes(maker));
    }
    if maker.gateway.nested.is_some_and(|nested| nested.form == counterfoil_protocol::gateway::NestedForm::Text) {
        cases.push(changed(maker, "inner-white-space", "the inner text with other white space", |draft, _| {
            draft.order().style = Style::Spaced;
        }));
        cases.push(changed(maker, "inner-order", "the inner members in another order", |draft, _| {
            draft.order().reverse();
        }));
    }
    cases
}

fn changed(
    maker: &Maker,
    slug: &str,
    title: &str,
    edit: impl Fn(&mut Draft, &Context<'_>) + Send + Sync + 'static,
) -> Case {
    maker.refuse(slug, title, maker.paid().edit(edit).signing(Signing::draft(|_, _| {})))
}

/// Where the bytes themselves are signed, the same document in other bytes is another message.
fn bytes(maker: &Maker) -> Vec<Case> {
    vec![
        changed(maker, "white-space", "the same document with other white space", |draft, _| {
            draft.outer.style = Style::Spaced;
        }),
        changed(maker, "member-order", "the same document with its members in another order", |draft, _| {
            draft.outer.reverse();
        }),
        maker.refuse(
            "bit-flipped",
            "one bit of one letter flipped",
            maker.paid().tamper(|request, _| {
                let middle = request.body.len() / 2;
                if let Some(letter) = request.body[middle..].iter_mut().find(|byte| byte.is_ascii_lowercase()) {
                    *letter ^= 1;
                }
            }),
        ),
        maker.refuse(
            "line-feed-added",
            "a line feed behind the body",
            maker.paid().tamper(|request, _| request.body.push(b'\n')),
        ),
        maker.refuse(
            "blank-in-front",
            "a blank before the body",
            maker.paid().tamper(|request, _| request.body.insert(0, b' ')),
        ),
        maker.refuse("body-emptied", "no body at all", maker.paid().tamper(|request, _| request.body.clear())),
    ]
}
