//! Orders at the checkout.

use std::borrow::Cow;

use super::filled;
use crate::gateway::{Event, Nested, NestedForm, Outcome, View, open, text_of};
use crate::gateways::cregis::callbacks;
use crate::message::{check, check_exact};
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::value::{Address, Amount, Moment};
use crate::wire::Object;

/// `event_type` of the payment notify, in the older and the newer spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentEvent {
    /// The order is paid.
    Paid,
    /// More than the order came in (`paid_over`, older `overpaid`).
    PaidOver,
    /// Less than the order came in (`paid_partial`, older `partial_paid`).
    PaidPartial,
    /// A partly paid order was topped up.
    PaidRemain,
    /// The order's time ran out.
    Expired,
    /// Money went back to the payer.
    Refunded,
    /// No document names it.
    Unknown,
}

impl PaymentEvent {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "paid" => Self::Paid,
            "paid_over" | "overpaid" => Self::PaidOver,
            "paid_partial" | "partial_paid" => Self::PaidPartial,
            "paid_remain" => Self::PaidRemain,
            "expired" => Self::Expired,
            "refunded" => Self::Refunded,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Paid => Outcome::Paid,
            Self::PaidOver => Outcome::Overpaid,
            // No page says that a top-up completes the order, so it never credits by itself.
            Self::PaidPartial | Self::PaidRemain => Outcome::PartiallyPaid,
            Self::Expired => Outcome::Closed,
            Self::Refunded => Outcome::Refunded,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// Reads a callback with an envelope. The first order API's is read as the present one: nothing tells them apart.
pub(super) fn parse(view: &View<'_>, outer: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::PAYMENT_ORDER_NOTIFY.fields, outer, rules, "")?;
    check_exact(callbacks::PAYMENT_ORDER_NOTIFY.fields, outer, rules, "")?;
    let form = if view.readings.choice("data") == "string" { NestedForm::Text } else { NestedForm::Object };
    let text = view.nested_text(Nested { member: "data", form })?;
    let data = open(&text, rules).map_err(|refused| refused.within("/data"))?;
    let event_type = text_of(outer, "event_type");
    if let Some(shape) = callbacks::event_shape(&event_type) {
        check(shape.data, &data, rules, "/data→")?;
        check_exact(shape.data, &data, rules, "/data→")?;
    }
    Ok(event(event_type, &data))
}

fn event(event_type: Cow<'_, str>, data: &Object<'_>) -> Event {
    let kind = PaymentEvent::parse(&event_type);
    let Members { id, time, address } = Members::of(kind);
    Event {
        message: callbacks::PAYMENT_ORDER_NOTIFY.id,
        key: [&*text_of(data, "cregis_id"), " ", &*event_type, " ", &*text_of(data, id)].concat(),
        order: text_of(data, "order_id").into_owned(),
        // The event decides, not `data.status`: refund data repeat the order's own status, `paid`.
        outcome: kind.outcome(),
        // What arrived (`pay_`), never what was due (`receive_`).
        amount: Amount::parse(&text_of(data, "pay_amount")).ok(),
        currency: filled(data, "pay_currency").map(Cow::into_owned),
        at: filled(data, time).or_else(|| filled(data, "created_time")).and_then(|text| Moment::parse(&text)),
        address: filled(data, address).map(Address::new),
        status: event_type.into_owned(),
    }
}

/// Where an event says what makes it another one, when it happened, and where the money went.
struct Members {
    id: &'static str,
    time: &'static str,
    address: &'static str,
}

impl Members {
    fn of(event: PaymentEvent) -> Self {
        match event {
            // One order can be refunded in parts.
            PaymentEvent::Refunded => Self { id: "refund_id", time: "refund_transact_time", address: "refund_address" },
            PaymentEvent::PaidRemain => Self {
                id: "additional_payment_tx_id",
                time: "additional_payment_transact_time",
                address: "additional_payment_address",
            },
            PaymentEvent::Expired => Self { id: "tx_id", time: "cancel_time", address: "payment_address" },
            _ => Self { id: "tx_id", time: "transact_time", address: "payment_address" },
        }
    }
}
