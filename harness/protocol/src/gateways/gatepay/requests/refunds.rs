//! Refunds of orders, in two versions.

use super::members::{ON_BEHALF_OF, PREPAY_ID, REFUND_AMOUNT, REFUND_REQUEST_ID, SYMBOL};
use crate::gateways::gatepay::responses::refunds;
use crate::message::{Carrier, Field, IntegerValue, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/refund>
pub static REFUND_V1: Message = Message {
    id: "gatepay/refund-v1",
    path: "/v1/pay/order/refund",
    about: "Asks for a refund, version 1.",
    fields: &[
        REFUND_REQUEST_ID,
        PREPAY_ID,
        REFUND_AMOUNT,
        Field::optional("refundReason", Kind::at_most(256), ""),
        Field::optional("RefundGateId", Kind::TEXT, "the Go client only, capital R"),
    ],
    answer: Some(&refunds::REFUND_V1_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/refund",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/refundQuery>
pub static REFUND_QUERY_V1: Message = Message {
    id: "gatepay/refund-query-v1",
    path: "/v1/pay/order/refund/query",
    about: "Asks how far a refund is, version 1.",
    fields: &[Field::required("refundRequestId", Kind::Text { min: 1, max: 32 }, "")],
    answer: Some(&refunds::REFUND_QUERY_V1_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/webpayment/refundQuery",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2>
pub static REFUND_V2: Message = Message {
    id: "gatepay/refund-v2",
    path: "/v2/standard/order/refund",
    about: "Asks for a refund, version 2: to the payer's origin or to a place of the merchant's choice.",
    headers: &[ON_BEHALF_OF],
    fields: &[
        PREPAY_ID,
        REFUND_REQUEST_ID,
        REFUND_AMOUNT,
        Field::required("refundReason", Kind::at_most(256), ""),
        Field::optional("refundStyle", Kind::IntegerEnumeration(REFUND_STYLES), ""),
        Field::optional("refundPayChannel", Kind::IntegerEnumeration(REFUND_CHANNELS), ""),
        Field::optional("refundToGateUid", Kind::IntegerOrText, "text on the page, integer in the Go client"),
        Field::optional("refundAddress", Kind::TEXT, ""),
        Field::optional("refundChain", Kind::TEXT, ""),
        Field::optional("refundBearType", Kind::IntegerEnumeration(FEE_BEARERS), ""),
        Field::optional("memo", Kind::TEXT, ""),
    ],
    answer: Some(&refunds::REFUND_V2_RESPONSE),
    examples: &["refund_v2.request.json", "refund_v2.request.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundDetails>
pub static REFUND_DETAILS_V2: Message = Message {
    id: "gatepay/refund-details-v2",
    method: "GET",
    path: "/v2/pay/refund/details",
    carrier: Carrier::Query,
    about: "Asks how far a refund is, version 2.",
    headers: &[ON_BEHALF_OF],
    fields: &[Field::required("refundRequestId", Kind::Text { min: 1, max: 32 }, "")],
    answer: Some(&refunds::REFUND_DETAILS_V2_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundDetails",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundChains>
pub static REFUND_CHAINS_V2: Message = Message {
    id: "gatepay/refund-chains-v2",
    method: "GET",
    path: "/v2/refund/support/chains",
    carrier: Carrier::Query,
    about: "Asks on which chains a currency can be refunded.",
    fields: &[Field::required("currency", SYMBOL, "")],
    answer: Some(&refunds::REFUND_CHAINS_V2_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundChains",
    ..Message::REQUEST
};

/// <https://github.com/gate/gatepay-sdk-go>
pub static CHECKOUT_REFUND: Message = Message {
    id: "gatepay/checkout-refund",
    path: "/v1/pay/checkout/refund",
    about: "Asks for a refund of a converted checkout order; known from the Go client only.",
    fields: &[
        Field::expected("refundRequestId", Kind::FILLED, ""),
        Field::expected("prepayId", Kind::FILLED, ""),
        Field::expected("refundOrderCurrency", SYMBOL, ""),
        Field::expected("refundOrderAmount", Kind::DecimalText, ""),
        Field::expected("refundPayCurrency", SYMBOL, ""),
        Field::expected("refundPayAmount", Kind::DecimalText, ""),
        Field::expected("refundReason", Kind::TEXT, ""),
        Field::expected("receiverId", Kind::COUNT, "64 bits"),
    ],
    published: Published::Part,
    answer: Some(&refunds::CHECKOUT_REFUND_RESPONSE),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::REQUEST
};

const REFUND_STYLES: &[IntegerValue] =
    &[IntegerValue { value: 1, about: "the way it came" }, IntegerValue { value: 2, about: "as specified" }];

const REFUND_CHANNELS: &[IntegerValue] =
    &[IntegerValue { value: 1, about: "Gate" }, IntegerValue { value: 2, about: "Web3" }];

const FEE_BEARERS: &[IntegerValue] = &[
    IntegerValue { value: 1, about: "the merchant pays the fee" },
    IntegerValue { value: 2, about: "the user pays the fee" },
];

/// All of this area.
pub const ALL: &[&Message] =
    &[&REFUND_V1, &REFUND_QUERY_V1, &REFUND_V2, &REFUND_DETAILS_V2, &REFUND_CHAINS_V2, &CHECKOUT_REFUND];
