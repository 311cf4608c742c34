//! Answers about coins and transactions of a project.

use super::{ANSWER, CODE, MSG, OK, data};
use crate::gateways::cregis::requests::project::{BUSINESS_TYPES, TRADE_STATUSES, TRADE_TYPES};
use crate::message::{Field, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/request-apis/global/currency-query>
pub static COINS_RESPONSE: Message = Message {
    id: "cregis/coins-response",
    path: "/api/v1/coins",
    about: "The coins that the project can pay out and receive.",
    fields: &[CODE, MSG, OK, data(COINS)],
    examples: &["coins.response.json", "coins.response.2.json", "coins.response.3.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/global/currency-query",
    ..ANSWER
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/global/trade-query>
pub static TRADE_PAGE_RESPONSE: Message = Message {
    id: "cregis/trade-page-response",
    path: "/api/v1/trade/page",
    about: "A page of transactions; paging is in camel case here, in snake case in the request.",
    fields: &[
        CODE,
        MSG,
        OK,
        data(&[
            Field::expected("total", Kind::COUNT, ""),
            Field::expected("rows", Kind::List(TRADE), ""),
            Field::expected("pageNum", Kind::COUNT, ""),
            Field::expected("pageSize", Kind::COUNT, ""),
        ]),
    ],
    examples: &["trade-page.response.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/global/trade-query",
    ..ANSWER
};

const COINS: &[Field] = &[
    Field::expected("payout_coins", Kind::List(COIN), ""),
    Field::expected("address_coins", Kind::List(COIN), ""),
    Field::optional("order_coins", Kind::List(COIN), "absent on the newest page, null in the output of an SDK"),
];

const COIN: &[Field] = &[
    Field::expected("coin_name", Kind::FILLED, ""),
    Field::expected("chain_id", Kind::FILLED, ""),
    Field::expected("token_id", Kind::FILLED, "the chain's id for its own coin"),
    Field::optional("decimals", Kind::TEXT, "only in the OpenAPI file"),
];

const TRADE: &[Field] = &[
    Field::expected("pid", Kind::INT64, ""),
    Field::expected("cid", Kind::INT64, ""),
    Field::expected("chain_id", Kind::TEXT, ""),
    Field::expected("token_id", Kind::TEXT, ""),
    Field::optional("currency", Kind::TEXT, ""),
    Field::expected("from_address", Kind::TEXT, ""),
    Field::expected("to_address", Kind::TEXT, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::expected("fee", Kind::DecimalText, ""),
    Field::expected("txid", Kind::TEXT, "spelt `tx_id` in the request"),
    Field::expected("block_height", Kind::TEXT, ""),
    Field::expected("block_time", Kind::Seconds, "17: seconds"),
    Field::expected("status", Kind::IntegerEnumeration(TRADE_STATUSES), ""),
    Field::optional("business_type", Kind::IntegerEnumeration(BUSINESS_TYPES), "only in the OpenAPI file"),
    Field::optional("trade_type", Kind::IntegerEnumeration(TRADE_TYPES), "only in the OpenAPI file"),
    Field::optional("remark", Kind::TEXT, "only in the OpenAPI file"),
    Field::optional("memo", Kind::TEXT, "only in the OpenAPI file"),
];
