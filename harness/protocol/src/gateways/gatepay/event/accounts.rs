//! Sub-accounts of an institution, and subscriptions.

use super::{Callback, parked_unless_whole};
use crate::gateway::{Event, Outcome};

/// `bizStatus` of an INSTITUTION callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstitutionStatus {
    /// The sub-account was created.
    Success,
    /// It was refused.
    Fail,
    /// No document names it.
    Unknown,
}

impl InstitutionStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "INSTITUTION_ACCOUNT_SUCCESS" => Self::Success,
            "INSTITUTION_ACCOUNT_FAIL" => Self::Fail,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Noted,
            Self::Fail => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `SUBSCRIPTION_ORDER_STATUS` callback. None of them tells of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionStatus {
    /// Made.
    Created,
    /// The payer agreed.
    Authorized,
    /// Being confirmed.
    Confirming,
    /// In its trial days.
    Trial,
    /// Running.
    Running,
    /// A payment is due.
    Unpaid,
    /// At its end.
    Completed,
    /// Cancelled.
    Cancelled,
    /// Closed.
    Closed,
    /// Blocked.
    Blocked,
    /// No document names it.
    Unknown,
}

impl SubscriptionStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "CREATED" => Self::Created,
            "AUTHORIZED" => Self::Authorized,
            "CONFIRMING" => Self::Confirming,
            "TRIAL" => Self::Trial,
            "RUNNING" => Self::Running,
            "UNPAID" => Self::Unpaid,
            "COMPLETED" => Self::Completed,
            "CANCELLED" => Self::Cancelled,
            "CLOSED" => Self::Closed,
            "BLOCKED" => Self::Blocked,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Cancelled | Self::Closed => Outcome::Closed,
            Self::Unknown => Outcome::Unknown,
            _ => Outcome::Noted,
        }
    }
}

/// `bizStatus` of a `SUBSCRIPTION_PAYMENT` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentStatus {
    /// The period is paid.
    Success,
    /// No document names it.
    Unknown,
}

impl PaymentStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "SUCCESS" { Self::Success } else { Self::Unknown }
    }

    /// The status stands twice in the message.
    fn outcome(self, inside: Self) -> Outcome {
        match (self, inside) {
            (Self::Success, Self::Success) => Outcome::Paid,
            _ => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of an `ACCOUNT_AUTH_DEDUCTION` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeductionStatus {
    /// The deduction went through.
    Success,
    /// It failed.
    Failed,
    /// No document names it.
    Unknown,
}

impl DeductionStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "DEDUCT_SUCCESS" => Self::Success,
            "DEDUCT_FAILED" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Failed => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

pub(super) fn institution(callback: &Callback<'_>) -> Event {
    Event {
        key: callback.key(&[&callback.text("request_id")]),
        order: callback.text("request_id").into_owned(),
        at: callback.moment("created"),
        ..callback.event(InstitutionStatus::parse(&callback.status()).outcome())
    }
}

/// A subscription can come back to a state, so the time of the change belongs to the key.
pub(super) fn subscription(callback: &Callback<'_>) -> Event {
    Event {
        key: callback.key(&[&callback.text("updateTime")]),
        order: callback.text("merchantSubscriptionOrderNo").into_owned(),
        at: callback.moment("updateTime").or_else(|| callback.moment("createTime")),
        ..callback.event(SubscriptionStatus::parse(&callback.status()).outcome())
    }
}

pub(super) fn payment(callback: &Callback<'_>) -> Event {
    let inside = PaymentStatus::parse(&callback.text("payStatus"));
    parked_unless_whole(Event {
        key: callback.key(&[&callback.text("paymentOrderNo")]),
        order: callback.text("merchantSubscriptionOrderNo").into_owned(),
        amount: callback.amount("cryptoAmount"),
        currency: callback.currency("cryptoCurrency"),
        at: callback.moment("payTime"),
        address: callback.address("merchantAddress"),
        ..callback.event(PaymentStatus::parse(&callback.status()).outcome(inside))
    })
}

/// How much was deducted stands in no public table: a success is parked until it is looked up.
pub(super) fn deduction(callback: &Callback<'_>) -> Event {
    parked_unless_whole(Event {
        key: callback.key(&[&callback.text("deductOrderNo")]),
        order: callback.text("deductOrderNo").into_owned(),
        ..callback.event(DeductionStatus::parse(&callback.status()).outcome())
    })
}
