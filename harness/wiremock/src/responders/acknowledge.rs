//! The merchant's answer to a callback.

use counterfoil_protocol::gateway::Gateway;
use wiremock::{Request, Respond, ResponseTemplate};

/// Says that the callback arrived, in the words that the gateway documents.
#[derive(Clone, Debug)]
pub struct Acknowledge(&'static Gateway);

impl Acknowledge {
    /// As this gateway wants to hear it of nearly all callbacks; [`DocumentedAnswer`](super::DocumentedAnswer) knows each
    /// one's own, such as the `ok` of Cregis's external verification.
    #[must_use]
    pub fn new(gateway: &'static Gateway) -> Self {
        Self(gateway)
    }
}

impl Respond for Acknowledge {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        let (media_type, body) = self.0.acknowledgement.answer();
        ResponseTemplate::new(200).set_body_raw(body, media_type)
    }
}
