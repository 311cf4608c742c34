//! What a merchant learns from a GatePay callback.

use std::borrow::Cow;

use super::callbacks;
use crate::gateway::{Event, Nested, NestedForm, Outcome, View, open, text_if_any, text_of};
use crate::message::check;
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::value::Amount;
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
            Self::Block => Outcome::Pending,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let outer = view.object()?;
    check(callbacks::PAY.fields, outer, rules, "")?;
    let form = if view.readings.choice("data") == "string" { NestedForm::Text } else { NestedForm::Object };
    let text = view.nested_text(Nested { member: "data", form })?;
    let data = open(&text, rules).map_err(|refused| refused.within("/data"))?;
    check(callbacks::PAY_DATA, &data, rules, "/data→")?;
    Ok(event(outer, &data))
}

fn event(outer: &Object<'_>, data: &Object<'_>) -> Event {
    let status = text_of(outer, "bizStatus");
    let id = text_of(outer, "bizId");
    Event {
        message: callbacks::PAY.id,
        key: [&*id, " ", &*status].concat(),
        order: text_of(data, "merchantTradeNo").into_owned(),
        outcome: PayStatus::parse(&status).outcome(),
        amount: Amount::parse(&text_of(data, "orderAmount")).ok(),
        currency: text_if_any(data, "currency").map(Cow::into_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    }
}
