//! Payments: for one order, to a static code, on the hosted page.

use super::{amount, moment};
use crate::gateway::{Event, Outcome, text_of};
use crate::wire::Object;

/// `transactionStatus` of a payment or payout.
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

    /// Of a payment. Event and status must agree: neither alone means paid.
    fn outcome(self, event: &str) -> Outcome {
        let succeeded =
            matches!(event, "order.payment.success" | "static.order.payment.success" | "checkout.payment.success");
        let failed = matches!(event, "order.payment.failed" | "static.order.payment.failed");
        match self {
            Self::Completed if succeeded => Outcome::Paid,
            Self::Failed if failed => Outcome::Failed,
            Self::Pending if succeeded || failed => Outcome::Pending,
            _ => Outcome::Unknown,
        }
    }
}

/// Of one order.
pub(super) fn event(message: &'static str, param: &Object<'_>) -> Event {
    let channel = text_of(param, "channelCode");
    common(message, param, currency(&channel))
}

/// To a static code. The order is the code's and comes again with each payment; the key is the payment's.
pub(super) fn static_event(message: &'static str, param: &Object<'_>) -> Event {
    Event { at: moment(param, "returnTime"), ..event(message, param) }
}

/// On the hosted page. The amount is in the order's currency, not in that of the settlement.
pub(super) fn checkout_event(message: &'static str, param: &Object<'_>) -> Event {
    let currency = text_of(param, "currency");
    Event { at: moment(param, "returnTime"), ..common(message, param, Some(&currency)) }
}

fn common(message: &'static str, param: &Object<'_>, currency: Option<&str>) -> Event {
    let status = text_of(param, "transactionStatus");
    Event {
        message,
        key: [&*text_of(param, "transactionId"), " ", &*status].concat(),
        order: text_of(param, "mchOrderId").into_owned(),
        outcome: TransactionStatus::parse(&status).outcome(&text_of(param, "eventName")),
        amount: amount(&text_of(param, "amount"), currency),
        currency: currency.map(str::to_owned),
        at: None,
        address: None,
        status: status.into_owned(),
    }
}

/// Version 1 names neither country nor currency; the channel's prefix does.
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

#[cfg(test)]
mod tests {
    use super::super::tests::{example, read, read_body};
    use super::*;

    const CHECKOUT: &str = concat!(
        r#"{"eventName":"checkout.payment.success","checkoutId":"CH1789920394875113472","countryCode":"PH","#,
        r#""currency":"PHP","settlementCurrency":"USD","amount":50000,"channelCode":"PH_GCASH_URL","#,
        r#""mchOrderId":"Platform653350151938813","createTime":"2023-01-01 09:38:06","#,
        r#""returnTime":"2023-01-01 09:40:06","transactionId":"CU1","transactionStatus":"COMPLETED"}"#
    );

    #[test]
    fn a_payment_to_a_static_code_is_one_of_many() {
        let body = example!("payment_notification_ph_static.callback.json");
        let event = read_body(body).unwrap();
        assert_eq!(event.message, "paycools/ph-static-payment-notification");
        assert_eq!(event.order, "Platform653350151938813");
        assert_eq!(event.outcome, Outcome::Paid);
        assert_eq!(event.currency.as_deref(), Some("IDR"));
        assert_eq!(event.at.unwrap().to_string(), "2023-01-01 09:40:06 (zone not documented)");
        let next = read_body(&body.replace("C1032653961085706055", "C1032653961085706056")).unwrap();
        assert_eq!(next.order, event.order);
        assert_ne!(next.key, event.key);
    }

    #[test]
    fn pesos_come_in_hundredths() {
        let body = example!("payment_notification_ph_static.callback.json").replace("ID_BCA_VA", "PH_QRPH_STATIC");
        let event = read_body(&body).unwrap();
        assert_eq!(event.amount.unwrap().text(), "500.00");
        assert_eq!(event.currency.as_deref(), Some("PHP"));
    }

    #[test]
    fn a_checkout_names_its_currency() {
        let event = read(CHECKOUT).unwrap();
        assert_eq!(event.message, "paycools/v2-checkout-payment-notification");
        assert_eq!(event.outcome, Outcome::Paid);
        assert_eq!(event.currency.as_deref(), Some("PHP"));
        assert_eq!(event.amount.unwrap().text(), "500.00");
        assert_eq!(read(&CHECKOUT.replace("COMPLETED", "PENDING")).unwrap().outcome, Outcome::Pending);
        assert_eq!(read(&CHECKOUT.replace("COMPLETED", "FAILED")).unwrap().outcome, Outcome::Unknown);
    }

    #[test]
    fn event_and_status_must_agree() {
        for (event, status, outcome) in [
            ("order.payment.success", "COMPLETED", Outcome::Paid),
            ("order.payment.success", "PENDING", Outcome::Pending),
            ("order.payment.success", "FAILED", Outcome::Unknown),
            ("order.payment.success", "COMPLETE", Outcome::Unknown),
            ("order.payment.failed", "COMPLETED", Outcome::Unknown),
            ("static.order.payment.success", "COMPLETED", Outcome::Paid),
            ("static.order.payment.failed", "FAILED", Outcome::Failed),
            ("static.order.payment.failed", "COMPLETED", Outcome::Unknown),
            ("checkout.payment.success", "COMPLETED", Outcome::Paid),
            ("checkout.payment.failed", "FAILED", Outcome::Unknown),
            ("disbursement.success", "COMPLETED", Outcome::Unknown),
            ("payment.success", "COMPLETED", Outcome::Unknown),
        ] {
            assert_eq!(TransactionStatus::parse(status).outcome(event), outcome, "{event} {status}");
        }
    }
}
