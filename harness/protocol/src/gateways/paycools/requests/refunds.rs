//! Refunds; one set of calls for all countries.

use super::{APP_ID, SIGN, TIMESTAMP, param};
use crate::gateways::paycools::responses::refunds as responses;
use crate::message::{Field, Kind, Message, Pattern};

/// 7.1. <https://docs.bluepay.asia/en/refund/CreateRefundOrder.html>
pub static REFUND: Message = Message {
    id: "paycools/refund",
    path: "/open-api/payment/refund",
    about: "Sends a payment back to the customer, whole or in part.",
    fields: &[APP_ID, SIGN, param(REFUND_PARAM)],
    answer: Some(&responses::REFUND_RESPONSE),
    examples: &["legacy_refund_ph.request.json"],
    source: "https://docs.bluepay.asia/en/refund/CreateRefundOrder.html",
    ..Message::REQUEST
};

const REFUND_PARAM: &[Field] = &[
    Field::required(
        "mchRefundOrderId",
        Kind::Limited { pattern: Pattern::Alphanumeric, min: 1, max: 32 },
        "the merchant's; never used twice",
    ),
    Field::required("originalTransactionId", Kind::Text { min: 1, max: 32 }, "the payment's"),
    Field::required("refundAmount", Kind::COUNT, "18: cents, whole rupiah"),
    Field::optional("refundReason", Kind::Text { min: 1, max: 200 }, ""),
    Field::required("refundCallbackUrl", Kind::Url, "at most 256 characters"),
    TIMESTAMP,
];

/// 7.2. <https://docs.bluepay.asia/en/refund/GetRefundInfo.html>
pub static REFUND_PAYMENTS: Message = Message {
    id: "paycools/refund-payments",
    path: "/open-api/refund/payments",
    about: "Asks for the refunds of a payment, or for one of them.",
    fields: &[APP_ID, SIGN, param(REFUND_PAYMENTS_PARAM)],
    answer: Some(&responses::REFUND_PAYMENTS_RESPONSE),
    examples: &["refund_query.request.json"],
    source: "https://docs.bluepay.asia/en/refund/GetRefundInfo.html",
    ..Message::REQUEST
};

const REFUND_PAYMENTS_PARAM: &[Field] = &[
    Field::optional("originalTransactionId", Kind::FILLED, "this or `refundTransactionId`"),
    Field::optional("refundTransactionId", Kind::FILLED, "this or `originalTransactionId`"),
    TIMESTAMP,
];
