//! Answers about order deposits, a product that newer pages no longer have.

use super::{ANSWER, CODE, MSG, OK, data};
use crate::message::{Field, IntegerValue, Kind, Message};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-create.md>
pub static ORDER_DEPOSIT_CREATE_LEGACY_RESPONSE: Message = Message {
    id: "cregis/order-deposit-create-legacy-response",
    path: "/api/v1/deposit",
    about: "The order's number and the address to pay to.",
    fields: &[
        CODE,
        MSG,
        OK,
        data(&[Field::expected("cid", Kind::INT64, ""), Field::expected("address", Kind::FILLED, "")]),
    ],
    examples: &["order-deposit-create-legacy.response.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-create.md",
    ..ANSWER
};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-query.md>
pub static ORDER_DEPOSIT_QUERY_LEGACY_RESPONSE: Message = Message {
    id: "cregis/order-deposit-query-legacy-response",
    path: "/api/v1/deposit/query",
    about: "The order and how it stands.",
    fields: &[
        CODE,
        MSG,
        OK,
        data(&[
            Field::expected("pid", Kind::INT64, ""),
            Field::expected("address", Kind::TEXT, "empty in the example"),
            Field::expected("chain_id", Kind::FILLED, ""),
            Field::expected("token_id", Kind::FILLED, ""),
            Field::expected("currency", Kind::FILLED, ""),
            Field::expected("amount", Kind::DecimalText, "what was due"),
            Field::expected("real_amount", Kind::DecimalText, "what arrived"),
            Field::expected("third_party_id", Kind::FILLED, "the merchant's order"),
            Field::expected("status", Kind::IntegerEnumeration(STATES), "6: other numbers in the callback"),
            Field::optional("txid", Kind::TEXT, ""),
            Field::optional("block_height", Kind::TEXT, ""),
            Field::optional("block_time", Kind::Millis, ""),
        ]),
    ],
    examples: &["order-deposit-query-legacy.response.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-query.md",
    ..ANSWER
};

/// <https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-cancel.md>
pub static ORDER_DEPOSIT_CANCEL_LEGACY_RESPONSE: Message = Message {
    id: "cregis/order-deposit-cancel-legacy-response",
    path: "/api/v1/deposit/cancel",
    about: "Whether it was cancelled; `data` is null.",
    fields: &[CODE, MSG, OK, Field::optional("data", Kind::Any, "null")],
    examples: &["order-deposit-cancel-legacy.response.json"],
    source: "https://github.com/shuimuliang/cregis-api/blob/40e566c628c91da925d829f674a9e1c0ab99a8b8/en/request-apis/order-deposit-cancel.md",
    ..ANSWER
};

const STATES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "waiting" },
    IntegerValue { value: 1, about: "success" },
    IntegerValue { value: 2, about: "failed" },
    IntegerValue { value: 3, about: "timed out" },
    IntegerValue { value: 4, about: "cancelled by hand" },
];
