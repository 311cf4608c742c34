//! GatePay (Gate): HMAC-SHA512 over three lines, raw body included.

pub mod callbacks;
pub mod codes;
pub mod event;
pub mod mcp;
pub mod requests;
pub mod responses;

use crate::canonical::{SignedBytes, lines};
use crate::gateway::{Acknowledgement, ErrorCodes, Gateway, Nested, NestedForm, Part, PartShape, Place, Source, View};
use crate::reading::{Choice, Reading};
use crate::rejection::Rejection;
use crate::scheme::{KeyPolicy, Scheme};

const TIMESTAMP: Place = Place::Header("X-GatePay-Timestamp");
const NONCE: Place = Place::Header("X-GatePay-Nonce");

/// The facts of GatePay.
pub static GATEWAY: Gateway = Gateway {
    name: "gatepay",
    title: "GatePay",
    scheme: Scheme::HmacSha512Hex,
    recipe: "timestamp, nonce and raw body, each followed by one line feed, the last one too; a body that is not there is empty",
    key_policy: KeyPolicy::DEFAULT,
    place: Place::Header("X-GatePay-Signature"),
    timestamp: Some(Part { place: TIMESTAMP, shape: PartShape::Millis }),
    nonce: Some(Part { place: NONCE, shape: PartShape::Alphanumeric }),
    key_header: Some("X-GatePay-Certificate-ClientId"),
    nested: Some(Nested { member: "data", form: NestedForm::Text }),
    key_names: &[],
    api_base: "",
    request_window_ms: Some(10_000),
    errors: ErrorCodes {
        signature: "400002",
        timestamp: "400003",
        nonce: "400020",
        key: "400004",
        parameter: "400001",
        duplicate: "400201",
        not_found: "400202",
        state: "400204",
    },
    exact_members_defend: false,
    acknowledgement: Acknowledgement::Json {
        documents: &[
            r#"{"returnCode":"SUCCESS","returnMessage":null}"#,
            r#"{"returnCode":"SUCCESS","returnMessage":""}"#,
        ],
    },
    retries: "every 3 s, at most 10 times (the page of PAY); other pages print two longer schedules",
    readings: &[DATA],
    primary: &callbacks::PAY,
    callbacks: callbacks::ALL,
    requests: requests::ALL,
    responses: responses::ALL,
    sources: &[
        Source {
            title: "signing rule",
            url: "https://docs.gate.com/essentials/version/100/en/authentication&Security",
        },
        Source {
            title: "PAY callback",
            url: "https://docs.gate.com/api-reference/version/100/en/endpoint/callpayment/callback",
        },
    ],
    canonical,
    parse: event::parse,
};

const DATA: Reading = Reading {
    name: "data",
    about: "is `data` a string that holds JSON, or an object?",
    choices: &[
        Choice {
            name: "string",
            about: "a string that holds JSON, to be parsed a second time",
            source: "https://docs.gate.com/api-reference/version/100/en/common/asyncNotification",
        },
        Choice {
            name: "object",
            about: "an object",
            source: "https://docs.gate.com/api-reference/version/100/en/endpoint/fundrecords/unresolvedPayNotify",
        },
    ],
};

fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    Ok(lines(view.header(TIMESTAMP)?, view.header(NONCE)?, &view.request.body))
}
