//! Answers about deposit addresses.

use super::{ANSWER, CODE, DATA_NOTE, MSG, OK, data};
use crate::message::{Field, Kind, Message};

/// To be checked with `address/inner`: answers are not signed.
/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-generate>
pub static ADDRESS_CREATE_RESPONSE: Message = Message {
    id: "cregis/address-create-response",
    path: "/api/v1/address/create",
    about: "The new address.",
    fields: &[CODE, MSG, OK, data(ADDRESS)],
    examples: &["address-create.response.json", "address-create.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-generate",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-batch-generate>
pub static ADDRESS_BATCH_CREATE_RESPONSE: Message = Message {
    id: "cregis/address-batch-create-response",
    path: "/api/v1/batch/address/create",
    about: "The new addresses.",
    fields: &[CODE, MSG, OK, Field::expected("data", Kind::List(ADDRESS), DATA_NOTE)],
    examples: &["address-batch-create.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-batch-generate",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-update>
pub static ADDRESS_UPDATE_RESPONSE: Message = Message {
    id: "cregis/address-update-response",
    path: "/api/v1/address/update",
    about: "Whether it was changed; `data` is null.",
    fields: &[CODE, MSG, OK, Field::optional("data", Kind::Any, "null")],
    examples: &["address-update.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-update",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/validation-address-existence>
pub static ADDRESS_INNER_RESPONSE: Message = Message {
    id: "cregis/address-inner-response",
    path: "/api/v1/address/inner",
    about: "Whether the address is one of the project's own.",
    fields: &[CODE, MSG, OK, data(RESULT)],
    examples: &["address-inner.response.json", "address-inner.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/validation-address-existence",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/validation-address-legality>
pub static ADDRESS_LEGAL_RESPONSE: Message = Message {
    id: "cregis/address-legal-response",
    path: "/api/v1/address/legal",
    about: "Whether the address is well formed.",
    fields: &[CODE, MSG, OK, data(RESULT)],
    examples: &["address-legal.response.json", "address-legal.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/validation-address-legality",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-collect>
pub static COLLECTION_RESPONSE: Message = Message {
    id: "cregis/collection-response",
    path: "/api/v1/collection",
    about: "The number of the collection.",
    fields: &[CODE, MSG, OK, data(&[Field::expected("cid", Kind::INT64, "")])],
    examples: &["collection.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-collect",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-query>
pub static SUB_ADDRESS_BALANCE_RESPONSE: Message = Message {
    id: "cregis/sub-address-balance-response",
    path: "/api/v1/sub_address_balance",
    about: "A page of balances; paging is in camel case here, in snake case in the request.",
    fields: &[CODE, MSG, OK, data(&[TOTAL, Field::expected("rows", Kind::List(BALANCE), ""), PAGE_NUM, PAGE_SIZE])],
    examples: &["sub-address-balance.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/address/address-balance-query",
    ..ANSWER
};

/// Only in the vendor's OpenAPI file. <https://github.com/Vincent-Cregis/CregisSDK>
pub static SUB_ADDRESS_BALANCE_V2_RESPONSE: Message = Message {
    id: "cregis/sub-address-balance-v2-response",
    path: "/api/v2/sub_address_balance",
    about: "A page of balances, with chain and token in place of the coin's name.",
    fields: &[CODE, MSG, OK, data(&[TOTAL, Field::expected("rows", Kind::List(BALANCE_V2), ""), PAGE_NUM, PAGE_SIZE])],
    source: "https://github.com/Vincent-Cregis/CregisSDK",
    ..ANSWER
};

const ADDRESS: &[Field] = &[Field::expected("address", Kind::FILLED, "")];
const RESULT: &[Field] = &[Field::expected("result", Kind::Boolean, "")];

const BALANCE: &[Field] =
    &[ROW_PID, ROW_ADDRESS, Field::expected("currency", Kind::TEXT, "`chain_id@token_id`"), SUM, AVAILABLE, PROCESSING];

const BALANCE_V2: &[Field] = &[
    ROW_PID,
    ROW_ADDRESS,
    Field::expected("chain_id", Kind::TEXT, ""),
    Field::expected("token_id", Kind::TEXT, ""),
    SUM,
    AVAILABLE,
    PROCESSING,
];

const ROW_PID: Field = Field::expected("pid", Kind::INT64, "");
const ROW_ADDRESS: Field = Field::expected("address", Kind::FILLED, "");
const SUM: Field = Field::expected("total", Kind::DecimalText, "");
const AVAILABLE: Field = Field::expected("available", Kind::DecimalText, "");
const PROCESSING: Field = Field::expected("processing", Kind::DecimalText, "");
const TOTAL: Field = Field::expected("total", Kind::COUNT, "rows in all");
const PAGE_NUM: Field = Field::expected("pageNum", Kind::COUNT, "");
const PAGE_SIZE: Field = Field::expected("pageSize", Kind::COUNT, "");
