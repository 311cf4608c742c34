//! What Pelago sends of its own accord.
//!
//! Names and borders of values are not signed, so the same signature covers other cuts of the same text: the exact set
//! of members and their formats are the defence (W1). That is why members are demanded here that other gateways merely
//! expect. Numbers in notes (`A4`) are those of the contradictions listed in the gateway's documents.

use crate::message::{Direction, Field, IntegerValue, Kind, Message, Pattern, Presence, Value};

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458>
pub static FIAT_ORDER_NOTIFY: Message = Message {
    id: "pelago/fiat-order-notify",
    direction: Direction::Callback,
    method: "POST",
    path: "notifyUrl",
    signed: true,
    about: "The state of a fiat order.",
    fields: &[required("data", Kind::Object(FIAT_ORDER), "A3: the example lacks the braces around it"), SIGNATURE],
    examples: &["fiat-order-notify.callback.json", "fiat-order-notify.callback.2.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458",
};

/// `data` of [`FIAT_ORDER_NOTIFY`].
pub const FIAT_ORDER: &[Field] = &[
    required("scenarioCode", Kind::Enumeration(SCENARIOS), ""),
    required("pelagoOrderId", Kind::Pattern(Pattern::OrderId), "`PO` and 19 digits in all examples"),
    required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    required("orderAmount", Kind::DecimalTextOrNumber, "A4: number in the field list, text in the example"),
    required("orderCurrency", Kind::Pattern(Pattern::FiatCode), ""),
    required("orderCountry", Kind::Pattern(Pattern::CountryCode), "v2 orders are created without one"),
    required("orderStatus", Kind::IntegerEnumeration(FIAT_STATUSES), "A13: not the crypto list"),
    required("expireTime", Kind::DateTimeText, "spelling not given; the v2 query has `2026-01-21T03:46:52Z`"),
    required("paymentUrl", FILLED, "may have a wallet's scheme instead of https"),
    expected("failedReason", TEXT, "A23: required, optional elsewhere; on success unknown"),
];

/// <https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607>
pub static CRYPTO_ORDER_NOTIFY: Message = Message {
    id: "pelago/crypto-order-notify",
    direction: Direction::Callback,
    method: "POST",
    path: "notifyUrl",
    signed: true,
    about: "The state of a crypto order.",
    fields: &[required("data", Kind::Object(CRYPTO_ORDER), ""), SIGNATURE],
    examples: &["crypto-order-notify.callback.json", "crypto-order-notify.callback.2.json"],
    source: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607",
};

/// `data` of [`CRYPTO_ORDER_NOTIFY`].
pub const CRYPTO_ORDER: &[Field] = &[
    required("merchantId", Kind::IntegerOrText, "A12: text on the page, integer in the capture"),
    required("merchantOrderId", Kind::Pattern(Pattern::OrderId), "A24: at most 32, or no limit"),
    required("orderId", Kind::Pattern(Pattern::OrderId), "`CO` and 19 digits in the capture; A20: integer elsewhere"),
    expected("tradeType", Kind::Integer { min: 0, max: i64::MAX }, "null in the capture; meaning not documented"),
    required("orderStatus", Kind::IntegerEnumeration(CRYPTO_STATUSES), "A13: not the fiat list"),
    required("coinId", FILLED, "such as `ETHEREUM-USDC`; an open set"),
    required("amount", Kind::DecimalText, "as ordered"),
    required("address", FILLED, "spelt as the chain spells it"),
    required("paidAmount", Kind::DecimalText, "what arrived"),
    required("refundAmount", Kind::DecimalText, ""),
    required("payStatus", Kind::IntegerEnumeration(PAY_STATUSES), "A27: paid is 2 or 3 together with order status 1"),
    expected("createTime", Kind::Millis, "A1: not signed in the capture, so demanding it proves nothing"),
    expected("closedTime", Kind::Millis, "null in the capture"),
    expected("refundTime", Kind::Millis, "null in the capture"),
    required("notifyUrl", Kind::Url, "the order's"),
    required("redirectUrl", Kind::Url, "the order's; optional at creation, in the page's example and in the capture"),
];

// Members of every callback.
const SIGNATURE: Field = required("signature", Kind::Signature, "A2: listed as required, missing in the fiat example");

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

const fn required(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Required, note }
}

const fn expected(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Expected, note }
}

/// All callbacks.
pub const ALL: &[&Message] = &[&FIAT_ORDER_NOTIFY, &CRYPTO_ORDER_NOTIFY];
