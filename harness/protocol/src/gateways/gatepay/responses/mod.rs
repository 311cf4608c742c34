//! What GatePay answers to a request, and what the merchant answers to a callback.
//!
//! Answers are not signed. Members of `data` are expected, never demanded: a failure has none of them. Numbers in notes
//! (`A15`, `H12`) are those of the contradictions and hazards listed in the gateway's documents.

pub mod addresses;
pub mod convert;
pub mod envelopes;
pub mod gifts;
pub mod institution;
mod members;
pub mod orders;
pub mod otc;
pub mod payouts;
pub mod refunds;
pub mod static_addresses;
pub mod subscription;

use self::members::{CODE, ERROR_MESSAGE, LABEL, STATUS};
use super::mcp;
use super::requests::joined;
use crate::message::{Field, Kind, Message, Value};

/// <https://docs.gate.com/api-reference/version/100/en/common/securityAndSignature>
pub static ENVELOPE_RESPONSE: Message = Message {
    id: "gatepay/envelope-response",
    path: "any",
    about: "What most answers have in common, and all there is of a failure.",
    fields: &[
        STATUS,
        CODE,
        LABEL,
        ERROR_MESSAGE,
        Field::expected("data", Kind::Any, "A16: text by one page; object, list, text or null by another"),
    ],
    envelope: Some(&envelopes::STANDARD),
    examples: &[
        "envelope.response.json",
        "envelope.response.2.json",
        "envelope.response.3.json",
        "envelope.response.4.json",
        "envelope.response.5.json",
        "envelope.response.6.json",
    ],
    source: "https://docs.gate.com/api-reference/version/100/en/common/securityAndSignature",
    ..Message::RESPONSE
};

/// <https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback>
pub static ACKNOWLEDGEMENT: Message = Message {
    id: "gatepay/acknowledgement",
    path: "callback URL of the application",
    about: "HTTP 200 and `SUCCESS` end the retries; anything else asks for another delivery.",
    fields: &[
        Field::required("returnCode", Kind::Enumeration(OUTCOMES), ""),
        Field::expected("returnMessage", Kind::TEXT, "A14: null or empty on success, the reason on FAIL"),
    ],
    examples: &["callback_ack.response.json", "callback_ack.response.2.json", "callback_ack.response.3.json"],
    source: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback",
    ..Message::ACKNOWLEDGEMENT
};

const OUTCOMES: &[Value] =
    &[Value { name: "SUCCESS", about: "received" }, Value { name: "FAIL", about: "not received, send again" }];

/// All responses and acknowledgements.
pub const ALL: &[&Message] = &joined::<76>(&[
    &[&ENVELOPE_RESPONSE, &ACKNOWLEDGEMENT],
    orders::ALL,
    refunds::ALL,
    addresses::ALL,
    static_addresses::ALL,
    payouts::ALL,
    convert::ALL,
    gifts::ALL,
    institution::ALL,
    subscription::ALL,
    otc::ALL,
    mcp::RESPONSES,
]);
