//! What a merchant should learn from a callback.

use core::fmt;

use crate::value::{Address, Amount, Moment};

/// What a merchant should learn from one callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id of the message.
    pub message: &'static str,
    /// What makes two deliveries the same event.
    pub key: String,
    /// The merchant's own order number.
    pub order: String,
    /// What happened.
    pub outcome: Outcome,
    /// The gateway's own word or number for it.
    pub status: String,
    /// The amount the status speaks of, in major units, as text.
    pub amount: Option<Amount>,
    /// Its currency, where the message names it.
    pub currency: Option<String>,
    /// When it happened, where the message says so.
    pub at: Option<Moment>,
    /// The address that the money went to, where the message names it.
    pub address: Option<Address>,
}

/// What happened to the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole amount arrived.
    Paid,
    /// More than the whole amount arrived.
    Overpaid,
    /// Some of it arrived.
    PartiallyPaid,
    /// Nothing is decided yet.
    Pending,
    /// It will not be paid any more.
    Closed,
    /// It failed.
    Failed,
    /// Money went back.
    Refunded,
    /// Money that the merchant sent arrived.
    PaidOut,
    /// Money arrived and is kept back: it belongs to nobody yet.
    Held,
    /// Something was told that moves no money.
    Noted,
    /// A status that no document names: park it, never credit it.
    Unknown,
}

impl Outcome {
    /// Whether goods may be delivered.
    #[must_use]
    pub fn credits(self) -> bool {
        matches!(self, Self::Paid | Self::Overpaid)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Paid => "paid",
            Self::Overpaid => "overpaid",
            Self::PartiallyPaid => "partially paid",
            Self::Pending => "pending",
            Self::Closed => "closed",
            Self::Failed => "failed",
            Self::Refunded => "refunded",
            Self::PaidOut => "paid out",
            Self::Held => "held",
            Self::Noted => "noted",
            Self::Unknown => "unknown",
        })
    }
}
