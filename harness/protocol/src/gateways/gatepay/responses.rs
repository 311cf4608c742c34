//! What GatePay answers to a request, and what the merchant answers to a callback.

use crate::message::{Field, Kind, Message, Value};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "gatepay/acknowledgement",
    path: "callback URL of the application",
    about: "HTTP 200 and `SUCCESS` end the retries; anything else asks for another delivery.",
    fields: &[
        Field::required("returnCode", Kind::Enumeration(OUTCOMES), ""),
        Field::expected("returnMessage", TEXT, "A14: null or empty on success, the reason on FAIL"),
    ],
    examples: &["callback_ack.response.json", "callback_ack.response.2.json", "callback_ack.response.3.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback",
    ..Message::ACKNOWLEDGEMENT
};

const OUTCOMES: &[Value] =
    &[Value { name: "SUCCESS", about: "received" }, Value { name: "FAIL", about: "not received, send again" }];

const TEXT: Kind = Kind::Text { min: 0, max: usize::MAX };

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &[&ACKNOWLEDGEMENT];
