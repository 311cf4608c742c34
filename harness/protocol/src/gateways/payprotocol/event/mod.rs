//! What a merchant learns from a Pay Protocol callback.
//!
//! No word names the callback: its members tell what it is. Amounts stay untold, because they are scaled by the
//! currency's decimals, which no message carries.

mod status;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use status::{PaymentStatus, RechargeStatus, RefundStatus, WithdrawStatus};

use super::callbacks;
use crate::gateway::{Event, View, text_of, told};
use crate::message::check;
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::value::{Address, Moment};
use crate::wire::Object;

/// Reads a callback whose signature is right.
pub(super) fn parse(view: &View<'_>, rules: Rules) -> Result<Event, Rejection> {
    let object = view.object()?;
    // The one that every merchant gets is settled by one look.
    if object.get("paymentStatus").is_some() {
        return payment(object, rules);
    }
    let has = |marks: &[&str]| marks.iter().any(|name| object.get(name).is_some());
    match (has(&RECHARGE_MARKS), has(&REFUND_MARKS), has(&WITHDRAW_MARKS)) {
        (true, false, false) => recharge(object, rules),
        (false, true, false) => refund(object, rules),
        (false, false, true) => withdrawal(object, rules),
        // Refunds and withdrawals name the order too, so that these come last.
        (false, false, false) if has(&PAYMENT_MARKS) || !rules.on(Rule::RequiredMembers) => payment(object, rules),
        (false, false, false) => Err(unknown("members of none")),
        _ => Err(unknown("members of several")),
    }
}

const PAYMENT_MARKS: [&str; 2] = ["outTradeNo", "outPaymentNo"];
const RECHARGE_MARKS: [&str; 3] = ["rechargeId", "rechargeStatus", "rechargeAmount"];
const REFUND_MARKS: [&str; 3] = ["refundId", "refundStatus", "refundAmount"];
const WITHDRAW_MARKS: [&str; 3] = ["withdrawId", "withdrawStatus", "withdrawAmount"];

fn unknown(found: &'static str) -> Rejection {
    Rejection::new(Code::UnknownMessage, "body", "a payment, recharge, refund or withdrawal", found)
}

fn payment(order: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::PAYMENT_CALLBACK.fields, order, rules, "")?;
    let status = text_of(order, "paymentStatus");
    Ok(Event {
        message: callbacks::PAYMENT_CALLBACK.id,
        key: [&*text_of(order, "outPaymentNo"), " ", &*status].concat(),
        order: text_of(order, "outTradeNo").into_owned(),
        outcome: PaymentStatus::parse(&status).outcome(),
        amount: None,
        currency: told(order, "settlementCurrencySymbol").map(Cow::into_owned),
        at: moment(order, "blockTime").or_else(|| moment(order, "createTime")),
        address: address(order, "userWalletAddress"),
        status: status.into_owned(),
    })
}

/// The order is the user: a deposit belongs to nothing else.
fn recharge(recharge: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::RECHARGE_CALLBACK.fields, recharge, rules, "")?;
    let status = text_of(recharge, "rechargeStatus");
    Ok(Event {
        message: callbacks::RECHARGE_CALLBACK.id,
        key: ["recharge ", &*text_of(recharge, "rechargeId"), " ", &*status].concat(),
        order: text_of(recharge, "uuid").into_owned(),
        outcome: RechargeStatus::parse(&status).outcome(),
        amount: None,
        // Only the platform's number of it.
        currency: None,
        at: moment(recharge, "blockTime").or_else(|| moment(recharge, "createTime")),
        address: address(recharge, "walletAddress"),
        status: status.into_owned(),
    })
}

fn refund(refund: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::REFUND_CALLBACK.fields, refund, rules, "")?;
    let status = text_of(refund, "refundStatus");
    Ok(Event {
        message: callbacks::REFUND_CALLBACK.id,
        key: ["refund ", &*text_of(refund, "refundId"), " ", &*status].concat(),
        order: told(refund, "outTradeNo").unwrap_or_default().into_owned(),
        outcome: RefundStatus::parse(&status).outcome(),
        amount: None,
        currency: None,
        at: moment(refund, "refundTime"),
        address: address(refund, "refundAddress"),
        status: status.into_owned(),
    })
}

fn withdrawal(withdrawal: &Object<'_>, rules: Rules) -> Result<Event, Rejection> {
    check(callbacks::WITHDRAW_CALLBACK.fields, withdrawal, rules, "")?;
    let status = text_of(withdrawal, "withdrawStatus");
    Ok(Event {
        message: callbacks::WITHDRAW_CALLBACK.id,
        key: ["withdraw ", &*text_of(withdrawal, "withdrawId"), " ", &*status].concat(),
        order: told(withdrawal, "outTradeNo").unwrap_or_default().into_owned(),
        outcome: WithdrawStatus::parse(&status).outcome(),
        amount: None,
        currency: None,
        at: moment(withdrawal, "withdrawTime"),
        address: address(withdrawal, "withdrawAddress"),
        status: status.into_owned(),
    })
}

fn moment(object: &Object<'_>, name: &str) -> Option<Moment> {
    told(object, name).and_then(|text| Moment::parse(&text))
}

/// None where there are several: a withdrawal of Merchant Pro lists them with commas.
fn address(object: &Object<'_>, name: &str) -> Option<Address> {
    told(object, name).filter(|text| !text.contains(',')).map(Address::new)
}
