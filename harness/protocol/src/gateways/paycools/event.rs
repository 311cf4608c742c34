//! What a merchant learns from a PayCools notification.

use super::{PARAM, callbacks};
use crate::gateway::{Event, Outcome, View, open, text_of};
use crate::message::check;
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::value::{Amount, MinorAmount, Unit};
use crate::wire::Object;

/// `transactionStatus` of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionStatus {
    /// Not decided.
    Pending,
    /// Paid.
    Completed,
    /// Not paid.
    Failed,
    /// No document names it.
    Unknown,
}

impl TransactionStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PENDING" => Self::Pending,
            "COMPLETED" => Self::Completed,
            "FAILED" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    /// Event and status must agree: neither alone means paid.
    fn outcome(self, event: &str) -> Outcome {
        match (event, self) {
            ("order.payment.success", Self::Completed) => Outcome::Paid,
            ("order.payment.failed", Self::Failed) => Outcome::Failed,
            ("order.payment.success" | "order.payment.failed", Self::Pending) => Outcome::Pending,
            _ => Outcome::Unknown,
        }
    }
}

/// Reads a notification whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::PAYMENT_NOTIFICATION.fields, view.object()?, rules, "")?;
    let text = view.nested_text(PARAM)?;
    let param = open(&text, rules).map_err(|refused| refused.within("/param"))?;
    check(callbacks::PAYMENT_PARAM, &param, rules, "/param→")?;
    Ok(event(&param))
}

fn event(param: &Object<'_>) -> Event {
    let status = text_of(param, "transactionStatus");
    let transaction = text_of(param, "transactionId");
    let channel = text_of(param, "channelCode");
    Event {
        message: callbacks::PAYMENT_NOTIFICATION.id,
        key: [&*transaction, " ", &*status].concat(),
        order: text_of(param, "mchOrderId").into_owned(),
        outcome: TransactionStatus::parse(&status).outcome(&text_of(param, "eventName")),
        amount: amount(&text_of(param, "amount"), &channel),
        currency: currency(&channel).map(str::to_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    }
}

/// Rupiah are whole units, every other currency comes in cents.
fn amount(text: &str, channel: &str) -> Option<Amount> {
    let unit = if currency(channel)? == "IDR" { Unit::Whole } else { Unit::Cents };
    Some(MinorAmount::new(text.parse().ok()?, unit).to_amount())
}

/// The message names neither country nor currency; the channel's prefix does.
fn currency(channel: &str) -> Option<&'static str> {
    match channel.split('_').next()? {
        "ID" => Some("IDR"),
        "PH" => Some("PHP"),
        "MY" => Some("MYR"),
        "TH" | "THAI" => Some("THB"),
        "RU" => Some("RUB"),
        _ => None,
    }
}
