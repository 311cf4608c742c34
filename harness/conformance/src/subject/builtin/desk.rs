//! What one gateway's callbacks meet: the reference receiver, with one step done wrong.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use counterfoil_protocol::gateway::{Gateway, NestedForm, Place};
use counterfoil_protocol::message::{Field, Kind};
use counterfoil_protocol::reading::{Reading, Readings};
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::{Code, Rejection, Stage};
use counterfoil_protocol::rules::Rule;
use counterfoil_protocol::scheme::{SigningKey, VerifyingKey, forge};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire::{Limits, Object, Request};

use super::{Builtin, Step};
use crate::keys::Keys;

/// The window that the built-in receivers declare.
pub(super) const WINDOW_MS: u64 = 300_000;

/// What one gateway's callbacks meet.
pub(super) struct Desk {
    receiver: Receiver,
    secret: Vec<u8>,
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    ledger: Ledger,
    credits: HashMap<String, u32>,
}

impl Desk {
    pub(super) fn new(gateway: &'static Gateway, builtin: &Builtin) -> Self {
        let keys = Keys::test(gateway);
        let window = gateway.timestamp.map(|_| Window { past_ms: WINDOW_MS, future_ms: WINDOW_MS });
        let other = builtin.step == Step::FollowsOtherReadings;
        let readings = if other { other_readings(gateway) } else { Readings::default_of(gateway.readings) };
        let receiver =
            Receiver { window, readings, rules: builtin.rules, ..Receiver::new(gateway, keys.signing.verifying_key()) };
        Self { receiver, secret: keys.material, books: Mutex::default() }
    }

    pub(super) fn gateway(&self) -> &'static Gateway {
        self.receiver.gateway
    }

    /// How often an order was credited.
    pub(super) fn credits(&self, order: &str) -> u32 {
        self.books().credits.get(order).copied().unwrap_or_default()
    }

    fn books(&self) -> std::sync::MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Receives with one step done wrong; the id of the callback.
    pub(super) fn received(&self, request: &Request, step: Step) -> Result<&'static str, Rejection> {
        let result = match step {
            Step::VerifiesReserialised => self.run(&reserialised(request), &self.receiver),
            Step::VerifiesBeforeDecoding => self.run_unless_escaped(request),
            Step::ComparesPrefix => self.run_with(request, |signed, raw| signed.starts_with(raw)),
            Step::TakesEmptyKey => self.run_or(request, &[empty_key(self.receiver.gateway)]),
            Step::TakesOtherDigests => self.run_or_other_digest(request),
            Step::RefusesUnknownMembers => self.run_if_known(request),
            _ => self.run(request, &self.receiver),
        };
        result.map(|received| {
            self.book(&received);
            received.event.message
        })
    }

    fn book(&self, received: &Received) {
        if received.credit {
            *self.books().credits.entry(received.event.order.clone()).or_default() += 1;
        }
    }

    fn run(&self, request: &Request, receiver: &Receiver) -> Result<Received, Rejection> {
        receiver.receive(request, now(), &mut self.books().ledger)
    }

    /// A receiver without the comparison, for those that compare in their own way.
    fn trusting(&self) -> Receiver {
        let gateway = self.receiver.gateway;
        let rules = self.receiver.rules.without(Rule::SignatureMatches);
        Receiver {
            window: self.receiver.window,
            rules,
            ..Receiver::new(gateway, Keys::test(gateway).signing.verifying_key())
        }
    }

    /// Compares the raw signature in its own way; only a shared secret can do that.
    fn run_with(&self, request: &Request, same: fn(&[u8], &[u8]) -> bool) -> Result<Received, Rejection> {
        let right = self.run(request, &self.receiver);
        let (Err(refused), Some(text), Some(signed)) =
            (&right, signature_text(&self.receiver, request), self.signed(request))
        else {
            return right;
        };
        let Some(expected) = mac(self.receiver.gateway, &self.secret, &signed) else { return right };
        if refused.stage() == Stage::Verify
            && decoded(self.receiver.gateway, &text).is_some_and(|raw| same(&expected, &raw))
        {
            return self.run(request, &self.trusting());
        }
        right
    }

    fn run_or(&self, request: &Request, others: &[Option<VerifyingKey>]) -> Result<Received, Rejection> {
        let right = self.run(request, &self.receiver);
        let mismatch = right.as_ref().is_err_and(|refused| refused.code == Code::SignatureMismatch);
        let (true, Some(text), Some(signed)) =
            (mismatch, signature_text(&self.receiver, request), self.signed(request))
        else {
            return right;
        };
        let fits =
            |key: &VerifyingKey| key.decode(&text).is_ok_and(|raw| key.verify(&signed.clone().into(), &raw).is_ok());
        if others.iter().flatten().any(fits) { self.run(request, &self.trusting()) } else { right }
    }

    fn run_or_other_digest(&self, request: &Request) -> Result<Received, Rejection> {
        let right = self.run(request, &self.receiver);
        let (Err(refused), Some(text), Some(signed)) =
            (&right, signature_text(&self.receiver, request), self.signed(request))
        else {
            return right;
        };
        let gateway = self.receiver.gateway;
        let fits = |hash| {
            let keys = Keys::test(gateway);
            let raw = match &keys.signing {
                SigningKey::RsaSha256Base64(key) => forge::rsa_pkcs1(key, hash, &signed),
                _ => forge::hmac(hash, &self.secret, &signed),
            };
            gateway.scheme.encode(&raw) == text
        };
        if refused.stage() == Stage::Verify && forge::Hash::ALL.iter().copied().any(fits) {
            let rules = self.receiver.rules.without(Rule::SignatureMatches);
            return self.run(request, &Receiver { rules, ..self.trusting() });
        }
        right
    }

    /// Refuses whatever has an escape in the string that is signed: its text is not what was signed.
    fn run_unless_escaped(&self, request: &Request) -> Result<Received, Rejection> {
        let received = self.run(request, &self.receiver)?;
        let body = String::from_utf8_lossy(&request.body);
        let nested = self.receiver.gateway.nested.map(|nested| nested.member).unwrap_or_default();
        let escaped = Object::parse(&body)?.get(nested).is_some_and(|value| value.raw().contains('\\'));
        let signs_text = self.receiver.gateway.nested.is_some_and(|nested| nested.form == NestedForm::Text);
        if escaped && signs_text && matches!(self.receiver.gateway.place, Place::Member(_)) {
            return Err(Rejection::new(
                Code::SignatureMismatch,
                nested,
                "the text as it stands in the body",
                "another",
            ));
        }
        Ok(received)
    }

    fn run_if_known(&self, request: &Request) -> Result<Received, Rejection> {
        let received = self.run(request, &self.receiver)?;
        let body = String::from_utf8_lossy(&request.body);
        let fields = self.receiver.gateway.callbacks.iter().flat_map(|message| message.fields);
        let (outer, inner): (Vec<&Field>, Vec<&Field>) = (fields.clone().collect(), fields.flat_map(inside).collect());
        let outer_object = Object::parse(&body)?;
        known(&outer_object, &outer)?;
        let nested = self.receiver.gateway.nested.and_then(|nested| outer_object.get(nested.member));
        let Some(value) = nested else { return Ok(received) };
        let text = value.decoded().unwrap_or(value.raw().into());
        known(&Object::parse(&text)?, &inner)?;
        Ok(received)
    }

    fn signed(&self, request: &Request) -> Option<Vec<u8>> {
        let body = String::from_utf8_lossy(&request.body);
        let view = counterfoil_protocol::gateway::View {
            request,
            object: Object::parse(&body).ok(),
            direction: counterfoil_protocol::message::Direction::Callback,
            readings: self.receiver.readings,
            notify_url: None,
            depth: Limits::default().depth,
        };
        (self.receiver.gateway.canonical)(&view).ok().map(|signed| signed.to_vec())
    }
}

/// The fields of the document inside a field.
fn inside(field: &'static Field) -> &'static [Field] {
    match field.kind {
        Kind::Nested(fields) | Kind::Object(fields) => fields,
        _ => &[],
    }
}

fn known(object: &Object<'_>, fields: &[&Field]) -> Result<(), Rejection> {
    let unknown = object.members().iter().find(|member| !fields.iter().any(|field| field.name == member.name));
    let refused =
        |name: &str| Rejection::new(Code::UnknownMessage, format!("/{name}"), "a documented member", "another");
    unknown.map_or(Ok(()), |member| Err(refused(&member.name)))
}

/// The second choice of each reading.
fn other_readings(gateway: &Gateway) -> Readings {
    let default = Readings::default_of(gateway.readings);
    let second = |readings: Readings, reading: &Reading| readings.with(reading.name, reading.choices[1].name);
    gateway.readings.iter().fold(default, |readings, reading| second(readings, reading).unwrap_or(readings))
}

fn now() -> UnixMillis {
    UnixMillis::new(u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default())
}

/// The body as a JSON library writes it.
fn reserialised(request: &Request) -> Request {
    let value = serde_json::from_slice::<serde_json::Value>(&request.body);
    let body = value.map_or_else(|_| request.body.clone(), |value| value.to_string().into_bytes());
    Request { body, ..request.clone() }
}

fn signature_text(receiver: &Receiver, request: &Request) -> Option<String> {
    match receiver.gateway.place {
        Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
        Place::Member(name) => {
            let body = String::from_utf8_lossy(&request.body).into_owned();
            Object::parse(&body).ok()?.get(name)?.decoded().map(std::borrow::Cow::into_owned)
        }
    }
}

fn empty_key(gateway: &Gateway) -> Option<VerifyingKey> {
    use counterfoil_protocol::scheme::{Scheme, hmac_sha256_base64, hmac_sha256_hex, hmac_sha512_hex, md5_hex};
    Some(match gateway.scheme {
        Scheme::HmacSha256Base64 => VerifyingKey::HmacSha256Base64(hmac_sha256_base64::Key::danger_any(b"")),
        Scheme::HmacSha256Hex => VerifyingKey::HmacSha256Hex(hmac_sha256_hex::Key::danger_any(b"")),
        Scheme::HmacSha512Hex => VerifyingKey::HmacSha512Hex(hmac_sha512_hex::Key::danger_any(b"")),
        Scheme::Md5Hex => VerifyingKey::Md5Hex(md5_hex::Key::danger_any(b"")),
        Scheme::RsaSha256Base64 => return None,
    })
}

fn mac(gateway: &Gateway, secret: &[u8], signed: &[u8]) -> Option<Vec<u8>> {
    use counterfoil_protocol::scheme::{KeyPolicy, Scheme};
    if gateway.scheme == Scheme::RsaSha256Base64 {
        return None;
    }
    let key = gateway.scheme.signing_key(secret, KeyPolicy::DEFAULT).ok()?;
    Some(key.sign(&signed.to_vec().into()).as_slice().to_vec())
}

/// Any number of whole bytes.
fn decoded(gateway: &Gateway, text: &str) -> Option<Vec<u8>> {
    use counterfoil_protocol::scheme::Scheme;
    match gateway.scheme {
        Scheme::HmacSha256Hex | Scheme::HmacSha512Hex | Scheme::Md5Hex => {
            data_encoding::HEXLOWER.decode(text.as_bytes()).ok()
        }
        _ => base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text).ok(),
    }
}
