//! Order deposits, a product that newer pages no longer have.

use crate::gateways::cregis::members::{AMOUNT, CID, NONCE, PID, SIGN, TIMESTAMP};
use crate::gateways::cregis::responses::deposit as responses;
use crate::message::{Field, Kind, Message};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-create.md>
pub static ORDER_DEPOSIT_CREATE_LEGACY: Message = Message {
    id: "cregis/order-deposit-create-legacy",
    path: "/api/v1/deposit",
    about: "Opens an order that is paid to an address of its own.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        Field::required("currency", Kind::FILLED, "`TRON@Shasta` in the example"),
        AMOUNT,
        Field::required("callback_url", Kind::Url, ""),
        Field::required("third_party_id", Kind::FILLED, "the merchant's order"),
        Field::optional("timeout", Kind::COUNT, "minutes, 10 if left out"),
        Field::optional("remark", Kind::TEXT, ""),
    ],
    answer: Some(&responses::ORDER_DEPOSIT_CREATE_LEGACY_RESPONSE),
    examples: &["order-deposit-create-legacy.request.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-create.md",
    ..Message::REQUEST
};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-query.md>
pub static ORDER_DEPOSIT_QUERY_LEGACY: Message = Message {
    id: "cregis/order-deposit-query-legacy",
    path: "/api/v1/deposit/query",
    about: "Asks how an order deposit stands.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, CID],
    answer: Some(&responses::ORDER_DEPOSIT_QUERY_LEGACY_RESPONSE),
    examples: &["order-deposit-query-legacy.request.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-query.md",
    ..Message::REQUEST
};

/// The same bytes are signed as for the query: one can be replayed as the other.
/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-cancel.md>
pub static ORDER_DEPOSIT_CANCEL_LEGACY: Message = Message {
    id: "cregis/order-deposit-cancel-legacy",
    path: "/api/v1/deposit/cancel",
    about: "Cancels an order deposit.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN, CID],
    answer: Some(&responses::ORDER_DEPOSIT_CANCEL_LEGACY_RESPONSE),
    examples: &["order-deposit-cancel-legacy.request.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-cancel.md",
    ..Message::REQUEST
};
