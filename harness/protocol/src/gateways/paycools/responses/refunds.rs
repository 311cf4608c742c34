//! Refunds.

use super::{CODE, ENVELOPE, MESSAGE, data};
use crate::gateways::paycools::callbacks::REFUND_STATUSES;
use crate::message::{Field, Kind, Message};

/// 7.1. <https://docs.bluepay.asia/en/refund/CreateRefundOrder.html>
pub static REFUND_RESPONSE: Message = Message {
    id: "paycools/refund-response",
    path: "/open-api/payment/refund",
    about: "How the refund stands at once; the notification says how it ended.",
    fields: &[CODE, MESSAGE, data(REFUND)],
    envelope: Some(&ENVELOPE),
    examples: &["legacy_refund_ph.response.json"],
    source: "https://docs.bluepay.asia/en/refund/CreateRefundOrder.html",
    ..Message::RESPONSE
};

const REFUND: &[Field] =
    &[MCH_REFUND_ORDER_ID, REFUND_TRANSACTION_ID, REFUND_CREATE_TIME, REFUND_AMOUNT, REFUND_STATUS];

/// 7.2. <https://docs.bluepay.asia/en/refund/GetRefundInfo.html>
pub static REFUND_PAYMENTS_RESPONSE: Message = Message {
    id: "paycools/refund-payments-response",
    path: "/open-api/refund/payments",
    about: "The refunds, as a list.",
    fields: &[CODE, MESSAGE, Field::expected("data", Kind::List(REFUNDS), "null or absent in refusals")],
    envelope: Some(&ENVELOPE),
    source: "https://docs.bluepay.asia/en/refund/GetRefundInfo.html",
    ..Message::RESPONSE
};

const REFUNDS: &[Field] = &[
    MCH_REFUND_ORDER_ID,
    Field::expected("originalTransactionId", Kind::FILLED, "the payment's"),
    REFUND_TRANSACTION_ID,
    REFUND_AMOUNT,
    Field::expected("feeRefunded", Kind::COUNT, "same unit"),
    REFUND_STATUS,
    REFUND_CREATE_TIME,
    Field::expected("refundReturnTime", Kind::DateTimeText, "when it ended; zone unknown"),
    Field::optional("failedCode", Kind::INT64, "15"),
    Field::optional("failedMessage", Kind::Either(&[Kind::TEXT, Kind::INT64]), "16: typed as an integer"),
];

const MCH_REFUND_ORDER_ID: Field = Field::expected("mchRefundOrderId", Kind::FILLED, "the merchant's");
const REFUND_TRANSACTION_ID: Field = Field::expected("refundTransactionId", Kind::FILLED, "the gateway's");
const REFUND_CREATE_TIME: Field = Field::expected("refundCreateTime", Kind::DateTimeText, "zone unknown");
const REFUND_AMOUNT: Field = Field::expected("refundAmount", Kind::COUNT, "18: cents, whole rupiah");
const REFUND_STATUS: Field = Field::expected("refundStatus", Kind::Enumeration(REFUND_STATUSES), "11");
