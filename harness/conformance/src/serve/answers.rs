//! What the stand-in answers: the documented example with the order's own values, or the documented error.

use std::collections::HashMap;
use std::sync::Mutex;

use counterfoil_protocol::answer::{Answer, code_in_kind, error_body, read, success_body};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::{Carrier, Field, Kind, Message};
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::wire::{Request, Text};
use include_dir::{Dir, include_dir};

use super::document::{find, like, rewritten, rewritten_value};
use super::flows::flows;
use super::mcp;
use super::store::{Order, Outcome, State};
use super::wire::Reply;

/// The documented examples, as they lie in the corpus.
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/examples");

/// Answers requests of one gateway.
#[derive(Debug)]
pub struct Answers {
    gateway: &'static Gateway,
    templates: Mutex<HashMap<&'static str, String>>,
}

/// Why a request gets an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was refused before its parameters were looked at.
    Rejected(Code),
    /// A parameter is missing or malformed.
    Parameter,
    /// The merchant's order number was used before.
    Duplicate,
    /// There is no such order.
    NotFound,
    /// The order is in the wrong state.
    WrongState,
}

impl Answers {
    /// None made yet.
    #[must_use]
    pub fn new(gateway: &'static Gateway) -> Self {
        Self { gateway, templates: Mutex::new(HashMap::new()) }
    }

    /// The answer to a request that succeeded.
    #[must_use]
    pub fn success(&self, request: &'static Message, parameters: &str, outcome: &Outcome) -> Reply {
        let Some(response) = request.answer else {
            // No page shows an answer: the shortest that says success in the gateway's usual envelope.
            return Reply::json(200, self.unpublished());
        };
        if let Carrier::Text(words) = response.carrier {
            return Reply::whole(200, &[("Content-Type", "text/plain")], words.first().copied().unwrap_or_default());
        }
        if mcp::is_of(response.envelope) {
            return Reply::json(200, mcp::answer(parameters, |request, asked| self.behind(request, asked)));
        }
        let template = self.template(request, response);
        let mut change = |name: &str, old: Text<'_>| value(name, old, parameters, outcome);
        let data = response.envelope.and_then(|envelope| envelope.data);
        let body = match data {
            // The envelope's own members may be called as the order's.
            Some(member) => {
                rewritten(&template, &mut |name, old| (name == member).then(|| rewritten_value(old, &mut change)))
            }
            None => rewritten(&template, &mut change),
        };
        Reply::json(200, body)
    }

    /// The answer that asks for a payment, where the request has none and needs one.
    #[must_use]
    pub fn payment_required(&self, message: &'static Message, request: &Request) -> Option<Reply> {
        let asking = message.payment_required?;
        let carries = |field: &Field| {
            matches!(field.kind, Kind::Base64Json(_)) && request.headers.all(field.name).next().is_some()
        };
        (!message.headers.iter().any(carries)).then(|| Reply::json(402, self.template(message, asking)))
    }

    /// The answer to a request that is refused.
    #[must_use]
    pub fn failure(&self, request: Option<&'static Message>, refusal: Refusal, words: &str) -> Reply {
        let documented = self.code(refusal);
        let http = if documented.is_empty() { refusal.status() } else { 200 };
        let code = if documented.is_empty() { http.to_string() } else { documented.to_owned() };
        let response = request.and_then(|request| request.answer).filter(|response| has_code(response));
        match response.or_else(|| self.usual()) {
            Some(response) => Reply::json(http, error_body(response, &code, words)),
            None => Reply::whole(http, &[("Content-Type", "text/plain")], words),
        }
    }

    fn code(&self, refusal: Refusal) -> &'static str {
        let errors = &self.gateway.errors;
        match refusal {
            Refusal::Rejected(Code::UnknownMessage | Code::Method) => "",
            Refusal::Rejected(code) => errors.for_rejection(code),
            Refusal::Parameter => errors.parameter,
            Refusal::Duplicate => errors.duplicate,
            Refusal::NotFound => errors.not_found,
            Refusal::WrongState => errors.state,
        }
    }

    /// The first documented example that says success, or a document made from the table.
    fn template(&self, request: &Message, response: &'static Message) -> String {
        let mut templates = self.templates.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        templates.entry(response.id).or_insert_with(|| documented(self.gateway, request, response)).clone()
    }

    /// The documented answer to that request, with what was asked for.
    fn behind(&self, request: &str, parameters: &str) -> String {
        let found = self.gateway.requests.iter().find(|message| message.id == request);
        let Some((request, response)) = found.and_then(|request| Some((request, request.answer?))) else {
            return String::new();
        };
        rewritten(&self.template(request, response), &mut |name, old| value(name, old, parameters, &Outcome::Apart))
    }

    /// The first response with a code: the gateway's usual envelope.
    fn usual(&self) -> Option<&'static Message> {
        self.gateway.responses.iter().copied().find(|response| has_code(response))
    }

    fn unpublished(&self) -> String {
        self.usual().map_or_else(|| "{}".to_owned(), |response| success_of(response, &error_body(response, "", "")))
    }
}

/// Where the code is an object, as in JSON-RPC, a refusal comes from the layer in front and has the usual envelope:
/// inferred, since no page shows one.
fn has_code(response: &Message) -> bool {
    let has = |member: &str| response.fields.iter().any(|field| field.name == member);
    response.envelope.is_some_and(|envelope| envelope.code.is_some_and(has) && !mcp::is_of(Some(envelope)))
}

fn documented(gateway: &Gateway, request: &Message, response: &'static Message) -> String {
    let file = |name: &&str| EXAMPLES.get_file(format!("{}/{name}", gateway.name))?.contents_utf8();
    let says_success = |text: &&str| matches!(read(response, 200, text.as_bytes()), Ok(Answer::Success { .. }));
    let mut examples: Vec<&str> = response.examples.iter().filter_map(file).filter(says_success).collect();
    // Some pages print an answer without the number that later requests need.
    if let Some(creation) = flows(gateway).creations.iter().find(|creation| creation.request == request.id) {
        examples.sort_by_key(|text| find(text, creation.number).is_none());
    }
    examples.first().map_or_else(|| success_body(response), |text| text.trim().to_owned())
}

/// The body with the code that means success.
fn success_of(response: &Message, body: &str) -> String {
    let success = response.envelope.and_then(|envelope| Some((envelope.code?, *envelope.success.first()?)));
    let Some((member, code)) = success else { return body.to_owned() };
    rewritten(body, &mut |name, _| (name == member).then(|| code_in_kind(response, name, code)))
}

/// The value of a member in this order's answer.
fn value(name: &str, old: Text<'_>, parameters: &str, outcome: &Outcome) -> Option<String> {
    let order = match outcome {
        Outcome::Created(order) => Some(order),
        Outcome::About(order, follow_up) => {
            if let Some(state) = follow_up.state.filter(|state| state.name == name) {
                let raw = match order.state {
                    State::Open => state.open,
                    State::Paid => state.paid,
                    State::Closed => state.closed,
                    State::Refunded => state.refunded,
                };
                return Some(raw.to_owned());
            }
            Some(order)
        }
        _ => None,
    };
    let of_order = order.and_then(|order| own(name, order));
    let echoed = || find(parameters, name).or_else(|| find(&order?.parameters, name));
    let new = of_order.or_else(echoed)?;
    let scalar = !old.raw().starts_with(['{', '[']);
    scalar.then(|| like(old, &new))
}

fn own(name: &str, order: &Order) -> Option<String> {
    let creation = order.creation;
    let found = if name == creation.number {
        &order.number
    } else if name == creation.order {
        &order.order
    } else if name == creation.amount {
        &order.amount
    } else {
        return None;
    };
    (!found.is_empty()).then(|| found.clone())
}

impl Refusal {
    /// The HTTP state where no code is documented.
    fn status(self) -> u16 {
        match self {
            Self::Rejected(Code::UnknownMessage) | Self::NotFound => 404,
            Self::Rejected(Code::Method) => 405,
            Self::Rejected(Code::TooLarge) => 413,
            Self::Rejected(
                Code::Missing
                | Code::DuplicateHeader
                | Code::SignatureEncoding
                | Code::SignatureMismatch
                | Code::Stale
                | Code::Future,
            ) => 401,
            _ => 400,
        }
    }

    /// Words for people.
    #[must_use]
    pub fn words(self, rejection: Option<&Rejection>) -> String {
        match (self, rejection) {
            (_, Some(rejection)) => rejection.to_string(),
            (Self::Duplicate, None) => "the order number was used before".to_owned(),
            (Self::NotFound, None) => "no such order".to_owned(),
            (Self::WrongState, None) => "the order is in the wrong state".to_owned(),
            _ => "refused".to_owned(),
        }
    }
}
