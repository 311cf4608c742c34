//! What GatePay sends of its own accord.
//!
//! Numbers in notes (`A11`, `H20`) are those of the contradictions and hazards listed in the gateway's documents.

use crate::message::{Direction, Field, Kind, Message, Pattern, Presence, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback>
pub static PAY: Message = Message {
    id: "gatepay/pay",
    direction: Direction::Callback,
    method: "POST",
    path: "callback URL of the application",
    signed: true,
    about: "A prepaid order was paid, closed, or is in trouble.",
    fields: &[
        required("bizType", Kind::Constant("PAY"), "selects what `data` holds"),
        required("bizId", FILLED, "prepaid order id, digits in all real messages"),
        required("bizStatus", Kind::Enumeration(PAY_STATUSES), ""),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        required("data", Kind::Nested(PAY_DATA), "A11: text by rule, object on legacy pages"),
    ],
    examples: &[
        "PAY.callback.json",
        "PAY.callback.2.json",
        "PAY.callback.3.json",
        "PAY.callback.4.json",
        "PAY.callback.5.json",
        "PAY.callback.6.json",
        "PAY.callback.7.json",
    ],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback",
};

/// `data` of [`PAY`]. Members come and go between versions of the page: only the join key and the amount are demanded.
pub const PAY_DATA: &[Field] = &[
    required("merchantTradeNo", Kind::Text { min: 1, max: 100 }, "A17: 5 to 32, at most 32 bytes, or at most 100"),
    expected("productType", TEXT, "often empty"),
    expected("productName", TEXT, ""),
    expected("tradeType", Kind::Enumeration(TERMINAL_TYPES), ""),
    expected("goodsName", TEXT, "order pages: at most 160"),
    expected("terminalType", Kind::Enumeration(TERMINAL_TYPES), ""),
    expected("currency", Kind::Pattern(Pattern::Symbol), ""),
    expected("totalFee", Kind::DecimalText, "order amount; H20: older messages only"),
    required("orderAmount", Kind::DecimalText, "in `currency`; trailing zeros vary; A18: 2, 6 or 8 decimals"),
    expected("createTime", Kind::Millis, "of the order"),
    expected("transactionId", TEXT, "H20: empty or absent even on PAY_SUCCESS"),
    expected("channelId", TEXT, "may be empty; order pages: at most 32"),
    expected("payerId", Kind::Integer { min: 0, max: i64::MAX }, "0 for payers on chain"),
    expected("doneAmountOnChain", Kind::DecimalText, "confirmed; newer messages only"),
    expected("waitAmountOnChain", Kind::DecimalText, "unconfirmed; newer messages only"),
];

// Members of every callback.
const CLIENT_ID: Field = optional("client_id", TEXT, "A12: or `clientId`, or neither");
const CLIENT_ID_CAMEL: Field = optional("clientId", TEXT, "A12: or `client_id`, or neither");

const PAY_STATUSES: &[Value] = &[
    Value { name: "PAY_SUCCESS", about: "paid" },
    Value { name: "PAY_CLOSE", about: "closed unpaid" },
    Value { name: "PAY_ERROR", about: "abnormal" },
    Value { name: "PAY_BLOCK", about: "held as risky; only in the overview" },
];

const TERMINAL_TYPES: &[Value] = &[
    Value { name: "APP", about: "mobile application" },
    Value { name: "WEB", about: "web site" },
    Value { name: "WAP", about: "mobile web site" },
    Value { name: "MINIAPP", about: "mini application" },
    Value { name: "OTHERS", about: "anything else" },
];

const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };
const FILLED: Kind = Kind::Text { min: 1, max: usize::MAX };

const fn required(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Required, note }
}

const fn expected(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Expected, note }
}

const fn optional(name: &'static str, kind: Kind, note: &'static str) -> Field {
    Field { name, kind, presence: Presence::Optional, note }
}

/// All callbacks.
pub const ALL: &[&Message] = &[&PAY];
