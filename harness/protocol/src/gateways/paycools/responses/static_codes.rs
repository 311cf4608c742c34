//! Payment codes that can be paid again and again.

use super::payments::CHANNEL_TYPES;
use super::{CHANNEL_CODE, CODE, CREATE_TIME, ENVELOPE, MCH_ORDER_ID, MESSAGE, PAY_DATA, data};
use crate::message::{Field, Kind, Message, Value};

/// 2.3.1. <https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCollection.html>
pub static PH_STATIC_CREATE_PAYMENT_RESPONSE: Message = Message {
    id: "paycools/ph-static-create-payment-response",
    path: "/open-api/philippines/static/payment/generate",
    about: "The payment code.",
    fields: &[CODE, MESSAGE, data(CREATED)],
    envelope: Some(&ENVELOPE),
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCollection.html",
    ..Message::RESPONSE
};

const CREATED: &[Field] = &[
    MCH_ORDER_ID,
    PAY_DATA,
    CHANNEL_CODE,
    CREATE_TIME,
    STATUS,
    Field::expected("channelType", Kind::Enumeration(CHANNEL_TYPES), "what `payData` is"),
];

/// 2.3.5. <https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCancel.html>
pub static PH_STATIC_CODE_CANCEL_RESPONSE: Message = Message {
    id: "paycools/ph-static-code-cancel-response",
    path: "/open-api/philippines/static/code/cancel",
    about: "The payment code as it ended.",
    fields: &[CODE, MESSAGE, data(CANCELLED)],
    envelope: Some(&ENVELOPE),
    examples: &["payment_code_cancel_ph.response.json"],
    source: "https://docs.ezpaytechs.com/en/philippines/Payment/Static/StaticCancel.html",
    ..Message::RESPONSE
};

const CANCELLED: &[Field] = &[
    MCH_ORDER_ID,
    PAY_DATA,
    CHANNEL_CODE,
    CREATE_TIME,
    STATUS,
    Field::expected("expiresTime", Kind::DateTimeText, "zone unknown"),
];

const STATUS: Field = Field::expected("status", Kind::Enumeration(CODE_STATUSES), "of the code, not of a payment");

const CODE_STATUSES: &[Value] = &[Value { name: "CANCEL", about: "ended; the only word that a page shows" }];
