//! Answers about orders at the hosted checkout.

use super::{ANSWER, CODE, MSG, OK, data};
use crate::gateways::cregis::members::{ORDER_DETAILS, REFUND_STATUSES, SUB_MERCHANT};
use crate::message::{Field, IntegerValue, Kind, Message, Published, Value};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-create>
pub static PAYMENT_ENGINE_CREATE_RESPONSE: Message = Message {
    id: "cregis/payment-engine-create-response",
    path: "/api/v2/checkout",
    about: "The order's number, its checkout page, and where to pay in each coin.",
    fields: &[CODE, MSG, OK, data(CREATED)],
    examples: &["payment-engine-create.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-create",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-query>
pub static PAYMENT_ENGINE_QUERY_RESPONSE: Message = Message {
    id: "cregis/payment-engine-query-response",
    path: "/api/v2/order/info",
    about: "The order, what was paid, what went back, and its settlement.",
    fields: &[CODE, MSG, OK, data(ORDER)],
    examples: &["payment-engine-query.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payment/payment-engine-query",
    ..ANSWER
};

/// The page is cut off behind `expire_time`. <https://developer.cregis.com/api-reference/request-apis/payment-create>
pub static PAYMENT_V1_ORDER_LEGACY_RESPONSE: Message = Message {
    id: "cregis/payment-v1-order-legacy-response",
    path: "/api/v1/order",
    about: "The order of the first order API.",
    fields: &[
        CODE,
        MSG,
        OK,
        Field::expected("data", Kind::Either(&[Kind::Object(V1_ORDER), Kind::List(V1_ORDER)]), "typed as a list"),
    ],
    published: Published::Part,
    source: "https://developer.cregis.com/api-reference/request-apis/payment-create",
    ..ANSWER
};

const V1_ORDER: &[Field] = &[CREGIS_ID, ORDER_AMOUNT, ORDER_CURRENCY, CREATED_TIME, EXPIRE_TIME];

/// `data` of [`PAYMENT_ENGINE_CREATE_RESPONSE`].
pub const CREATED: &[Field] = &[
    CREGIS_ID,
    Field::expected("checkout_url", Kind::Url, ""),
    Field::optional("merchant_name", Kind::TEXT, ""),
    Field::optional("merchant_logo_url", Kind::TEXT, ""),
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    CREATED_TIME,
    EXPIRE_TIME,
    PAYMENT_INFO,
];

/// `data` of [`PAYMENT_ENGINE_QUERY_RESPONSE`].
pub const ORDER: &[Field] = &[
    CREGIS_ID,
    Field::expected("order_id", Kind::FILLED, "the merchant's"),
    ORDER_AMOUNT,
    ORDER_CURRENCY,
    CREATED_TIME,
    Field::optional("cancel_time", Kind::Millis, ""),
    Field::optional("transact_time", Kind::Millis, ""),
    Field::expected("valid_time", Kind::COUNT, "minutes"),
    Field::expected("status", Kind::Enumeration(STATUSES), "14"),
    Field::optional("refund_requested", Kind::Enumeration(YES_NO), ""),
    Field::optional("refund_data", Kind::Object(REFUND), ""),
    Field::optional("payer_id", Kind::TEXT, ""),
    Field::optional("payer_name", Kind::TEXT, ""),
    Field::optional("payer_email", Kind::TEXT, ""),
    Field::optional("remark", Kind::TEXT, ""),
    Field::optional("payment_detail", Kind::List(PAYMENT_DETAIL), ""),
    PAYMENT_INFO,
    Field::optional("order_details", Kind::Object(ORDER_DETAILS), "an object here, text in the request"),
    Field::optional("settlement_status", Kind::Enumeration(SETTLEMENT_STATUSES), ""),
    Field::optional("settlement_type", Kind::Enumeration(SETTLEMENT_TYPES), ""),
    Field::optional("sub_merchant", Kind::Object(SUB_MERCHANT), "an object here, text in the request"),
    Field::optional("settlement_details", Kind::Object(&[]), "only in the OpenAPI file"),
];

const REFUND: &[Field] = &[
    Field::expected("refund_id", Kind::IntegerOrText, "12: integer, or text"),
    Field::expected("cregis_id", Kind::TEXT, ""),
    Field::expected("reference_id", Kind::TEXT, ""),
    Field::expected("recipient_id", Kind::TEXT, ""),
    Field::expected("recipient_name", Kind::TEXT, ""),
    Field::expected("recipient_email", Kind::TEXT, ""),
    Field::expected("recipient_address", Kind::TEXT, ""),
    Field::expected("token", Kind::TEXT, ""),
    Field::expected("network", Kind::TEXT, ""),
    Field::expected("refund_amount", Kind::DecimalText, ""),
    Field::expected("refund_fee", Kind::DecimalText, ""),
    Field::expected("actual_refund_amount", Kind::DecimalText, ""),
    Field::expected("refund_tx_id", Kind::TEXT, ""),
    Field::expected("type", Kind::IntegerEnumeration(REFUND_KINDS), "11: 0 and 1 in the callback"),
    Field::expected("refund_status", Kind::IntegerEnumeration(REFUND_STATUSES), ""),
    Field::expected("refund_created_time", Kind::MillisOrText, "12: text, or integer"),
    Field::expected("refund_transact_time", Kind::MillisOrText, "12: text, or integer"),
];

const PAYMENT_DETAIL: &[Field] = &[
    Field::expected("payment_address", Kind::TEXT, ""),
    Field::expected("from_address", Kind::TEXT, ""),
    Field::expected("receive_amount", Kind::DecimalText, "what was due"),
    Field::expected("receive_currency", Kind::TEXT, ""),
    Field::expected("pay_amount", Kind::DecimalText, "what arrived"),
    Field::expected("pay_currency", Kind::TEXT, ""),
    Field::expected("exchange_rate", Kind::DecimalText, ""),
    Field::expected("tx_id", Kind::TEXT, ""),
    Field::expected("blockchain", Kind::TEXT, ""),
    Field::expected("token_name", Kind::TEXT, ""),
];

/// Where to pay in one coin.
const PAYMENT_OPTION: &[Field] = &[
    Field::expected("payment_address", Kind::FILLED, ""),
    Field::expected("token_symbol", Kind::TEXT, ""),
    Field::expected("blockchain", Kind::TEXT, ""),
    Field::expected("token_name", Kind::TEXT, "such as `USDT-TRC20`"),
    Field::expected("logo_url", Kind::TEXT, ""),
    Field::expected("token_decimals", Kind::COUNT, ""),
    Field::expected("receive_amount", Kind::DecimalText, "what is due in this coin"),
    Field::expected("receive_currency", Kind::TEXT, ""),
    Field::expected("exchange_rate", Kind::DecimalText, ""),
    Field::expected("asset_logo", Kind::TEXT, ""),
    Field::optional("consolidated_qrcodes", Kind::List(QR_CODE), "only in the OpenAPI file"),
];

const QR_CODE: &[Field] = &[
    Field::expected("qrcode", Kind::TEXT, ""),
    Field::expected("wallet_icon", Kind::TEXT, ""),
    Field::expected("wallet_name", Kind::TEXT, ""),
];

const CREGIS_ID: Field = Field::expected("cregis_id", Kind::FILLED, "`po` and digits");
const ORDER_AMOUNT: Field = Field::expected("order_amount", Kind::DecimalText, "");
const ORDER_CURRENCY: Field = Field::expected("order_currency", Kind::FILLED, "");
const CREATED_TIME: Field = Field::expected("created_time", Kind::Millis, "");
const EXPIRE_TIME: Field = Field::expected("expire_time", Kind::Millis, "");
const PAYMENT_INFO: Field = Field::expected("payment_info", Kind::List(PAYMENT_OPTION), "");

const STATUSES: &[Value] = &[
    Value { name: "new", about: "nothing arrived yet" },
    Value { name: "paid", about: "paid in full" },
    Value { name: "expired", about: "the order's time ran out" },
    Value { name: "paid_over", about: "more arrived than was due" },
    Value { name: "paid_partial", about: "less arrived than was due" },
    Value { name: "canceled", about: "cancelled; only in the OpenAPI file" },
];

const YES_NO: &[Value] = &[Value { name: "yes", about: "" }, Value { name: "no", about: "" }];

const REFUND_KINDS: &[IntegerValue] =
    &[IntegerValue { value: 1, about: "partial" }, IntegerValue { value: 2, about: "full" }];

const SETTLEMENT_STATUSES: &[Value] = &[
    Value { name: "unsettled", about: "" },
    Value { name: "settling", about: "" },
    Value { name: "settled", about: "" },
];

const SETTLEMENT_TYPES: &[Value] = &[
    Value { name: "", about: "not settled yet" },
    Value { name: "system", about: "by Cregis" },
    Value { name: "manual", about: "by hand" },
];
