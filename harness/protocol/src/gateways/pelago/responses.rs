//! What Pelago answers to a request, and what the merchant answers to a callback.
//!
//! No answer is signed. The answers of `createPelagoOrder`, `withdraw` and `payout` could not be read, so those requests
//! have none here. Numbers in notes (`A11`, `H17`) are those of the contradictions and hazards listed in the gateway's
//! documents.

use super::callbacks::{CRYPTO_STATUSES, FIAT_ORDER, FIAT_STATUSES, PAY_STATUSES, SCENARIOS};
use super::requests::{MERCHANT_ID, ORDER_NUMBER, PRODUCT_ID};
use crate::message::{Envelope, Field, Kind, Message, Pattern, Published, Value};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744>
pub static ENVELOPE: Envelope = Envelope {
    name: "code",
    about: "`code` is 0 on success, an integer or a text (A11); every other code is a failure.",
    code: Some("code"),
    success: &["0"],
    message: Some("msg"),
    data: Some("data"),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744",
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991>
pub static BARE_ENVELOPE: Envelope = Envelope {
    name: "bare",
    about: "The members themselves, without a code (H17): the HTTP status decides.",
    code: None,
    success: &[],
    message: None,
    data: None,
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991",
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979>
pub static X402_ENVELOPE: Envelope = Envelope {
    name: "x402",
    about: "No code: HTTP 200 is success, 402 asks for a payment, 404 is no such record.",
    code: None,
    success: &[],
    message: Some("message"),
    data: None,
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979",
};

/// <https://github.com/coinbase/x402>
pub static PAYMENT_REQUIRED_ENVELOPE: Envelope = Envelope {
    name: "x402-payment-required",
    about: "HTTP 402: what has to be paid, and in `error` why the payment was not taken.",
    code: None,
    success: &[],
    message: Some("error"),
    data: Some("accepts"),
    source: "https://github.com/coinbase/x402",
};

/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071106>
pub static GET_RATE_RESPONSE: Message = Message {
    id: "pelago/get-rate-response",
    path: "/openapi/fiat/getRate",
    about: "The rate of the two currencies.",
    fields: &[
        Field::optional("code", CODE_KIND, "A11: integer here"),
        Field::optional("data", Kind::Object(RATE), ""),
        Field::optional("msg", Kind::TEXT, ""),
    ],
    envelope: Some(&ENVELOPE),
    examples: &["get-rate.response.json"],
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071106",
    ..Message::RESPONSE
};

/// `data` of [`GET_RATE_RESPONSE`].
pub const RATE: &[Field] = &[
    Field::optional("baseCurrency", Kind::TEXT, ""),
    Field::optional("targetCurrency", Kind::TEXT, ""),
    Field::optional("applicationRate", Kind::Number, "H28: what is computed with it is sent as a text"),
];

/// The third member of an item could not be read.
/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071107>
pub static GET_PAY_PRODUCTS_RESPONSE: Message = Message {
    id: "pelago/get-pay-products-response",
    path: "/openapi/fiat/getPayProducts",
    about: "The fiat products of a country.",
    fields: &[CODE, Field::expected("data", Kind::List(PAY_PRODUCT), ""), MSG],
    published: Published::Part,
    envelope: Some(&ENVELOPE),
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071107",
    ..Message::RESPONSE
};

/// One of `data` of [`GET_PAY_PRODUCTS_RESPONSE`].
pub const PAY_PRODUCT: &[Field] = &[
    Field::expected("productId", PRODUCT_ID, "A22: integer here, text where an order is created"),
    Field::expected("productName", Kind::TEXT, ""),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108>
pub static FIAT_CREATE_ORDER_RESPONSE: Message = Message {
    id: "pelago/fiat-create-order-response",
    path: "/openapi/fiat/createOrder",
    about: "The fiat order and where it is paid.",
    fields: &[CODE, Field::expected("data", Kind::Object(CREATED_FIAT_ORDER), ""), MSG],
    envelope: Some(&ENVELOPE),
    examples: &["fiat-create-order.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-278071108",
    ..Message::RESPONSE
};

/// `data` of [`FIAT_CREATE_ORDER_RESPONSE`].
pub const CREATED_FIAT_ORDER: &[Field] = &[
    Field::expected("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    Field::expected("pelagoOrderId", Kind::Pattern(Pattern::OrderId), "`PO` and 19 digits in all examples"),
    Field::expected("merchantOrderId", Kind::Pattern(Pattern::OrderId), ""),
    Field::expected("orderAmount", Kind::DecimalTextOrNumber, "A5: text here, number in the request"),
    Field::expected("orderCurrency", Kind::TEXT, ""),
    Field::expected("orderCountry", Kind::TEXT, ""),
    Field::expected("orderStatus", Kind::IntegerEnumeration(FIAT_STATUSES), "A13: not the crypto list"),
    Field::expected("expireTime", Kind::DateTimeText, "spelling not given"),
    Field::expected("paymentUrl", Kind::TEXT, ""),
];

/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300821034>
pub static GET_ORDER_INFO_RESPONSE: Message = Message {
    id: "pelago/get-order-info-response",
    path: "/openapi/fiat/getOrderInfo",
    about: "The fiat order as its notification tells it.",
    fields: &[
        CODE,
        Field::expected(
            "data",
            Kind::Object(FIAT_ORDER),
            "A5: orderAmount is a number here; A23: failedReason optional",
        ),
        MSG,
    ],
    envelope: Some(&ENVELOPE),
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300821034",
    ..Message::RESPONSE
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991>
pub static CHECK_ORDER_INFO_RESPONSE: Message = Message {
    id: "pelago/check-order-info-response",
    path: "/openapi/merchant/checkOrderInfo",
    about: "Whether the order exists, and whose it is.",
    fields: &[
        Field::expected("isExist", Kind::Boolean, ""),
        Field::expected("pelagoOrderId", Kind::Pattern(Pattern::OrderId), ""),
        Field::expected("merchantId", MERCHANT_ID, "A12"),
        Field::expected("merchantName", Kind::TEXT, ""),
        Field::expected("orderAmount", Kind::DecimalTextOrNumber, "A5: number here"),
        Field::expected("orderCurrency", Kind::TEXT, ""),
        Field::expected("paymentMethod", Kind::TEXT, ""),
        Field::expected("orderTime", Kind::DateTimeText, "spelling not given"),
    ],
    envelope: Some(&BARE_ENVELOPE),
    examples: &["check-order-info.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-306164991",
    ..Message::RESPONSE
};

/// The page's answer could not be read; these members are what the vendor's plugin reads.
/// <https://github.com/Airswiftio/WooCommerce_Airswift_Plugin>
pub static V2_CREATE_ORDER_RESPONSE: Message = Message {
    id: "pelago/v2-create-order-response",
    path: "/openapi/v2.0/order/create",
    about: "Where to send the payer; unsigned, so only TLS guards the address.",
    fields: &[CODE, Field::expected("data", Kind::Object(CREATED_V2_ORDER), ""), MSG],
    published: Published::Part,
    envelope: Some(&ENVELOPE),
    source: "https://github.com/Airswiftio/WooCommerce_Airswift_Plugin",
    ..Message::RESPONSE
};

/// `data` of [`V2_CREATE_ORDER_RESPONSE`].
pub const CREATED_V2_ORDER: &[Field] = &[
    Field::expected("redirectUrl", Kind::Url, "A18: read since 2026-01-23"),
    Field::optional("cashierUrl", Kind::Url, "A18: read for two days before"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744>
pub static V2_ORDER_QUERY_RESPONSE: Message = Message {
    id: "pelago/v2-order-query-response",
    path: "/openapi/v2.0/order/query/{pelagoOrderId}",
    method: "GET",
    about: "The order with its state as a word.",
    fields: &[CODE, Field::expected("data", Kind::Object(V2_ORDER), ""), MSG],
    envelope: Some(&ENVELOPE),
    examples: &["v2-order-query.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-414175744",
    ..Message::RESPONSE
};

/// `data` of [`V2_ORDER_QUERY_RESPONSE`].
pub const V2_ORDER: &[Field] = &[
    Field::expected("merchantId", MERCHANT_ID, "A12"),
    Field::expected("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    Field::expected("pelagoOrderId", Kind::Pattern(Pattern::OrderId), "A19: another one than asked for in the example"),
    Field::expected("merchantOrderId", Kind::Pattern(Pattern::OrderId), ""),
    Field::expected("orderAmount", Kind::DecimalTextOrNumber, "A5: text here"),
    Field::expected("orderCurrency", Kind::TEXT, ""),
    Field::expected("orderStatus", Kind::Enumeration(V2_STATUSES), "A13: a word here, numbers in notifications"),
    Field::expected("expireTime", Kind::DateTimeText, "ISO 8601 in UTC, seconds"),
    Field::expected("paymentUrl", Kind::TEXT, ""),
    Field::expected("failedReason", Kind::TEXT, ""),
];

/// The page is cut off inside `order`.
/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308274802>
pub static CRYPTO_CREATE_ORDER_RESPONSE: Message = Message {
    id: "pelago/crypto-create-order-response",
    path: "/merchant-api/crypto-order",
    about: "The crypto order and its cashier page.",
    fields: &[CODE, Field::expected("data", Kind::Object(CREATED_CRYPTO_ORDER), ""), MSG],
    published: Published::Part,
    envelope: Some(&ENVELOPE),
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308274802",
    ..Message::RESPONSE
};

/// `data` of [`CRYPTO_CREATE_ORDER_RESPONSE`].
pub const CREATED_CRYPTO_ORDER: &[Field] = &[
    Field::expected("orderId", ORDER_NUMBER, "A20: integer here, text in the notification"),
    Field::expected("cashierUrl", Kind::TEXT, ""),
    Field::expected("order", Kind::Object(CRYPTO_ORDER_DETAILS), ""),
];

/// `order` of [`CREATED_CRYPTO_ORDER`], as far as it can be read.
pub const CRYPTO_ORDER_DETAILS: &[Field] = &[
    Field::expected("orderId", ORDER_NUMBER, "A20"),
    Field::expected("tradeType", Kind::INT64, "meaning not documented"),
    Field::expected("orderStatus", Kind::IntegerEnumeration(CRYPTO_STATUSES), "A13: not the fiat list"),
    Field::expected("coinId", Kind::TEXT, ""),
    Field::expected("amount", Kind::DecimalTextOrNumber, "number here, text in the notification"),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("txHashList", Kind::TEXT, "a text, `txHash` is the list"),
    Field::expected("txHash", Kind::Values(&Kind::TEXT), ""),
    Field::expected("paidAmount", Kind::DecimalTextOrNumber, "number here, text in the notification"),
    Field::expected("refundAmount", Kind::DecimalTextOrNumber, "number here, text in the notification"),
    Field::expected("payStatus", Kind::IntegerEnumeration(PAY_STATUSES), ""),
    Field::expected("expireTime", Kind::DateTimeText, "A21: ISO 8601 with milliseconds"),
    Field::expected("createTime", Kind::DateTimeText, "A21: ISO 8601 here, milliseconds in the notification"),
    Field::expected("closedTime", Kind::DateTimeText, "A21: ISO 8601 here, milliseconds in the notification"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613>
pub static CRYPTO_REFUND_RESPONSE: Message = Message {
    id: "pelago/crypto-refund-response",
    path: "/openapi/crypto/refund",
    about: "The refund and the address that it goes to.",
    fields: &[CODE, Field::expected("data", Kind::Object(REFUND), ""), MSG],
    envelope: Some(&ENVELOPE),
    examples: &["crypto-refund.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613",
    ..Message::RESPONSE
};

/// `data` of [`CRYPTO_REFUND_RESPONSE`].
pub const REFUND: &[Field] = &[
    Field::expected("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    Field::expected("pelagoRefundId", Kind::TEXT, ""),
    Field::expected("merchantRefundId", Kind::Limited { pattern: Pattern::OrderId, min: 1, max: 32 }, "A24"),
    Field::expected("refundAmount", Kind::DecimalTextOrNumber, "text here, number in the request"),
    Field::expected("refundTime", Kind::DateTimeText, "spelling not given"),
    Field::expected("refundAddress", Kind::TEXT, ""),
    Field::optional("refundReason", Kind::TEXT, ""),
    Field::optional("notifyUrl", Kind::TEXT, ""),
];

/// Said to list networks and assets; the body could not be read.
/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783653>
pub static X402_PAY_METHODS_RESPONSE: Message = Message {
    id: "pelago/x402-pay-methods-response",
    method: "GET",
    path: "/openapi/crypto/x402/pay-methods",
    about: "The networks and assets that can be paid in by x402.",
    published: Published::Nothing,
    envelope: Some(&X402_ENVELOPE),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783653",
    ..Message::RESPONSE
};

/// The body could not be read.
/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783688>
pub static X402_CREATE_ORDER_RESPONSE: Message = Message {
    id: "pelago/x402-create-order-response",
    path: "/openapi/crypto/x402/order",
    about: "HTTP 200: the payment is confirmed.",
    headers: &[Field::optional(
        "X-PAYMENT-RESPONSE",
        Kind::Base64Json(X_PAYMENT_RESPONSE),
        "of x402 v1; Pelago's page does not name it",
    )],
    published: Published::Nothing,
    envelope: Some(&X402_ENVELOPE),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-363783688",
    ..Message::RESPONSE
};

/// The document inside `X-PAYMENT-RESPONSE`.
/// <https://github.com/coinbase/x402>
pub const X_PAYMENT_RESPONSE: &[Field] = &[
    Field::required("success", Kind::Boolean, ""),
    Field::required("transaction", Kind::TEXT, ""),
    Field::required("network", Kind::TEXT, ""),
    Field::required("payer", Kind::TEXT, ""),
    Field::optional("errorReason", Kind::TEXT, ""),
];

/// The other answer to [`super::requests::X402_CREATE_ORDER`]. Pelago's page promises instructions whose body could not
/// be read; the table is that of the protocol it names, x402 v1.
/// <https://github.com/coinbase/x402>
pub static X402_PAYMENT_REQUIRED: Message = Message {
    id: "pelago/x402-payment-required",
    path: "/openapi/crypto/x402/order",
    about: "HTTP 402: what has to be paid before the call is repeated with `X-PAYMENT`.",
    fields: &[
        Field::required("x402Version", Kind::IntegerConstant(1), ""),
        Field::required("error", Kind::TEXT, ""),
        Field::required("accepts", Kind::List(X402_ACCEPTED), ""),
    ],
    published: Published::Part,
    envelope: Some(&PAYMENT_REQUIRED_ENVELOPE),
    source: "https://github.com/coinbase/x402",
    ..Message::RESPONSE
};

/// One of `accepts` of [`X402_PAYMENT_REQUIRED`].
pub const X402_ACCEPTED: &[Field] = &[
    Field::required("scheme", Kind::Enumeration(X402_SCHEMES), ""),
    Field::required("network", Kind::FILLED, "Pelago's example pays on `bsc-mainnet`, which the x402 list has not"),
    Field::required("maxAmountRequired", Kind::ScaledText, "atomic units; `amount` in x402 v2"),
    Field::required("asset", Kind::FILLED, "the token"),
    Field::required("payTo", Kind::FILLED, "where to pay to"),
    Field::required("resource", Kind::TEXT, "what is paid for"),
    Field::required("description", Kind::TEXT, ""),
    Field::optional("mimeType", Kind::TEXT, ""),
    Field::optional("outputSchema", Kind::Any, ""),
    Field::required("maxTimeoutSeconds", Kind::Number, ""),
    Field::optional("extra", Kind::Object(X402_EXTRA), ""),
];

/// `extra` of [`X402_ACCEPTED`].
pub const X402_EXTRA: &[Field] =
    &[Field::expected("name", Kind::TEXT, "the token's"), Field::expected("version", Kind::TEXT, "the token's")];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979>
pub static X402_QUERY_ORDER_RESPONSE: Message = Message {
    id: "pelago/x402-query-order-response",
    method: "GET",
    path: "/openapi/crypto/x402/order/{orderId}",
    about: "The x402 order, all members text; HTTP 404 where there is none.",
    fields: &[
        Field::expected("orderId", Kind::TEXT, ""),
        Field::expected("message", Kind::TEXT, ""),
        Field::expected("orderStatus", Kind::TEXT, "A13: a text here; its words are not documented"),
        Field::expected("payStatus", Kind::TEXT, "a text here; its words are not documented"),
        Field::expected("paidAmount", Kind::TEXT, "scale not documented"),
        Field::expected("transactionFee", Kind::TEXT, "scale not documented"),
        Field::expected("gasFee", Kind::TEXT, "scale not documented"),
        Field::expected("txHash", Kind::TEXT, ""),
    ],
    envelope: Some(&X402_ENVELOPE),
    examples: &["x402-query-order.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-366759979",
    ..Message::RESPONSE
};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "pelago/acknowledgement",
    path: "notifyUrl",
    about: "HTTP 200 and an empty object; the vendor's plugin answers the text `SUCCESS` (A16).",
    examples: &["fiat-order-notify.response.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458",
    ..Message::ACKNOWLEDGEMENT
};

// Members of every answer in the envelope.
const CODE: Field = Field::expected("code", CODE_KIND, "0 is success; A11: integer or text");
const MSG: Field = Field::expected("msg", Kind::TEXT, "");
const CODE_KIND: Kind = Kind::Either(&[Kind::INT32, Kind::TEXT]);

/// Only one word is printed.
const V2_STATUSES: &[Value] = &[Value { name: "TIMEOUT", about: "timed out" }];

/// The only scheme that Pelago shows.
pub(super) const X402_SCHEMES: &[Value] = &[Value { name: "exact", about: "exactly the amount asked for" }];

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[
    &GET_RATE_RESPONSE,
    &GET_PAY_PRODUCTS_RESPONSE,
    &FIAT_CREATE_ORDER_RESPONSE,
    &GET_ORDER_INFO_RESPONSE,
    &CHECK_ORDER_INFO_RESPONSE,
    &V2_CREATE_ORDER_RESPONSE,
    &V2_ORDER_QUERY_RESPONSE,
    &CRYPTO_CREATE_ORDER_RESPONSE,
    &CRYPTO_REFUND_RESPONSE,
    &X402_PAY_METHODS_RESPONSE,
    &X402_CREATE_ORDER_RESPONSE,
    &X402_PAYMENT_REQUIRED,
    &X402_QUERY_ORDER_RESPONSE,
    &ACKNOWLEDGEMENT,
];
