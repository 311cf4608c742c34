//! GatePay: prepaid orders and their refunds.

use super::{Callback, Creation, Does, Flows, FollowUp, StateMember, text};
use crate::draft::Draft;
use crate::serve::store::Order;

pub(super) static FLOWS: Flows = Flows {
    gateway: "gatepay",
    creations: &[
        prepaid("gatepay/create-order"),
        prepaid("gatepay/checkout-order"),
        prepaid("gatepay/qr-native"),
        prepaid("gatepay/address-create"),
    ],
    follow_ups: &[
        about("gatepay/order-query", Does::Asks),
        about("gatepay/order-query-v2", Does::Asks),
        about("gatepay/address-query", Does::Asks),
        about("gatepay/order-close", Does::Closes),
        about("gatepay/refund-v1", Does::Refunds),
        about("gatepay/refund-v2", Does::Refunds),
    ],
    // The page of PAY: every 3 s, at most 10 times.
    retries_ms: &[3_000; 10],
};

const fn prepaid(request: &'static str) -> Creation {
    Creation {
        request,
        order: "merchantTradeNo",
        number: "prepayId",
        prefix: Some(""),
        amount: "orderAmount",
        notify: "",
        callback: Some(Callback { message: "gatepay/pay", fill }),
    }
}

const fn about(request: &'static str, does: Does) -> FollowUp {
    FollowUp {
        request,
        does,
        by: &["prepayId", "merchantTradeNo"],
        // That an order given back stays paid is inferred: the list of states is not public.
        state: Some(StateMember {
            name: "status",
            open: "\"PENDING\"",
            paid: "\"PAID\"",
            closed: "\"EXPIRED\"",
            refunded: "\"PAID\"",
        }),
    }
}

fn fill(draft: &mut Draft, order: &Order) {
    draft.outer.set("bizId", &text(&order.number));
    let data = draft.order();
    data.set("merchantTradeNo", &text(&order.order));
    data.set("orderAmount", &text(&order.amount));
    data.set("totalFee", &text(&order.amount));
}
