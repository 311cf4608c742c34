//! Money that goes out.

use super::{Callback, address, amount, blank, check, moment, told};
use crate::gateway::{Event, Outcome, text_of};
use crate::gateways::gatepay::callbacks;
use crate::rejection::Rejection;
use crate::rules::Rules;
use crate::wire::{Object, Shape, plain};

/// `bizStatus` of a `PAY_BATCH` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchStatus {
    /// The transfers were sent.
    Paid,
    /// In the legacy manual only, beside transfers that are all paid: nobody says what it means.
    RefundSuccess,
    /// No document names it.
    Unknown,
}

impl BatchStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PAID" => Self::Paid,
            "REFUND_SUCCESS" => Self::RefundSuccess,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Paid => Outcome::PaidOut,
            Self::RefundSuccess | Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of a `PAY_GIFT_BATCH` callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftStatus {
    /// The gift cards were paid.
    Paid,
    /// No document names it.
    Unknown,
}

impl GiftStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        if word == "PAID" { Self::Paid } else { Self::Unknown }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Paid => Outcome::PaidOut,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `main_order.status` of a callback for payouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawStatus {
    /// Taken.
    Init,
    /// Under way.
    Processing,
    /// Every payout was made.
    Success,
    /// Some payouts were made.
    Partial,
    /// It failed.
    Fail,
    /// No document names it.
    Unknown,
}

impl WithdrawStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "INIT" => Self::Init,
            "PROCESSING" => Self::Processing,
            "SUCCESS" => Self::Success,
            "PARTIAL" => Self::Partial,
            "FAIL" => Self::Fail,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Init | Self::Processing => Outcome::Pending,
            Self::Success => Outcome::PaidOut,
            Self::Partial => Outcome::PartiallyPaid,
            Self::Fail => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// `bizStatus` of an OTC callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtcStatus {
    /// Fiat became crypto in the merchant's balance.
    RechargeSuccess,
    /// It did not.
    RechargeFail,
    /// Fiat was sent to the merchant's bank.
    WithdrawDispatched,
    /// It arrived there.
    WithdrawSuccess,
    /// It did not.
    WithdrawFail,
    /// No document names it.
    Unknown,
}

impl OtcStatus {
    /// From the word on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "RECHARGE_SUCCESS" => Self::RechargeSuccess,
            "RECHARGE_FAIL" => Self::RechargeFail,
            "WITHDRAW_DISPATCHED" => Self::WithdrawDispatched,
            "WITHDRAW_SUCCESS" => Self::WithdrawSuccess,
            "WITHDRAW_FAIL" => Self::WithdrawFail,
            _ => Self::Unknown,
        }
    }

    fn outcome(self) -> Outcome {
        match self {
            // The merchant's own money in another currency: it pays no order.
            Self::RechargeSuccess => Outcome::Noted,
            Self::WithdrawDispatched => Outcome::Pending,
            Self::WithdrawSuccess => Outcome::PaidOut,
            Self::RechargeFail | Self::WithdrawFail => Outcome::Failed,
            Self::Unknown => Outcome::Unknown,
        }
    }
}

/// Each transfer of the batch has its own amount.
pub(super) fn batch(callback: &Callback<'_>) -> Event {
    Event {
        key: callback.key(&[&callback.text("merchant_batch_no")]),
        order: callback.text("merchant_batch_no").into_owned(),
        currency: callback.currency("currency"),
        ..callback.event(BatchStatus::parse(&callback.status()).outcome())
    }
}

/// Both ids may be empty (H10); then the cards themselves are all that tells batches apart, however they are spelt.
pub(super) fn gifts(callback: &Callback<'_>) -> Event {
    let order = callback.text("externalId");
    let nameless = order.is_empty() && told(callback.outer, "bizId").is_none();
    let cards = callback.data.get("batchItemList").filter(|_| nameless).map(plain).unwrap_or_default();
    Event {
        key: callback.key(&[&order, &cards]),
        order: order.clone().into_owned(),
        ..callback.event(GiftStatus::parse(&callback.status()).outcome())
    }
}

/// The amount is in the currency that the merchant gets.
pub(super) fn otc(callback: &Callback<'_>) -> Event {
    let sold = callback.text("type") == "SELL";
    let fiat = || callback.amount("finalFiatAmount").or_else(|| callback.amount("fiatAmount"));
    Event {
        key: callback.key(&[&callback.text("clientOrderId")]),
        order: callback.text("clientOrderId").into_owned(),
        amount: if sold { fiat() } else { callback.amount("cryptoAmount") },
        currency: callback.currency(if sold { "fiatCurrency" } else { "cryptoCurrency" }),
        at: callback.moment("updateTime"),
        ..callback.event(OtcStatus::parse(&callback.status()).outcome())
    }
}

/// One callback tells the state of a whole batch, and of each payout in it.
pub(super) fn withdraw(outer: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::WITHDRAW.fields, outer, rules, "")?;
    let main = object(outer.get("main_order").map(|value| value.raw()))?;
    check(callbacks::MAIN_ORDER, &main, rules, "/main_order")?;
    let items = outer.get("suborders").and_then(|list| list.items()).unwrap_or_default();
    let payouts = items.iter().map(|item| object(Some(item.raw()).filter(|_| item.shape() == Shape::Object)));
    let payouts: Vec<Object<'_>> = payouts.collect::<Result<_, _>>()?;
    for (index, payout) in payouts.iter().enumerate() {
        check(callbacks::SUBORDER, payout, rules, &format!("/suborders/{index}"))?;
    }
    let status = text_of(&main, "status");
    let batch = text_of(&main, "batch_id");
    let event = Event {
        key: batch_key(&batch, &status, &payouts),
        order: batch.into_owned(),
        ..blank(&callbacks::WITHDRAW, WithdrawStatus::parse(&status).outcome(), status.into_owned())
    };
    Ok(with_only(&payouts, event))
}

/// Several callbacks share batch and status, while the payouts inside go on.
fn batch_key(batch: &str, status: &str, payouts: &[Object<'_>]) -> String {
    let mut key = ["WITHDRAW ", batch, " ", status].concat();
    for payout in payouts {
        key.extend([" ", &*text_of(payout, "merchant_withdraw_id"), "=", &*text_of(payout, "status")]);
    }
    key
}

/// Amount, time and address belong to one payout: a batch of several has none. H34: `done_amount` of a payout that is
/// not done did not arrive.
fn with_only(payouts: &[Object<'_>], event: Event) -> Event {
    let [payout] = payouts else { return event };
    let done = text_of(payout, "status") == "DONE";
    Event {
        amount: amount(payout, "done_amount").filter(|_| done),
        currency: told(payout, "currency").map(Into::into),
        at: moment(payout, "finish_time"),
        address: address(payout, "address"),
        ..event
    }
}

/// The object, or an empty one where a rule that is off let something else pass.
fn object(text: Option<&str>) -> Result<Object<'_>, Rejection> {
    let parsed = text.and_then(|text| Object::parse(text).ok());
    parsed.map_or_else(|| Object::parse("{}"), Ok)
}
