//! What Pelago sends of its own accord.
//!
//! Names and borders of values are not signed, so the same signature covers other cuts of the same text: the exact set
//! of members and their formats are the defence (W1). That is why members are demanded here that other gateways merely
//! expect. Of refunds, withdrawals and payouts nothing is public: what comes for them is refused, because a guessed table
//! would take a cut of a genuine order. Numbers in notes (`A4`) are those of the contradictions listed in the gateway's
//! documents.

use super::responses;
use crate::message::{Field, IntegerValue, Kind, Message, Pattern, Published, Value};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458>
pub static FIAT_ORDER_NOTIFY: Message = Message {
    id: "pelago/fiat-order-notify",
    path: "notifyUrl",
    about: "The state of a fiat order.",
    fields: &[
        Field::required("data", Kind::Object(FIAT_ORDER), "A3: the example lacks the braces around it"),
        SIGNATURE,
    ],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["fiat-order-notify.callback.json", "fiat-order-notify.callback.2.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458",
    ..Message::CALLBACK
};

/// `data` of [`FIAT_ORDER_NOTIFY`].
pub const FIAT_ORDER: &[Field] = &[
    Field::required("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    Field::required("pelagoOrderId", Kind::Pattern(Pattern::OrderId), "`PO` and 19 digits in all examples"),
    Field::required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    Field::required("orderAmount", Kind::DecimalTextOrNumber, "A4: number in the field list, text in the example"),
    Field::required("orderCurrency", Kind::Pattern(Pattern::FiatCode), ""),
    Field::required("orderCountry", Kind::Pattern(Pattern::CountryCode), "v2 orders are created without one"),
    Field::required("orderStatus", Kind::IntegerEnumeration(FIAT_STATUSES), "A13: not the crypto list"),
    Field::required("expireTime", Kind::DateTimeText, "spelling not given; the v2 query has `2026-01-21T03:46:52Z`"),
    Field::required("paymentUrl", Kind::FILLED, "may have a wallet's scheme instead of https"),
    Field::expected("failedReason", Kind::TEXT, "A23: required, optional elsewhere; on success unknown"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607>
pub static CRYPTO_ORDER_NOTIFY: Message = Message {
    id: "pelago/crypto-order-notify",
    path: "notifyUrl",
    about: "The state of a crypto order.",
    fields: &[Field::required("data", Kind::Object(CRYPTO_ORDER), ""), SIGNATURE],
    answer: Some(&responses::ACKNOWLEDGEMENT),
    examples: &["crypto-order-notify.callback.json", "crypto-order-notify.callback.2.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607",
    ..Message::CALLBACK
};

/// `data` of [`CRYPTO_ORDER_NOTIFY`].
pub const CRYPTO_ORDER: &[Field] = &[
    Field::required("merchantId", Kind::IntegerOrText, "A12: text on the page, integer in the capture"),
    Field::required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    Field::required(
        "orderId",
        Kind::Pattern(Pattern::OrderId),
        "`CO` and 19 digits in the capture; A20: integer elsewhere",
    ),
    Field::expected("tradeType", Kind::COUNT, "null in the capture; meaning not documented"),
    Field::required("orderStatus", Kind::IntegerEnumeration(CRYPTO_STATUSES), "A13: not the fiat list"),
    Field::required("coinId", Kind::FILLED, "such as `ETHEREUM-USDC`; an open set"),
    Field::required("amount", Kind::DecimalText, "as ordered"),
    Field::required("address", Kind::FILLED, "spelt as the chain spells it"),
    Field::required("paidAmount", Kind::DecimalText, "what arrived"),
    Field::required("refundAmount", Kind::DecimalText, ""),
    Field::required(
        "payStatus",
        Kind::IntegerEnumeration(PAY_STATUSES),
        "A27: paid is 2 or 3 together with order status 1",
    ),
    Field::expected("createTime", Kind::Millis, "A1: not signed in the capture, so demanding it proves nothing"),
    Field::expected("closedTime", Kind::Millis, "null in the capture"),
    Field::expected("refundTime", Kind::Millis, "null in the capture"),
    Field::required("notifyUrl", Kind::Url, "the order's"),
    Field::required(
        "redirectUrl",
        Kind::Url,
        "the order's; optional at creation, in the page's example and in the capture",
    ),
];

/// Implied by the `notifyUrl` of a refund; no page describes it, not even whether it is signed.
/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613>
pub static CRYPTO_REFUND_NOTIFY: Message = Message {
    id: "pelago/crypto-refund-notify",
    path: "notifyUrl",
    about: "Something about a refund; only the refund's `notifyUrl` tells that it exists.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-304248613",
    ..Message::CALLBACK
};

/// No page describes one, and the request has no `notifyUrl` to send it to.
/// <https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308306081>
pub static CRYPTO_WITHDRAW_NOTIFY: Message = Message {
    id: "pelago/crypto-withdraw-notify",
    path: "not documented",
    about: "The end of a withdrawal, if it is told at all: nothing is public.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://apifox.com/apidoc/shared/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-308306081",
    ..Message::CALLBACK
};

/// No page describes one, and the request has no `notifyUrl` to send it to.
/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-322489580>
pub static CRYPTO_PAYOUT_NOTIFY: Message = Message {
    id: "pelago/crypto-payout-notify",
    path: "not documented",
    about: "The end of a payout, if it is told at all: nothing is public.",
    published: Published::Nothing,
    answer: Some(&responses::ACKNOWLEDGEMENT),
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-322489580",
    ..Message::CALLBACK
};

// Members of every callback.
const SIGNATURE: Field =
    Field::required("signature", Kind::Signature, "A2: listed as required, missing in the fiat example");

pub(super) const SCENARIOS: &[Value] = &[
    Value { name: "ONLINE_QRCODE", about: "QR code; from the create page" },
    Value { name: "ONLINE_H5", about: "mobile page; from the create page" },
    Value { name: "WECHAT_ONLINE_QRCODE", about: "WeChat's QR code; from the v2 query" },
];

pub(super) const FIAT_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "created" },
    IntegerValue { value: 1, about: "pending" },
    IntegerValue { value: 2, about: "paid" },
    IntegerValue { value: 3, about: "timed out" },
    IntegerValue { value: 4, about: "failed (A14: cancelled)" },
];

pub(super) const CRYPTO_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "pending" },
    IntegerValue { value: 1, about: "success; money arrived, see payStatus" },
    IntegerValue { value: 2, about: "timed out" },
    IntegerValue { value: 3, about: "cancelled" },
    IntegerValue { value: 4, about: "failed (A15: refunded)" },
    IntegerValue { value: 10, about: "exchange pending" },
    IntegerValue { value: 11, about: "exchange done" },
    IntegerValue { value: 12, about: "exchange failed" },
];

pub(super) const PAY_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "not paid" },
    IntegerValue { value: 1, about: "partially paid" },
    IntegerValue { value: 2, about: "fully paid" },
    IntegerValue { value: 3, about: "overpaid" },
];

/// All callbacks.
pub const ALL: &[&Message] =
    &[&FIAT_ORDER_NOTIFY, &CRYPTO_ORDER_NOTIFY, &CRYPTO_REFUND_NOTIFY, &CRYPTO_WITHDRAW_NOTIFY, &CRYPTO_PAYOUT_NOTIFY];
