//! Refunds.

use super::moment;
use crate::gateway::{Event, Outcome, text_of};
use crate::wire::Object;

/// `refundStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundStatus {
    /// Not decided.
    Pending,
    /// Money went back.
    Complete,
    /// No money went back.
    Failed,
    /// No document names it.
    Unknown,
}

impl RefundStatus {
    /// From the word on the wire. The page's sample says COMPLETE, the protocol's other messages COMPLETED (11).
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "PENDING" => Self::Pending,
            "COMPLETE" | "COMPLETED" => Self::Complete,
            "FAILED" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    /// Event and status must agree; no page shows the status of a refund that was given up.
    fn outcome(self, event: &str) -> Outcome {
        match (event, self) {
            ("payment.refund.success", Self::Complete) => Outcome::Refunded,
            ("payment.refund.failed", Self::Failed) => Outcome::Failed,
            ("payment.refund.cancel", Self::Failed | Self::Unknown) => Outcome::Closed,
            ("payment.refund.success" | "payment.refund.failed" | "payment.refund.cancel", Self::Pending) => {
                Outcome::Pending
            }
            _ => Outcome::Unknown,
        }
    }
}

/// The order is the refund's, not that of the payment, which may have several.
pub(super) fn event(message: &'static str, param: &Object<'_>) -> Event {
    let status = text_of(param, "refundStatus");
    Event {
        message,
        key: ["refund ", &*text_of(param, "refundTransactionId"), " ", &*status].concat(),
        order: text_of(param, "mchRefundOrderId").into_owned(),
        outcome: RefundStatus::parse(&status).outcome(&text_of(param, "eventName")),
        // In cents or whole units, as the payment was; the message names no currency.
        amount: None,
        currency: None,
        at: moment(param, "refundReturnTime"),
        address: None,
        status: status.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, read_body};
    use super::*;

    const REFUND: &str = example!("refund_notification.callback.json");

    #[test]
    fn a_refund_is_no_payment() {
        let event = read_body(REFUND).unwrap();
        assert_eq!(event.message, "paycools/refund-notification");
        assert_eq!(event.order, "18184914989277184");
        assert_eq!(event.outcome, Outcome::Refunded);
        assert!(!event.outcome.credits());
        assert_eq!(event.at.unwrap().to_string(), "2024-07-31 11:38:55 (zone not documented)");
    }

    #[test]
    fn either_spelling_of_complete_is_complete() {
        assert_eq!(read_body(&REFUND.replace("COMPLETE", "COMPLETED")).unwrap().outcome, Outcome::Refunded);
    }

    #[test]
    fn event_and_status_must_agree() {
        let outcome = |event: &str, status: &str| {
            let body = REFUND.replace("payment.refund.success", event).replace("COMPLETE", status);
            read_body(&body).unwrap().outcome
        };
        assert_eq!(outcome("payment.refund.success", "FAILED"), Outcome::Unknown);
        assert_eq!(outcome("payment.refund.success", "PENDING"), Outcome::Pending);
        assert_eq!(outcome("payment.refund.success", "DONE"), Outcome::Unknown);
        assert_eq!(outcome("payment.refund.failed", "FAILED"), Outcome::Failed);
        assert_eq!(outcome("payment.refund.cancel", "CANCEL"), Outcome::Closed);
        assert_eq!(outcome("payment.refund.cancel", "COMPLETE"), Outcome::Unknown);
        assert_eq!(outcome("payment.refund.back", "COMPLETE"), Outcome::Unknown);
    }
}
