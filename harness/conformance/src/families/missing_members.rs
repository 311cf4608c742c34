//! A member without which nothing can be booked is missing, correctly signed.

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};

pub(super) static FAMILY: Family = Family {
    name: "missing-members",
    title: "a member without which nothing can be booked is missing, correctly signed",
    why: "what is acknowledged without an order number is lost: the gateway will not send it again",
    right: "refuse it, and look at it",
    source: "the field tables of the gateways' documents",
    level: Level::Robust,
    impact: Impact::Money,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    let required = maker.kit.required;
    let kit = maker.kit;
    let mut cases = vec![
        maker.refuse(
            "order-number-missing",
            format!("`{required}` is missing"),
            maker.paid().edit(move |draft, _| draft.order().remove(required)),
        ),
        maker.refuse(
            "order-number-null",
            format!("`{required}` is null"),
            maker.paid().edit(move |draft, _| draft.order().set(required, "null")),
        ),
        maker.refuse(
            "status-missing",
            format!("`{}` is missing", kit.status.name),
            maker.paid().edit(move |draft, _| {
                if kit.status.outer {
                    draft.outer.remove(kit.status.name);
                } else {
                    draft.order().remove(kit.status.name);
                }
            }),
        ),
        maker.refuse(
            "status-null",
            format!("`{}` is null", kit.status.name),
            maker.paid().edit(move |draft, _| kit.set_status(draft, "null")),
        ),
    ];
    if maker.gateway.nested.is_some() {
        cases.push(maker.refuse(
            "inner-document-empty",
            "the inner document is {}",
            maker.paid().edit(|draft, _| *draft.order() = crate::draft::Members::default()),
        ));
    }
    cases
}
