//! Cregis: checkout orders.

use super::{Callback, Creation, Does, Flows, FollowUp, StateMember, text};
use crate::draft::Draft;
use crate::serve::store::Order;

pub(super) static FLOWS: Flows = Flows {
    gateway: "cregis",
    creations: &[
        Creation {
            request: "cregis/payment-engine-create",
            order: "order_id",
            number: "cregis_id",
            prefix: Some("po"),
            amount: "order_amount",
            notify: "callback_url",
            callback: Some(Callback { message: "cregis/payment-order-notify", fill }),
        },
        payout("cregis/payout-v1"),
        payout("cregis/payout-v2"),
        payout("cregis/sub-address-withdrawal"),
        payout("cregis/order-deposit-create-legacy"),
    ],
    follow_ups: &[
        FollowUp {
            request: "cregis/payment-engine-query",
            does: Does::Asks,
            by: &["cregis_id"],
            state: Some(StateMember {
                name: "status",
                open: "\"new\"",
                paid: "\"paid\"",
                closed: "\"expired\"",
                refunded: "\"paid\"",
            }),
        },
        by_cid("cregis/payout-query", Does::Asks),
        by_cid("cregis/sub-address-withdrawal-query", Does::Asks),
        by_cid("cregis/order-deposit-query-legacy", Does::Asks),
        by_cid("cregis/order-deposit-cancel-legacy", Does::Closes),
    ],
    // "Only triggered once" per outcome; a repetition is asked for by hand.
    retries_ms: &[],
};

const fn payout(request: &'static str) -> Creation {
    Creation {
        request,
        order: "third_party_id",
        number: "cid",
        prefix: None,
        amount: "amount",
        notify: "callback_url",
        callback: None,
    }
}

const fn by_cid(request: &'static str, does: Does) -> FollowUp {
    FollowUp { request, does, by: &["cid"], state: None }
}

fn fill(draft: &mut Draft, order: &Order) {
    let data = draft.order();
    data.set("cregis_id", &text(&order.number));
    data.set("order_id", &text(&order.order));
    for member in ["order_amount", "receive_amount", "pay_amount"] {
        data.set(member, &text(&order.amount));
    }
}
