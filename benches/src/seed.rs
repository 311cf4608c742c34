//! The seed's callback, signed with the TEST key and opened as far as the floor needs it.

use counterfoil_protocol::gateway::{Gateway, NestedForm};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::rules::Rule;
use counterfoil_protocol::sign::{Signed, Signer};
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::{Object, Request};

/// Any time will do: no gateway documents a window, so the receiver has none.
const NOW_MS: u64 = 1_795_219_200_000;

/// A gateway's callback before it is signed.
#[derive(Clone, Copy, Debug)]
pub struct Seed {
    /// Whose callback.
    pub gateway: &'static Gateway,
    /// What the gateway signs with.
    pub key: &'static str,
    /// The body without the signature.
    pub body: &'static str,
    /// The merchant's order number, as it stands in the body.
    pub order: &'static str,
}

/// A signed callback with its receiver.
///
/// The ledger is kept between calls: the first delivery is credited, all others are found to be duplicates. So a timed
/// call looks the event up, and the ledger does not grow.
#[derive(Debug)]
pub struct Callback {
    /// What comes over the wire.
    pub request: Request,
    /// What is signed, in one piece.
    pub signed: Vec<u8>,
    /// The signature, decoded.
    pub signature: Vec<u8>,
    /// The decoded text of the inner document, where the body holds it as a string.
    pub inner: Option<Vec<u8>>,
    receiver: Receiver,
    ledger: Ledger,
}

impl Seed {
    /// Signs it.
    ///
    /// # Panics
    ///
    /// When key or body do not belong to the gateway.
    #[must_use]
    pub fn callback(&self) -> Callback {
        self.callback_with(self.body)
    }

    /// Signs another body.
    ///
    /// # Panics
    ///
    /// When key or body do not belong to the gateway.
    #[must_use]
    pub fn callback_with(&self, body: &str) -> Callback {
        let gateway = self.gateway;
        let key = gateway.scheme.signing_key(self.key.as_bytes(), gateway.key_policy).expect("a TEST key");
        let receiver = Receiver::new(gateway, key.verifying_key());
        let signer = Signer::new(gateway, &key, Direction::Callback);
        let mut request = Request::post("/notify", body);
        signer.add_parts(&mut request, NOW_MS, "a1b2c3d4e5");
        let Signed { request, signed, signature } = signer.sign(request).expect("the body can be signed");
        let signature = receiver.key.decode(&signature).expect("our own signature").as_slice().to_vec();
        Callback { inner: inner(gateway, body), request, signed, signature, receiver, ledger: Ledger::default() }
    }
}

impl Callback {
    /// One delivery.
    ///
    /// # Errors
    ///
    /// As [`Receiver::receive`].
    pub fn receive(&mut self) -> Result<Received, Rejection> {
        self.receiver.receive(&self.request, UnixMillis::new(NOW_MS), &mut self.ledger)
    }

    /// Turns a rule off, for bodies that the reference refuses at the very end.
    #[must_use]
    pub fn without(mut self, rule: Rule) -> Self {
        self.receiver.rules = self.receiver.rules.without(rule);
        self
    }

    /// The last byte of the order number becomes another one.
    pub(crate) fn change(&mut self, order: &str) {
        let body = &mut self.request.body;
        let found = body.windows(order.len()).position(|window| window == order.as_bytes());
        body[found.expect("the order number stands in the body") + order.len() - 1] ^= 1;
    }
}

fn inner(gateway: &Gateway, body: &str) -> Option<Vec<u8>> {
    let nested = gateway.nested.filter(|nested| nested.form == NestedForm::Text)?;
    let object = Object::parse(body).expect("the body is an object");
    let text = object.get(nested.member).expect("the inner document is there").decoded().expect("it is a string");
    Some(text.into_owned().into_bytes())
}
