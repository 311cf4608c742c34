//! What a merchant learns from a Pelago notification.
//!
//! The two products number their states differently: 2 is success in fiat and timeout in crypto. They are two types
//! here, and a message that fits neither product or both is refused, because the signature does not cover names.

use std::borrow::Cow;

use super::{DATA, callbacks};
use crate::gateway::{Event, Outcome, View, text_if_any, text_of};
use crate::message::{check, check_exact};
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::value::Amount;
use crate::wire::Object;

/// `orderStatus` of a fiat order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiatStatus {
    /// 0
    Create,
    /// 1
    Pending,
    /// 2
    Success,
    /// 3
    Timeout,
    /// 4: failed in the documents, cancelled in the vendor's plugin (A14).
    Failed,
    /// No document names it.
    Unknown,
}

impl FiatStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Create,
            "1" => Self::Pending,
            "2" => Self::Success,
            "3" => Self::Timeout,
            "4" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Create | Self::Pending => Outcome::Pending,
            Self::Success => Outcome::Paid,
            Self::Timeout => Outcome::Closed,
            Self::Failed => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `orderStatus` of a crypto order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoStatus {
    /// 0
    Pending,
    /// 1
    Success,
    /// 2
    Timeout,
    /// 3
    Cancelled,
    /// 4
    Failed,
    /// 10, 11, 12: an exchange; no document says what it means for the order.
    Exchange,
    /// No document names it.
    Unknown,
}

impl CryptoStatus {
    /// From the number on the wire, as it is written there.
    #[must_use]
    pub fn parse(number: &str) -> Self {
        match number {
            "0" => Self::Pending,
            "1" => Self::Success,
            "2" => Self::Timeout,
            "3" => Self::Cancelled,
            "4" => Self::Failed,
            "10" | "11" | "12" => Self::Exchange,
            _ => Self::Unknown,
        }
    }

    /// Success alone is not paid: `payStatus` 2 is fully paid, 3 overpaid, 1 partly paid.
    fn outcome(self, pay_status: &str) -> Outcome {
        match (self, pay_status) {
            (Self::Success, "2") => Outcome::Paid,
            (Self::Success, "3") => Outcome::Overpaid,
            (Self::Success, "1") => Outcome::PartiallyPaid,
            (Self::Pending, _) => Outcome::Pending,
            (Self::Timeout | Self::Cancelled, _) => Outcome::Closed,
            (Self::Failed, _) => Outcome::Failed,
            _ => Outcome::Unknown,
        }
    }
}

/// Reads a notification whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::FIAT_ORDER_NOTIFY.fields, view.object()?, rules, "")?;
    let text = view.nested_text(DATA)?;
    // Duplicates were looked for when the outer object was opened, at every level.
    let data = Object::parse(&text)?;
    let fiat = FIAT_MARKS.iter().any(|name| data.get(name).is_some());
    let crypto = CRYPTO_MARKS.iter().any(|name| data.get(name).is_some());
    if fiat == crypto && rules.on(Rule::RequiredMembers) {
        let found = if fiat { "members of both" } else { "members of neither" };
        return Err(Rejection::new(Code::UnknownMessage, "/data", "a fiat or a crypto order", found));
    }
    if crypto { parse_crypto(&data, rules) } else { parse_fiat(&data, rules) }
}

const FIAT_MARKS: [&str; 2] = ["scenarioCode", "pelagoOrderId"];
const CRYPTO_MARKS: [&str; 3] = ["orderId", "coinId", "payStatus"];

fn parse_fiat(data: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::FIAT_ORDER, data, rules, "/data")?;
    check_exact(callbacks::FIAT_ORDER, data, rules, "/data")?;
    let status = text_of(data, "orderStatus");
    Ok(Event {
        message: callbacks::FIAT_ORDER_NOTIFY.id,
        key: ["fiat ", &*text_of(data, "pelagoOrderId"), " ", &*status].concat(),
        order: text_of(data, "merchantOrderId").into_owned(),
        outcome: FiatStatus::parse(&status).outcome(),
        amount: Amount::parse(&text_of(data, "orderAmount")).ok(),
        currency: text_if_any(data, "orderCurrency").map(Cow::into_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    })
}

fn parse_crypto(data: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::CRYPTO_ORDER, data, rules, "/data")?;
    check_exact(callbacks::CRYPTO_ORDER, data, rules, "/data")?;
    let status = text_of(data, "orderStatus");
    Ok(Event {
        message: callbacks::CRYPTO_ORDER_NOTIFY.id,
        key: ["crypto ", &*text_of(data, "orderId"), " ", &*status].concat(),
        order: text_of(data, "merchantOrderId").into_owned(),
        outcome: CryptoStatus::parse(&status).outcome(&text_of(data, "payStatus")),
        amount: Amount::parse(&text_of(data, "paidAmount")).ok(),
        currency: text_if_any(data, "coinId").map(Cow::into_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    })
}
