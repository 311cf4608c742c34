//! Messages of no gateway that have every kind and every carrier, whatever the real tables happen to use.

use counterfoil_protocol::message::{Carrier, Field, IntegerValue, Kind, Message, Pattern, Published, Value};

/// To be put beside the messages of the gateways.
pub(crate) static ALL: [&Message; 4] = [&OBJECT, &LIST, &QUERY, &TEXT];

static OBJECT: Message = Message { id: "test/every-kind", fields: EVERY, headers: HEADERS, ..BASE };
static LIST: Message = Message { id: "test/list", carrier: Carrier::List, fields: OUTER, ..BASE };
static QUERY: Message =
    Message { id: "test/query", carrier: Carrier::Query, path: "/orders/{id}", fields: INNER, ..BASE };
static TEXT: Message = Message { id: "test/text", carrier: Carrier::Text(&["success", "OK"]), ..BASE };

const BASE: Message = Message {
    path: "/orders",
    about: "Nobody sends this.",
    published: Published::Nothing,
    source: "https://example.com/",
    ..Message::REQUEST
};

const HEADERS: &[Field] = &[Field::required("X-User", Kind::Base64Json(INNER), "")];

const EVERY: &[Field] = &[
    Field::required("text", Kind::Text { min: 2, max: 5 }, "a note"),
    Field::optional("any-text", Kind::TEXT, ""),
    Field::required("filled", Kind::FILLED, ""),
    Field::optional("fiat", Kind::Pattern(Pattern::FiatCode), ""),
    Field::required("country", Kind::Pattern(Pattern::CountryCode), ""),
    Field::expected("order", Kind::Pattern(Pattern::OrderId), ""),
    Field::required("digits", Kind::Pattern(Pattern::Digits), ""),
    Field::required("hash", Kind::Pattern(Pattern::Hash32), ""),
    Field::required("symbol", Kind::Pattern(Pattern::Symbol), ""),
    Field::required("alphanumeric", Kind::Pattern(Pattern::Alphanumeric), ""),
    Field::required("word", Kind::Pattern(Pattern::Word), ""),
    Field::required("hex", Kind::Pattern(Pattern::HexLower), ""),
    Field::required("prefixed", Kind::Pattern(Pattern::HexPrefixed), ""),
    Field::required("date", Kind::Pattern(Pattern::Date), ""),
    Field::required("limited", Kind::Limited { pattern: Pattern::OrderId, min: 3, max: 32 }, ""),
    Field::required("decimal", Kind::DecimalText, ""),
    Field::required("signed-decimal", Kind::SignedDecimalText, ""),
    Field::optional("decimal-or-number", Kind::DecimalTextOrNumber, ""),
    Field::required("scaled", Kind::ScaledText, ""),
    Field::required("integer", Kind::Integer { min: -3, max: 7 }, ""),
    Field::optional("any-integer", Kind::INT64, ""),
    Field::required("integer-or-text", Kind::IntegerOrText, ""),
    Field::required("number", Kind::Number, ""),
    Field::expected("boolean", Kind::Boolean, ""),
    Field::required("millis", Kind::Millis, ""),
    Field::optional("millis-or-text", Kind::MillisOrText, ""),
    Field::required("millis-text", Kind::MillisText, ""),
    Field::required("seconds", Kind::Seconds, ""),
    Field::required("seconds-text", Kind::SecondsText, ""),
    Field::required("date-time", Kind::DateTimeText, ""),
    Field::required("url", Kind::Url, ""),
    Field::required("enumeration", Kind::Enumeration(WORDS), ""),
    Field::optional("integer-enumeration", Kind::IntegerEnumeration(NUMBERS), ""),
    Field::optional("constant", Kind::Constant("PAY"), ""),
    Field::required("integer-constant", Kind::IntegerConstant(7), ""),
    Field::required("object", Kind::Object(INNER), ""),
    Field::optional("nested", Kind::Nested(OUTER), ""),
    Field::required("list", Kind::List(OUTER), ""),
    Field::required("values", Kind::Values(&Kind::FILLED), ""),
    Field::optional("values-of-nested", Kind::Values(&Kind::Nested(INNER)), ""),
    Field::required("values-of-lists", Kind::Values(&Kind::Values(&Kind::Boolean)), ""),
    Field::required("nested-list", Kind::NestedList(INNER), ""),
    Field::optional("nested-values", Kind::NestedValues(&Kind::Integer { min: 0, max: 9 }), ""),
    Field::required("nested-values-of-objects", Kind::NestedValues(&Kind::Object(INNER)), ""),
    Field::required("base64", Kind::Base64Json(INNER), ""),
    Field::required("either", Kind::Either(EITHER), ""),
    Field::optional("either-or-anything", Kind::Either(&[Kind::Boolean, Kind::Any]), ""),
    Field::required("one-of-two-tables", Kind::Either(&[Kind::Object(INNER), Kind::Object(OTHER)]), ""),
    Field::required("anything", Kind::Any, ""),
    Field::optional("anything-or-nothing", Kind::Any, ""),
    Field::required("signature", Kind::Signature, ""),
];

const OUTER: &[Field] = &[
    Field::required("inner", Kind::Nested(INNER), ""),
    Field::optional("inner-list", Kind::List(INNER), ""),
    Field::expected("name", Kind::FILLED, ""),
];

const INNER: &[Field] = &[
    Field::required("id", Kind::IntegerOrText, ""),
    Field::expected("amount", Kind::DecimalText, ""),
    Field::optional("state", Kind::Enumeration(WORDS), ""),
];

const OTHER: &[Field] = &[Field::required("code", Kind::Pattern(Pattern::Digits), "")];

const EITHER: &[Kind] = &[Kind::Nested(INNER), Kind::List(INNER), Kind::Boolean];

const WORDS: &[Value] = &[Value { name: "PAID", about: "paid" }, Value { name: "OPEN", about: "" }];

const NUMBERS: &[IntegerValue] = &[IntegerValue { value: 0, about: "open" }, IntegerValue { value: 1, about: "paid" }];
