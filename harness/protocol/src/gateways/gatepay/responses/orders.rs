//! Answers about orders: hosted pages, QR codes, queries, fees.

use super::envelopes;
use super::members::{
    ACTUAL_AMOUNT, ACTUAL_CURRENCY, ADDRESS, CHAIN, CHAIN_ADDRESS, CHANNEL_ID, CODE, CREATE_TIME, CURRENCY, DATA,
    DECIMAL_OR_EMPTY, ERROR_MESSAGE, EXPECT_CURRENCY, EXPIRE_TIME, FIAT_AMOUNT, FIAT_CURRENCY, FIAT_RATE, GOODS_NAME,
    IN_USDT, LABEL, MERCHANT_ID, MERCHANT_TRADE_NO, NO_DATA, NO_MEMBERS, ORDER_AMOUNT, ORDER_NAME, ORDER_STATUS,
    OUTCOMES, PAY_AMOUNT_SNAKE, PAY_CURRENCY_SNAKE, PREPAY_ID, RATE, STATUS, SURCHARGE_AMOUNT, SYMBOL, TERMINAL_TYPE,
    TOTAL_FEE_AMOUNT, TOTAL_SETTLE_AMOUNT, TRANSACT_TIME, TRANSACTION_ID,
};
use crate::gateways::gatepay::requests::members::TERMINAL_TYPES;
use crate::message::{Field, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order>
pub static CREATE_ORDER_RESPONSE: Message = Message {
    id: "gatepay/create-order-response",
    path: "/v1/pay/order",
    about: "The order's number and its payment page; two versions of the page show different members.",
    fields: &[
        Field::required("code", Kind::FILLED, "A15: `SUCCESS`"),
        Field::expected("message", Kind::TEXT, ""),
        Field::expected("data", Kind::Either(&[Kind::Object(CREATED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::NAMED),
    examples: &["create_order.response.json", "create_order.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order",
    ..Message::RESPONSE
};

/// `data` of [`CREATE_ORDER_RESPONSE`].
const CREATED: &[Field] = &[
    Field::optional("orderId", Kind::FILLED, "earlier text"),
    Field::optional("merchantTradeNo", Kind::FILLED, "earlier text"),
    Field::optional("paymentUrl", Kind::Url, "earlier text"),
    Field::optional("qrCode", Kind::TEXT, "earlier text: a data URL"),
    Field::optional("orderAmount", Kind::DecimalText, "earlier text"),
    Field::optional("currency", SYMBOL, "earlier text"),
    EXPIRE_TIME,
    Field::optional("orderStatus", Kind::TEXT, "earlier text; words are not listed"),
    Field::optional("createTime", Kind::Millis, "earlier text"),
    Field::optional("prepayId", Kind::FILLED, "later text"),
    Field::optional("terminalType", Kind::Enumeration(TERMINAL_TYPES), "later text"),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/order>
pub static CHECKOUT_ORDER_RESPONSE: Message = Message {
    id: "gatepay/checkout-order-response",
    path: "/v1/pay/checkout/order",
    about: "The payment page, the address and what to pay.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CHECKOUT), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["checkout_order.response.json", "checkout_order.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/order",
    ..Message::RESPONSE
};

/// `data` of [`CHECKOUT_ORDER_RESPONSE`].
const CHECKOUT: &[Field] = &[
    PREPAY_ID,
    Field::expected("orderAmount", Kind::DecimalText, "not on the institution's page"),
    SURCHARGE_AMOUNT,
    CURRENCY,
    FIAT_CURRENCY,
    FIAT_AMOUNT,
    TERMINAL_TYPE,
    EXPIRE_TIME,
    Field::expected("qrContent", Kind::TEXT, ""),
    Field::expected("location", Kind::Url, "the payment page"),
    Field::expected("payCurrency", SYMBOL, ""),
    Field::expected("payAmount", Kind::DecimalText, ""),
    Field::expected("chain", Kind::Object(CHAIN_ADDRESS), "the page's example names another chain than was asked for"),
    CHANNEL_ID,
    GOODS_NAME,
    IN_USDT,
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native>
pub static QR_NATIVE_RESPONSE: Message = Message {
    id: "gatepay/qr-native-response",
    path: "/v1/pay/transactions/native",
    about: "The code to scan and the web page.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(QR_ORDER), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["qr_native.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native",
    ..Message::RESPONSE
};

/// `data` of [`QR_NATIVE_RESPONSE`].
const QR_ORDER: &[Field] = &[
    PREPAY_ID,
    TERMINAL_TYPE,
    EXPIRE_TIME,
    Field::expected("location", Kind::Url, "the web page; its `prepayid` is another one in the page's example"),
    Field::expected("qrContent", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query>
pub static ORDER_QUERY_RESPONSE: Message = Message {
    id: "gatepay/order-query-response",
    path: "/v1/pay/order/query",
    about: "The order: `data.status` tells whether it is paid, the outer `status` does not (H12).",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ORDER), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["order_query.response.json", "order_query.response.2.json", "order_query.response.3.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query",
    ..Message::RESPONSE
};

/// `data` of [`ORDER_QUERY_RESPONSE`].
const ORDER: &[Field] = &[
    PREPAY_ID,
    MERCHANT_ID,
    MERCHANT_TRADE_NO,
    TRANSACTION_ID,
    GOODS_NAME,
    CURRENCY,
    ORDER_AMOUNT,
    SURCHARGE_AMOUNT,
    FIAT_CURRENCY,
    FIAT_AMOUNT,
    FIAT_RATE,
    ORDER_STATUS,
    CREATE_TIME,
    EXPIRE_TIME,
    TRANSACT_TIME,
    ORDER_NAME,
    PAY_CURRENCY_SNAKE,
    PAY_AMOUNT_SNAKE,
    EXPECT_CURRENCY,
    ACTUAL_CURRENCY,
    ACTUAL_AMOUNT,
    CHANNEL_ID,
    RATE,
    Field::expected("channel_type", Kind::TEXT, ""),
    IN_USDT,
    Field::expected("appLogo", Kind::TEXT, ""),
    Field::expected("appName", Kind::TEXT, ""),
    TOTAL_FEE_AMOUNT,
    TOTAL_SETTLE_AMOUNT,
    Field::expected("payDetails", Kind::List(NO_MEMBERS), "items are not public"),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/orderQuery>
pub static ORDER_QUERY_V2_RESPONSE: Message = Message {
    id: "gatepay/order-query-v2-response",
    method: "GET",
    path: "/v2/pay/order/query",
    about: "The order inside a second envelope.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(BUSINESS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["order_query_v2.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/orderQuery",
    ..Message::RESPONSE
};

/// `data` of [`ORDER_QUERY_V2_RESPONSE`].
const BUSINESS: &[Field] = &[
    Field::expected("bizCode", Kind::FILLED, "`000000` is success"),
    Field::expected("bizData", Kind::Object(ORDER_V2), ""),
    Field::expected("bizMessage", Kind::TEXT, ""),
];

/// `bizData` of [`BUSINESS`].
const ORDER_V2: &[Field] = &[
    PREPAY_ID,
    MERCHANT_ID,
    MERCHANT_TRADE_NO,
    TRANSACTION_ID,
    GOODS_NAME,
    CURRENCY,
    ORDER_AMOUNT,
    SURCHARGE_AMOUNT,
    Field::expected("toleranceAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("underpaidAmount", DECIMAL_OR_EMPTY, ""),
    FIAT_CURRENCY,
    FIAT_AMOUNT,
    FIAT_RATE,
    ORDER_STATUS,
    CREATE_TIME,
    EXPIRE_TIME,
    TRANSACT_TIME,
    ORDER_NAME,
    PAY_CURRENCY_SNAKE,
    PAY_AMOUNT_SNAKE,
    EXPECT_CURRENCY,
    ACTUAL_CURRENCY,
    ACTUAL_AMOUNT,
    RATE,
    CHANNEL_ID,
    ADDRESS,
    CHAIN,
    Field::expected("fullCurrType", Kind::TEXT, ""),
    IN_USDT,
    Field::expected("location", Kind::TEXT, ""),
    Field::expected("merchantName", Kind::TEXT, ""),
    Field::expected("returnUrl", Kind::TEXT, ""),
    Field::expected("transaction_info", Kind::Object(CONFIRMATIONS), ""),
    Field::expected("whiteBrandInfo", Kind::Object(BRAND), ""),
];

/// `transaction_info` of [`ORDER_V2`].
const CONFIRMATIONS: &[Field] = &[
    Field::expected("done_amount", DECIMAL_OR_EMPTY, ""),
    Field::expected("confirming_list", Kind::List(NO_MEMBERS), "items are not public"),
];

/// `whiteBrandInfo` of [`ORDER_V2`].
const BRAND: &[Field] = &[
    Field::expected("logoUrl", Kind::TEXT, ""),
    Field::expected("brand", Kind::TEXT, ""),
    Field::expected("payWays", Kind::Any, "a list, items are not public"),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose>
pub static ORDER_CLOSE_RESPONSE: Message = Message {
    id: "gatepay/order-close-response",
    path: "/v1/pay/order/close",
    about: "Whether the order could be closed: `data.result`, inside a success (H12).",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CLOSED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["order_close.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose",
    ..Message::RESPONSE
};

/// `data` of [`ORDER_CLOSE_RESPONSE`].
const CLOSED: &[Field] = &[Field::expected("result", Kind::Enumeration(OUTCOMES), "documented as always there")];

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/callpayment/sdk>
pub static SDK_OPEN_RESPONSE: Message = Message {
    id: "gatepay/sdk-open-response",
    path: "/v1/pay/open/sdk",
    about: "The order's number again.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(OPENED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["sdk_open.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/callpayment/sdk",
    ..Message::RESPONSE
};

/// `data` of [`SDK_OPEN_RESPONSE`].
const OPENED: &[Field] = &[Field::expected("prepayid", Kind::FILLED, "H19: in small letters here")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/common/feeQuery>
pub static ORDER_FEE_RESPONSE: Message = Message {
    id: "gatepay/order-fee-response",
    method: "GET",
    path: "/api/open/v1/pay/order/fee/query",
    about: "What fees the order cost, payment by payment; the page's figures do not add up.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(FEES), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["order_fee.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/common/feeQuery",
    ..Message::RESPONSE
};

/// `data` of [`ORDER_FEE_RESPONSE`].
const FEES: &[Field] = &[
    MERCHANT_TRADE_NO,
    Field::expected("orderCurrency", SYMBOL, ""),
    ORDER_AMOUNT,
    Field::expected("payAmount", Kind::DecimalText, ""),
    TOTAL_FEE_AMOUNT,
    TOTAL_SETTLE_AMOUNT,
    Field::expected("payDetails", Kind::List(FEE_DETAILS), ""),
];

/// An item of `payDetails`.
const FEE_DETAILS: &[Field] = &[
    TRANSACTION_ID,
    Field::expected("payType", Kind::TEXT, "words are not listed"),
    Field::expected("payTime", Kind::MillisOrText, "A20: text here"),
    Field::expected("payAmount", Kind::DecimalText, ""),
    Field::expected("payCurrency", SYMBOL, ""),
    Field::expected("feeAmount", Kind::DecimalText, ""),
    Field::expected("settleAmount", Kind::DecimalText, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/clearing/previewMerchantFee>
pub static PREVIEW_MERCHANT_FEE_RESPONSE: Message = Message {
    id: "gatepay/preview-merchant-fee-response",
    path: "/payClearing/clearing/previewMerchantFee",
    about: "What fee the order would cost; only named.",
    published: Published::Nothing,
    envelope: Some(&envelopes::STANDARD),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/clearing/previewMerchantFee",
    ..Message::RESPONSE
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &CREATE_ORDER_RESPONSE,
    &CHECKOUT_ORDER_RESPONSE,
    &QR_NATIVE_RESPONSE,
    &ORDER_QUERY_RESPONSE,
    &ORDER_QUERY_V2_RESPONSE,
    &ORDER_CLOSE_RESPONSE,
    &SDK_OPEN_RESPONSE,
    &ORDER_FEE_RESPONSE,
    &PREVIEW_MERCHANT_FEE_RESPONSE,
];
