//! Timestamps and nonces beside the body.

use counterfoil_protocol::gateway::{Gateway, PartShape, Place};
use counterfoil_protocol::wire::Headers;

use crate::support::SENT_AT;

/// Sets the headers that are signed beside the body, to [`SENT_AT`] and a fixed nonce.
pub(crate) fn put_parts(gateway: &Gateway, headers: &mut Headers) {
    for part in [gateway.timestamp, gateway.nonce].into_iter().flatten() {
        if let Place::Header(name) = part.place {
            headers.set(name, sample(part.shape));
        }
    }
}

/// A text of this shape, of [`SENT_AT`] where it is a time.
fn sample(shape: PartShape) -> String {
    match shape {
        PartShape::Millis => SENT_AT.to_string(),
        PartShape::Seconds => (SENT_AT / 1000).to_string(),
        PartShape::Alphanumeric => "sample".to_owned(),
        PartShape::Visible16To64 => "sample-0123456789".to_owned(),
    }
}
