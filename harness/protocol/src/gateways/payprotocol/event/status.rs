//! The four status members. Zero is success in each of them, so a missing or unreadable status must never become zero;
//! the numbers behind it differ, so that each has its own type.

use crate::gateway::Outcome;

/// `paymentStatus` of an order.
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

    pub(super) fn outcome(self) -> Outcome {
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

/// `rechargeStatus` of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RechargeStatus {
    /// 0
    Success,
    /// 1: pending on one page, recharging on another (A15).
    Pending,
    /// 2
    Failure,
    /// No document names it.
    Unknown,
}

impl RechargeStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Success,
            "1" => Self::Pending,
            "2" => Self::Failure,
            _ => Self::Unknown,
        }
    }

    pub(super) fn outcome(self) -> Outcome {
        match self {
            // A deposit has no price: what arrived is the user's.
            Self::Success => Outcome::Paid,
            Self::Pending => Outcome::Pending,
            Self::Failure => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `refundStatus` of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundStatus {
    /// 0
    Success,
    /// 1
    PendingApproval,
    /// 2
    UnderReview,
    /// 3: seen on the chain, not yet confirmed.
    BlockConfirmation,
    /// 4
    Failure,
    /// 5: by the merchant's approver.
    Rejected,
    /// No document names it.
    Unknown,
}

impl RefundStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Success,
            "1" => Self::PendingApproval,
            "2" => Self::UnderReview,
            "3" => Self::BlockConfirmation,
            "4" => Self::Failure,
            "5" => Self::Rejected,
            _ => Self::Unknown,
        }
    }

    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Refunded,
            Self::PendingApproval | Self::UnderReview | Self::BlockConfirmation => Outcome::Pending,
            Self::Failure => Outcome::Failed,
            Self::Rejected => Outcome::Closed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `withdrawStatus` of a withdrawal: the numbers of a refund, but what succeeded left the merchant for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawStatus {
    /// 0
    Success,
    /// 1
    PendingApproval,
    /// 2
    UnderReview,
    /// 3: seen on the chain, not yet confirmed.
    BlockConfirmation,
    /// 4
    Failure,
    /// 5: by the merchant's approver.
    Rejected,
    /// No document names it.
    Unknown,
}

impl WithdrawStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Success,
            "1" => Self::PendingApproval,
            "2" => Self::UnderReview,
            "3" => Self::BlockConfirmation,
            "4" => Self::Failure,
            "5" => Self::Rejected,
            _ => Self::Unknown,
        }
    }

    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::PaidOut,
            Self::PendingApproval | Self::UnderReview | Self::BlockConfirmation => Outcome::Pending,
            Self::Failure => Outcome::Failed,
            Self::Rejected => Outcome::Closed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}
