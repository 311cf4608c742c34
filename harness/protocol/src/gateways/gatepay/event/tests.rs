//! Documented examples, and what they must not be taken for.

use super::parse;
use crate::gateway::{Event, Outcome, View, open};
use crate::gateways::gatepay::GATEWAY;
use crate::message::Direction;
use crate::reading::Readings;
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::value::Amount;
use crate::wire::Request;

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../../../../corpus/examples/gatepay/", $name))
    };
}

const REFUND: &str = example!("PAY_REFUND.callback.json");
const ADDRESS: &str = example!("PAY_ADDRESS.callback.json");
const TRANSFER: &str = example!("TRANSFER_ADDRESS.callback.json");
const LATE: &str = example!("RECEIVED_CONVERT_DELAY_ADDRESS.callback.json");
const DEPOSIT: &str = example!("PAY_FIXED_ADDRESS.callback.json");
const RISK: &str = example!("FIXED_ADDRESS_RISK.callback.json");
const UNRESOLVED: &str = example!("PAY_UNRESOLVED.callback.json");
const BATCH: &str = example!("PAY_BATCH.callback.json");
const GIFTS: &str = example!("PAY_GIFT_BATCH.callback.json");
const PAYOUT: &str = example!("WITHDRAW.callback.json");
const OTC: &str = example!("OTC.callback.json");
const INSTITUTION: &str = example!("INSTITUTION.callback.json");
const SUBSCRIPTION: &str = example!("SUBSCRIPTION_ORDER_STATUS.callback.json");
const PERIOD: &str = example!("SUBSCRIPTION_PAYMENT.callback.json");
const ACTUALLY: &str = example!("PAY_ACTUALLY.callback.json");
const PAY: &str = example!("PAY.callback.4.json");

#[test]
fn each_business_type_has_its_message() {
    let mut ids: Vec<&str> = super::OTHERS.iter().chain([&super::PAY]).map(|business| business.message.id).collect();
    ids.push(super::callbacks::WITHDRAW.id);
    let mut all: Vec<&str> = super::callbacks::ALL.iter().map(|message| message.id).collect();
    ids.sort_unstable();
    all.sort_unstable();
    assert_eq!(ids, all);
    for business in super::OTHERS.iter().chain([&super::PAY]) {
        let name = business.message.name();
        assert_eq!(business.word.to_lowercase().replace('_', "-"), name);
    }
}

#[test]
fn an_order_held_as_risky_is_not_failed() {
    assert_eq!(outcome(PAY, "PAY_SUCCESS", "PAY_BLOCK"), Outcome::Held);
    assert_eq!(outcome(PAY, "PAY_SUCCESS", "PAY_ERROR"), Outcome::Failed);
    assert_eq!(outcome(PAY, "PAY_SUCCESS", "PAY_SUCCES"), Outcome::Unknown);
}

#[test]
fn a_refund_is_told_by_its_own_id_and_amount() {
    let event = read(REFUND);
    told(&event, ("pay-refund", "native5939082218", Outcome::Refunded, "0.012", "USDT"));
    // Two refunds of one order share `bizId`.
    let second = read(&REFUND.replace("6559049045", "6559049046"));
    assert_ne!(event.key, second.key);
    assert_eq!(outcome(REFUND, "REFUND_SUCCESS", "REFUND_PROCESS"), Outcome::Pending);
    assert_eq!(outcome(REFUND, "REFUND_SUCCESS", "REFUND_REJECTED"), Outcome::Failed);
    assert_eq!(outcome(REFUND, "REFUND_SUCCESS", "PAY_SUCCESS"), Outcome::Unknown);
}

#[test]
fn a_refund_without_its_id_is_refused() {
    let refused = try_read(&REFUND.replace("refundRequestId", "requestId"), "string").unwrap_err();
    assert_eq!((refused.code, &*refused.place), (Code::MissingMember, "/data→/refundInfo/refundRequestId"));
}

#[test]
fn the_legacy_refund_has_a_number_for_an_id() {
    let event = try_read(example!("PAY_REFUND.callback.2.json"), "object").unwrap();
    told(&event, ("pay-refund", "56236", Outcome::Refunded, "0.8", "BTC"));
    // As written: a double would end in 900.
    assert!(event.key.contains("123289163323899904"), "{}", event.key);
}

#[test]
fn an_address_order_is_paid_by_its_last_word_only() {
    let event = read(ADDRESS);
    told(&event, ("pay-address", "01kss83byksw7h7k60n957e50e", Outcome::Paid, "98.2", "USDT"));
    assert_eq!(event.address.unwrap().text(), "0xa4EE143921a6Fb307c620506Be533A3e6c0edE12");
    assert_eq!(event.at.unwrap().to_string(), "1780037563198 ms");
    assert_eq!(outcome(ADDRESS, "PAY_SUCCESS", "PAY_CLOSE"), Outcome::Closed);
    assert_eq!(outcome(ADDRESS, "PAY_SUCCESS", "PAY_EXPIRED_IN_PROCESS"), Outcome::Pending);
    assert_eq!(outcome(ADDRESS, "PAY_SUCCESS", "PAY_EXPIRED_IN_EXCHANGE_FLUCTUATION"), Outcome::Unknown);
    assert_eq!(outcome(ADDRESS, "PAY_SUCCESS", "PAY_BLOCK"), Outcome::Unknown);
}

#[test]
fn an_expired_address_order_tells_what_is_confirmed() {
    let body = ADDRESS.replace("PAY_SUCCESS", "PAY_EXPIRED_IN_PROCESS");
    let event = read(&body.replace(r#"doneAmountOnChain\":\"98.2"#, r#"doneAmountOnChain\":\"40"#));
    assert_eq!(event.amount, Some(Amount::parse("40").unwrap()));
}

#[test]
fn one_order_told_by_two_callbacks_is_one_event() {
    let event = read(&ADDRESS.replace("PAY_ADDRESS", "PAY"));
    assert_eq!((event.message, event.outcome), ("gatepay/pay", Outcome::Paid));
    assert_eq!(event.key, read(ADDRESS).key);
}

#[test]
fn paid_without_order_or_amount_is_parked() {
    for (name, body) in [("orderAmount", ADDRESS), ("merchantTradeNo", ADDRESS), ("channel_id", DEPOSIT)] {
        assert_eq!(read(body).outcome, Outcome::Paid);
        assert_eq!(read(&body.replace(name, "other")).outcome, Outcome::Unknown, "{name}");
    }
}

#[test]
fn a_transfer_is_part_of_an_order_never_the_whole() {
    let event = read(TRANSFER);
    told(&event, ("transfer-address", "gateio_withdraw6331782520222", Outcome::PartiallyPaid, "0.8", "USDT"));
    for (word, expected) in [
        ("IN_TERM", Outcome::PartiallyPaid),
        ("DELAY", Outcome::Held),
        ("EXPIRE", Outcome::Held),
        ("BLOCK", Outcome::Held),
        ("DONE", Outcome::Unknown),
    ] {
        assert_eq!(outcome(TRANSFER, "TRANSFERRED_ADDRESS_PAID", &format!("TRANSFERRED_ADDRESS_{word}")), expected);
    }
    assert_eq!(outcome(TRANSFER, "TRANSFERRED_ADDRESS_PAID", "CONVERT_ADDRESS_PAY_DELAY"), Outcome::Held);
    assert_eq!(outcome(TRANSFER, "TRANSFERRED_ADDRESS_PAID", "PAY_SUCCESS"), Outcome::Unknown);
}

#[test]
fn two_transfers_to_one_order_are_two_events() {
    let first = read(TRANSFER).key;
    assert_ne!(first, read(&TRANSFER.replace("24344545", "24344546")).key);
    assert_ne!(first, read(&TRANSFER.replace(r#""0.8""#, r#""0.4""#)).key);
}

#[test]
fn the_same_word_means_less_where_the_order_has_expired() {
    told(&read(LATE), ("received-convert-delay-address", "gateio_withdraw6331782520222", Outcome::Held, "0.8", "USDT"));
    assert_eq!(outcome(LATE, "TRANSFERRED_ADDRESS_PAID", "TRANSFERRED_ADDRESS_IN_TERM"), Outcome::Unknown);
}

#[test]
fn a_deposit_is_told_by_its_transaction() {
    let event = read(DEPOSIT);
    told(&event, ("pay-fixed-address", "1956171254260887553", Outcome::Paid, "498.7", "USDT"));
    assert_eq!(event.address.as_ref().unwrap().text(), "THGthEF4kxhk6STPSUsQcYsUk3FiHX6FKR");
    assert_eq!(event.at.as_ref().unwrap().to_string(), "1780037680066 ms");
    assert_ne!(event.key, read(&DEPOSIT.replace("79553757252681730", "79553757252681731")).key);
    assert_eq!(outcome(DEPOSIT, "PAY_SUCCESS", "PAY_BLOCK"), Outcome::Held);
    assert_eq!(outcome(DEPOSIT, "PAY_SUCCESS", "PAY_CLOSE"), Outcome::Unknown);
    // The legacy page's spelling, and its text for a number.
    let legacy = DEPOSIT
        .replace("channel_id", "channelId")
        .replace("1780037680066,\\\"txHash", "\\\"1780037680066\\\",\\\"txHash");
    assert_ne!(legacy, DEPOSIT);
    assert_eq!(read(&legacy), event);
}

#[test]
fn a_risky_address_moves_no_money() {
    let event = read(RISK);
    assert_eq!(
        (event.message, event.outcome, &*event.order),
        ("gatepay/fixed-address-risk", Outcome::Noted, "5418020260513")
    );
    assert_eq!((event.amount, event.address.unwrap().text()), (None, "TT91qAWcHf2xRcev5U3DiQRQ5v3GKxt89E"));
    assert_eq!(outcome(RISK, "RISK_ADDRESS", "SAFE_ADDRESS"), Outcome::Unknown);
}

#[test]
fn money_without_an_order_is_held() {
    let event = read(UNRESOLVED);
    // What arrived, not what was expected.
    told(&event, ("pay-unresolved", "355450733498011648", Outcome::Held, "1.0", "USDT"));
    assert_eq!(event.address.unwrap().text(), "TExampleAddressxxxxxxxxxxxxxxxxxx");
    assert_eq!(outcome(UNRESOLVED, "UNRESOLVED_PENDING", "PAY_SUCCESS"), Outcome::Unknown);
}

#[test]
fn where_pages_show_only_objects_text_is_taken_too() {
    for body in [UNRESOLVED, TRANSFER, LATE, ACTUALLY] {
        let event = try_read(body, "string").unwrap();
        assert_eq!(try_read(body, "object").unwrap(), event);
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        let text = serde_json::Value::from(value["data"].to_string()).to_string();
        let as_text = serde_json::to_string(&value).unwrap().replace(&value["data"].to_string(), &text);
        assert_eq!(read(&as_text), event);
    }
    assert_eq!(try_read(PERIOD, "object").unwrap_err().code, Code::MemberKind);
}

#[test]
fn a_batch_of_rewards_is_money_that_went_out() {
    let event = read(BATCH);
    assert_eq!(
        (event.message, event.outcome, &*event.order),
        ("gatepay/pay-batch", Outcome::PaidOut, "K4t1ijqX1LYRYmlp")
    );
    assert_eq!(event.amount, None);
    // A legacy example has the word of another message.
    let legacy = try_read(example!("PAY_BATCH.callback.2.json"), "object").unwrap();
    assert_eq!((&*legacy.order, legacy.outcome), ("6678554A99000", Outcome::Unknown));
    assert_eq!(outcome(BATCH, "\"bizStatus\": \"PAID", "\"bizStatus\": \"DONE"), Outcome::Unknown);
}

#[test]
fn gift_cards_without_any_id_still_have_a_key() {
    let event = read(GIFTS);
    assert_eq!((event.message, event.outcome), ("gatepay/pay-gift-batch", Outcome::PaidOut));
    let other = read(&GIFTS.replace("[]", r#"[{\"receiver_id\":22112573}]"#));
    assert_ne!(event.key, other.key);
    assert_eq!(outcome(GIFTS, "PAID", "FAILED"), Outcome::Unknown);
}

#[test]
fn a_payout_is_known_by_its_members() {
    let event = read(PAYOUT);
    told(&event, ("withdraw-callback", "1526052914503263472", Outcome::PaidOut, "0.0501", "USDC"));
    assert_eq!(event.address.as_ref().unwrap().text(), "0x524287c1e5a312a12c76380a3227611d3cb20ddf");
    assert_eq!(event.at.as_ref().unwrap().to_string(), "1780037579000 ms");
    told(
        &read(example!("WITHDRAW.callback.2.json")),
        ("withdraw-callback", "831618381568", Outcome::PaidOut, "2362.1", "USDT"),
    );
    for (word, expected) in [
        ("INIT", Outcome::Pending),
        ("PROCESSING", Outcome::Pending),
        ("PARTIAL", Outcome::PartiallyPaid),
        ("FAIL", Outcome::Failed),
        ("DONE", Outcome::Unknown),
    ] {
        assert_eq!(outcome(PAYOUT, "SUCCESS", word), expected);
    }
}

#[test]
fn a_failed_payout_tells_no_amount_and_is_another_event() {
    let failed = read(&PAYOUT.replace("DONE", "FAIL"));
    assert_eq!(failed.amount, None);
    assert_ne!(failed.key, read(PAYOUT).key);
}

#[test]
fn of_several_payouts_none_speaks_for_all() {
    let start = PAYOUT.find("    {\n      \"fee\"").unwrap();
    let item = &PAYOUT[start..PAYOUT.rfind(']').unwrap()];
    let body = [&PAYOUT[..start], item.trim_end(), ",", &PAYOUT[start..]].concat();
    let event = read(&body);
    assert_eq!((event.amount, event.currency, event.address), (None, None, None));
}

#[test]
fn a_payout_without_its_parts_is_refused_by_name() {
    for (member, place) in [
        ("main_order", "/main_order"),
        ("suborders", "/suborders"),
        ("batch_id", "/main_order/batch_id"),
        ("merchant_withdraw_id", "/suborders/0/merchant_withdraw_id"),
    ] {
        let refused = try_read(&PAYOUT.replace(&format!("\"{member}\""), "\"other\""), "string").unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::MissingMember, place));
    }
}

#[test]
fn fiat_that_is_sent_has_not_arrived() {
    let event = read(OTC);
    told(&event, ("otc", "PCC101800177995803114487146200", Outcome::Pending, "124710", "USD"));
    assert_eq!(event.at.unwrap().to_string(), "1779958032486 ms");
    for (word, expected) in [
        ("WITHDRAW_SUCCESS", Outcome::PaidOut),
        ("WITHDRAW_FAIL", Outcome::Failed),
        ("RECHARGE_FAIL", Outcome::Failed),
        ("RECHARGE_DISPATCHED", Outcome::Unknown),
    ] {
        assert_eq!(outcome(OTC, "WITHDRAW_DISPATCHED", word), expected);
    }
}

#[test]
fn the_merchants_own_recharge_credits_nobody() {
    let event = read(example!("OTC.callback.2.json"));
    told(&event, ("otc", "merchant_order_20260413001", Outcome::Noted, "99.50", "USDT"));
    assert_eq!(event.at.unwrap().to_string(), "1712989200 s");
}

#[test]
fn a_sub_account_moves_no_money() {
    let event = read(INSTITUTION);
    assert_eq!(
        (event.message, event.outcome, &*event.order),
        ("gatepay/institution", Outcome::Noted, "35778162074976257")
    );
    assert_eq!(event.at.unwrap().to_string(), "1764139242707 ms");
    let word = "INSTITUTION_ACCOUNT_SUCCESS";
    assert_eq!(outcome(INSTITUTION, word, "INSTITUTION_ACCOUNT_FAIL"), Outcome::Failed);
    assert_eq!(outcome(INSTITUTION, word, "ACTIVE"), Outcome::Unknown);
}

#[test]
fn a_subscription_that_runs_is_not_a_payment() {
    let event = read(SUBSCRIPTION);
    assert_eq!((event.message, event.outcome), ("gatepay/subscription-order-status", Outcome::Closed));
    assert_eq!(event.order, "SUB_1779951098000_2059889959980175360");
    assert_eq!(event.at.as_ref().unwrap().to_string(), "1780037500658 ms");
    for word in ["CREATED", "AUTHORIZED", "CONFIRMING", "TRIAL", "RUNNING", "UNPAID", "COMPLETED", "BLOCKED"] {
        assert_eq!(outcome(SUBSCRIPTION, "CANCELLED", word), Outcome::Noted, "{word}");
    }
    assert_eq!(outcome(SUBSCRIPTION, "CANCELLED", "CLOSED"), Outcome::Closed);
    assert_eq!(outcome(SUBSCRIPTION, "CANCELLED", "SUCCESS"), Outcome::Unknown);
}

#[test]
fn a_period_is_paid_where_both_words_say_so() {
    let event = read(PERIOD);
    told(&event, ("subscription-payment", "2701761230", Outcome::Paid, "0.1", "USDT"));
    assert_eq!(event.address.as_ref().unwrap().text(), "0x26fd0b0898E235B996F8cBf184e97f6F8cd40676");
    assert_eq!(event.at.as_ref().unwrap().to_string(), "1776754665363 ms");
    let outside = PERIOD.replace(r#""SUCCESS""#, r#""FAILED""#);
    let inside = PERIOD.replace(r#"\"SUCCESS\""#, r#"\"FAILED\""#);
    for body in [outside, inside] {
        assert_ne!(body, PERIOD);
        assert_eq!(read(&body).outcome, Outcome::Unknown);
    }
}

#[test]
fn a_deduction_of_no_known_amount_is_parked() {
    let body = |status: &str| {
        format!(
            r#"{{"bizType":"ACCOUNT_AUTH_DEDUCTION","bizId":"1","bizStatus":"{status}","data":"{{\"deductOrderNo\":\"7\"}}"}}"#
        )
    };
    let event = read(&body("DEDUCT_SUCCESS"));
    assert_eq!((event.message, event.outcome), ("gatepay/account-auth-deduction", Outcome::Unknown));
    assert_eq!(event.key, "ACCOUNT_AUTH_DEDUCTION 1 7 DEDUCT_SUCCESS");
    assert_eq!(read(&body("DEDUCT_FAILED")).outcome, Outcome::Failed);
    assert_eq!(read(&body("SUCCESS")).outcome, Outcome::Unknown);
}

#[test]
fn a_chosen_settlement_currency_changes_nothing_about_the_order() {
    // Neither what the payer paid nor the empty settlement.
    told(&read(ACTUALLY), ("pay-actually", "2345677666545556", Outcome::Paid, "2.35", "USDT"));
    assert_eq!(outcome(ACTUALLY, "PAY_SUCCESS", "PAY_CLOSE"), Outcome::Unknown);
}

#[test]
fn a_business_type_of_no_document_is_refused() {
    for word in ["PAY_LATER", "pay", "WITHDRAW"] {
        let refused = try_read(&PAY.replace(r#""PAY""#, &format!("{word:?}")), "string").unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::UnknownMessage, "/bizType"));
    }
    for value in ["null", "7", r#""""#] {
        let refused = try_read(&PAY.replace(r#""PAY""#, value), "string").unwrap_err();
        assert_eq!(refused.place, "/bizType", "{value}");
    }
}

#[test]
fn without_the_rule_for_kinds_the_business_type_is_no_obstacle() {
    let rules = Rules::all().without(Rule::MemberKinds);
    let event = read_by(&PAY.replace(r#""PAY""#, "7"), "string", rules).unwrap();
    assert_eq!((event.message, event.outcome), ("gatepay/pay", Outcome::Paid));
}

fn read(body: &str) -> Event {
    try_read(body, "string").unwrap()
}

fn try_read(body: &str, data: &str) -> Result<Event, Rejection> {
    read_by(body, data, Rules::all())
}

fn read_by(body: &str, data: &str, rules: Rules) -> Result<Event, Rejection> {
    let request = Request::post("/", body);
    let view = View {
        request: &request,
        object: Some(open(body, rules)?),
        direction: Direction::Callback,
        readings: Readings::default_of(GATEWAY.readings).with("data", data).unwrap(),
        notify_url: None,
        depth: 32,
    };
    parse(&view, rules)
}

/// The outcome of the example with one word for another.
fn outcome(body: &str, word: &str, other: &str) -> Outcome {
    assert!(body.contains(word), "{word}");
    read(&body.replacen(word, other, 1)).outcome
}

/// Message, order, outcome, amount and currency.
fn told(event: &Event, (name, order, outcome, amount, currency): (&str, &str, Outcome, &str, &str)) {
    assert_eq!(event.message, format!("gatepay/{name}"));
    assert_eq!((&*event.order, event.outcome), (order, outcome));
    assert_eq!(event.amount.as_ref().map(Amount::text), Some(amount));
    assert_eq!(event.currency.as_deref(), Some(currency));
}

/// Found by the target `genuine_gatepay`: the key was the cards' own text, so that another spelling was another event.
#[test]
fn gift_cards_without_any_id_have_one_key_however_they_are_spelt() {
    let key = |cards: &str| read(&GIFTS.replace("[]", &cards.replace('\\', "\\\\").replace('"', "\\\""))).key;
    assert_eq!(key(r#"[{"receiver_id":7,"currency":"U"}]"#), key(r#"[ {"receiver_id" :7, "\u0063urrency":"\u0055"}]"#));
    assert_ne!(key(r#"[{"receiver_id":9007199254740993}]"#), key(r#"[{"receiver_id":9007199254740992}]"#));
}
