//! Deposit addresses: making, changing, checking, emptying them.

use crate::gateways::cregis::members::{CALLBACK_URL, COIN, NONCE, PAGE_NUM, PAGE_SIZE, PID, SIGN, TIMESTAMP};
use crate::gateways::cregis::responses::address as responses;
use crate::message::{Field, Kind, Message, Pattern, Value};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-generate>
pub static ADDRESS_CREATE: Message = Message {
    id: "cregis/address-create",
    path: "/api/v1/address/create",
    about: "Makes a deposit address on a chain.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        CHAIN_ID,
        Field::optional("alias", Kind::TEXT, "23: at most 20, or 40 characters (E0002)"),
        CALLBACK_URL,
    ],
    answer: Some(&responses::ADDRESS_CREATE_RESPONSE),
    examples: &["address-create.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-generate",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-batch-generate>
pub static ADDRESS_BATCH_CREATE: Message = Message {
    id: "cregis/address-batch-create",
    path: "/api/v1/batch/address/create",
    about: "Makes up to a hundred deposit addresses on a chain.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        CHAIN_ID,
        Field::required("number", NUMBER, "18: text in the table, integer in the example; 1 to 100 (E0027)"),
        Field::optional("alias", Kind::Text { min: 1, max: 40 }, ""),
        Field::optional("callback_url", Kind::Url, ""),
    ],
    answer: Some(&responses::ADDRESS_BATCH_CREATE_RESPONSE),
    examples: &["address-batch-create.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-batch-generate",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-update>
pub static ADDRESS_UPDATE: Message = Message {
    id: "cregis/address-update",
    path: "/api/v1/address/update",
    about: "Changes the callback URL, alias or status of an address: at least one of them.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        ADDRESS,
        Field::optional("callback_url", Kind::TEXT, "E0029 where nothing is to be changed"),
        Field::optional("alias", Kind::TEXT, ""),
        Field::optional("status", Kind::Enumeration(ADDRESS_STATUSES), "others: E0028"),
    ],
    answer: Some(&responses::ADDRESS_UPDATE_RESPONSE),
    examples: &["address-update.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-update",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/validation-address-existence>
pub static ADDRESS_INNER: Message = Message {
    id: "cregis/address-inner",
    path: "/api/v1/address/inner",
    about: "Asks whether an address is one of the project's own.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, ADDRESS, CHAIN_ID],
    answer: Some(&responses::ADDRESS_INNER_RESPONSE),
    examples: &["address-inner.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/validation-address-existence",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/validation-address-legality>
pub static ADDRESS_LEGAL: Message = Message {
    id: "cregis/address-legal",
    path: "/api/v1/address/legal",
    about: "Asks whether an address is well formed on its chain.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, ADDRESS, CHAIN_ID],
    answer: Some(&responses::ADDRESS_LEGAL_RESPONSE),
    examples: &["address-legal.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/validation-address-legality",
    ..Message::REQUEST
};

/// No callback follows. <https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-collect>
pub static COLLECTION: Message = Message {
    id: "cregis/collection",
    path: "/api/v1/collection",
    about: "Moves the balance of a deposit address to another address.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        COIN,
        Field::required("from_address", Kind::FILLED, ""),
        Field::required("to_address", Kind::FILLED, ""),
        Field::optional("amount", Kind::DecimalText, "everything if left out"),
    ],
    answer: Some(&responses::COLLECTION_RESPONSE),
    examples: &["collection.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-collect",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-query>
pub static SUB_ADDRESS_BALANCE: Message = Message {
    id: "cregis/sub-address-balance",
    path: "/api/v1/sub_address_balance",
    about: "Asks for the balances of the project's addresses in one coin.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        COIN,
        Field::optional("address", Kind::TEXT, "empty in the example"),
        MINIMUM_BALANCE,
        MAXIMUM_BALANCE,
        PAGE_NUM,
        PAGE_SIZE,
    ],
    answer: Some(&responses::SUB_ADDRESS_BALANCE_RESPONSE),
    examples: &["sub-address-balance.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-query",
    ..Message::REQUEST
};

/// Only in the vendor's OpenAPI file. <https://github.com/Vincent-Cregis/CregisSDK>
pub static SUB_ADDRESS_BALANCE_V2: Message = Message {
    id: "cregis/sub-address-balance-v2",
    path: "/api/v2/sub_address_balance",
    about: "Asks for the balances of one address in all coins, or in one.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        ADDRESS,
        Field::optional("currency", Kind::TEXT, "coin name, or `chain_id@token_id`"),
        MINIMUM_BALANCE,
        MAXIMUM_BALANCE,
        PAGE_NUM,
        PAGE_SIZE,
    ],
    answer: Some(&responses::SUB_ADDRESS_BALANCE_V2_RESPONSE),
    source: "https://github.com/Vincent-Cregis/CregisSDK",
    ..Message::REQUEST
};

const CHAIN_ID: Field = Field::required("chain_id", Kind::FILLED, "`195` is TRON, `60` Ethereum");
const ADDRESS: Field = Field::required("address", Kind::FILLED, "");
const MINIMUM_BALANCE: Field = Field::optional("minimum_balance", Kind::DecimalText, "inclusive");
const MAXIMUM_BALANCE: Field = Field::optional("maximum_balance", Kind::DecimalText, "inclusive");

const NUMBER: Kind =
    Kind::Either(&[Kind::Limited { pattern: Pattern::Digits, min: 1, max: 3 }, Kind::Integer { min: 1, max: 100 }]);

const ADDRESS_STATUSES: &[Value] = &[Value { name: "0", about: "enabled" }, Value { name: "1", about: "disabled" }];
