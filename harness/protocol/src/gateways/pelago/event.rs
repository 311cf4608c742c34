//! What a merchant learns from a Pelago notification.
//!
//! The two products number their states differently: 2 is success in fiat and timeout in crypto. They are two types
//! here, and a message that fits neither product or both is refused, because the signature does not cover names.

use std::borrow::Cow;

use super::{DATA, callbacks};
use crate::gateway::{Event, Outcome, View, text_if_any, text_of, told};
use crate::message::{check, check_exact};
use crate::rejection::{Code, Rejection};
use crate::rules::{Rule, Rules};
use crate::value::{Address, Amount, Moment};
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
    if crypto { parse_crypto(&data, rules, vouched_time(view)) } else { parse_fiat(&data, rules) }
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

fn parse_crypto(data: &Object<'_>, rules: Rules, time: Option<&str>) -> Result<Event, Rejection> {
    check(callbacks::CRYPTO_ORDER, data, rules, "/data")?;
    check_exact(callbacks::CRYPTO_ORDER, data, rules, "/data")?;
    let status = text_of(data, "orderStatus");
    let outcome = CryptoStatus::parse(&status).outcome(&text_of(data, "payStatus"));
    Ok(Event {
        message: callbacks::CRYPTO_ORDER_NOTIFY.id,
        key: crypto_key(data, &status, outcome),
        order: text_of(data, "merchantOrderId").into_owned(),
        outcome,
        amount: Amount::parse(&text_of(data, "paidAmount")).ok(),
        currency: text_if_any(data, "coinId").map(Cow::into_owned),
        at: time.and_then(|name| told(data, name)).and_then(|text| Moment::parse(&text)),
        address: told(data, "address").map(Address::new),
        status: status.into_owned(),
    })
}

/// Full payment and overpayment are one event, or the order would be credited twice. A success without its whole money
/// has their number, but not their key, or the rest would pass for a repetition.
fn crypto_key(data: &Object<'_>, status: &str, outcome: Outcome) -> String {
    let id = text_of(data, "orderId");
    if CryptoStatus::parse(status) == CryptoStatus::Success && !outcome.credits() {
        let (pay_status, so_far) = (text_of(data, "payStatus"), text_of(data, "paidAmount"));
        return ["crypto ", &*id, " ", status, " ", &*pay_status, " ", &*so_far].concat();
    }
    ["crypto ", &*id, " ", status].concat()
}

/// The member that tells when, if it is under the signature: left out of it, anybody may have written it (A1).
fn vouched_time(view: &View<'_>) -> Option<&'static str> {
    (view.readings.choice("createTime") == "signed").then_some("createTime")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::pelago::GATEWAY;
    use crate::message::Direction;
    use crate::reading::Readings;
    use crate::wire::Request;

    fn read(body: &str, create_time: &str) -> Result<Event, Rejection> {
        let request = Request::post("/", body);
        let readings = Readings::default_of(GATEWAY.readings).with("createTime", create_time).unwrap();
        let object = Some(Object::parse(body).unwrap());
        let direction = Direction::Callback;
        parse(&View { request: &request, object, direction, readings, notify_url: None, depth: 32 }, Rules::all())
    }

    fn event(data: &str) -> Result<Event, Rejection> {
        read(&format!(r#"{{"data":{data},"signature":"c2lnbmF0dXJl"}}"#), "signed")
    }

    /// The members of the list, with values of the order that the v2 query answers.
    fn fiat(status: &str) -> Event {
        event(
            &r#"{"scenarioCode":"WECHAT_ONLINE_QRCODE","pelagoOrderId":"PO2026012103411870666",
            "merchantOrderId":"orde_s12300129","orderAmount":"0.02","orderCurrency":"USD","orderCountry":"CN",
            "orderStatus":STATUS,"expireTime":"2026-01-21T03:46:52Z",
            "paymentUrl":"https://dev-cashier.pelagotech.com/?token=t973ku07psbg84ja1d","failedReason":null}"#
                .replace("STATUS", status),
        )
        .unwrap()
    }

    const CAPTURED: &str = include_str!("../../../../../corpus/examples/pelago/crypto-order-notify.callback.2.json");

    /// The captured order in another state.
    fn crypto(status: &str, pay_status: &str, paid: &str) -> Event {
        let body = CAPTURED
            .replace(r#""orderStatus":3"#, &format!(r#""orderStatus":{status}"#))
            .replace(r#""payStatus":0"#, &format!(r#""payStatus":{pay_status}"#))
            .replace(r#""paidAmount":"0""#, &format!(r#""paidAmount":"{paid}""#));
        read(&body, "signed").unwrap()
    }

    #[test]
    fn a_fiat_order_has_no_time_and_no_address() {
        let paid = fiat("2");
        assert_eq!(paid.message, "pelago/fiat-order-notify");
        assert_eq!((&*paid.order, &*paid.status, paid.outcome), ("orde_s12300129", "2", Outcome::Paid));
        assert_eq!(paid.amount, Amount::parse("0.02").ok());
        assert_eq!(paid.currency.as_deref(), Some("USD"));
        // `expireTime` is not when it happened.
        assert_eq!((paid.at, paid.address), (None, None));
        assert_eq!(fiat("4").outcome, Outcome::Failed);
    }

    #[test]
    fn the_captured_order_was_cancelled_unpaid() {
        let closed = read(CAPTURED, "signed").unwrap();
        assert_eq!(closed.message, "pelago/crypto-order-notify");
        assert_eq!((&*closed.order, &*closed.status, closed.outcome), ("2573_1752845620", "3", Outcome::Closed));
        assert_eq!(closed.amount, Amount::parse("0").ok());
        assert_eq!(closed.currency.as_deref(), Some("ETHEREUM-USDC"));
        assert_eq!(closed.at, Moment::parse("1752845620000"));
        assert_eq!(closed.address, Some(Address::new("0x89c09b5A7Fccc91E8d241c7666d4d87d2596f5fC")));
    }

    #[test]
    fn a_time_that_is_not_signed_is_not_told() {
        assert_eq!(read(CAPTURED, "unsigned").unwrap().at, None);
        let without = CAPTURED.replace("1752845620000", "null");
        assert_eq!(read(&without, "signed").unwrap().at, None);
    }

    #[test]
    fn one_number_means_another_state_in_the_other_product() {
        assert_eq!((fiat("1").outcome, crypto("1", "2", "998").outcome), (Outcome::Pending, Outcome::Paid));
        assert_eq!((fiat("2").outcome, crypto("2", "2", "998").outcome), (Outcome::Paid, Outcome::Closed));
        assert_eq!((fiat("3").outcome, crypto("3", "0", "0").outcome), (Outcome::Closed, Outcome::Closed));
    }

    #[test]
    fn a_number_that_no_document_names_credits_nothing() {
        assert_eq!(fiat("5").outcome, Outcome::Unknown);
        assert_eq!(crypto("5", "2", "998").outcome, Outcome::Unknown);
        assert_eq!(crypto("1", "4", "998").outcome, Outcome::Unknown);
        // Exchange states have names only.
        for status in ["10", "11", "12"] {
            assert_eq!(crypto(status, "2", "998").outcome, Outcome::Unknown, "{status}");
        }
    }

    #[test]
    fn a_success_without_its_whole_money_is_another_event_than_the_payment() {
        let (nothing, partial, more) = (crypto("1", "0", "0"), crypto("1", "1", "500"), crypto("1", "1", "900"));
        let (paid, over) = (crypto("1", "2", "998"), crypto("1", "3", "1000"));
        let outcomes = [&nothing, &partial, &paid, &over].map(|event| event.outcome);
        assert_eq!(outcomes, [Outcome::Unknown, Outcome::PartiallyPaid, Outcome::Paid, Outcome::Overpaid]);
        let mut keys = std::collections::BTreeSet::from([nothing.key, partial.key, more.key]);
        assert_eq!(keys.len(), 3);
        assert!(keys.insert(paid.key.clone()), "the rest is no repetition");
        assert_eq!(paid.key, over.key, "credited once");
    }

    #[test]
    fn what_is_no_order_is_refused() {
        // What a refund is answered: if a notification of it looks the same, no document says so.
        let refund = r#"{"pelagoRefundId":"R1","merchantRefundId":"M1","refundAmount":"1"}"#;
        assert_eq!(event(refund).unwrap_err().code, Code::UnknownMessage);
        let mixed = r#"{"scenarioCode":"ONLINE_H5","pelagoOrderId":"PO1","coinId":"ETHEREUM-USDC"}"#;
        assert_eq!(event(mixed).unwrap_err().code, Code::UnknownMessage);
    }
}
