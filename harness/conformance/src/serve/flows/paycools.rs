//! PayCools: payments of three countries, and v2.

use super::{Callback, Creation, Does, Flows, FollowUp, StateMember, text};
use crate::draft::Draft;
use crate::serve::store::Order;

pub(super) static FLOWS: Flows = Flows {
    gateway: "paycools",
    creations: &[
        payment("paycools/id-create-payment", Some(Callback { message: "paycools/payment-notification", fill })),
        // Its own notification is on no page that could be read; siblings have the members of the Indonesian one.
        payment("paycools/ph-create-payment", Some(Callback { message: "paycools/payment-notification", fill })),
        payment("paycools/my-create-payment", None),
        payment("paycools/ph-static-create-payment", None),
        payment("paycools/id-create-payout", None),
        payment("paycools/ph-create-payout", None),
    ],
    follow_ups: &[
        about("paycools/ph-payment-status", Does::Asks),
        about("paycools/v2-payment-status", Does::Asks),
        about("paycools/ph-static-code-cancel", Does::Closes),
    ],
    // No page gives a schedule.
    retries_ms: &[],
};

const fn payment(request: &'static str, callback: Option<Callback>) -> Creation {
    Creation {
        request,
        order: "mchOrderId",
        number: "transactionId",
        prefix: Some("C"),
        amount: "amount",
        notify: "notifyUrl",
        callback,
    }
}

const fn about(request: &'static str, does: Does) -> FollowUp {
    FollowUp {
        request,
        does,
        by: &["mchOrderId", "transactionId"],
        state: Some(StateMember {
            name: "transactionStatus",
            open: "\"PENDING\"",
            paid: "\"COMPLETED\"",
            closed: "\"FAILED\"",
            refunded: "\"COMPLETED\"",
        }),
    }
}

fn fill(draft: &mut Draft, order: &Order) {
    let param = draft.order();
    param.set("mchOrderId", &text(&order.order));
    param.set("transactionId", &text(&order.number));
    if order.amount.bytes().all(|byte| byte.is_ascii_digit()) {
        param.set("amount", &order.amount);
    }
}
