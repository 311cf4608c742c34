//! What a merchant should learn from a draft, looked up in the draft itself.

use super::document::{Members, Value};
use super::draft::Draft;
use crate::gateway::Event;
use crate::gateways;
use crate::message::Message;

/// What a message says when goods may be delivered: one of the words, in each of the members. Every other never credits.
struct Pays {
    message: &'static str,
    says: &'static [(&'static str, &'static [&'static str])],
}

/// Where two members tell a status, neither alone means paid; of a crypto order 2 is fully paid, 3 overpaid.
const PAYS: [Pays; 15] = [
    Pays { message: "cregis/payment-order-notify", says: &[("event_type", &["paid", "paid_over", "overpaid"])] },
    Pays { message: "cregis/address-deposit", says: &[("status", &["1"])] },
    Pays { message: "cregis/order-deposit-notify-legacy", says: &[("status", &["2"])] },
    Pays { message: "gatepay/pay", says: &[("bizStatus", &["PAY_SUCCESS"])] },
    Pays { message: "gatepay/pay-actually", says: &[("bizStatus", &["PAY_SUCCESS"])] },
    Pays { message: "gatepay/pay-address", says: &[("bizStatus", &["PAY_SUCCESS"])] },
    Pays { message: "gatepay/pay-fixed-address", says: &[("bizStatus", &["PAY_SUCCESS"])] },
    Pays { message: "gatepay/subscription-payment", says: &[("bizStatus", &["SUCCESS"]), ("payStatus", &["SUCCESS"])] },
    Pays {
        message: "paycools/payment-notification",
        says: &[("eventName", &["order.payment.success"]), ("transactionStatus", &["COMPLETED"])],
    },
    Pays {
        message: "paycools/ph-static-payment-notification",
        says: &[("eventName", &["static.order.payment.success"]), ("transactionStatus", &["COMPLETED"])],
    },
    Pays {
        message: "paycools/v2-checkout-payment-notification",
        says: &[("eventName", &["checkout.payment.success"]), ("transactionStatus", &["COMPLETED"])],
    },
    Pays { message: "payprotocol/payment-callback", says: &[("paymentStatus", &["0"])] },
    Pays { message: "payprotocol/recharge-callback", says: &[("rechargeStatus", &["0"])] },
    Pays { message: "pelago/fiat-order-notify", says: &[("orderStatus", &["2"])] },
    Pays { message: "pelago/crypto-order-notify", says: &[("orderStatus", &["1"]), ("payStatus", &["2", "3"])] },
];

/// Where the merchant's own order number stands, in messages that have one.
const ORDERS: [(&str, &str); 12] = [
    ("cregis/payment-order-notify", "order_id"),
    ("cregis/payout-notify", "third_party_id"),
    ("gatepay/pay", "merchantTradeNo"),
    ("gatepay/pay-refund", "merchantTradeNo"),
    ("gatepay/pay-address", "merchantTradeNo"),
    ("gatepay/transfer-address", "merchantTradeNo"),
    ("paycools/payment-notification", "mchOrderId"),
    ("paycools/refund-notification", "mchRefundOrderId"),
    ("payprotocol/payment-callback", "outTradeNo"),
    ("payprotocol/recharge-callback", "uuid"),
    ("pelago/fiat-order-notify", "merchantOrderId"),
    ("pelago/crypto-order-notify", "merchantOrderId"),
];

/// What the event says otherwise than the draft.
pub(super) fn objection(draft: &Draft, event: &Event) -> Option<String> {
    let told = texts(&draft.members);
    let says = |text: &str| text.is_empty() || told.iter().any(|told| told == text);
    let (credits, pays) = (event.outcome.credits(), pays(draft, event.message));
    // Where it names no order or no sum, money may be parked.
    let wrong_outcome = credits != pays && (credits || (!event.order.is_empty() && event.amount.is_some()));
    let order = ORDERS.iter().find(|(message, _)| *message == event.message).map(|(_, member)| *member);
    let wrong_order = order.is_some_and(|member| told_by(&draft.members, member).unwrap_or_default() != event.order);
    [
        (!may_be(draft, event.message), "message"),
        (wrong_order || !says(&event.order), "order"),
        (!says(&event.status), "status"),
        (
            event.currency.as_deref().is_some_and(|currency| !says(currency) && !is_of_channel(&told, currency)),
            "currency",
        ),
        (
            event.amount.as_ref().is_some_and(|amount| !told.iter().any(|told| same_digits(told, amount.text()))),
            "amount",
        ),
        (wrong_outcome, "outcome"),
    ]
    .into_iter()
    .find(|(wrong, _)| *wrong)
    .map(|(_, what)| format!("another {what}"))
}

/// Messages of one table cannot be told apart.
fn may_be(draft: &Draft, id: &str) -> bool {
    let table = |message: &Message| format!("{:?}", message.fields);
    let mut known = gateways::ALL.into_iter().flat_map(|gateway| gateway.callbacks);
    id == draft.message.id || known.any(|other| other.id == id && table(other) == table(draft.message))
}

fn pays(draft: &Draft, id: &str) -> bool {
    let told =
        |(member, words): &(&str, &[&str])| told_by(&draft.members, member).is_some_and(|told| words.contains(&&*told));
    PAYS.iter().any(|pays| pays.message == id && pays.says.iter().all(told))
}

/// The text of the first member of that name, outer ones first.
fn told_by(members: &Members, name: &str) -> Option<String> {
    let here = members.iter().find(|(known, _)| known == name).and_then(|(_, value)| text(value));
    here.or_else(|| {
        members.iter().find_map(|(_, value)| match value {
            Value::Object(inner) | Value::Nested(inner) => told_by(inner, name),
            _ => None,
        })
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text.clone()),
        _ => None,
    }
}

/// Every text and number, at every level.
fn texts(members: &Members) -> Vec<String> {
    let mut all = Vec::new();
    members.iter().for_each(|(_, value)| collect(value, &mut all));
    all
}

fn collect(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Object(members) | Value::Nested(members) => members.iter().for_each(|(_, value)| collect(value, all)),
        Value::List(items) | Value::NestedList(items) => items.iter().for_each(|value| collect(value, all)),
        value => all.extend(text(value)),
    }
}

/// Version 1 of PayCools names no currency, but a channel that begins with the country.
fn is_of_channel(told: &[String], currency: &str) -> bool {
    let country = currency.get(..2).unwrap_or_default();
    told.iter().any(|text| text.split('_').next() == Some(country))
}

/// The same amount, whatever unit it is counted in: cents have the same digits.
fn same_digits(told: &str, amount: &str) -> bool {
    let digits = |text: &str| {
        let bare: String = text.chars().filter(char::is_ascii_digit).collect();
        bare.trim_matches('0').to_owned()
    };
    digits(told) == digits(amount)
}
