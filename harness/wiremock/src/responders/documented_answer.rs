//! The answer that the gateway's pages print.

use counterfoil_protocol::answer::{self, read, success_body};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::{Carrier, Direction, Message};
use include_dir::{Dir, include_dir};
use wiremock::{Request, Respond, ResponseTemplate};

use super::Answer;
use crate::unknown::{UnknownMessage, message_of};

/// The documented examples, as they lie in the corpus.
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/examples");

/// The first printed example that says success; where no page prints one, a document made from the answer's table.
///
/// The values are those of the page: they do not repeat the request's. Give an [`Answer`] of your own where they must.
#[derive(Clone, Debug)]
pub struct DocumentedAnswer(Answer);

impl DocumentedAnswer {
    /// The answer to the request or callback of that id, such as `gatepay/create-order`.
    ///
    /// # Errors
    ///
    /// An id that no request or callback has, or one for which no page shows an answer.
    pub fn to(id: &str) -> Result<Self, UnknownMessage> {
        let found = message_of(id).and_then(|(gateway, message)| Some((gateway, message.answer?)));
        let (gateway, response) =
            found.ok_or_else(|| UnknownMessage::new(id, "message with an answer", is_answered))?;
        Ok(Self(answer_of(gateway, response)))
    }
}

fn is_answered(message: &Message) -> bool {
    matches!(message.direction, Direction::Request | Direction::Callback) && message.answer.is_some()
}

fn answer_of(gateway: &Gateway, response: &'static Message) -> Answer {
    let file = |name: &&str| EXAMPLES.get_file(format!("{}/{name}", gateway.name))?.contents_utf8();
    let says_success = |text: &&str| matches!(read(response, 200, text.as_bytes()), Ok(answer::Answer::Success { .. }));
    let printed = response.examples.iter().filter_map(file).find(says_success);
    let body = printed.map_or_else(|| success_body(response), |text| text.trim().to_owned());
    if matches!(response.carrier, Carrier::Text(_)) { Answer::text(body) } else { Answer::json(body) }
}

impl Respond for DocumentedAnswer {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        self.0.respond(request)
    }
}
