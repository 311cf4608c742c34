//! Answers about fiat on and off the ramp.

use super::envelopes;
use super::members::{DATA, DECIMAL_OR_EMPTY, ERROR_MESSAGE, NO_DATA, SYMBOL};
use crate::gateways::gatepay::requests::otc::TYPES;
use crate::message::{Field, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote>
pub static OTC_QUOTE_RESPONSE: Message = Message {
    id: "gatepay/otc-quote-response",
    path: "/withdraw/open/otc/api/v1/quote",
    about: "The rate and how long it holds.",
    fields: &[
        OTC_CODE,
        OTC_STATUS,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(QUOTE), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::OTC),
    examples: &["otc_quote.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/institution/otc/quote",
    ..Message::RESPONSE
};

/// `data` of [`OTC_QUOTE_RESPONSE`].
const QUOTE: &[Field] = &[
    Field::expected("quoteToken", Kind::FILLED, ""),
    Field::expected("validPeriod", Kind::COUNT, "seconds"),
    Field::expected("cryptoAmount", Kind::DecimalText, ""),
    Field::expected("fiatAmount", Kind::DecimalText, ""),
    Field::expected("fiatRate", Kind::DecimalText, ""),
    Field::expected("cryptoRate", Kind::DecimalText, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create>
pub static OTC_RECHARGE_RESPONSE: Message = Message {
    id: "gatepay/otc-recharge-response",
    path: "/open/otc/api/recharge",
    about: "The order and the bank account to pay to.",
    fields: &[
        OTC_CODE,
        OTC_MESSAGE,
        OTC_STATUS,
        Field::expected("data", Kind::Either(&[Kind::Object(RECHARGE), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::OTC_MESSAGE),
    examples: &["otc_recharge.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-create",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-detail>
pub static OTC_RECHARGE_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/otc-recharge-detail-response",
    method: "GET",
    path: "/open/otc/api/recharge/detail",
    about: "The order and the bank account to pay to.",
    fields: &[
        OTC_CODE,
        OTC_MESSAGE,
        OTC_STATUS,
        Field::expected("data", Kind::Either(&[Kind::Object(RECHARGE), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::OTC_MESSAGE),
    examples: &["otc_recharge_detail.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/deposit-detail",
    ..Message::RESPONSE
};

/// `data` of [`OTC_RECHARGE_RESPONSE`] and [`OTC_RECHARGE_DETAIL_RESPONSE`].
const RECHARGE: &[Field] = &[
    Field::expected("orderId", Kind::FILLED, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("createTime", Kind::Millis, ""),
    Field::expected("clientOrderId", Kind::FILLED, ""),
    Field::expected("promoCode", Kind::TEXT, "H19: `promCode` elsewhere"),
    Field::expected("gate_bank_info", Kind::Object(BANK), ""),
];

/// `gate_bank_info` of [`RECHARGE`].
const BANK: &[Field] = &[
    Field::expected("bankName", Kind::TEXT, ""),
    Field::expected("bankAccountName", Kind::TEXT, ""),
    Field::expected("countryId", Kind::COUNT, ""),
    Field::expected("country_name", Kind::TEXT, ""),
    Field::expected("address", Kind::TEXT, ""),
    Field::expected("iban", Kind::TEXT, ""),
    Field::expected("swift", Kind::TEXT, ""),
    Field::expected("remittanceLineNumber", Kind::TEXT, ""),
    Field::expected("agentBankName", Kind::TEXT, ""),
    Field::expected("agentBankSwift", Kind::TEXT, ""),
    Field::expected("transfer_remark", Kind::TEXT, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_CREATE_RESPONSE: Message = Message {
    id: "gatepay/otc-order-create-response",
    path: "/withdraw/open/otc/api/order/create",
    about: "The order; the page shows a schema without values.",
    fields: &[
        OTC_CODE,
        OTC_STATUS,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(SALE), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::OTC),
    examples: &["otc_order_create.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::RESPONSE
};

/// `data` of [`OTC_ORDER_CREATE_RESPONSE`].
const SALE: &[Field] = &[
    Field::expected("orderId", Kind::FILLED, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("cryptoCurrency", SYMBOL, ""),
    Field::expected("fiatCurrency", SYMBOL, ""),
    Field::expected("cryptoAmount", Kind::DecimalText, ""),
    Field::expected("fiatAmount", Kind::DecimalText, ""),
    Field::expected("fiatRate", Kind::DecimalText, ""),
    Field::expected("bankAccountId", Kind::FILLED, ""),
    Field::expected("clientOrderId", Kind::FILLED, ""),
    Field::expected("type", Kind::Enumeration(TYPES), ""),
    Field::expected("createTime", Kind::COUNT, "unit is not told here"),
    Field::expected("updateTime", Kind::COUNT, "unit is not told here (A21)"),
    Field::expected("errMsg", Kind::TEXT, ""),
    Field::expected("tradeFee", DECIMAL_OR_EMPTY, ""),
    Field::expected("finalFiatAmount", DECIMAL_OR_EMPTY, ""),
    Field::expected("bankSlipInfo", Kind::TEXT, "H25: an address that must not be fetched unseen"),
    Field::expected("promCode", Kind::TEXT, "H19: `promoCode` elsewhere"),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_LIST_RESPONSE: Message = Message {
    id: "gatepay/otc-order-list-response",
    path: "/withdraw/open/otc/api/order/list",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::OTC),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create>
pub static OTC_ORDER_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/otc-order-detail-response",
    method: "GET",
    path: "/withdraw/open/otc/api/order/detail",
    about: "Nothing about it is public.",
    published: Published::Nothing,
    envelope: Some(&envelopes::OTC),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/otc/withdraw-create",
    ..Message::RESPONSE
};

const OTC_CODE: Field = Field::expected("code", Kind::TEXT, "`0` is success");
const OTC_STATUS: Field = Field::expected("status", Kind::TEXT, "A15: `success`, in small letters");
const OTC_MESSAGE: Field = Field::expected("message", Kind::TEXT, "");

/// All of this area.
pub const ALL: &[&Message] = &[
    &OTC_QUOTE_RESPONSE,
    &OTC_RECHARGE_RESPONSE,
    &OTC_RECHARGE_DETAIL_RESPONSE,
    &OTC_ORDER_CREATE_RESPONSE,
    &OTC_ORDER_LIST_RESPONSE,
    &OTC_ORDER_DETAIL_RESPONSE,
];
