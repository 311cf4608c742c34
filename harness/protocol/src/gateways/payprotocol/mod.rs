//! Pay Protocol: HMAC-SHA256 over timestamp, method, path and body.

pub mod callbacks;
pub mod codes;
pub mod confirmation;
pub mod event;
pub mod page;
pub mod requests;
pub mod responses;

use crate::canonical::{SignedBytes, concatenation};
use crate::gateway::{Acknowledgement, ErrorCodes, Gateway, Part, PartShape, Place, Source, View};
use crate::message::Direction;
use crate::reading::{Choice, Reading};
use crate::rejection::{Code, Rejection};
use crate::scheme::{KeyPolicy, Scheme};

const TIMESTAMP: Place = Place::Header("X-PAY-TIMESTAMP");

/// The facts of Pay Protocol.
pub static GATEWAY: Gateway = Gateway {
    name: "payprotocol",
    title: "Pay Protocol",
    scheme: Scheme::HmacSha256Base64,
    recipe: "timestamp, method in upper case, path (with the query by the default reading) and raw body, with nothing between",
    key_policy: KeyPolicy::DEFAULT,
    place: Place::Header("X-PAY-SIGN"),
    timestamp: Some(Part { place: TIMESTAMP, shape: PartShape::Seconds }),
    nonce: None,
    key_header: Some("X-PAY-KEY"),
    nested: None,
    key_names: &[],
    api_base: "/api/mer",
    request_window_ms: Some(60_000),
    errors: ErrorCodes {
        signature: "",
        timestamp: "",
        nonce: "",
        key: "",
        parameter: "",
        duplicate: "",
        not_found: "",
        state: "",
    },
    exact_members_defend: false,
    acknowledgement: Acknowledgement::Text { words: &["success"] },
    retries: "0 s, 15 s, 30 s, 3 min, 5 min, 10 min: six deliveries in all",
    readings: &[CALLBACK_PATH, REQUEST_PATH],
    primary: &callbacks::PAYMENT_CALLBACK,
    callbacks: callbacks::ALL,
    requests: requests::ALL,
    responses: responses::ALL,
    sources: &[
        Source { title: "signing rule", url: "https://doc.payprotocol.network/docs/api/quick-start/payment" },
        Source { title: "callback guide", url: "https://doc.payprotocol.network/docs/api/guide/callback" },
        Source {
            title: "create payment order",
            url: "https://doc.payprotocol.network/docs/api/merchant/create-payment-order",
        },
    ],
    canonical,
    parse: event::parse,
};

const GUIDE: &str = "https://doc.payprotocol.network/docs/api/guide/callback";

const CALLBACK_PATH: Reading = Reading {
    name: "callback-path",
    about: "which path does a callback sign? No page says",
    choices: &[
        Choice { name: "path-with-query", about: "path and query of the notify address", source: GUIDE },
        Choice { name: "path-only", about: "its path without the query", source: GUIDE },
        Choice { name: "whole-url", about: "the whole notify address", source: GUIDE },
        Choice { name: "empty", about: "nothing", source: GUIDE },
    ],
};

const REQUEST_PATH: Reading = Reading {
    name: "request-path",
    about: "does a GET sign its query?",
    choices: &[
        Choice {
            name: "with-query",
            about: "the query belongs to the signed path, in wire order",
            source: "https://github.com/PayProtocol-Network/wc-plugin",
        },
        Choice {
            name: "without-query",
            about: "the path without its query",
            source: "https://doc.payprotocol.network/docs/api/quick-start/payment",
        },
    ],
};

fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    let request = view.request;
    Ok(concatenation(view.header(TIMESTAMP)?, &request.method, path(view)?, &request.body))
}

fn path<'a>(view: &View<'a>) -> Result<&'a str, Rejection> {
    let reading = if view.direction == Direction::Callback { "callback-path" } else { "request-path" };
    let notify_url = view.notify_url.filter(|_| view.direction == Direction::Callback);
    let target = notify_url.map_or(view.request.target.as_str(), path_of);
    match view.readings.choice(reading) {
        "path-only" | "without-query" => Ok(target.split('?').next().unwrap_or_default()),
        "whole-url" => notify_url.ok_or_else(|| {
            Rejection::new(
                Code::Missing,
                "notify_url",
                "the public address, which this reading signs",
                "none configured",
            )
        }),
        "empty" => Ok(""),
        _ => Ok(target),
    }
}

/// Path and query of an absolute address.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
}
