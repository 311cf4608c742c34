//! Addresses that stay: one per channel and chain.

use super::members::{CALLBACK_URL, FIXED_CHANNEL_ID, ON_BEHALF_OF};
use crate::gateways::gatepay::responses::static_addresses;
use crate::message::{Carrier, Field, Kind, Message, Published};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/save>
pub static FIXEDADDRESS_SAVE: Message = Message {
    id: "gatepay/fixedaddress-save",
    path: "/v1/pay/fixedaddress/save",
    about: "Opens a static address, or replaces the callback URL of one.",
    fields: &[
        FIXED_CHANNEL_ID,
        Field::expected("chain", Kind::FILLED, ""),
        Field::required("currencies", Kind::FILLED, "joined by commas; a list in the answer"),
        CALLBACK_URL,
    ],
    answer: Some(&static_addresses::FIXEDADDRESS_SAVE_RESPONSE),
    examples: &["fixedaddress_save.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/save",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/evm-save>
pub static FIXEDADDRESS_EVM_SAVE: Message = Message {
    id: "gatepay/fixedaddress-evm-save",
    path: "/merchant/open/v1/pay/fixedaddress/evm/save",
    about: "Opens one static address for several EVM chains.",
    fields: &[
        Field::expected("channelId", Kind::FILLED, ""),
        CALLBACK_URL,
        Field::required("chianCurrencyInfos", Kind::List(EVM_CHAINS), "H19: so spelt"),
    ],
    answer: Some(&static_addresses::FIXEDADDRESS_EVM_SAVE_RESPONSE),
    examples: &["fixedaddress_evm_save.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/evm-save",
    ..Message::REQUEST
};

/// An item of `chianCurrencyInfos`.
const EVM_CHAINS: &[Field] =
    &[Field::expected("chain", Kind::FILLED, ""), Field::expected("currencies", Kind::Values(&Kind::FILLED), "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/list>
pub static FIXEDADDRESS_LIST: Message = Message {
    id: "gatepay/fixedaddress-list",
    method: "GET",
    path: "/v1/pay/fixedaddress/list",
    carrier: Carrier::Query,
    about: "Lists static addresses; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&static_addresses::FIXEDADDRESS_LIST_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/list",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/detail>
pub static FIXEDADDRESS_DETAIL: Message = Message {
    id: "gatepay/fixedaddress-detail",
    method: "GET",
    path: "/v1/pay/fixedaddress/detail",
    carrier: Carrier::Query,
    about: "Asks for one static address; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&static_addresses::FIXEDADDRESS_DETAIL_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/detail",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/order-query>
pub static FIXEDADDRESS_ORDER_QUERY: Message = Message {
    id: "gatepay/fixedaddress-order-query",
    method: "GET",
    path: "/v1/pay/fixedaddress/order/query",
    carrier: Carrier::Query,
    about: "Lists deposits on static addresses.",
    fields: &[Field::expected("page", Kind::COUNT, "further filters are not public")],
    published: Published::Part,
    answer: Some(&static_addresses::FIXEDADDRESS_ORDER_QUERY_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/order-query",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/cn/endpoint/institutional/fixedaddressChains>
pub static FIXEDADDRESS_CHAINS: Message = Message {
    id: "gatepay/fixedaddress-chains",
    method: "GET",
    path: "/v1/pay/fixedaddress/chains",
    carrier: Carrier::Query,
    about: "Asks on which chains static addresses exist; shown behind an institution's prefix.",
    headers: &[ON_BEHALF_OF],
    published: Published::Nothing,
    answer: Some(&static_addresses::FIXEDADDRESS_CHAINS_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/cn/endpoint/institutional/fixedaddressChains",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/delete>
pub static FIXEDADDRESS_DELETE: Message = Message {
    id: "gatepay/fixedaddress-delete",
    method: "DELETE",
    path: "/v1/pay/fixedaddress/delete",
    carrier: Carrier::Query,
    about: "Deletes a static address; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&static_addresses::FIXEDADDRESS_DELETE_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fixedaddress/delete",
    ..Message::REQUEST
};

/// All of this area.
pub const ALL: &[&Message] = &[
    &FIXEDADDRESS_SAVE,
    &FIXEDADDRESS_EVM_SAVE,
    &FIXEDADDRESS_LIST,
    &FIXEDADDRESS_DETAIL,
    &FIXEDADDRESS_ORDER_QUERY,
    &FIXEDADDRESS_CHAINS,
    &FIXEDADDRESS_DELETE,
];
