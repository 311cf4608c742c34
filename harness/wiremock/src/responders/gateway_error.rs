//! A refusal in the gateway's own envelope.

use counterfoil_protocol::answer::error_body;
use counterfoil_protocol::gate::route;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Message;
use wiremock::{Request, Respond, ResponseTemplate};

use super::Answer;
use crate::seen::target;

/// The code in the envelope of the answer to the request that came, with status 200: most gateways refuse so.
///
/// A request that no page names, or whose answer has no place for a code, gets the gateway's usual envelope.
#[derive(Clone, Debug)]
pub struct GatewayError {
    gateway: &'static Gateway,
    code: String,
    words: String,
    status: u16,
}

impl GatewayError {
    /// A refusal with this code.
    #[must_use]
    pub fn new(gateway: &'static Gateway, code: &str) -> Self {
        Self { gateway, code: code.to_owned(), words: "refused".to_owned(), status: 200 }
    }

    /// Words for people beside the code.
    #[must_use]
    pub fn saying(mut self, words: &str) -> Self {
        self.words = words.to_owned();
        self
    }

    /// Another HTTP status, 100 to 999; any other number is sent as 500.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    fn response_to(&self, request: &Request) -> Option<&'static Message> {
        let routed = route(self.gateway, request.method.as_str(), target(request)).ok();
        let own = routed.and_then(|route| route.message.answer).filter(|response| has_code(response));
        own.or_else(|| self.gateway.responses.iter().copied().find(|response| has_code(response)))
    }
}

/// Some tables are only named by their page: they have an envelope, but no member to write the code into.
fn has_code(response: &Message) -> bool {
    let code = response.envelope.and_then(|envelope| envelope.code);
    code.is_some_and(|code| response.fields.iter().any(|field| field.name == code))
}

impl Respond for GatewayError {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let answer = match self.response_to(request) {
            Some(response) => Answer::json(error_body(response, &self.code, &self.words)),
            None => Answer::text(self.code.as_str()),
        };
        answer.with_status(self.status).respond(request)
    }
}
