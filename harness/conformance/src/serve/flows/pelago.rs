//! Pelago: fiat and crypto orders, and v2.

use super::{Callback, Creation, Does, Flows, FollowUp, StateMember, text};
use crate::draft::Draft;
use crate::serve::store::Order;

pub(super) static FLOWS: Flows = Flows {
    gateway: "pelago",
    creations: &[
        fiat("pelago/fiat-create-order", "merchantOrderId"),
        fiat("pelago/v2-create-order", "merchantOrderId"),
        fiat("pelago/create-pelago-order", "orderNumber"),
        Creation {
            request: "pelago/crypto-create-order",
            order: "merchantOrderId",
            number: "orderId",
            // An integer in this answer, `CO` and digits in the notification (A20).
            prefix: None,
            amount: "amount",
            notify: "notifyUrl",
            callback: Some(Callback { message: "pelago/crypto-order-notify", fill: fill_crypto }),
        },
    ],
    follow_ups: &[
        FollowUp {
            request: "pelago/get-order-info",
            does: Does::Asks,
            by: &["pelagoOrderId"],
            state: Some(StateMember { name: "orderStatus", open: "1", paid: "2", closed: "3", refunded: "2" }),
        },
        FollowUp {
            request: "pelago/v2-order-query",
            does: Does::Asks,
            by: &["pelagoOrderId"],
            // Only TIMEOUT is printed; the other words are those of the integer states.
            state: Some(StateMember {
                name: "orderStatus",
                open: "\"PENDING\"",
                paid: "\"SUCCESS\"",
                closed: "\"TIMEOUT\"",
                refunded: "\"SUCCESS\"",
            }),
        },
        FollowUp { request: "pelago/crypto-refund", does: Does::Refunds, by: &["pelagoOrderId"], state: None },
    ],
    // No page gives a schedule.
    retries_ms: &[],
};

const fn fiat(request: &'static str, order: &'static str) -> Creation {
    Creation {
        request,
        order,
        number: "pelagoOrderId",
        prefix: Some("PO"),
        amount: "orderAmount",
        notify: "notifyUrl",
        callback: Some(Callback { message: "pelago/fiat-order-notify", fill: fill_fiat }),
    }
}

fn fill_fiat(draft: &mut Draft, order: &Order) {
    let data = draft.order();
    data.set("pelagoOrderId", &text(&order.number));
    data.set("merchantOrderId", &text(&order.order));
    data.set("orderAmount", &text(&order.amount));
}

fn fill_crypto(draft: &mut Draft, order: &Order) {
    let data = draft.order();
    data.set("orderId", &text(&format!("CO{}", order.number)));
    data.set("merchantOrderId", &text(&order.order));
    data.set("amount", &text(&order.amount));
    data.set("paidAmount", &text(&order.amount));
}
