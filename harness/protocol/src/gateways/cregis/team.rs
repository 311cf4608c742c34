//! The Team API: another signing rule than the rest of Cregis.

use serde_json::value::RawValue;

use crate::canonical::{SignedBytes, canonical_json};
use crate::gateway::{Part, PartShape, Place, Signing, View};
use crate::message::{Field, Kind};
use crate::rejection::{Code, Rejection, excerpt};
use crate::scheme::Scheme;
use crate::wire::{Text, checked_text};

const TIMESTAMP: Place = Place::Header("Access-Timestamp");
const NONCE: Place = Place::Header("Access-Nonce");

/// How the calls of the Team API are signed: with the access secret, all in headers.
///
/// <https://github.com/Vincent-Cregis/CregisSDK>
pub static TEAM: Signing = Signing {
    scheme: Scheme::HmacSha256Hex,
    recipe: "path, timestamp and nonce, each followed by one line feed, then the body as canonical JSON (RFC 8785)",
    place: Place::Header("Access-Signature"),
    timestamp: Some(Part { place: TIMESTAMP, shape: PartShape::Millis }),
    nonce: Some(Part { place: NONCE, shape: PartShape::Visible16To64 }),
    key_header: Some("Access-Key"),
    canonical,
};

/// The headers of every call of the Team API.
pub(super) const HEADERS: &[Field] = &[
    Field::required("Access-Key", Kind::FILLED, ""),
    Field::required("Access-Timestamp", Kind::MillisText, ""),
    Field::required("Access-Nonce", Kind::Text { min: 16, max: 64 }, ""),
    Field::required("Access-Signature", Kind::Signature, ""),
];

/// `path LF timestamp LF nonce LF body`, the body as canonical JSON (RFC 8785), nothing behind it.
fn canonical<'a>(view: &View<'a>) -> Result<SignedBytes<'a>, Rejection> {
    let parts = [view.request.path(), view.header(TIMESTAMP)?, view.header(NONCE)?];
    let body = body(view)?;
    let mut signed = SignedBytes::with_capacity(7);
    for part in parts {
        signed.push(part.as_bytes());
        signed.push(b"\n");
    }
    signed.push_cow(body.into_bytes().into());
    Ok(signed)
}

fn body(view: &View<'_>) -> Result<String, Rejection> {
    let text = checked_text(&view.request.body, view.depth)?;
    let malformed = |_| Rejection::new(Code::Malformed, "body", "one JSON document", excerpt(text));
    let value: &RawValue = serde_json::from_str(text).map_err(malformed)?;
    canonical_json(Text::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::cregis::GATEWAY;
    use crate::message::Direction;
    use crate::reading::Readings;
    use crate::wire::{Limits, Request};

    fn signed(target: &str, body: &str) -> Result<String, Rejection> {
        let mut request = Request::post(target, body);
        request.headers.push("Access-Timestamp", "1717380000000");
        request.headers.push("Access-Nonce", "9f7c6a2b47e34f19");
        let view = View {
            request: &request,
            object: None,
            direction: Direction::Request,
            readings: Readings::default_of(GATEWAY.readings),
            notify_url: None,
            depth: Limits::default().depth,
        };
        (TEAM.canonical)(&view).map(|signed| String::from_utf8(signed.to_vec()).unwrap())
    }

    #[test]
    fn the_body_is_signed_as_canonical_json() {
        let expected = "/openapi/v1/wallets\n1717380000000\n9f7c6a2b47e34f19\n{\"a\":1,\"b\":\"x\"}";
        assert_eq!(signed("/openapi/v1/wallets", "{ \"b\" : \"x\", \"a\" : 1.0 }\n").unwrap(), expected);
        assert_eq!(signed("/openapi/v1/wallets", "").unwrap_err().code, Code::Malformed);
    }
}
