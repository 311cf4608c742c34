//! Coins and transactions of a project.

use crate::gateways::cregis::members::{NONCE, PAGE_NUM, PAGE_SIZE, PID, SIGN, TIMESTAMP};
use crate::gateways::cregis::responses::project as responses;
use crate::message::{Field, IntegerValue, Kind, Message};

/// <https://developer-cn.cregis.com/api-reference/request-apis/global/currency-query>
pub static COINS: Message = Message {
    id: "cregis/coins",
    path: "/api/v1/coins",
    about: "Asks which coins the project can pay out and receive.",
    fields: &[PID, NONCE, TIMESTAMP, SIGN],
    answer: Some(&responses::COINS_RESPONSE),
    examples: &["coins.request.json", "coins.request.2.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/global/currency-query",
    ..Message::REQUEST
};

/// <https://developer-cn.cregis.com/api-reference/request-apis/global/trade-query>
pub static TRADE_PAGE: Message = Message {
    id: "cregis/trade-page",
    path: "/api/v1/trade/page",
    about: "Asks for a page of the project's transactions.",
    fields: &[
        PID,
        NONCE,
        TIMESTAMP,
        SIGN,
        Field::optional("cid", Kind::INT64, ""),
        Field::optional("tx_id", Kind::TEXT, "spelt `txid` in the answer"),
        Field::optional("status", Kind::IntegerEnumeration(TRADE_STATUSES), ""),
        Field::optional("trade_type", Kind::IntegerEnumeration(TRADE_TYPES), ""),
        Field::optional("business_type", Kind::IntegerEnumeration(BUSINESS_TYPES), ""),
        Field::optional("blocktime_start", Kind::Seconds, "17: seconds, everything else is milliseconds"),
        Field::optional("blocktime_end", Kind::Seconds, "17: seconds"),
        Field::optional("chain_id", Kind::TEXT, ""),
        Field::optional("token_id", Kind::TEXT, ""),
        PAGE_NUM,
        PAGE_SIZE,
    ],
    answer: Some(&responses::TRADE_PAGE_RESPONSE),
    examples: &["trade-page.request.json"],
    source: "https://developer-cn.cregis.com/api-reference/request-apis/global/trade-query",
    ..Message::REQUEST
};

pub(in crate::gateways::cregis) const TRADE_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "pending" },
    IntegerValue { value: 1, about: "success" },
    IntegerValue { value: 2, about: "failed" },
];

pub(in crate::gateways::cregis) const TRADE_TYPES: &[IntegerValue] =
    &[IntegerValue { value: 1, about: "in" }, IntegerValue { value: 2, about: "out" }];

pub(in crate::gateways::cregis) const BUSINESS_TYPES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "normal" },
    IntegerValue { value: 2, about: "audited" },
    IntegerValue { value: 3, about: "receipt at an address" },
    IntegerValue { value: 4, about: "fee of a collection" },
    IntegerValue { value: 5, about: "collection" },
];
