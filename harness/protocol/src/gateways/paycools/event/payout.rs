//! Payouts, called disbursements on the wire.

use super::{TransactionStatus, amount, moment};
use crate::gateway::{Event, Outcome, text_if_any, text_of};
use crate::wire::Object;

/// Version 2 names the currency; version 1 leaves it to the merchant's own record, and the unit with it.
pub(super) fn event(message: &'static str, param: &Object<'_>) -> Event {
    let status = text_of(param, "transactionStatus");
    let currency = text_if_any(param, "currency");
    Event {
        message,
        key: ["payout ", &*text_of(param, "transactionId"), " ", &*status].concat(),
        order: text_of(param, "mchOrderId").into_owned(),
        outcome: outcome(TransactionStatus::parse(&status), &text_of(param, "eventName")),
        amount: amount(&text_of(param, "amount"), currency.as_deref()),
        at: moment(param, "returnTime"),
        // Accounts stand in the request only.
        address: None,
        currency: currency.map(|currency| currency.into_owned()),
        status: status.into_owned(),
    }
}

/// Event and status must agree, as with payments.
fn outcome(status: TransactionStatus, event: &str) -> Outcome {
    match (event, status) {
        ("disbursement.success", TransactionStatus::Completed) => Outcome::PaidOut,
        ("disbursement.failed", TransactionStatus::Failed) => Outcome::Failed,
        ("disbursement.success" | "disbursement.failed", TransactionStatus::Pending) => Outcome::Pending,
        _ => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, read, read_body};
    use super::*;

    const V2: &str = example!("payout_notification_v2_param.callback.json");

    #[test]
    fn a_payout_of_version_1_has_no_currency_and_so_no_unit() {
        let event = read_body(example!("payout_notification_bluepay.callback.json")).unwrap();
        assert_eq!(event.message, "paycools/ph-payout-notification");
        assert_eq!(event.order, "TestMchOrderIdD0001");
        assert_eq!(event.outcome, Outcome::PaidOut);
        assert_eq!((event.amount, event.currency), (None, None));
        assert_eq!(event.at.unwrap().to_string(), "2023-03-02 09:25:12 (zone not documented)");
    }

    #[test]
    fn a_payout_of_version_2_has_both() {
        let event = read(V2).unwrap();
        assert_eq!(event.message, "paycools/v2-payout-notification");
        assert_eq!(event.order, "10e1369686110330100");
        assert_eq!(event.outcome, Outcome::Failed);
        assert_eq!(event.amount.unwrap().text(), "1.00");
        assert_eq!(event.currency.as_deref(), Some("PHP"));
        assert_eq!(event.at.unwrap().to_string(), "2024-07-19T14:15:01+08:00");
    }

    #[test]
    fn a_payout_never_credits() {
        let arrived = V2.replace("FAILED", "COMPLETED").replace("disbursement.failed", "disbursement.success");
        assert_eq!(read(&arrived).unwrap().outcome, Outcome::PaidOut);
        assert!(!read(&arrived).unwrap().outcome.credits());
    }

    #[test]
    fn other_words_are_parked() {
        assert_eq!(read(&V2.replace("FAILED", "RETURNED")).unwrap().outcome, Outcome::Unknown);
        assert_eq!(read(&V2.replace("FAILED", "COMPLETED")).unwrap().outcome, Outcome::Unknown);
        assert_eq!(read(&V2.replace("disbursement.failed", "disbursement.back")).unwrap().outcome, Outcome::Unknown);
    }
}
