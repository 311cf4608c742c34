//! Which documented message a request is.

use counterfoil_protocol::gate::unverified;
use counterfoil_protocol::gateway::{Gateway, View, open};
use counterfoil_protocol::message::{Direction, Message, violations};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::rules::Rules;
use counterfoil_protocol::wire::{self, Limits, checked_text};
use wiremock::{Match, Request};

use crate::seen::wire_request;
use crate::unknown::{UnknownMessage, message_of};

/// The request is the named message, by its route (requests) or its members (callbacks), and fits its table.
///
/// The signature is not looked at: that is [`SignedBy`](crate::SignedBy)'s business. A callback fits when it does under
/// one of the readings.
#[derive(Clone, Debug)]
pub struct OfMessage {
    gateway: &'static Gateway,
    message: &'static Message,
}

impl OfMessage {
    /// The message of that id, such as `gatepay/create-order`.
    ///
    /// # Errors
    ///
    /// An id that no request with a path and no callback has.
    pub fn new(id: &str) -> Result<Self, UnknownMessage> {
        let found = message_of(id).filter(|(_, message)| is_sent(message));
        let (gateway, message) = found.ok_or_else(|| UnknownMessage::new(id, "request or callback", is_sent))?;
        Ok(Self { gateway, message })
    }

    /// Why a request is not the message.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit.
    pub fn explain(&self, request: &Request) -> Result<(), Rejection> {
        let request = wire_request(request);
        if self.message.direction == Direction::Callback { self.callback(&request) } else { self.request(&request) }
    }

    fn request(&self, request: &wire::Request) -> Result<(), Rejection> {
        let admitted = unverified(self.gateway, request)?;
        self.same(admitted.message.id)?;
        admitted.violations.into_iter().next().map_or(Ok(()), Err)
    }

    fn callback(&self, request: &wire::Request) -> Result<(), Rejection> {
        let tried = Readings::combinations(self.gateway.readings).into_iter();
        let mut tried = tried.map(|readings| self.read(request, readings));
        // The first is the default: its objection says most.
        let first = tried.next().unwrap_or(Ok(()));
        if first.is_ok() || tried.any(|other| other.is_ok()) { Ok(()) } else { first }
    }

    fn read(&self, request: &wire::Request, readings: Readings) -> Result<(), Rejection> {
        let depth = Limits::default().depth;
        let object = Some(open(checked_text(&request.body, depth)?, Rules::all())?);
        let view = View { request, object, direction: Direction::Callback, readings, notify_url: None, depth };
        let event = (self.gateway.parse)(&view, Rules::all())?;
        self.same(event.message)?;
        violations(self.message, view.object()?).into_iter().next().map_or(Ok(()), Err)
    }

    fn same(&self, found: &'static str) -> Result<(), Rejection> {
        let refused = || Rejection::new(Code::UnknownMessage, "message", self.message.id, found);
        (found == self.message.id).then_some(()).ok_or_else(refused)
    }
}

fn is_sent(message: &Message) -> bool {
    match message.direction {
        Direction::Callback => true,
        // An envelope that a page describes apart from its calls has no path, so that no request could ever be it.
        Direction::Request => message.path.starts_with('/'),
        Direction::Response | Direction::Acknowledgement => false,
    }
}

impl Match for OfMessage {
    fn matches(&self, request: &Request) -> bool {
        self.explain(request).is_ok()
    }
}
