//! Answers about money that the merchant sent.

use super::{ANSWER, CODE, MSG, OK, data};
use crate::gateways::cregis::members::{PAYOUT_STATES, WITHDRAWAL_STATES};
use crate::message::{Field, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create>
pub static PAYOUT_V1_RESPONSE: Message = Message {
    id: "cregis/payout-v1-response",
    path: "/api/v1/payout",
    about: "The number of the payout.",
    fields: &[CODE, MSG, OK, data(CREATED)],
    examples: &["payout-v1.response.json", "payout-v1.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create-v2>
pub static PAYOUT_V2_RESPONSE: Message = Message {
    id: "cregis/payout-v2-response",
    path: "/api/v2/payout",
    about: "The number of the payout.",
    fields: &[CODE, MSG, OK, data(CREATED)],
    examples: &["payout-v2.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create-v2",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-query>
pub static PAYOUT_QUERY_RESPONSE: Message = Message {
    id: "cregis/payout-query-response",
    path: "/api/v1/payout/query",
    about: "The payout and how it stands.",
    fields: &[
        CODE,
        MSG,
        OK,
        data(&[
            PID,
            FROM_ADDRESS,
            Field::expected("address", Kind::FILLED, "where to"),
            CHAIN_ID,
            TOKEN_ID,
            CURRENCY,
            AMOUNT,
            THIRD_PARTY_ID,
            REMARK,
            MEMO,
            TXID,
            BLOCK_HEIGHT,
            Field::optional("block_time", Kind::Millis, "20: null before it is on the chain"),
            Field::expected("status", Kind::IntegerEnumeration(PAYOUT_STATES), ""),
        ]),
    ],
    examples: &["payout-query.response.json", "payout-query.response.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-query",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-create>
pub static SUB_ADDRESS_WITHDRAWAL_RESPONSE: Message = Message {
    id: "cregis/sub-address-withdrawal-response",
    path: "/api/v1/sub_address_withdrawal",
    about: "The number of the withdrawal.",
    fields: &[CODE, MSG, OK, data(CREATED)],
    examples: &["sub-address-withdrawal.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-create",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-query>
pub static SUB_ADDRESS_WITHDRAWAL_QUERY_RESPONSE: Message = Message {
    id: "cregis/sub-address-withdrawal-query-response",
    path: "/api/v1/sub_address_withdrawal/info",
    about: "The withdrawal and how it stands.",
    fields: &[
        CODE,
        MSG,
        OK,
        data(&[
            PID,
            FROM_ADDRESS,
            Field::expected("to_address", Kind::FILLED, ""),
            CHAIN_ID,
            TOKEN_ID,
            CURRENCY,
            AMOUNT,
            THIRD_PARTY_ID,
            REMARK,
            MEMO,
            TXID,
            BLOCK_HEIGHT,
            Field::optional("block_time", Kind::MillisOrText, "20: integer, or text in the OpenAPI file; may be null"),
            Field::expected("status", Kind::IntegerEnumeration(WITHDRAWAL_STATES), ""),
        ]),
    ],
    examples: &["sub-address-withdrawal-query.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-query",
    ..ANSWER
};

const CREATED: &[Field] = &[Field::expected("cid", Kind::INT64, "")];

const PID: Field = Field::expected("pid", Kind::INT64, "");
const FROM_ADDRESS: Field = Field::expected("from_address", Kind::TEXT, "absent in the output of an SDK");
const CHAIN_ID: Field = Field::expected("chain_id", Kind::FILLED, "");
const TOKEN_ID: Field = Field::expected("token_id", Kind::FILLED, "");
const CURRENCY: Field = Field::expected("currency", Kind::FILLED, "`TRX`, or `60@60` in the output of an SDK");
const AMOUNT: Field = Field::expected("amount", Kind::DecimalText, "");
const THIRD_PARTY_ID: Field = Field::expected("third_party_id", Kind::FILLED, "the merchant's order");
const REMARK: Field = Field::optional("remark", Kind::TEXT, "");
const MEMO: Field = Field::optional("memo", Kind::TEXT, "20: may be null");
const TXID: Field = Field::optional("txid", Kind::TEXT, "20: null before it is on the chain");
const BLOCK_HEIGHT: Field = Field::optional("block_height", Kind::TEXT, "20: null before it is on the chain");
