//! PayCools: RSASSA-PKCS1-v1_5 with SHA-256 over the decoded text of `param`.

pub mod callbacks;
pub mod codes;
pub mod event;
pub mod requests;
pub mod responses;

use crate::canonical::{SignedBytes, decoded_text};
use crate::gateway::{Acknowledgement, ErrorCodes, Gateway, Nested, NestedForm, Place, Source, View};
use crate::rejection::Rejection;
use crate::scheme::{KeyPolicy, Scheme};

const PARAM: Nested = Nested { member: "param", form: NestedForm::Text };

/// The facts of PayCools.
pub static GATEWAY: Gateway = Gateway {
    name: "paycools",
    title: "PayCools",
    scheme: Scheme::RsaSha256Base64,
    recipe: "the text of `param` as it is after one JSON decoding of the body",
    key_policy: KeyPolicy::DEFAULT,
    place: Place::Member("sign"),
    timestamp: None,
    nonce: None,
    key_header: None,
    nested: Some(PARAM),
    key_names: &["appId"],
    api_base: "",
    request_window_ms: None,
    errors: ErrorCodes {
        signature: "21001",
        timestamp: "21009",
        nonce: "",
        key: "21003",
        parameter: "21002",
        duplicate: "21007",
        not_found: "21006",
        state: "21028",
    },
    exact_members_defend: false,
    acknowledgement: Acknowledgement::Json { documents: &[r#"{"code":10000,"message":"Success"}"#] },
    retries: "not documented",
    readings: &[],
    primary: &callbacks::PAYMENT_NOTIFICATION,
    callbacks: callbacks::ALL,
    requests: requests::ALL,
    responses: responses::ALL,
    sources: &[
        Source {
            title: "request envelope and signing rule",
            url: "https://docs.paycools.com/en/v1/common/MerchantUnifiedAPIParam.html",
        },
        Source {
            title: "algorithm by name",
            url: "https://developer.paycools.com/en/docs/paycools-doc/config-signature",
        },
        Source { title: "3.2.3 Payment Notification", url: "https://docs.paycools.com/en/v1/296682502e0" },
    ],
    canonical,
    parse: event::parse,
};

fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    decoded_text(view.object()?, PARAM.member)
}
