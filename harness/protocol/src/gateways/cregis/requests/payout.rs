//! Money sent by the merchant: payouts, and withdrawals from deposit addresses.

use crate::gateways::cregis::members::{
    AMOUNT, CALLBACK_URL, CID, COIN, NONCE, OWN_MEMO, OWN_REMARK, PID, SIGN, TIMESTAMP,
};
use crate::gateways::cregis::responses::payout as responses;
use crate::message::{Field, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create>
pub static PAYOUT_V1: Message = Message {
    id: "cregis/payout-v1",
    path: "/api/v1/payout",
    about: "Pays out to an address.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        COIN,
        Field::required("address", Kind::FILLED, "where to"),
        AMOUNT,
        THIRD_PARTY_ID,
        CALLBACK_URL,
        Field::optional("remark", Kind::TEXT, "23: at most 20, or 40 characters; older page: required"),
        OWN_MEMO,
    ],
    answer: Some(&responses::PAYOUT_V1_RESPONSE),
    examples: &[
        "payout-v1.request.json",
        "payout-v1.request.2.json",
        "signature-example.request.1.json",
        "signature-example.request.2.json",
    ],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create-v2>
pub static PAYOUT_V2: Message = Message {
    id: "cregis/payout-v2",
    path: "/api/v2/payout",
    about: "Pays out to an address, from a wallet or address of choice.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        COIN,
        Field::required("to_address", Kind::FILLED, ""),
        AMOUNT,
        THIRD_PARTY_ID,
        Field::optional("wallet_id", Kind::INT64, "above 2^53 in the example: no double holds it"),
        Field::optional("from_address", Kind::TEXT, ""),
        Field::optional("callback_url", Kind::Url, ""),
        OWN_REMARK,
        OWN_MEMO,
    ],
    answer: Some(&responses::PAYOUT_V2_RESPONSE),
    examples: &["payout-v2.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-create-v2",
    ..Message::REQUEST
};

/// Signed like any other query with a `cid`: the path is not signed.
/// <https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-query>
pub static PAYOUT_QUERY: Message = Message {
    id: "cregis/payout-query",
    path: "/api/v1/payout/query",
    about: "Asks how a payout stands.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, CID],
    answer: Some(&responses::PAYOUT_QUERY_RESPONSE),
    examples: &["payout-query.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/payout/payout-query",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-create>
pub static SUB_ADDRESS_WITHDRAWAL: Message = Message {
    id: "cregis/sub-address-withdrawal",
    path: "/api/v1/sub_address_withdrawal",
    about: "Pays out from a deposit address.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        COIN,
        Field::expected("from_address", Kind::FILLED, "22: optional, or required in the OpenAPI file"),
        Field::required("to_address", Kind::FILLED, ""),
        AMOUNT,
        THIRD_PARTY_ID,
        Field::optional("callback_url", Kind::Url, ""),
        OWN_REMARK,
        OWN_MEMO,
    ],
    answer: Some(&responses::SUB_ADDRESS_WITHDRAWAL_RESPONSE),
    examples: &["sub-address-withdrawal.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-create",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-query>
pub static SUB_ADDRESS_WITHDRAWAL_QUERY: Message = Message {
    id: "cregis/sub-address-withdrawal-query",
    path: "/api/v1/sub_address_withdrawal/info",
    about: "Asks how a withdrawal from a deposit address stands.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, CID],
    answer: Some(&responses::SUB_ADDRESS_WITHDRAWAL_QUERY_RESPONSE),
    examples: &["sub-address-withdrawal-query.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/withdrawal/withdrawal-query",
    ..Message::REQUEST
};

const THIRD_PARTY_ID: Field = Field::required("third_party_id", Kind::FILLED, "the merchant's order; unique (E0009)");
