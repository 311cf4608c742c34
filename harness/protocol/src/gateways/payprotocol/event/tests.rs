//! Each callback to its event. Where the documents print no callback, the object of the query is used: the pages give
//! both the same members.

use super::{PaymentStatus, RechargeStatus, RefundStatus, WithdrawStatus, parse};
use crate::gateway::{Event, Outcome, View};
use crate::gateways::payprotocol::GATEWAY;
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::wire::{Limits, Object, Request};

const PAYMENT: &str = r#"{"chainId":1,"orgId":7,"outTradeNo":"C3","outPaymentNo":"202312181035353064079",
"description":"A sample order","isLegalTender":1,"quoteCurrencySymbol":"USD","quoteAmount":"100","paymentStatus":0,
"paymentType":1,"expectedAmount":"100000000","settlementAmount":"50000000","settlementCurrencySymbol":"USDT",
"transferHash":"53a3784a795a5524a4f960b90c0155c6d8c152255dcb56266a6ed23ce66b47a0",
"userWalletAddress":"TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K","fromAddress":"TLBP2BJykHX3AMaxPttaQdYVTChQpCThK3",
"createTime":"2024-03-29 17:45:27","blockTime":1711705518}"#;

/// `data` of `get-recharge-detail.response.2.json`.
const RECHARGE: &str = r#"{"rechargeId":402,"chainId":1,"currencyId":1,"userId":403,"walletId":391,
"walletAddress":"TAKRynHBao1mv2eLaX6tUb29AyoBeCaFf1","rechargeStatus":0,"rechargeAmount":"10000000",
"transferHash":"53a3784a795a5524a4f960b90c0155c6d8c152255dcb56266a6ed23ce66b47a0",
"fromAddress":"TLBP2BJykHX3AMaxPttaQdYVTChQpCThK3","blockTime":"2024-03-29 17:45:18",
"createTime":"2024-03-29 17:45:27","uuid":"9190"}"#;

/// `data` of `get-refund-detail.response.2.json`.
const REFUND: &str = r#"{"refundId":82,"chainId":1,"currencyId":1,"outTradeNo":"202401181646089709495",
"outPaymentNo":"202401181646089688773","refundStatus":0,"refundAddress":"TSBJBk1Nfc7sxYp59bjTtLEV8WKxZcZy2L",
"refundAmount":"90000000","transferHash":"fb8b8e8a62a0bad406832a5ab14968d97582998571d240e4969077436bddde0b",
"refundFee":"0","refundTime":"2024-01-19 00:48:41"}"#;

/// `data` of `get-withdraw-detail.response.2.json`.
const WITHDRAWAL: &str = r#"{"withdrawId":1231,"chainId":1,"currencyId":2,"outTradeNo":"202404191522",
"withdrawStatus":1,"withdrawAddress":"TA1AtPt6bRfFgc4KuXJb9LrJrqxeXiaV2A","withdrawAmount":"1000000",
"withdrawTime":"2024-04-19 15:22:46"}"#;

fn read(body: &str, rules: Rules) -> Result<Event, Rejection> {
    let view = View {
        request: &Request::post("/notify", body),
        object: Some(Object::parse(body).unwrap()),
        direction: Direction::Callback,
        readings: Readings::default_of(GATEWAY.readings),
        notify_url: None,
        depth: Limits::default().depth,
    };
    parse(&view, rules)
}

fn event(body: &str) -> Event {
    read(body, Rules::all()).unwrap()
}

fn refused(body: &str) -> (Code, String) {
    let refused = read(body, Rules::all()).unwrap_err();
    (refused.code, refused.place.into())
}

/// Place and address as people see them.
fn told(event: &Event) -> (String, String) {
    (event.at.as_ref().unwrap().to_string(), event.address.as_ref().unwrap().to_string())
}

#[test]
fn a_payment_is_the_order_s() {
    let paid = event(PAYMENT);
    assert_eq!((paid.message, &*paid.order, paid.outcome), ("payprotocol/payment-callback", "C3", Outcome::Paid));
    assert_eq!((&*paid.status, &*paid.key), ("0", "202312181035353064079 0"));
    assert_eq!((&paid.amount, paid.currency.as_deref()), (&None, Some("USDT")));
    assert_eq!(told(&paid), ("1711705518 s".to_owned(), "TBqJ84AKTezZnzRN5nJs1k3yD2LUbQa23K".to_owned()));
}

#[test]
fn a_recharge_is_the_user_s() {
    let paid = event(RECHARGE);
    assert_eq!((paid.message, &*paid.order, paid.outcome), ("payprotocol/recharge-callback", "9190", Outcome::Paid));
    assert_eq!((&*paid.status, &*paid.key), ("0", "recharge 402 0"));
    // Scaled by decimals that the message does not carry, in a currency that it only numbers.
    assert_eq!((&paid.amount, &paid.currency), (&None, &None));
    let at = "2024-03-29 17:45:18 (zone not documented)".to_owned();
    assert_eq!(told(&paid), (at, "TAKRynHBao1mv2eLaX6tUb29AyoBeCaFf1".to_owned()));
}

#[test]
fn a_refund_names_the_order_but_never_pays_it() {
    let refunded = event(REFUND);
    assert_eq!((refunded.message, refunded.outcome), ("payprotocol/refund-callback", Outcome::Refunded));
    assert_eq!((&*refunded.order, &*refunded.key), ("202401181646089709495", "refund 82 0"));
    let at = "2024-01-19 00:48:41 (zone not documented)".to_owned();
    assert_eq!(told(&refunded), (at, "TSBJBk1Nfc7sxYp59bjTtLEV8WKxZcZy2L".to_owned()));
}

#[test]
fn two_refunds_of_one_order_are_two_events() {
    let second = REFUND.replace("\"refundId\":82", "\"refundId\":83");
    assert_eq!(event(&second).order, event(REFUND).order);
    assert_ne!(event(&second).key, event(REFUND).key);
}

#[test]
fn a_withdrawal_is_pending_until_it_arrived() {
    let pending = event(WITHDRAWAL);
    assert_eq!((pending.message, pending.outcome), ("payprotocol/withdraw-callback", Outcome::Pending));
    assert_eq!((&*pending.order, &*pending.key), ("202404191522", "withdraw 1231 1"));
    let at = "2024-04-19 15:22:46 (zone not documented)".to_owned();
    assert_eq!(told(&pending), (at, "TA1AtPt6bRfFgc4KuXJb9LrJrqxeXiaV2A".to_owned()));
    let arrived = event(&WITHDRAWAL.replace("\"withdrawStatus\":1", "\"withdrawStatus\":0"));
    assert_eq!((arrived.outcome, arrived.outcome.credits()), (Outcome::PaidOut, false));
}

#[test]
fn a_withdrawal_without_a_number_of_the_merchant_has_no_order() {
    let own = event(&WITHDRAWAL.replace("\"202404191522\"", "null"));
    assert_eq!((&*own.order, &*own.key), ("", "withdraw 1231 1"));
}

#[test]
fn a_list_of_addresses_is_no_address() {
    let pro = WITHDRAWAL
        .replace("XiaV2A\"", "XiaV2A,TLBP2BJykHX3AMaxPttaQdYVTChQpCThK3\"")
        .replace("\"1000000\"", "\"1000000,2000000\"");
    assert_eq!(event(&pro).address, None);
}

#[test]
fn zero_is_the_only_success_of_each() {
    let numbers = ["0", "1", "2", "3", "4", "5", "6", "", "00", "null", "0x0", "false"];
    let paying = |outcome: fn(&str) -> Outcome, good: Outcome| {
        numbers.into_iter().filter(|number| outcome(number) == good).collect::<Vec<_>>()
    };
    assert_eq!(paying(|number| PaymentStatus::parse(number).outcome(), Outcome::Paid), ["0"]);
    assert_eq!(paying(|number| RechargeStatus::parse(number).outcome(), Outcome::Paid), ["0"]);
    assert_eq!(paying(|number| RefundStatus::parse(number).outcome(), Outcome::Refunded), ["0"]);
    assert_eq!(paying(|number| WithdrawStatus::parse(number).outcome(), Outcome::PaidOut), ["0"]);
}

#[test]
fn a_number_that_one_table_has_is_unknown_to_another() {
    // 3 is a partial payment, a refund on its way, and nothing among recharges.
    assert_eq!(PaymentStatus::parse("3").outcome(), Outcome::PartiallyPaid);
    assert_eq!(RefundStatus::parse("3").outcome(), Outcome::Pending);
    assert_eq!(WithdrawStatus::parse("3").outcome(), Outcome::Pending);
    assert_eq!(RechargeStatus::parse("3"), RechargeStatus::Unknown);
    // 5 is a refunded payment, and a refund or withdrawal that will not be.
    assert_eq!(PaymentStatus::parse("5").outcome(), Outcome::Refunded);
    assert_eq!(RefundStatus::parse("5").outcome(), Outcome::Closed);
    assert_eq!(WithdrawStatus::parse("5").outcome(), Outcome::Closed);
}

#[test]
fn unknown_numbers_are_kept_and_credit_nothing() {
    for (body, name) in [
        (PAYMENT, "paymentStatus\":0"),
        (RECHARGE, "rechargeStatus\":0"),
        (REFUND, "refundStatus\":0"),
        (WITHDRAWAL, "withdrawStatus\":1"),
    ] {
        assert!(body.contains(name));
        let unknown = event(&body.replace(name, &format!("{}9", &name[..name.len() - 1])));
        assert_eq!((unknown.outcome, &*unknown.status), (Outcome::Unknown, "9"), "{name}");
    }
}

#[test]
fn a_status_that_is_not_there_is_refused_by_name() {
    for (body, status) in [
        (PAYMENT, "paymentStatus"),
        (RECHARGE, "rechargeStatus"),
        (REFUND, "refundStatus"),
        (WITHDRAWAL, "withdrawStatus"),
    ] {
        let place = format!("/{status}");
        assert_eq!(refused(&body.replace(status, "other")), (Code::MissingMember, place.clone()));
        let null = body.replace(&format!("{status}\":0"), &format!("{status}\":null"));
        let null = null.replace(&format!("{status}\":1"), &format!("{status}\":null"));
        assert_eq!(refused(&null), (Code::MissingMember, place));
    }
}

#[test]
fn what_fits_none_or_several_is_refused() {
    assert_eq!(refused(r#"{"chainId":1,"transferHash":"00"}"#).0, Code::UnknownMessage);
    assert_eq!(refused("{}").0, Code::UnknownMessage);
    let both = RECHARGE.replace("\"uuid\"", "\"refundStatus\":0,\"uuid\"");
    assert_eq!(refused(&both).0, Code::UnknownMessage);
    // A body of a shop that trusts the number alone (H6).
    assert_eq!(refused(r#"{"outTradeNo":"C3"}"#), (Code::MissingMember, "/outPaymentNo".to_owned()));
}

#[test]
fn without_the_rule_what_fits_none_is_a_payment_of_unknown_status() {
    let lenient = Rules::all().without(Rule::RequiredMembers);
    let nothing = read("{}", lenient).unwrap();
    assert_eq!((nothing.message, nothing.outcome), ("payprotocol/payment-callback", Outcome::Unknown));
    assert_eq!(read(&RECHARGE.replace("rechargeStatus", "other"), lenient).unwrap().outcome, Outcome::Unknown);
}

#[test]
fn members_that_are_null_or_empty_tell_nothing() {
    let bare = event(
        r#"{"outTradeNo":"C3","outPaymentNo":"1","paymentStatus":1,"settlementCurrencySymbol":null,
        "userWalletAddress":"","blockTime":null,"createTime":null}"#,
    );
    assert_eq!((bare.currency, bare.at, bare.address), (None, None, None));
}
