//! Who signed a request.

use std::time::{SystemTime, UNIX_EPOCH};

use counterfoil_protocol::gate::route;
use counterfoil_protocol::gateway::{Gateway, Signing};
use counterfoil_protocol::message::{Direction, Message};
use counterfoil_protocol::reading::{Readings, UnknownReading};
use counterfoil_protocol::receive::Receiver;
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::scheme::{KeyError, KeyPolicy, VerifyingKey};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire;
use wiremock::{Match, Request};

use crate::seen::wire_request;

/// The request carries the right signature over the bytes that came.
///
/// A merchant's request by default, a gateway's callback after [`SignedBy::callback`]. Only the signature and what it
/// covers are judged: which message it is says [`OfMessage`](crate::OfMessage).
#[derive(Clone, Debug)]
pub struct SignedBy {
    gateway: &'static Gateway,
    direction: Direction,
    key: VerifyingKey,
    own_key: Option<VerifyingKey>,
    readings: Readings,
    notify_url: Option<String>,
    window: Option<Window>,
    now: Option<UnixMillis>,
}

impl SignedBy {
    /// Signed with this key: the shared secret, or the text of the sender's RSA public key.
    ///
    /// A message with a signing rule of its own is checked by that rule with the same secret.
    ///
    /// # Errors
    ///
    /// What is wrong with the key, without showing it.
    pub fn new(gateway: &'static Gateway, key: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let key = key.as_ref();
        let own = gateway.requests.iter().find_map(|message| message.signing);
        Ok(Self {
            gateway,
            direction: Direction::Request,
            // Platforms with short keys exist: the gateway's own policy knows which.
            key: gateway.scheme.verifying_key(key, gateway.key_policy)?,
            own_key: own.and_then(|signing| signing.scheme.verifying_key(key, KeyPolicy::DEFAULT).ok()),
            readings: Readings::default_of(gateway.readings),
            notify_url: None,
            window: None,
            now: None,
        })
    }

    /// A gateway's callback instead of a merchant's request.
    #[must_use]
    pub fn callback(mut self) -> Self {
        self.direction = Direction::Callback;
        self
    }

    /// Refuses timestamps outside of the window. Without one any time will do, so that tests may have a fixed clock.
    #[must_use]
    pub fn window(mut self, window: Window) -> Self {
        self.window = Some(window);
        self
    }

    /// The time by which the window is measured, instead of the machine's clock.
    #[must_use]
    pub fn at(mut self, now: UnixMillis) -> Self {
        self.now = Some(now);
        self
    }

    /// Another choice of a reading, where the documents leave two.
    ///
    /// # Errors
    ///
    /// A reading or choice that the gateway does not have.
    pub fn reading(mut self, name: &str, choice: &str) -> Result<Self, UnknownReading> {
        self.readings = self.readings.with(name, choice)?;
        Ok(self)
    }

    /// The public address that the sender signed, where it differs from the mock's: Pay Protocol signs its path.
    #[must_use]
    pub fn notify_url(mut self, url: impl Into<String>) -> Self {
        self.notify_url = Some(url.into());
        self
    }

    /// Why a request does not match, for a test's message: `wiremock` matchers can say no more than no.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the signature or what it covers; never an expected signature.
    pub fn explain(&self, request: &Request) -> Result<(), Rejection> {
        let request = wire_request(request);
        let receiver = self.receiver(&request)?;
        receiver.transport(&request)?;
        // A query has no body, and is signed as if it had an empty object.
        let none = request.body.is_empty() && self.direction == Direction::Request;
        let text = if none { Ok("{}".into()) } else { receiver.text(&request.body) };
        let view = receiver.authenticate(&request, text.as_deref().map_err(Clone::clone))?;
        receiver.fresh(&view, self.now.unwrap_or_else(machine_clock))
    }

    fn receiver(&self, request: &wire::Request) -> Result<Receiver, Rejection> {
        let (signing, key, rules) = if self.direction == Direction::Callback {
            (self.gateway.signing(), &self.key, Rules::all())
        } else {
            let (signing, key) = self.of_request(request)?;
            (signing, key, Rules::all().without(Rule::Method))
        };
        Ok(Receiver {
            direction: self.direction,
            signing,
            readings: self.readings,
            notify_url: self.notify_url.clone(),
            window: self.window,
            rules,
            ..Receiver::new(self.gateway, key.clone())
        })
    }

    /// The rule and key of the request's message; the gateway's usual ones for a path that no page names.
    fn of_request(&self, request: &wire::Request) -> Result<(Signing, &VerifyingKey), Rejection> {
        let message = route(self.gateway, &request.method, &request.target).ok().map(|route| route.message);
        match message {
            Some(unsigned) if !unsigned.signed => Err(never_signed(unsigned)),
            Some(Message { signing: Some(own), .. }) => {
                let key = self.own_key.as_ref().ok_or_else(|| other_key(own))?;
                Ok((**own, key))
            }
            _ => Ok((self.gateway.signing(), &self.key)),
        }
    }
}

fn never_signed(message: &Message) -> Rejection {
    Rejection::new(Code::Missing, "signature", "a message that is signed", message.id)
}

fn other_key(own: &Signing) -> Rejection {
    Rejection::new(Code::Missing, "key", format!("a key for {}", own.scheme), "a key that it cannot use")
}

fn machine_clock() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis::new(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

impl Match for SignedBy {
    fn matches(&self, request: &Request) -> bool {
        self.explain(request).is_ok()
    }
}
