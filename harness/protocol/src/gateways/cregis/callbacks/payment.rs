//! Callbacks about orders at the checkout: an envelope around `data`.

use crate::gateways::cregis::members::{NONCE, PID, SIGN, TIMESTAMP};
use crate::gateways::cregis::responses::PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT;
use crate::message::{Field, Kind, Message, Published, Value};

/// <https://developer.cregis.com/api-reference/callback/payment-engine>
pub static PAYMENT_ORDER_NOTIFY: Message = Message {
    id: "cregis/payment-order-notify",
    path: "callback_url",
    about: "A payment order was paid, expired, was refunded, or was topped up.",
    fields: &[
        Field::required("event_name", Kind::Constant("order"), ""),
        Field::required("event_type", Kind::Enumeration(EVENT_TYPES), "1: two spellings of two events"),
        Field::required("data", Kind::Nested(DATA), "2: text in the tables and on the wire, object in the example"),
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    examples: &["payment-order-notify.callback.json"],
    source: "https://developer.cregis.com/api-reference/callback/payment-engine",
    ..Message::CALLBACK
};

/// The first order API's notification. Envelope and event names are those of [`PAYMENT_ORDER_NOTIFY`], so nothing in the
/// message tells it from that one, as which it is read. <https://developer.cregis.com/api-reference/callback/payment>
pub static PAYMENT_V1_NOTIFY_LEGACY: Message = Message {
    id: "cregis/payment-v1-notify-legacy",
    path: "callback_url",
    about: "An order of the first order API was paid or expired.",
    fields: &[
        Field::required("event_name", Kind::Constant("order"), ""),
        Field::required("event_type", Kind::Enumeration(V1_EVENT_TYPES), ""),
        Field::required("data", Kind::Object(V1_DATA), "2: an object on this page, text on later ones"),
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
    ],
    published: Published::Part,
    answer: Some(&PAYMENT_ORDER_NOTIFY_ACKNOWLEDGEMENT),
    source: "https://developer.cregis.com/api-reference/callback/payment",
    ..Message::CALLBACK
};

const V1_DATA: &[Field] = &[Field::expected("status", Kind::Enumeration(V1_STATUSES), "")];

/// An event of [`PAYMENT_ORDER_NOTIFY`]: its names and what `data` holds.
#[derive(Debug)]
pub struct EventShape {
    /// `event_type` as the newest page spells it.
    pub event_type: &'static str,
    /// `event_type` as an older page spells it, where that differs.
    pub older: Option<&'static str>,
    /// Members of `data`.
    pub data: &'static [Field],
}

/// All events of [`PAYMENT_ORDER_NOTIFY`].
pub const EVENTS: &[EventShape] = &[
    EventShape { event_type: "paid", older: None, data: PAID_DATA },
    EventShape { event_type: "paid_partial", older: Some("partial_paid"), data: PAID_DATA },
    EventShape { event_type: "paid_over", older: Some("overpaid"), data: PAID_DATA },
    EventShape { event_type: "expired", older: None, data: EXPIRED_DATA },
    EventShape { event_type: "refunded", older: None, data: REFUNDED_DATA },
    EventShape { event_type: "paid_remain", older: None, data: PAID_REMAIN_DATA },
];

/// The event of that name, in either spelling.
#[must_use]
pub fn event_shape(event_type: &str) -> Option<&'static EventShape> {
    EVENTS.iter().find(|shape| shape.event_type == event_type || shape.older == Some(event_type))
}

/// `data` of `paid`, `paid_partial` and `paid_over`: money arrived.
pub const PAID_DATA: &[Field] = &[
    CREGIS_ID,
    ORDER_ID,
    Field::required("receive_amount", Kind::DecimalText, RECEIVE_AMOUNT_NOTE),
    Field::required("receive_currency", FILLED, ""),
    Field::required("pay_amount", Kind::DecimalText, PAY_AMOUNT_NOTE),
    Field::required("pay_currency", FILLED, ""),
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    Field::required("exchange_rate", Kind::DecimalText, ""),
    Field::required("payment_address", FILLED, ""),
    CREATED_TIME,
    CANCEL_TIME,
    Field::required("transact_time", Kind::Millis, ""),
    VALID_TIME,
    STATUS,
    REMARK,
    Field::required("tx_id", FILLED, "hash of the transaction, spelt as its chain spells it"),
    PAYER_ID,
    PAYER_NAME,
    PAYER_EMAIL,
];

/// `data` of `expired`: nothing arrived, so neither amounts received nor a transaction.
pub const EXPIRED_DATA: &[Field] = &[
    CREGIS_ID,
    ORDER_ID,
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    CREATED_TIME,
    CANCEL_TIME,
    VALID_TIME,
    STATUS,
    REMARK,
    PAYER_ID,
    PAYER_NAME,
    PAYER_EMAIL,
];

/// `data` of `refunded`: the order again, and the refund. `status` is still that of the order, even `paid`.
pub const REFUNDED_DATA: &[Field] = &[
    CREGIS_ID,
    ORDER_ID,
    RECEIVE_AMOUNT,
    RECEIVE_CURRENCY,
    PAY_AMOUNT,
    PAY_CURRENCY,
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    EXCHANGE_RATE,
    PAYMENT_ADDRESS,
    CREATED_TIME,
    CANCEL_TIME,
    TRANSACT_TIME,
    VALID_TIME,
    STATUS,
    REMARK,
    TX_ID,
    PAYER_ID,
    PAYER_NAME,
    PAYER_EMAIL,
    REFUND_REQUESTED,
    REFUND_KIND,
    REFUND_ID,
    REFUND_ADDRESS,
    REFUND_CURRENCY,
    REFUND_AMOUNT,
    REFUND_FEE,
    ACTUAL_REFUND_AMOUNT,
    REFUND_STATUS,
    REFUND_TX_ID,
    REFUND_CREATED_TIME,
    REFUND_TRANSACT_TIME,
];

/// `data` of `paid_remain`: the order again, and the payment that topped it up.
pub const PAID_REMAIN_DATA: &[Field] = &[
    CREGIS_ID,
    ORDER_ID,
    RECEIVE_AMOUNT,
    RECEIVE_CURRENCY,
    PAY_AMOUNT,
    PAY_CURRENCY,
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    EXCHANGE_RATE,
    PAYMENT_ADDRESS,
    CREATED_TIME,
    CANCEL_TIME,
    TRANSACT_TIME,
    VALID_TIME,
    STATUS,
    REMARK,
    TX_ID,
    PAYER_ID,
    PAYER_NAME,
    PAYER_EMAIL,
    ADDITIONAL_PAY_CURRENCY,
    ADDITIONAL_PAY_AMOUNT,
    ADDITIONAL_PAYMENT_ADDRESS,
    ADDITIONAL_PAYMENT_TX_ID,
    ADDITIONAL_PAYMENT_TRANSACT_TIME,
    ADDITIONAL_PAYMENT_TIME,
];

/// `data` of any event: every member that some event has, so that none counts as unknown. [`EVENTS`] says which event
/// has which, and what it demands.
const DATA: &[Field] = &[
    CREGIS_ID,
    ORDER_ID,
    RECEIVE_AMOUNT,
    RECEIVE_CURRENCY,
    PAY_AMOUNT,
    PAY_CURRENCY,
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    EXCHANGE_RATE,
    PAYMENT_ADDRESS,
    CREATED_TIME,
    CANCEL_TIME,
    TRANSACT_TIME,
    VALID_TIME,
    STATUS,
    REMARK,
    TX_ID,
    PAYER_ID,
    PAYER_NAME,
    PAYER_EMAIL,
    REFUND_REQUESTED,
    REFUND_KIND,
    REFUND_ID,
    REFUND_ADDRESS,
    REFUND_CURRENCY,
    REFUND_AMOUNT,
    REFUND_FEE,
    ACTUAL_REFUND_AMOUNT,
    REFUND_STATUS,
    REFUND_TX_ID,
    REFUND_CREATED_TIME,
    REFUND_TRANSACT_TIME,
    ADDITIONAL_PAY_CURRENCY,
    ADDITIONAL_PAY_AMOUNT,
    ADDITIONAL_PAYMENT_ADDRESS,
    ADDITIONAL_PAYMENT_TX_ID,
    ADDITIONAL_PAYMENT_TRANSACT_TIME,
    ADDITIONAL_PAYMENT_TIME,
];

// Members of `data` in every event.
const CREGIS_ID: Field = Field::required("cregis_id", FILLED, "`po` and 16 or 17 digits in all examples");
const ORDER_ID: Field =
    Field::required("order_id", Kind::Text { min: 1, max: 128 }, "the merchant's; older page: at most 64");
const STATUS: Field =
    Field::required("status", Kind::Enumeration(STATUSES), "14: not the event: `refunded` may say `paid`");
const ORDER_AMOUNT: Field = Field::expected("order_amount", Kind::DecimalText, "as ordered; trailing zeros vary");
const ORDER_CURRENCY: Field = Field::expected("order_currency", FILLED, "ISO 4217 or a crypto code");
const CREATED_TIME: Field = Field::expected("created_time", Kind::Millis, "");
const CANCEL_TIME: Field = Field::optional("cancel_time", Kind::Millis, "null in the example");
const VALID_TIME: Field = Field::expected("valid_time", MINUTES, "minutes; 8: 10 to 60, 10 to 1440, or 10 and more");
const REMARK: Field = Field::optional("remark", Kind::Text { min: 0, max: 256 }, "");
const PAYER_ID: Field = Field::optional("payer_id", TEXT, "21: at most 32, or no limit");
const PAYER_NAME: Field = Field::optional("payer_name", TEXT, "21: at most 32, or no limit");
const PAYER_EMAIL: Field = Field::optional("payer_email", TEXT, "");

// Members of `data` that `paid` demands and that `refunded` and `paid_remain` repeat.
const RECEIVE_AMOUNT: Field = Field::expected("receive_amount", Kind::DecimalText, RECEIVE_AMOUNT_NOTE);
const RECEIVE_CURRENCY: Field = Field::expected("receive_currency", FILLED, "");
const PAY_AMOUNT: Field = Field::expected("pay_amount", Kind::DecimalText, PAY_AMOUNT_NOTE);
const PAY_CURRENCY: Field = Field::expected("pay_currency", FILLED, "");
const EXCHANGE_RATE: Field = Field::expected("exchange_rate", Kind::DecimalText, "");
const PAYMENT_ADDRESS: Field = Field::expected("payment_address", FILLED, "");
const TRANSACT_TIME: Field = Field::expected("transact_time", Kind::Millis, "");
const TX_ID: Field = Field::expected("tx_id", FILLED, "");

// Members of `data` in `refunded`.
const REFUND_REQUESTED: Field = Field::expected("refund_requested", Kind::Enumeration(YES_NO), "");
const REFUND_KIND: Field = Field::expected("type", Kind::IntegerOrText, "11: 0 partial, 1 full; text or integer");
const REFUND_ID: Field = Field::expected("refund_id", Kind::IntegerOrText, "12: integer or text");
const REFUND_ADDRESS: Field = Field::expected("refund_address", TEXT, "");
const REFUND_CURRENCY: Field = Field::expected("refund_currency", TEXT, "such as `USDT-BEP20`");
const REFUND_AMOUNT: Field = Field::expected("refund_amount", Kind::DecimalText, "");
const REFUND_FEE: Field = Field::expected("refund_fee", Kind::DecimalText, "");
const ACTUAL_REFUND_AMOUNT: Field =
    Field::expected("actual_refund_amount", Kind::DecimalText, "`refund_amount` less `refund_fee`");
const REFUND_STATUS: Field =
    Field::expected("refund_status", Kind::IntegerOrText, "12: text or integer; 0 running, 1 done, 2 failed");
const REFUND_TX_ID: Field = Field::expected("refund_tx_id", TEXT, "");
const REFUND_CREATED_TIME: Field = Field::expected("refund_created_time", Kind::MillisOrText, "12: text or integer");
const REFUND_TRANSACT_TIME: Field = Field::expected("refund_transact_time", Kind::MillisOrText, "12: text or integer");

// Members of `data` in `paid_remain`.
const ADDITIONAL_PAY_CURRENCY: Field = Field::expected("additional_pay_currency", TEXT, "");
const ADDITIONAL_PAY_AMOUNT: Field = Field::expected("additional_pay_amount", Kind::DecimalText, "");
const ADDITIONAL_PAYMENT_ADDRESS: Field = Field::expected("additional_payment_address", TEXT, "");
const ADDITIONAL_PAYMENT_TX_ID: Field =
    Field::expected("additional_payment_tx_id", TEXT, "13: listed twice, the second time as an integer time");
const ADDITIONAL_PAYMENT_TRANSACT_TIME: Field =
    Field::optional("additional_payment_transact_time", Kind::Millis, "13: the name in the OpenAPI file");
const ADDITIONAL_PAYMENT_TIME: Field =
    Field::optional("additional_payment_time", Kind::Millis, "13: the name in an SDK of January 2026");

const RECEIVE_AMOUNT_NOTE: &str = "the amount due, converted to the pay currency; not what arrived";
const PAY_AMOUNT_NOTE: &str = "what arrived";

const EVENT_TYPES: &[Value] = &[
    Value { name: "paid", about: "paid in full" },
    Value { name: "paid_partial", about: "less arrived than was due" },
    Value { name: "partial_paid", about: "older spelling of `paid_partial`" },
    Value { name: "paid_over", about: "more arrived than was due" },
    Value { name: "overpaid", about: "older spelling of `paid_over`" },
    Value { name: "expired", about: "the order's time ran out" },
    Value { name: "refunded", about: "money went back to the payer" },
    Value { name: "paid_remain", about: "the payer added what was missing" },
];

const V1_EVENT_TYPES: &[Value] =
    &[Value { name: "paid", about: "paid in full" }, Value { name: "expired", about: "the order's time ran out" }];

const V1_STATUSES: &[Value] = &[
    Value { name: "new", about: "nothing arrived yet" },
    Value { name: "paid", about: "paid in full" },
    Value { name: "expired", about: "the order's time ran out" },
];

const STATUSES: &[Value] = &[
    Value { name: "new", about: "nothing arrived yet" },
    Value { name: "paid", about: "paid in full" },
    Value { name: "expired", about: "the order's time ran out" },
    Value { name: "paid_over", about: "more arrived than was due" },
    Value { name: "paid_partial", about: "less arrived than was due" },
    Value { name: "canceled", about: "cancelled; only in the OpenAPI file" },
];

const YES_NO: &[Value] = &[Value { name: "yes", about: "" }, Value { name: "no", about: "" }];

const MINUTES: Kind = Kind::Integer { min: 10, max: i64::MAX };
const TEXT: Kind = Kind::TEXT;
const FILLED: Kind = Kind::FILLED;
