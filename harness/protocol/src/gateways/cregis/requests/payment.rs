//! Orders at the hosted checkout.

use crate::gateways::cregis::members::{NONCE, ORDER_DETAILS, PID, SIGN, SUB_MERCHANT, TIMESTAMP};
use crate::gateways::cregis::responses::payment as responses;
use crate::message::{Field, Kind, Message, Published, Value};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-create>
pub static PAYMENT_ENGINE_CREATE: Message = Message {
    id: "cregis/payment-engine-create",
    path: "/api/v2/checkout",
    about: "Opens an order and asks for its checkout page.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        Field::required("order_id", Kind::Text { min: 1, max: 128 }, "unique (E0018, E0019); 21: at most 64 once"),
        Field::required("order_amount", Kind::DecimalText, "above 0 (E0022), in `order_currency`"),
        Field::required("order_currency", Kind::FILLED, "ISO 4217 or a crypto code"),
        Field::optional("order_details", Kind::Nested(ORDER_DETAILS), "signed as the text it is"),
        Field::optional("sub_merchant", Kind::Nested(SUB_MERCHANT), "signed as the text it is"),
        Field::required("payer_id", Kind::TEXT, "21: at most 32, or no limit"),
        Field::optional("payer_name", Kind::TEXT, "21: at most 32, or no limit"),
        Field::optional("payer_email", Kind::TEXT, "10: required where `accept_…` is `false`; optional once"),
        Field::optional("tokens", Kind::NestedValues(&Kind::TEXT), "pay currencies such as `USDT-TRC20`; none is all"),
        Field::optional("stablecoin_realtime_rate", FLAG, "`false` if left out: USDT and USDC at 1 USD"),
        Field::optional("underpaid_tolerance", Kind::Number, "0 if left out, in `order_currency`"),
        Field::optional("overpaid_tolerance", Kind::Number, "0 if left out, in `order_currency`"),
        Field::optional("accept_partial_payment", FLAG, "`true` if left out; `false`: top up or refund"),
        Field::optional("accept_over_payment", FLAG, "`true` if left out; `false`: the rest is refunded"),
        Field::optional("language", Kind::Enumeration(LANGUAGES), "`en` if left out"),
        Field::optional("callback_url", CALLBACK_URL, "9: required on an older page; at most 256 in v1"),
        Field::optional("remark", Kind::at_most(256), "E0021"),
        Field::expected("valid_time", MINUTES, "minutes; 8: 10 to 60, or 10 to 1440, or optional with 30"),
        Field::required("success_url", Kind::Url, "the browser only: proves nothing"),
        Field::required("cancel_url", Kind::Url, "the browser only: proves nothing"),
    ],
    answer: Some(&responses::PAYMENT_ENGINE_CREATE_RESPONSE),
    examples: &["payment-engine-create.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-create",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-query>
pub static PAYMENT_ENGINE_QUERY: Message = Message {
    id: "cregis/payment-engine-query",
    path: "/api/v2/order/info",
    about: "Asks for an order with its payments, refund and settlement.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, Field::required("cregis_id", Kind::FILLED, "the gateway's number only")],
    answer: Some(&responses::PAYMENT_ENGINE_QUERY_RESPONSE),
    examples: &["payment-engine-query.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-query",
    ..Message::REQUEST
};

/// The first order API. <https://developer.cregis.com/api-reference/request-apis/payment-create>
pub static PAYMENT_V1_ORDER_LEGACY: Message = Message {
    id: "cregis/payment-v1-order-legacy",
    path: "/api/v1/order",
    about: "Opens an order in the first order API, in fiat only.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        Field::required("order_id", Kind::Text { min: 1, max: 64 }, ""),
        Field::required("order_amount", Kind::DecimalText, ""),
        Field::required("order_currency", Kind::FILLED, "fiat"),
        Field::optional("callback_url", CALLBACK_URL, ""),
        Field::optional("remark", Kind::at_most(256), ""),
        Field::optional("valid_time", MINUTES, "minutes, 30 if left out"),
        Field::optional("payer_id", Kind::at_most(32), ""),
        Field::optional("payer_name", Kind::at_most(32), ""),
        Field::optional("payer_email", Kind::TEXT, ""),
    ],
    published: Published::Part,
    answer: Some(&responses::PAYMENT_V1_ORDER_LEGACY_RESPONSE),
    examples: &["payment-v1-order.request.json"],
    source: "https://developer.cregis.com/api-reference/request-apis/payment-create",
    ..Message::REQUEST
};

/// A boolean as text.
const FLAG: Kind = Kind::Enumeration(&[Value { name: "true", about: "" }, Value { name: "false", about: "" }]);
const MINUTES: Kind = Kind::Integer { min: 10, max: i64::MAX };
const CALLBACK_URL: Kind = Kind::Text { min: 0, max: 256 };

const LANGUAGES: &[Value] = &[
    Value { name: "en", about: "English" },
    Value { name: "tc", about: "traditional Chinese" },
    Value { name: "sc", about: "simplified Chinese" },
];
