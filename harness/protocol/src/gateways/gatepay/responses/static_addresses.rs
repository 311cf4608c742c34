//! Answers about static addresses.

use super::envelopes;
use super::members::{
    CHAIN, CODE, CREATE_TIME, CURRENCY, DATA, ERROR_MESSAGE, LABEL, NO_DATA, STATUS, SYMBOL, TRANSACTION_ID,
};
use crate::message::{Field, IntegerValue, Kind, Message};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/save>
pub static FIXEDADDRESS_SAVE_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-save-response",
    path: "/v1/pay/fixedaddress/save",
    about: "The address.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(SAVED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_save.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/save",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_SAVE_RESPONSE`].
const SAVED: &[Field] = &[FIXED_CHANNEL, CHAIN, FIXED_ADDRESS, CURRENCIES, CALLBACK_URL, DESC, CHAIN_SHOWN];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/evm-save>
pub static FIXEDADDRESS_EVM_SAVE_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-evm-save-response",
    path: "/merchant/open/v1/pay/fixedaddress/evm/save",
    about: "The address, with its chains.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(EVM_SAVED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_evm_save.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/evm-save",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_EVM_SAVE_RESPONSE`].
const EVM_SAVED: &[Field] =
    &[FIXED_CHANNEL, FIXED_ADDRESS, CALLBACK_URL, Field::expected("chainInfos", Kind::List(EVM_CHAINS), "")];

/// An item of `chainInfos`.
const EVM_CHAINS: &[Field] = &[Field::expected("chainShowEn", Kind::TEXT, ""), CURRENCIES];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/list>
pub static FIXEDADDRESS_LIST_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-list-response",
    method: "GET",
    path: "/v1/pay/fixedaddress/list",
    about: "The static addresses.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(ADDRESSES), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_list.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/list",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_LIST_RESPONSE`].
const ADDRESSES: &[Field] =
    &[Field::expected("total", Kind::COUNT, ""), Field::expected("list", Kind::List(STATIC_ADDRESS), "")];

/// An item of `list`, and `data` of [`FIXEDADDRESS_DETAIL_RESPONSE`].
const STATIC_ADDRESS: &[Field] = &[
    FIXED_CHANNEL,
    CHAIN,
    FIXED_ADDRESS,
    CURRENCIES,
    CALLBACK_URL,
    CREATE_TIME,
    Field::expected("updateTime", Kind::MillisOrText, "A20: number here"),
    DESC,
    CHAIN_SHOWN,
    Field::expected("is_risk", Kind::IntegerEnumeration(RISKS), ""),
];

const RISKS: &[IntegerValue] =
    &[IntegerValue { value: 0, about: "not flagged" }, IntegerValue { value: 1, about: "flagged as risky" }];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/detail>
pub static FIXEDADDRESS_DETAIL_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-detail-response",
    method: "GET",
    path: "/v1/pay/fixedaddress/detail",
    about: "One static address.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(STATIC_ADDRESS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_detail.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/detail",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/order-query>
pub static FIXEDADDRESS_ORDER_QUERY_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-order-query-response",
    method: "GET",
    path: "/v1/pay/fixedaddress/order/query",
    about: "Deposits on static addresses.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(DEPOSITS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_order_query.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/order-query",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_ORDER_QUERY_RESPONSE`].
const DEPOSITS: &[Field] =
    &[Field::expected("total", Kind::COUNT, ""), Field::expected("details", Kind::List(DEPOSIT), "")];

/// An item of `details`.
const DEPOSIT: &[Field] = &[
    CHAIN,
    FIXED_CHANNEL,
    CURRENCY,
    FIXED_ADDRESS,
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("status", Kind::TEXT, "words are not listed"),
    Field::expected("txTime", Kind::Millis, ""),
    Field::expected("fromAddress", Kind::TEXT, ""),
    Field::expected("txHash", Kind::TEXT, ""),
    TRANSACTION_ID,
];

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institutional/fixedaddressChains>
pub static FIXEDADDRESS_CHAINS_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-chains-response",
    method: "GET",
    path: "/v1/pay/fixedaddress/chains",
    about: "The chains, each with its currencies.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(FIXED_CHAINS), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_chains.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institutional/fixedaddressChains",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_CHAINS_RESPONSE`].
const FIXED_CHAINS: &[Field] = &[Field::expected("Chains", Kind::List(FIXED_CHAIN), "H19: capital C")];

/// An item of `Chains`.
const FIXED_CHAIN: &[Field] = &[CHAIN, Field::expected("showChainNameEn", Kind::TEXT, ""), CURRENCIES];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/delete>
pub static FIXEDADDRESS_DELETE_RESPONSE: Message = Message {
    id: "gatepay/fixedaddress-delete-response",
    method: "DELETE",
    path: "/v1/pay/fixedaddress/delete",
    about: "That the address is gone.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(DELETED), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["fixedaddress_delete.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/delete",
    ..Message::RESPONSE
};

/// `data` of [`FIXEDADDRESS_DELETE_RESPONSE`].
const DELETED: &[Field] = &[Field::expected("result", Kind::TEXT, "words are not listed")];

const FIXED_CHANNEL: Field = Field::expected("channelId", Kind::FILLED, "");
const FIXED_ADDRESS: Field = Field::expected("address", Kind::FILLED, "");
const CURRENCIES: Field =
    Field::expected("currencies", Kind::Values(&SYMBOL), "a list; text joined by commas in the request");
const CALLBACK_URL: Field = Field::expected("callbackUrl", Kind::TEXT, "");
const DESC: Field = Field::expected("desc", Kind::TEXT, "");
const CHAIN_SHOWN: Field = Field::expected("ChainShowEn", Kind::TEXT, "H19: capital C");

/// All of this area.
pub const ALL: &[&Message] = &[
    &FIXEDADDRESS_SAVE_RESPONSE,
    &FIXEDADDRESS_EVM_SAVE_RESPONSE,
    &FIXEDADDRESS_LIST_RESPONSE,
    &FIXEDADDRESS_DETAIL_RESPONSE,
    &FIXEDADDRESS_ORDER_QUERY_RESPONSE,
    &FIXEDADDRESS_CHAINS_RESPONSE,
    &FIXEDADDRESS_DELETE_RESPONSE,
];
