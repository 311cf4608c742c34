//! Money that comes in on chain.

use super::{Callback, orders, parked_unless_whole};
use crate::gateway::{Event, Outcome};

/// `bizStatus` of a `PAY_ADDRESS` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressStatus {
    /// The order is paid.
    Success,
    /// The order was closed.
    Close,
    /// It expired while coins are being confirmed.
    ExpiredInProcess,
    /// Named in the legacy manual without a word on what became of the money.
    ExpiredInFluctuation,
    /// No document names it.
    Unknown,
}

impl AddressStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PAY_SUCCESS" => Self::Success,
            "PAY_CLOSE" => Self::Close,
            "PAY_EXPIRED_IN_PROCESS" => Self::ExpiredInProcess,
            "PAY_EXPIRED_IN_EXCHANGE_FLUCTUATION" => Self::ExpiredInFluctuation,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Close => Outcome::Closed,
            Self::ExpiredInProcess => Outcome::Pending,
            Self::ExpiredInFluctuation | Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `TRANSFER_ADDRESS` callback. None of them says that the order is paid (H11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStatus {
    /// Arrived before the order expired; in the legacy manual, arrived.
    InTerm,
    /// Arrived after the order expired, with conversion or without.
    Delay,
    /// Held as risky.
    Block,
    /// No document names it.
    Unknown,
}

impl TransferStatus {
    /// From the word on the wire, current or legacy (A22).
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "TRANSFERRED_ADDRESS_IN_TERM" | "TRANSFERRED_ADDRESS_PAID" => Self::InTerm,
            "TRANSFERRED_ADDRESS_DELAY" | "CONVERT_ADDRESS_PAY_DELAY" | "TRANSFERRED_ADDRESS_EXPIRE" => Self::Delay,
            "TRANSFERRED_ADDRESS_BLOCK" => Self::Block,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::InTerm => Outcome::PartiallyPaid,
            // What comes late pays no order any more.
            Self::Delay | Self::Block => Outcome::Held,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `RECEIVED_CONVERT_DELAY_ADDRESS` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConvertDelayStatus {
    /// The late transfer arrived.
    Transferred,
    /// No document names it.
    Unknown,
}

impl ConvertDelayStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "TRANSFERRED_ADDRESS_PAID" { Self::Transferred } else { Self::Unknown }
    }

    /// The same word is less here than in `TRANSFER_ADDRESS`: the order has expired.
    fn outcome(self) -> Outcome {
        match self {
            Self::Transferred => Outcome::Held,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `PAY_FIXED_ADDRESS` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedAddressStatus {
    /// Credited.
    Success,
    /// Received, held as risky, not credited.
    Block,
    /// No document names it.
    Unknown,
}

impl FixedAddressStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PAY_SUCCESS" => Self::Success,
            "PAY_BLOCK" => Self::Block,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Success => Outcome::Paid,
            Self::Block => Outcome::Held,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `FIXED_ADDRESS_RISK` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskStatus {
    /// The address should no longer be shown.
    RiskAddress,
    /// No document names it.
    Unknown,
}

impl RiskStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "RISK_ADDRESS" { Self::RiskAddress } else { Self::Unknown }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::RiskAddress => Outcome::Noted,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `PAY_UNRESOLVED` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnresolvedStatus {
    /// Waits for a decision in the merchant portal.
    Pending,
    /// No document names it, though the page says that there may be others.
    Unknown,
}

impl UnresolvedStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "UNRESOLVED_PENDING" { Self::Pending } else { Self::Unknown }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Pending => Outcome::Held,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// A paid order is told with its own sum, any other with what is confirmed so far.
pub(super) fn pay(callback: &Callback<'_>) -> Event {
    let status = AddressStatus::parse(&callback.status());
    let order = orders::order(callback, status.outcome());
    let amount = if status == AddressStatus::Success { order.amount } else { callback.amount("doneAmountOnChain") };
    parked_unless_whole(Event { amount, address: callback.address("address"), ..order })
}

pub(super) fn transfer(callback: &Callback<'_>) -> Event {
    one_transfer(callback, TransferStatus::parse(&callback.status()).outcome())
}

pub(super) fn convert_delay(callback: &Callback<'_>) -> Event {
    one_transfer(callback, ConvertDelayStatus::parse(&callback.status()).outcome())
}

/// `bizId` is that of the order: transaction and amount tell its transfers apart (H9).
fn one_transfer(callback: &Callback<'_>, outcome: Outcome) -> Event {
    Event {
        key: callback.key(&[&callback.text("transactionId"), &callback.text("transferAmount")]),
        order: callback.text("merchantTradeNo").into_owned(),
        amount: callback.amount("transferAmount"),
        currency: callback.currency("currency"),
        at: callback.moment("createTime"),
        ..callback.event(outcome)
    }
}

/// There is no order: the channel id says whose deposit it is, in either spelling (H19).
pub(super) fn deposit(callback: &Callback<'_>) -> Event {
    parked_unless_whole(Event {
        key: callback.key(&[&callback.text("transactionId")]),
        order: first_of(callback, ["channel_id", "channelId"]),
        amount: callback.amount("amount"),
        currency: callback.currency("currency"),
        at: callback.moment("transactionTime").or_else(|| callback.moment("createTime")),
        address: callback.address("address"),
        ..callback.event(FixedAddressStatus::parse(&callback.status()).outcome())
    })
}

/// The address is the one that payers should no longer be shown.
pub(super) fn risk(callback: &Callback<'_>) -> Event {
    Event {
        key: callback.key(&[&callback.text("address")]),
        order: callback.text("customer_name").into_owned(),
        address: callback.address("address"),
        ..callback.event(RiskStatus::parse(&callback.status()).outcome())
    }
}

/// The merchant's own number is not told: the gateway's order, or the customer, is the nearest.
pub(super) fn unresolved(callback: &Callback<'_>) -> Event {
    Event {
        key: callback.key(&[&callback.text("exceptionId")]),
        order: first_of(callback, ["originalOrderId", "customerName"]),
        amount: callback.amount("actualAmount"),
        currency: callback.currency("actualCurrency"),
        at: callback.moment("updateTime"),
        address: callback.address("toAddress"),
        ..callback.event(UnresolvedStatus::parse(&callback.status()).outcome())
    }
}

fn first_of(callback: &Callback<'_>, names: [&str; 2]) -> String {
    names.map(|name| callback.text(name)).into_iter().find(|text| !text.is_empty()).unwrap_or_default().into_owned()
}
