//! Orders: paid, or paid back.

use super::{Callback, check, parked_unless_whole, told};
use crate::gateway::{Event, Outcome, text_of};
use crate::gateways::gatepay::callbacks;
use crate::rejection::Rejection;
use crate::wire::Object;

/// `bizStatus` of a PAY callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayStatus {
    /// The order is paid.
    Success,
    /// The order was closed unpaid.
    Close,
    /// Something went wrong; the money may be under way.
    Error,
    /// Held for a check of risk.
    Block,
    /// No document names it.
    Unknown,
}

impl PayStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PAY_SUCCESS" => Self::Success,
            "PAY_CLOSE" => Self::Close,
            "PAY_ERROR" => Self::Error,
            "PAY_BLOCK" => Self::Block,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Close => Outcome::Closed,
            Self::Error => Outcome::Failed,
            Self::Block => Outcome::Held,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `PAY_REFUND` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundStatus {
    /// The money went back.
    Success,
    /// Under way.
    Process,
    /// The refund was refused.
    Rejected,
    /// No document names it.
    Unknown,
}

impl RefundStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "REFUND_SUCCESS" => Self::Success,
            "REFUND_PROCESS" => Self::Process,
            "REFUND_REJECTED" => Self::Rejected,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Refunded,
            Self::Process => Outcome::Pending,
            Self::Rejected => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `PAY_ACTUALLY` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActuallyStatus {
    /// The order is paid.
    Success,
    /// No document names it.
    Unknown,
}

impl ActuallyStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "PAY_SUCCESS" { Self::Success } else { Self::Unknown }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

pub(super) fn pay(callback: &Callback<'_>) -> Event {
    order(callback, PayStatus::parse(&callback.status()).outcome())
}

pub(super) fn actually(callback: &Callback<'_>) -> Event {
    parked_unless_whole(order(callback, ActuallyStatus::parse(&callback.status()).outcome()))
}

/// An event of an order that was placed for a sum.
pub(super) fn order(callback: &Callback<'_>, outcome: Outcome) -> Event {
    let event = callback.event(outcome);
    Event {
        key: order_key(callback, &event.status),
        order: callback.text("merchantTradeNo").into_owned(),
        amount: callback.amount("orderAmount"),
        currency: callback.currency("currency"),
        at: callback.moment("createTime"),
        ..event
    }
}

/// Without the type: whether an order paid on chain is told by PAY as well as by `PAY_ADDRESS` is written nowhere, and
/// it must not be credited for both.
fn order_key(callback: &Callback<'_>, status: &str) -> String {
    [&*text_of(callback.outer, "bizId"), " ", status].concat()
}

pub(super) fn refund(callback: &Callback<'_>) -> Result<Event, Rejection> {
    let value = callback.data.get("refundInfo").filter(|value| !value.is_null());
    // Duplicates were looked for when `data` was opened; without the rule for kinds it may be no object at all.
    let info = value.and_then(|value| Object::parse(value.raw()).ok()).unwrap_or(Object::parse("{}")?);
    check(callbacks::REFUND_INFO, &info, callback.rules, "/data→/refundInfo")?;
    Ok(Event {
        key: callback.key(&[&told(&info, "refundRequestId").unwrap_or_default()]),
        order: callback.text("merchantTradeNo").into_owned(),
        amount: super::amount(&info, "refundAmount"),
        currency: callback.currency("currency"),
        at: callback.moment("createTime"),
        ..callback.event(RefundStatus::parse(&callback.status()).outcome())
    })
}
