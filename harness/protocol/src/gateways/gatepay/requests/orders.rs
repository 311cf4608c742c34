//! Orders: hosted pages, QR codes, queries, fees.

use super::members::{
    ACTUAL_CURRENCY, CANCEL_URL, CHAIN, CHANNEL_ID, CURRENCY, ENV, EXPIRE_TIME, FIAT_AMOUNT, FIAT_CURRENCY,
    FULL_CURR_TYPE, GOODS, MERCHANT_USER_ID, ON_BEHALF_OF, ORDER_AMOUNT, PAY_CURRENCY, PLAIN_GOODS, PREPAY_ID_OF_TWO,
    RETURN_URL, SURCHARGE_AMOUNT, SYMBOL, TOLERANCE_AMOUNT, TRADE_NO, TRADE_NO_OF_TWO,
};
use crate::gateways::gatepay::responses::orders;
use crate::message::{Carrier, Field, IntegerValue, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order>
pub static CREATE_ORDER: Message = Message {
    id: "gatepay/create-order",
    path: "/v1/pay/order",
    about: "Opens a prepaid order.",
    fields: &[
        TRADE_NO,
        ENV,
        CURRENCY,
        ORDER_AMOUNT,
        Field::required("goods", Kind::Object(GOODS), ""),
        EXPIRE_TIME,
        RETURN_URL,
        CANCEL_URL,
        CHANNEL_ID,
        FIAT_CURRENCY,
        FIAT_AMOUNT,
    ],
    answer: Some(&orders::CREATE_ORDER_RESPONSE),
    examples: &["create_order.request.json", "create_order.request.2.json", "signing_quickstart.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/payment/order",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/order>
pub static CHECKOUT_ORDER: Message = Message {
    id: "gatepay/checkout-order",
    path: "/v1/pay/checkout/order",
    about: "Opens an order with a hosted payment page and an address on one chain.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        TRADE_NO,
        ENV,
        MERCHANT_USER_ID,
        Field::required("goods", Kind::Object(GOODS), ""),
        CHAIN,
        FULL_CURR_TYPE,
        CURRENCY,
        ORDER_AMOUNT,
        EXPIRE_TIME,
        RETURN_URL,
        CANCEL_URL,
        CHANNEL_ID,
        FIAT_CURRENCY,
        FIAT_AMOUNT,
        SURCHARGE_AMOUNT,
        TOLERANCE_AMOUNT,
        PAY_CURRENCY,
        ACTUAL_CURRENCY,
    ],
    answer: Some(&orders::CHECKOUT_ORDER_RESPONSE),
    examples: &["checkout_order.request.json", "checkout_order.request.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/order",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native>
pub static QR_NATIVE: Message = Message {
    id: "gatepay/qr-native",
    path: "/v1/pay/transactions/native",
    about: "Opens an order that is paid by scanning a code or on a web page.",
    fields: &[
        TRADE_NO,
        ENV,
        Field::required("goods", Kind::Object(PLAIN_GOODS), ""),
        CURRENCY,
        ORDER_AMOUNT,
        EXPIRE_TIME,
        RETURN_URL,
        CANCEL_URL,
        CHANNEL_ID,
        FIAT_CURRENCY,
        FIAT_AMOUNT,
    ],
    answer: Some(&orders::QR_NATIVE_RESPONSE),
    examples: &["qr_native.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/qrpay/native",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query>
pub static ORDER_QUERY: Message = Message {
    id: "gatepay/order-query",
    path: "/v1/pay/order/query",
    about: "Asks for an order by either of its numbers.",
    fields: &[PREPAY_ID_OF_TWO, TRADE_NO_OF_TWO],
    answer: Some(&orders::ORDER_QUERY_RESPONSE),
    examples: &["order_query.request.json", "order_query.request.2.json", "signing_headers.request.txt"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/query",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/orderQuery>
pub static ORDER_QUERY_V2: Message = Message {
    id: "gatepay/order-query-v2",
    method: "GET",
    path: "/v2/pay/order/query",
    carrier: Carrier::Query,
    about: "Asks for a checkout order; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&orders::ORDER_QUERY_V2_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/orderQuery",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose>
pub static ORDER_CLOSE: Message = Message {
    id: "gatepay/order-close",
    path: "/v1/pay/order/close",
    about: "Closes an order that nobody paid.",
    fields: &[TRADE_NO_OF_TWO, PREPAY_ID_OF_TWO],
    answer: Some(&orders::ORDER_CLOSE_RESPONSE),
    examples: &["order_close.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/orderClose",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/callpayment/sdk>
pub static SDK_OPEN: Message = Message {
    id: "gatepay/sdk-open",
    path: "/v1/pay/open/sdk",
    about: "Opens an order inside the Gate application; shown behind an institution's prefix only.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        Field::expected("prepayid", Kind::FILLED, "H19: in small letters here"),
        Field::expected("package_ext", Kind::TEXT, ""),
    ],
    answer: Some(&orders::SDK_OPEN_RESPONSE),
    examples: &["sdk_open.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institution/callpayment/sdk",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/common/feeQuery>
pub static ORDER_FEE: Message = Message {
    id: "gatepay/order-fee",
    method: "GET",
    path: "/api/open/v1/pay/order/fee/query",
    carrier: Carrier::Query,
    about: "Asks what fees an order cost.",
    fields: &[Field::required("merchantTradeNo", Kind::FILLED, "")],
    answer: Some(&orders::ORDER_FEE_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/common/feeQuery",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/clearing/previewMerchantFee>
pub static PREVIEW_MERCHANT_FEE: Message = Message {
    id: "gatepay/preview-merchant-fee",
    path: "/payClearing/clearing/previewMerchantFee",
    about: "Asks what fee an order would cost; the page's curl goes below `/pay-merchant-gateway` (A26).",
    fields: &[
        Field::expected("orderCurrency", SYMBOL, ""),
        Field::required("accessMode", Kind::IntegerEnumeration(ACCESS_MODES), ""),
        Field::required("scenario", Kind::IntegerEnumeration(SCENARIOS), ""),
        Field::expected("orderAmount", Kind::DecimalText, ""),
    ],
    answer: Some(&orders::PREVIEW_MERCHANT_FEE_RESPONSE),
    examples: &["preview_merchant_fee.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/clearing/previewMerchantFee",
    ..Message::REQUEST
};

const ACCESS_MODES: &[IntegerValue] =
    &[IntegerValue { value: 0, about: "Gate Pay" }, IntegerValue { value: 1, about: "Web3" }];

const SCENARIOS: &[IntegerValue] = &[IntegerValue { value: 0, about: "collection" }];

/// All of this area.
pub const ALL: &[&Message] = &[
    &CREATE_ORDER,
    &CHECKOUT_ORDER,
    &QR_NATIVE,
    &ORDER_QUERY,
    &ORDER_QUERY_V2,
    &ORDER_CLOSE,
    &SDK_OPEN,
    &ORDER_FEE,
    &PREVIEW_MERCHANT_FEE,
];
