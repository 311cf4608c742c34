//! Conversion between currencies.

use super::members::SYMBOL;
use crate::gateways::gatepay::responses::convert;
use crate::message::{Carrier, Field, Kind, Message, Published};

/// <https://www.gate.com/docs/gatepay/convert/en>
pub static CONVERT_CURRENCY: Message = Message {
    id: "gatepay/convert-currency",
    method: "GET",
    path: "/v1/pay/convert/currency",
    carrier: Carrier::Query,
    about: "Asks which currencies can be sold or bought.",
    fields: &[Field::expected("side", Kind::FILLED, "which side of the exchange; the words are not listed")],
    answer: Some(&convert::CONVERT_CURRENCY_RESPONSE),
    examples: &["convert_currency.request.txt"],
    source: "https://www.gate.com/docs/gatepay/convert/en",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/pair>
pub static CONVERT_PAIR: Message = Message {
    id: "gatepay/convert-pair",
    method: "GET",
    path: "/v1/pay/convert/pair",
    carrier: Carrier::Query,
    about: "Asks for the pairs and their limits.",
    published: Published::Nothing,
    answer: Some(&convert::CONVERT_PAIR_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/pair",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/preview>
pub static CONVERT_PREVIEW: Message = Message {
    id: "gatepay/convert-preview",
    path: "/v1/pay/convert/preview",
    about: "Asks for a quote.",
    fields: &[
        Field::expected("buyCurrency", SYMBOL, ""),
        Field::expected("sellCurrency", SYMBOL, ""),
        Field::expected("buyAmount", Kind::DecimalText, "one of the two amounts; the page's example has neither"),
        Field::expected("sellAmount", Kind::DecimalText, "one of the two amounts"),
    ],
    answer: Some(&convert::CONVERT_PREVIEW_RESPONSE),
    examples: &["convert_preview.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/preview",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/convert>
pub static CONVERT: Message = Message {
    id: "gatepay/convert",
    path: "/v1/pay/convert",
    about: "Accepts a quote; no callback tells the result.",
    fields: &[
        Field::required("clientReqId", Kind::FILLED, "to be repeated when retrying (H30)"),
        Field::required("sellCurrency", SYMBOL, "that of the quote"),
        Field::required("buyCurrency", SYMBOL, "that of the quote"),
        Field::required("buyAmount", Kind::DecimalText, "that of the quote"),
        Field::required("sellAmount", Kind::DecimalText, "that of the quote"),
        Field::required("quoteId", Kind::FILLED, "that of the quote"),
    ],
    answer: Some(&convert::CONVERT_RESPONSE),
    examples: &["convert.request.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/convert",
    ..Message::REQUEST
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/convert/order>
pub static CONVERT_ORDER: Message = Message {
    id: "gatepay/convert-order",
    method: "GET",
    path: "/v1/pay/convert/order",
    carrier: Carrier::Query,
    about: "Asks for a conversion; its parameters are not public.",
    published: Published::Nothing,
    answer: Some(&convert::CONVERT_ORDER_RESPONSE),
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/convert/order",
    ..Message::REQUEST
};

/// All of this area.
pub const ALL: &[&Message] = &[&CONVERT_CURRENCY, &CONVERT_PAIR, &CONVERT_PREVIEW, &CONVERT, &CONVERT_ORDER];
