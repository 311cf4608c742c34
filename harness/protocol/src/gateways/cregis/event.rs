//! What a merchant learns from a Cregis callback.

use std::borrow::Cow;

use super::callbacks;
use crate::gateway::{Event, Nested, NestedForm, Outcome, View, open, text_if_any, text_of};
use crate::message::{check, check_exact};
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::value::Amount;
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

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let outer = view.object()?;
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
    let id = text_of(data, "cregis_id");
    Event {
        message: callbacks::PAYMENT_ORDER_NOTIFY.id,
        key: [&*id, " ", &*event_type, " ", &*text_of(data, "tx_id")].concat(),
        order: text_of(data, "order_id").into_owned(),
        // The event decides, not `data.status`: refund data repeat the order's own status, `paid`.
        outcome: PaymentEvent::parse(&event_type).outcome(),
        // What arrived (`pay_`), never what was due (`receive_`).
        amount: Amount::parse(&text_of(data, "pay_amount")).ok(),
        currency: text_if_any(data, "pay_currency").map(Cow::into_owned),
        at: None,
        address: None,
        status: event_type.into_owned(),
    }
}
