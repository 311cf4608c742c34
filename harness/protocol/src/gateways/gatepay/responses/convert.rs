//! Answers about conversion.

use super::envelopes;
use super::members::{CODE, DATA, ERROR_MESSAGE, LABEL, NO_DATA, NO_MEMBERS, STATUS, SYMBOL};
use crate::message::{Field, Kind, Message};

/// <https://www.gate.com/docs/gatepay/convert/en>
pub static CONVERT_CURRENCY_RESPONSE: Message = Message {
    id: "gatepay/convert-currency-response",
    method: "GET",
    path: "/v1/pay/convert/currency",
    about: "The currencies.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CURRENCIES), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["convert_currency.response.json"],
    source: "https://www.gate.com/docs/gatepay/convert/en",
    ..Message::RESPONSE
};

/// `data` of [`CONVERT_CURRENCY_RESPONSE`].
const CURRENCIES: &[Field] = &[Field::expected("currency", Kind::Values(&SYMBOL), "")];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/pair>
pub static CONVERT_PAIR_RESPONSE: Message = Message {
    id: "gatepay/convert-pair-response",
    method: "GET",
    path: "/v1/pay/convert/pair",
    about: "The pairs and their limits.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::List(PAIR), NO_DATA, Kind::Object(NO_MEMBERS)]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["convert_pair.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/pair",
    ..Message::RESPONSE
};

/// An item of `data` of [`CONVERT_PAIR_RESPONSE`].
const PAIR: &[Field] = &[
    Field::expected("pair", Kind::FILLED, ""),
    Field::expected("sellCurrency", SYMBOL, ""),
    Field::expected("sellCurrencyMax", Kind::DecimalText, ""),
    Field::expected("sellCurrencyMin", Kind::DecimalText, ""),
    Field::expected("buyCurrency", SYMBOL, ""),
    Field::expected("buyCurrencyMax", Kind::DecimalText, ""),
    Field::expected("buyCurrencyMin", Kind::DecimalText, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/preview>
pub static CONVERT_PREVIEW_RESPONSE: Message = Message {
    id: "gatepay/convert-preview-response",
    path: "/v1/pay/convert/preview",
    about: "The quote.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(QUOTE), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["convert_preview.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/preview",
    ..Message::RESPONSE
};

/// `data` of [`CONVERT_PREVIEW_RESPONSE`].
const QUOTE: &[Field] = &[
    Field::expected("sellCurrency", SYMBOL, ""),
    Field::expected("buyCurrency", SYMBOL, ""),
    Field::expected("buyAmount", Kind::DecimalText, ""),
    Field::expected("sellAmount", Kind::DecimalText, ""),
    Field::expected("rate", Kind::DecimalText, "A20: text here, a number once converted"),
    Field::expected("quoteId", Kind::FILLED, ""),
];

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/convert>
pub static CONVERT_RESPONSE: Message = Message {
    id: "gatepay/convert-response",
    path: "/v1/pay/convert",
    about: "The conversion.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CONVERSION), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["convert.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/convert",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/order>
pub static CONVERT_ORDER_RESPONSE: Message = Message {
    id: "gatepay/convert-order-response",
    method: "GET",
    path: "/v1/pay/convert/order",
    about: "The conversion.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Either(&[Kind::Object(CONVERSION), NO_DATA]), DATA),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &["convert_order.response.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/order",
    ..Message::RESPONSE
};

/// `data` of [`CONVERT_RESPONSE`] and [`CONVERT_ORDER_RESPONSE`].
const CONVERSION: &[Field] = &[
    Field::expected("order_id", Kind::FILLED, "snake case beside `userId`"),
    Field::expected("userId", Kind::COUNT, ""),
    Field::expected("sellCurrency", SYMBOL, ""),
    Field::expected("buyCurrency", SYMBOL, ""),
    Field::expected("sellAmount", Kind::DecimalText, ""),
    Field::expected("buyAmount", Kind::DecimalText, ""),
    Field::expected("status", Kind::INT32, "the meaning of its numbers is not public"),
    Field::expected("rate", Kind::Number, "A20: a JSON number with 14 or 15 decimals"),
    Field::expected("quoteId", Kind::FILLED, ""),
    Field::expected("createTime", Kind::Millis, ""),
];

/// All of this area.
pub const ALL: &[&Message] = &[
    &CONVERT_CURRENCY_RESPONSE,
    &CONVERT_PAIR_RESPONSE,
    &CONVERT_PREVIEW_RESPONSE,
    &CONVERT_RESPONSE,
    &CONVERT_ORDER_RESPONSE,
];
