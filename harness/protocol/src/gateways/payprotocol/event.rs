//! What a merchant learns from a Pay Protocol callback.

use std::borrow::Cow;

use super::callbacks;
use crate::gateway::{Event, Outcome, View, text_if_any, text_of};
use crate::message::check;
use crate::rejection::Rejection;
use crate::rules::Rules;

/// `paymentStatus` of an order. Zero means paid, so a missing or unreadable status must never become zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentStatus {
    /// 0
    Paid,
    /// 1
    Pending,
    /// 2: seen on the chain, not yet confirmed.
    BlockConfirmation,
    /// 3
    PartiallyPaid,
    /// 4
    Failed,
    /// 5
    Refunded,
    /// No document names it.
    Unknown,
}

impl PaymentStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Paid,
            "1" => Self::Pending,
            "2" => Self::BlockConfirmation,
            "3" => Self::PartiallyPaid,
            "4" => Self::Failed,
            "5" => Self::Refunded,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Paid => Outcome::Paid,
            Self::Pending | Self::BlockConfirmation => Outcome::Pending,
            Self::PartiallyPaid => Outcome::PartiallyPaid,
            Self::Failed => Outcome::Failed,
            Self::Refunded => Outcome::Refunded,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let order = view.object()?;
    check(callbacks::PAYMENT_CALLBACK.fields, order, rules, "")?;
    let status = text_of(order, "paymentStatus");
    Ok(Event {
        message: callbacks::PAYMENT_CALLBACK.id,
        key: [&*text_of(order, "outPaymentNo"), " ", &*status].concat(),
        order: text_of(order, "outTradeNo").into_owned(),
        outcome: PaymentStatus::parse(&status).outcome(),
        // Scaled by the currency's decimals, which the message does not carry.
        amount: None,
        currency: text_if_any(order, "settlementCurrencySymbol").map(Cow::into_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    })
}
