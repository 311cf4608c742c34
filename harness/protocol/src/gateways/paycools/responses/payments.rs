//! Payments for one order each.

use super::{CHANNEL_CODE, CODE, CREATE_TIME, ENVELOPE, MCH_ORDER_ID, MESSAGE, PAY_DATA, TRANSACTION_ID, data};
use crate::gateways::paycools::callbacks::TRANSACTION_STATUSES;
use crate::message::{Field, Kind, Message, Value};

/// 2.2.1. <https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html>
pub static PH_CREATE_PAYMENT_RESPONSE: Message = Message {
    id: "paycools/ph-create-payment-response",
    path: "/open-api/philippines/payment/generate",
    about: "What the customer pays with; nothing is paid yet.",
    fields: &[CODE, MESSAGE, data(PAYMENT)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/Collection.html",
    ..Message::RESPONSE
};

/// 3.2.1. <https://docs.ezpaytechs.com/en/indonesia/Payment/Collection.html>
pub static ID_CREATE_PAYMENT_RESPONSE: Message = Message {
    id: "paycools/id-create-payment-response",
    path: "/open-api/indonesia/payment/generate",
    about: "What the customer pays with; nothing is paid yet.",
    fields: &[CODE, MESSAGE, data(PAYMENT)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/indonesia/Payment/Collection.html",
    ..Message::RESPONSE
};

/// 4.2.1. <https://docs.ezpaytechs.com/en/malaysia/Payment/Collection.html>
pub static MY_CREATE_PAYMENT_RESPONSE: Message = Message {
    id: "paycools/my-create-payment-response",
    path: "/open-api/malaysia/payment/generate",
    about: "What the customer pays with; nothing is paid yet.",
    fields: &[CODE, MESSAGE, data(PAYMENT)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/malaysia/Payment/Collection.html",
    ..Message::RESPONSE
};

const PAYMENT: &[Field] = &[
    TRANSACTION_ID,
    PAY_DATA,
    MCH_ORDER_ID,
    Field::expected("channelType", Kind::Enumeration(CHANNEL_TYPES), "what `payData` is"),
];

/// What `payData` is.
pub(super) const CHANNEL_TYPES: &[Value] = &[
    Value { name: "URL", about: "a link" },
    Value { name: "VA", about: "the number of a virtual account" },
    Value { name: "QR", about: "what a QR code says" },
];

/// 2.2.2; the members are those of the sample. <https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html>
pub static PH_PAYMENT_STATUS_RESPONSE: Message = Message {
    id: "paycools/ph-payment-status-response",
    path: "/open-api/philippines/payment/query",
    about: "How a payment stands.",
    fields: &[CODE, MESSAGE, data(PAYMENT_STATUS)],
    envelope: Some(&ENVELOPE),
    examples: &["payment_query_ph_dynamic.response.json", "payment_query_ph_dynamic.response.2.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Dynamic/RequestCollectionStatus.html",
    ..Message::RESPONSE
};

const PAYMENT_STATUS: &[Field] = &[
    MCH_ORDER_ID,
    TRANSACTION_ID,
    Field::expected("amount", Kind::COUNT, "18: cents"),
    Field::expected("transactionStatus", Kind::Enumeration(TRANSACTION_STATUSES), "11"),
    CREATE_TIME,
    Field::expected("customerName", Kind::TEXT, ""),
    CHANNEL_CODE,
    Field::expected("email", Kind::TEXT, ""),
];
