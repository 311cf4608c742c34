//! What Pelago sends of its own accord.
//!
//! Names and borders of values are not signed, so the same signature covers other cuts of the same text: the exact set
//! of members and their formats are the defence (W1). That is why members are demanded here that other gateways merely
//! expect. Numbers in notes (`A4`) are those of the contradictions listed in the gateway's documents.

use crate::message::{Field, IntegerValue, Kind, Message, Pattern, Value};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458>
pub static FIAT_ORDER_NOTIFY: Message = Message {
    id: "pelago/fiat-order-notify",
    path: "notifyUrl",
    about: "The state of a fiat order.",
    fields: &[
        Field::required("data", Kind::Object(FIAT_ORDER), "A3: the example lacks the braces around it"),
        SIGNATURE,
    ],
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
    Field::required("paymentUrl", FILLED, "may have a wallet's scheme instead of https"),
    Field::expected("failedReason", TEXT, "A23: required, optional elsewhere; on success unknown"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607>
pub static CRYPTO_ORDER_NOTIFY: Message = Message {
    id: "pelago/crypto-order-notify",
    path: "notifyUrl",
    about: "The state of a crypto order.",
    fields: &[Field::required("data", Kind::Object(CRYPTO_ORDER), ""), SIGNATURE],
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
    Field::expected(
        "tradeType",
        Kind::Integer { min: 0, max: i64::MAX },
        "null in the capture; meaning not documented",
    ),
    Field::required("orderStatus", Kind::IntegerEnumeration(CRYPTO_STATUSES), "A13: not the fiat list"),
    Field::required("coinId", FILLED, "such as `ETHEREUM-USDC`; an open set"),
    Field::required("amount", Kind::DecimalText, "as ordered"),
    Field::required("address", FILLED, "spelt as the chain spells it"),
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

// Members of every callback.
const SIGNATURE: Field =
    Field::required("signature", Kind::Signature, "A2: listed as required, missing in the fiat example");

const SCENARIOS: &[Value] = &[
    Value { name: "ONLINE_QRCODE", about: "QR code; from the create page" },
    Value { name: "ONLINE_H5", about: "mobile page; from the create page" },
    Value { name: "WECHAT_ONLINE_QRCODE", about: "WeChat's QR code; from the v2 query" },
];

const FIAT_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "created" },
    IntegerValue { value: 1, about: "pending" },
    IntegerValue { value: 2, about: "paid" },
    IntegerValue { value: 3, about: "timed out" },
    IntegerValue { value: 4, about: "failed (A14: cancelled)" },
];

const CRYPTO_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "pending" },
    IntegerValue { value: 1, about: "success; money arrived, see payStatus" },
    IntegerValue { value: 2, about: "timed out" },
    IntegerValue { value: 3, about: "cancelled" },
    IntegerValue { value: 4, about: "failed (A15: refunded)" },
    IntegerValue { value: 10, about: "exchange pending" },
    IntegerValue { value: 11, about: "exchange done" },
    IntegerValue { value: 12, about: "exchange failed" },
];

const PAY_STATUSES: &[IntegerValue] = &[
    IntegerValue { value: 0, about: "not paid" },
    IntegerValue { value: 1, about: "partially paid" },
    IntegerValue { value: 2, about: "fully paid" },
    IntegerValue { value: 3, about: "overpaid" },
];

const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };
const FILLED: Kind = Kind::Text { min: 1, max: usize::MAX };

/// All callbacks.
pub const ALL: &[&Message] = &[&FIAT_ORDER_NOTIFY, &CRYPTO_ORDER_NOTIFY];
