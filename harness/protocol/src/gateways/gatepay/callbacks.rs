//! What GatePay sends of its own accord.
//!
//! Numbers in notes (`A11`, `H20`) are those of the contradictions and hazards listed in the gateway's documents.

use crate::message::{Field, Kind, Message, Pattern, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback>
pub static PAY: Message = Message {
    id: "gatepay/pay",
    path: "callback URL of the application",
    about: "A prepaid order was paid, closed, or is in trouble.",
    fields: &[
        Field::required("bizType", Kind::Constant("PAY"), "selects what `data` holds"),
        Field::required("bizId", FILLED, "prepaid order id, digits in all real messages"),
        Field::required("bizStatus", Kind::Enumeration(PAY_STATUSES), ""),
        CLIENT_ID,
        CLIENT_ID_CAMEL,
        Field::required("data", Kind::Nested(PAY_DATA), "A11: text by rule, object on legacy pages"),
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
    ..Message::CALLBACK
};

/// `data` of [`PAY`]. Members come and go between versions of the page: only the join key and the amount are demanded.
pub const PAY_DATA: &[Field] = &[
    Field::required(
        "merchantTradeNo",
        Kind::Text { min: 1, max: 100 },
        "A17: 5 to 32, at most 32 bytes, or at most 100",
    ),
    Field::expected("productType", TEXT, "often empty"),
    Field::expected("productName", TEXT, ""),
    Field::expected("tradeType", Kind::Enumeration(TERMINAL_TYPES), ""),
    Field::expected("goodsName", TEXT, "order pages: at most 160"),
    Field::expected("terminalType", Kind::Enumeration(TERMINAL_TYPES), ""),
    Field::expected("currency", Kind::Pattern(Pattern::Symbol), ""),
    Field::expected("totalFee", Kind::DecimalText, "order amount; H20: older messages only"),
    Field::required("orderAmount", Kind::DecimalText, "in `currency`; trailing zeros vary; A18: 2, 6 or 8 decimals"),
    Field::expected("createTime", Kind::Millis, "of the order"),
    Field::expected("transactionId", TEXT, "H20: empty or absent even on PAY_SUCCESS"),
    Field::expected("channelId", TEXT, "may be empty; order pages: at most 32"),
    Field::expected("payerId", Kind::Integer { min: 0, max: i64::MAX }, "0 for payers on chain"),
    Field::expected("doneAmountOnChain", Kind::DecimalText, "confirmed; newer messages only"),
    Field::expected("waitAmountOnChain", Kind::DecimalText, "unconfirmed; newer messages only"),
];

// Members of every callback.
const CLIENT_ID: Field = Field::optional("client_id", TEXT, "A12: or `clientId`, or neither");
const CLIENT_ID_CAMEL: Field = Field::optional("clientId", TEXT, "A12: or `client_id`, or neither");

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

/// All callbacks.
pub const ALL: &[&Message] = &[&PAY];
