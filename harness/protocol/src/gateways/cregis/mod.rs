//! Cregis: MD5 of key, sorted names and values, no separators; the Team API signs in another way ([`team`]).

pub mod callbacks;
pub mod codes;
pub mod event;
mod members;
pub mod requests;
pub mod responses;
pub mod team;

use crate::canonical::{ObjectValues, SignedBytes, named_values};
use crate::gateway::{Acknowledgement, ErrorCodes, Gateway, Nested, NestedForm, Part, PartShape, Place, Source, View};
use crate::reading::{Choice, Reading};
use crate::rejection::Rejection;
use crate::scheme::{KeyPolicy, Scheme};

const SIGN: &str = "sign";

/// The facts of Cregis.
pub static GATEWAY: Gateway = Gateway {
    name: "cregis",
    title: "Cregis",
    scheme: Scheme::Md5Hex,
    recipe: "the secret, then name and value of each top-level member that is not null, empty or `sign`, sorted by name, with nothing between",
    key_policy: KeyPolicy::DEFAULT,
    place: Place::Member(SIGN),
    timestamp: Some(Part { place: Place::Member("timestamp"), shape: PartShape::Millis }),
    nonce: Some(Part { place: Place::Member("nonce"), shape: PartShape::Alphanumeric }),
    key_header: None,
    nested: Some(Nested { member: "data", form: NestedForm::Text }),
    key_names: &["pid"],
    api_base: "",
    request_window_ms: None,
    errors: ErrorCodes {
        signature: "B0001",
        timestamp: "",
        nonce: "",
        key: "E0003",
        parameter: "",
        duplicate: "E0018",
        not_found: "E0024",
        state: "",
    },
    exact_members_defend: true,
    acknowledgement: Acknowledgement::Text { words: &["success"] },
    retries: "none documented; failed callbacks are pushed again by hand in the client",
    readings: &[DATA],
    primary: &callbacks::PAYMENT_ORDER_NOTIFY,
    callbacks: callbacks::ALL,
    requests: requests::ALL,
    responses: responses::ALL,
    sources: &[
        Source { title: "signing rule", url: "https://developer.cregis.com/api-reference/signature" },
        Source { title: "payment notify", url: "https://developer.cregis.com/api-reference/callback/payment-engine" },
    ],
    canonical,
    parse: event::parse,
};

const DATA: Reading = Reading {
    name: "data",
    about: "is `data` a string that holds JSON, or an object that is signed as canonical JSON?",
    choices: &[
        Choice {
            name: "string",
            about: "a string that holds JSON; its decoded text is signed",
            source: "https://developer.cregis.com/api-reference/callback/payment-engine",
        },
        Choice {
            name: "object",
            about: "an object, signed as canonical JSON (RFC 8785)",
            source: "https://github.com/Vincent-Cregis/CregisSDK",
        },
    ],
};

fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    let objects = match view.readings.choice("data") {
        "object" => ObjectValues::CanonicalJson,
        _ => ObjectValues::Refused,
    };
    named_values(view.object()?, SIGN, objects)
}
