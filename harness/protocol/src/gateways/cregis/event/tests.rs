//! Documented callbacks, and what must not be taken for another.

use super::*;
use crate::gateway::Outcome;
use crate::gateways::cregis::GATEWAY;
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::Code;
use crate::wire::{Limits, Request};

macro_rules! example {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/examples/cregis/", $file))
    };
}

const DEPOSIT: &str = example!("address-deposit.callback.1.json");
const PAYOUT: &str = example!("payout-notify.callback.1.json");
const WITHDRAWAL: &str = example!("sub-address-withdrawal-notify.callback.json");
const ORDER_DEPOSIT: &str = example!("order-deposit-notify-legacy.callback.json");

/// No page has an example of this one: the withdrawal's, less what it has not.
const VERIFICATION: &str = r#"{"pid":1382528827416576,"cid":1391751691788288,"from_address":"rhAZ673nG6fSX",
    "to_address":"rn5Jyu5J6PG6","chain_id":"144","token_id":"144","amount":"1.1","third_party_id":"1e0f",
    "nonce":"ubqso3","timestamp":1687850657960,"sign":"f5be13fdd8c6f63951ca4427359457cb"}"#;

fn read(body: &str) -> Result<Event, Rejection> {
    read_under(Readings::default_of(GATEWAY.readings), body)
}

fn read_under(readings: Readings, body: &str) -> Result<Event, Rejection> {
    let request = Request::post("/notify", body);
    let view = View {
        request: &request,
        object: Some(Object::parse(body)?),
        direction: Direction::Callback,
        readings,
        notify_url: None,
        depth: Limits::default().depth,
    };
    parse(&view, Rules::all())
}

/// Message, outcome, order, amount, address and time.
fn told(body: &str) -> (&'static str, Outcome, String, String, String, String) {
    let event = read(body).unwrap();
    let amount = event.amount.map(|amount| amount.text().to_owned()).unwrap_or_default();
    let address = event.address.map(|address| address.text().to_owned()).unwrap_or_default();
    let at = event.at.map(|at| at.to_string()).unwrap_or_default();
    (event.message, event.outcome, event.order, amount, address, at)
}

fn told_as(
    message: &'static str,
    outcome: Outcome,
    [order, amount, address, at]: [&str; 4],
) -> (&'static str, Outcome, String, String, String, String) {
    (message, outcome, order.to_owned(), amount.to_owned(), address.to_owned(), at.to_owned())
}

fn outcome(body: &str, from: &str, to: &str) -> Outcome {
    assert!(body.contains(from), "{from}");
    read(&body.replace(from, to)).unwrap().outcome
}

const TRON: &str = "TXsmKpEuW7qWnXzJLGP9eDLvWPR2GRn1FS";
const MINED: &str = "1686814482000 ms";

#[test]
fn a_deposit_credits_whoever_has_the_address() {
    let expected = told_as("cregis/address-deposit", Outcome::Paid, ["", "1.2", TRON, MINED]);
    for body in [
        DEPOSIT,
        example!("address-deposit.callback.2.json"),
        example!("address-deposit.callback.3.json"),
        example!("address-deposit.callback.4.json"),
    ] {
        assert_eq!(told(body), expected);
    }
    let status = |to| outcome(DEPOSIT, r#""status": "1""#, to);
    assert_eq!(status(r#""status": "2""#), Outcome::Failed);
    assert_eq!(status(r#""status": 6"#), Outcome::Unknown);
}

#[test]
fn a_payout_that_arrived_credits_nothing() {
    let expected = ["1e0fb3a0a9454ad8928d26b592e8b3c7", "1.1", TRON, MINED];
    // The examples' state is none of the page's own.
    assert_eq!(told(PAYOUT), told_as("cregis/payout-notify", Outcome::Unknown, expected));
    let status = |to: &str| outcome(PAYOUT, r#""status": 0"#, &format!(r#""status": {to}"#));
    assert_eq!(
        ["2", "4", "6", "7", "1"].map(status),
        [Outcome::Failed, Outcome::Failed, Outcome::PaidOut, Outcome::Failed, Outcome::Unknown]
    );
}

#[test]
fn a_withdrawal_went_to_the_other_address() {
    let expected = ["1e0fb3a0a9454ad8928d26b592e8b3c7", "1.1", "rn5Jyu5J6PG64543KdGvS25rQBYFQo7GLc", MINED];
    assert_eq!(told(WITHDRAWAL), told_as("cregis/sub-address-withdrawal-notify", Outcome::PaidOut, expected));
    assert_eq!(outcome(WITHDRAWAL, r#""status": 6"#, r#""status": 9"#), Outcome::Unknown);
}

#[test]
fn a_verification_moves_nothing() {
    let expected = ["1e0f", "1.1", "rn5Jyu5J6PG6", ""];
    assert_eq!(told(VERIFICATION), told_as("cregis/payout-external-verification", Outcome::Noted, expected));
}

#[test]
fn an_order_deposit_counts_as_its_own_page_does() {
    let expected = ["c8fad34056714a539a5f33c3895ea133", "1.2", TRON, MINED];
    // 1 is success in the query only.
    assert_eq!(told(ORDER_DEPOSIT), told_as("cregis/order-deposit-notify-legacy", Outcome::Unknown, expected));
    let status = |to: &str| outcome(ORDER_DEPOSIT, r#""status": 1"#, &format!(r#""status": {to}"#));
    assert_eq!(["2", "3", "4", "0"].map(status), [Outcome::Paid, Outcome::Failed, Outcome::Closed, Outcome::Unknown]);
    let less = read(&ORDER_DEPOSIT.replace(r#""real_amount": "1.2""#, r#""real_amount": "0.2""#)).unwrap();
    assert_eq!(less.amount.unwrap().text(), "0.2");
}

#[test]
fn a_body_that_fits_two_or_none_is_refused() {
    let code = |body: &str| read(body).unwrap_err().code;
    assert_eq!(code(&DEPOSIT.replace(r#""status""#, r#""to_address": "T", "status""#)), Code::UnknownMessage);
    assert_eq!(code(&WITHDRAWAL.replace(r#""memo""#, r#""real_amount": "1", "memo""#)), Code::UnknownMessage);
    assert_eq!(code(&DEPOSIT.replace(r#""address""#, r#""adress""#)), Code::UnknownMessage);
    assert_eq!(code("{}"), Code::UnknownMessage);
    // Null and empty members are not signed: anybody can add them.
    assert!(read(&DEPOSIT.replace(r#""status""#, r#""to_address": "", "real_amount": null, "status""#)).is_ok());
    assert_eq!(code(&DEPOSIT.replace(r#""status""#, r#""opid": 1, "status""#)), Code::UnknownMember);
    // A merchant's own payout request, sent back, has the same key and rule.
    let request = example!("signature-example.request.2.json");
    assert_eq!(code(&request.replace(r#""pid""#, r#""status": null, "txid": "", "cid": "", "pid""#)), Code::MemberKind);
}

/// The twin of a failed payout of ORDER-B, whose remark spells the members of another one.
#[test]
fn what_swallows_other_members_is_refused() {
    let failed = PAYOUT.replace(r#""status": 0"#, r#""status": 7"#);
    let remark = "payoutstatus6third_party_idORDER-Atimestamp1687850657960token_id195txidAAAA";
    let twins = [
        failed.replace(r#""remark": "payout""#, &format!(r#""remark": "{remark}""#)),
        failed.replace(
            r#""txid": ""#,
            r#""txid": "AAAAstatus7third_party_idORDER-Btimestamp1687850660000token_id195txid"#,
        ),
        failed.replace(r#""token_id": ""#, r#""token_id": "195txidAAAAstatus7timestamp1687850660000token_id"#),
    ];
    for twin in twins {
        assert_eq!(read(&twin).unwrap_err().code, Code::MemberKind, "{twin}");
    }
    assert!(read(&failed.replace(r#""remark": "payout""#, r#""remark": "the timestamp of 2024""#)).is_ok());
}

/// Without `cid` the event would count as another one, and be credited again.
#[test]
fn a_deposit_is_no_other_deposit_without_its_number() {
    let cid = r#""cid": 1391751691788288,"#;
    assert!(DEPOSIT.contains(cid));
    let twin = DEPOSIT.replace(cid, "").replace(r#""chain_id":"195""#, r#""chain_id":"195cid1391751691788288""#);
    assert_eq!(read(&twin).unwrap_err().code, Code::MemberKind);
}

#[test]
fn the_key_has_number_and_status() {
    let key = |body: &str| read(body).unwrap().key;
    assert_eq!(key(DEPOSIT), "address-deposit 1391751691788288 1");
    assert_eq!(key(DEPOSIT), key(example!("address-deposit.callback.2.json")));
    assert_ne!(key(DEPOSIT), key(example!("address-deposit.callback.4.json")));
    assert_ne!(key(PAYOUT), key(&PAYOUT.replace(r#""status": 0"#, r#""status": 6"#)));
    let first = key(example!("payout-notify.callback.3.json"));
    assert!(first.starts_with("payout-notify 1e0fb3a0a9454ad8928d26b592e8b3c7 6dd05b09"), "{first}");
}

/// The order at the checkout: the documented members, `data` as text, with what an event adds.
fn order(event_type: &str, more: &str) -> String {
    let data = format!(
        r#"{{"cregis_id":"po1","order_id":"A1","status":"paid","receive_amount":"12.86","receive_currency":"USDT",
        "pay_amount":"2.00","pay_currency":"USDT","exchange_rate":"0.1286","payment_address":"0xd38c",
        "transact_time":1719993183325,"created_time":1719993183015,"tx_id":"0x05"{more}}}"#
    );
    let data = serde_json::Value::from(data);
    format!(
        r#"{{"event_name":"order","event_type":"{event_type}","data":{data},"pid":1,"nonce":"hwlkk6",
        "timestamp":1719993183400,"sign":"00"}}"#
    )
}

#[test]
fn an_order_tells_when_and_where_it_was_paid() {
    let expected = |outcome, address, at| told_as("cregis/payment-order-notify", outcome, ["A1", "2.00", address, at]);
    assert_eq!(told(&order("paid", "")), expected(Outcome::Paid, "0xd38c", "1719993183325 ms"));
    assert_eq!(told(&order("partial_paid", "")), expected(Outcome::PartiallyPaid, "0xd38c", "1719993183325 ms"));
    let back = r#","refund_id":7,"refund_address":"0xaa","refund_transact_time":"1719993183999""#;
    assert_eq!(told(&order("refunded", back)), expected(Outcome::Refunded, "0xaa", "1719993183999 ms"));
    let top_up = r#","additional_payment_tx_id":"0x06","additional_payment_address":"0xbb""#;
    assert_eq!(told(&order("paid_remain", top_up)), expected(Outcome::PartiallyPaid, "0xbb", "1719993183015 ms"));
    assert_eq!(read(&order("chargeback", "")).unwrap().outcome, Outcome::Unknown);
}

/// Its page has `data` as an object, and the same envelope.
#[test]
fn the_first_order_api_is_read_as_the_present_one() {
    let body = r#"{"event_name":"order","event_type":"expired","pid":1,"nonce":"hwlkk6","timestamp":1719993183400,
        "data":{"cregis_id":"po1","order_id":"A1","status":"expired"},"sign":"00"}"#;
    let objects = Readings::default_of(GATEWAY.readings).with("data", "object").unwrap();
    let event = read_under(objects, body).unwrap();
    assert_eq!((event.message, event.outcome), ("cregis/payment-order-notify", Outcome::Closed));
    assert_eq!(read(body).unwrap_err().code, Code::MemberKind);
}

#[test]
fn two_refunds_of_one_order_are_two_events() {
    let key = |id: u8| read(&order("refunded", &format!(r#","refund_id":{id}"#))).unwrap().key;
    assert_eq!((key(7), key(8)), ("po1 refunded 7".to_owned(), "po1 refunded 8".to_owned()));
    assert_eq!(read(&order("paid", "")).unwrap().key, "po1 paid 0x05");
}
