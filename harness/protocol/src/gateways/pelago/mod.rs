//! Pelago: RSASSA-PKCS1-v1_5 with SHA-256 over the bare values of `data`.

pub mod callbacks;
pub mod codes;
pub mod event;
pub mod requests;
pub mod responses;

use crate::canonical::{SignedBytes, values};
use crate::gateway::{Acknowledgement, ErrorCodes, Gateway, Nested, NestedForm, Place, Source, View};
use crate::reading::{Choice, Reading};
use crate::rejection::{Code, Rejection};
use crate::scheme::{KeyPolicy, Scheme};
use crate::wire::{Object, Shape};

const DATA: Nested = Nested { member: "data", form: NestedForm::Object };

/// The facts of Pelago.
pub static GATEWAY: Gateway = Gateway {
    name: "pelago",
    title: "Pelago",
    scheme: Scheme::RsaSha256Base64,
    recipe: "the values of the members of `data` that are not null or empty, sorted by the members' names, with nothing between",
    // The platform key seen in the field has 1024 bits.
    key_policy: KeyPolicy::LEGACY_1024,
    place: Place::Member("signature"),
    timestamp: None,
    nonce: None,
    // On the crypto notify as well; x402 calls send `Merchant-App-Key` instead.
    key_header: Some("X-App-Key"),
    nested: Some(DATA),
    key_names: &["Merchant-App-Key"],
    api_base: "",
    request_window_ms: None,
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
    exact_members_defend: true,
    acknowledgement: Acknowledgement::Either { words: &["SUCCESS"], documents: &["{}"] },
    retries: "not documented",
    readings: &[CREATE_TIME],
    primary: &callbacks::FIAT_ORDER_NOTIFY,
    callbacks: callbacks::ALL,
    requests: requests::ALL,
    responses: responses::ALL,
    sources: &[
        Source {
            title: "fiat order notify",
            url: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-300824458",
        },
        Source {
            title: "crypto order notify",
            url: "https://s.apifox.cn/29b679fc-0f8b-4d41-b1b4-4d567f22bf89/api-339824607",
        },
        Source {
            title: "signing rule in the vendor's plugin",
            url: "https://github.com/Airswiftio/WooCommerce_Airswift_Plugin",
        },
    ],
    canonical,
    parse: event::parse,
};

const CREATE_TIME: Reading = Reading {
    name: "createTime",
    about: "is the member `createTime` of the crypto order notify signed?",
    choices: &[
        Choice {
            name: "signed",
            about: "every member of `data` is signed",
            source: "https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (7ffb906)",
        },
        Choice {
            name: "unsigned",
            about: "`createTime` is left out",
            source: "https://github.com/Airswiftio/WooCommerce_Airswift_Plugin (a captured notification of 2025-07-18)",
        },
    ],
};

/// A number is signed as it is written: how Pelago prints one is not documented (A6), and a double would change
/// `100.10`. A list, such as `orders` of a withdrawal, is refused: no source says how it would be signed (A10).
/// Values are not trimmed (A7), nor is the text `null` dropped (A8): the vendor's plugin does neither.
fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    let value = view.object()?.get(DATA.member);
    let value = value.ok_or_else(|| Rejection::new(Code::Missing, "/data", "an object", "no such member"))?;
    if value.shape() != Shape::Object {
        return Err(Rejection::new(Code::Shape, "/data", "an object", value.shape().to_string()));
    }
    let left_out: &[&str] = if view.readings.choice("createTime") == "unsigned" { &["createTime"] } else { &[] };
    let inside = |refused: Rejection| Rejection { place: format!("/data{}", refused.place).into(), ..refused };
    values(&Object::parse(value.raw())?, left_out).map_err(inside)
}
