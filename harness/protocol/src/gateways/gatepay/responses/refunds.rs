//! Answers about refunds.

use super::envelopes;
use super::members::{
    CODE, DATA, DECIMAL_OR_EMPTY, ERROR_MESSAGE, LABEL, MILLIS_OR_ZERO, NO_DATA, PREPAY_ID, REFUND_REQUEST_ID, STATUS,
    SYMBOL, SYMBOL_OR_EMPTY, TEXT_OR_INTEGER,
};
use crate::message::{Field, Kind, Message, Published};

/// <https://github.com/gate/gatepay-sdk-go>
pub static REFUND_V1_RESPONSE: Message = Message {
    id: "gatepay/refund-v1-response",
    path: "/v1/pay/order/refund",
    about: "The refund's numbers; known from a client library only.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_V1), NO_DATA]), DATA),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::STANDARD),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// `data` of [`REFUND_V1_RESPONSE`].
const REFUND_V1: &[Field] = &[
    REFUND_REQUEST_ID,
    PREPAY_ID,
    Field::expected("orderAmount", Kind::DecimalText, ""),
    Field::expected("refundAmount", Kind::DecimalText, ""),
];

/// <https://github.com/gate/gatepay-sdk-go>
pub static REFUND_QUERY_V1_RESPONSE: Message = Message {
    id: "gatepay/refund-query-v1-response",
    path: "/v1/pay/order/refund/query",
    about: "How far the refund is; known from a client library only.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_QUERY_V1), NO_DATA]), DATA),
    ],
    published: Published::Part,
    envelope: Some(&envelopes::STANDARD),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// `data` of [`REFUND_QUERY_V1_RESPONSE`].
const REFUND_QUERY_V1: &[Field] = &[
    REFUND_REQUEST_ID,
    PREPAY_ID,
    Field::expected("orderAmount", Kind::DecimalText, ""),
    Field::expected("refundAmount", Kind::DecimalText, ""),
    Field::expected("refundStatus", Kind::TEXT, "words are not public; the callback has its own"),
    Field::expected("channelId", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2>
pub static REFUND_V2_RESPONSE: Message = Message {
    id: "gatepay/refund-v2-response",
    path: "/v2/standard/order/refund",
    about: "The refund's numbers.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_V2), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["refund_v2.response.json", "refund_v2.response.2.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundV2",
    ..Message::RESPONSE
};

/// `data` of [`REFUND_V2_RESPONSE`].
const REFUND_V2: &[Field] = &[
    REFUND_REQUEST_ID,
    Field::expected("refundGateId", Kind::FILLED, ""),
    PREPAY_ID,
    Field::expected("orderAmount", Kind::DecimalText, ""),
    Field::expected("refundAmount", Kind::DecimalText, ""),
    Field::expected("errMsg", Kind::TEXT, ""),
    Field::expected("orderCurrency", SYMBOL, ""),
    Field::expected("payCurrency", SYMBOL, ""),
    Field::expected("payAmount", Kind::DecimalText, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/refundDetail>
pub static REFUND_DETAILS_V2_RESPONSE: Message = Message {
    id: "gatepay/refund-details-v2-response",
    method: "GET",
    path: "/v2/pay/refund/details",
    about: "How far the refund is, part by part; the page shows a schema without values.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_DETAILS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["refund_details_v2.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institutional/refundDetail",
    ..Message::RESPONSE
};

/// `data` of [`REFUND_DETAILS_V2_RESPONSE`].
const REFUND_DETAILS: &[Field] = &[
    REFUND_REQUEST_ID,
    Field::expected("gateRefundId", Kind::TEXT, ""),
    Field::expected("refundId", Kind::TEXT, ""),
    Field::expected("orderId", Kind::TEXT, ""),
    Field::expected("merchantTradeNo", Kind::TEXT, ""),
    Field::expected("createTime", MILLIS_OR_ZERO, ""),
    Field::expected("transactTime", MILLIS_OR_ZERO, ""),
    Field::expected("transactionId", Kind::TEXT, ""),
    Field::expected("txHash", Kind::TEXT, ""),
    Field::expected("orderAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("orderCurrency", SYMBOL_OR_EMPTY, ""),
    Field::expected("requestAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("requestCurrency", SYMBOL_OR_EMPTY, ""),
    Field::expected("amount", DECIMAL_OR_EMPTY, ""),
    Field::expected("currency", SYMBOL_OR_EMPTY, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("remark", Kind::TEXT, ""),
    Field::expected("refund_style", TEXT_OR_INTEGER, "text on the page, integer in the Go client"),
    Field::expected("refund_pay_channel", TEXT_OR_INTEGER, "text on the page, integer in the Go client"),
    Field::expected("refund_address", Kind::TEXT, ""),
    Field::expected("refund_chain", Kind::TEXT, ""),
    Field::expected("refund_bear_type", TEXT_OR_INTEGER, "text on the page, integer in the Go client"),
    Field::expected("refund_fail_reason", Kind::TEXT, ""),
    Field::expected("refund_to_gate_uid", TEXT_OR_INTEGER, "text on the page, integer in the Go client"),
    Field::expected("refundDetails", Kind::List(REFUND_PARTS), ""),
];

/// An item of `refundDetails`.
const REFUND_PARTS: &[Field] = &[
    Field::expected("transactionId", Kind::TEXT, ""),
    Field::expected("transactTime", MILLIS_OR_ZERO, ""),
    Field::expected("payChannel", Kind::TEXT, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("amount", DECIMAL_OR_EMPTY, ""),
    Field::expected("currency", SYMBOL_OR_EMPTY, ""),
    Field::expected("chain", Kind::TEXT, ""),
    Field::expected("address", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundChains>
pub static REFUND_CHAINS_V2_RESPONSE: Message = Message {
    id: "gatepay/refund-chains-v2-response",
    method: "GET",
    path: "/v2/refund/support/chains",
    about: "The chains, with what a refund on each costs.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(REFUND_CHAINS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["refund_chains_v2.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/checkout/refundChains",
    ..Message::RESPONSE
};

/// `data` of [`REFUND_CHAINS_V2_RESPONSE`].
const REFUND_CHAINS: &[Field] =
    &[Field::expected("currency", SYMBOL, ""), Field::expected("chains", Kind::List(REFUND_CHAIN), "")];

/// An item of `chains`.
const REFUND_CHAIN: &[Field] = &[
    Field::expected("chain", Kind::FILLED, ""),
    Field::expected("currency", SYMBOL, ""),
    Field::expected("symbol", Kind::TEXT, "null in the page's example"),
    Field::expected("hasWithdrawMemo", Kind::COUNT, ""),
    Field::expected("withdrawPercent", Kind::TEXT, ""),
    Field::expected("withdrawFix", Kind::DecimalText, ""),
    Field::expected("full_curr_type", Kind::TEXT, "H19: snake case here"),
    Field::expected("explorer_url", Kind::TEXT, "null in the page's example"),
    Field::expected("show_chain_name_en", Kind::TEXT, ""),
];

/// <https://github.com/gate/gatepay-sdk-go>
pub static CHECKOUT_REFUND_RESPONSE: Message = Message {
    id: "gatepay/checkout-refund-response",
    path: "/v1/pay/checkout/refund",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::STANDARD),
    source: "https://github.com/gate/gatepay-sdk-go",
    ..Message::RESPONSE
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &REFUND_V1_RESPONSE,
    &REFUND_QUERY_V1_RESPONSE,
    &REFUND_V2_RESPONSE,
    &REFUND_DETAILS_V2_RESPONSE,
    &REFUND_CHAINS_V2_RESPONSE,
    &CHECKOUT_REFUND_RESPONSE,
];
