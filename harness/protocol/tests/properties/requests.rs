//! Every signed message, in both directions and by whatever rule: it is signed, and its signature holds.

use core::cell::Cell;
use core::fmt;
use std::collections::BTreeMap;

use counterfoil_protocol::gateway::{Gateway, NestedForm, Part, PartShape, Place, Signing, View};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Carrier, Direction, Message, Published};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::scheme::{Scheme, SigningKey};
use counterfoil_protocol::sign::{Signed, Signer};
use counterfoil_protocol::wire::{Limits, Object, Request};
use proptest::prelude::*;
use url::form_urlencoded::Serializer;

use crate::arbitrary::spelling;
use crate::document::{Members, Value, remove, set, write, write_value};
use crate::support::{NOTIFY_URL, SENT_AT, TARGET, test_key};
use crate::tables::{How, bodies};
use crate::{check, share};

#[test]
fn each_signed_message_verifies_with_the_matching_key() {
    let mut signed: BTreeMap<(&str, String), Cell<u32>> = BTreeMap::new();
    let all = Signable::all();
    for signable in &all {
        let count = &*signed.entry((signable.gateway.name, signable.message.direction.to_string())).or_default();
        check(&signable.to_string(), share(3000, all.len()), signable.bodies(), |(members, spelling)| {
            let request = signable.request(&members, &spelling);
            let Some(made) = signable.sign(request)? else { return Ok(()) };
            count.set(count.get() + 1);
            signable.holds(&made)
        });
    }
    for ((gateway, direction), count) in &signed {
        assert!(count.get() > 0, "not one {direction} of {gateway} could be signed");
    }
}

/// Members are signed in an order and spelling of their own; a body as it is. Whether parameters without a body are
/// signed is a reading.
#[test]
fn spelling_counts_only_where_the_body_is_signed() {
    let usual = |signable: &Signable| signable.message.signing.is_none() && signable.message.carrier == Carrier::Object;
    let all: Vec<Signable> = Signable::all().into_iter().filter(usual).collect();
    for signable in &all {
        let pairs = signable.bodies().prop_flat_map(|(members, spelling)| {
            (Just((members.clone(), spelling)), (Just(members).prop_shuffle(), self::spelling()))
        });
        check(&signable.to_string(), share(3000, all.len()), pairs, |(one, other)| {
            let [one, other] = [one, other].map(|(members, spelling)| signable.request(&members, &spelling));
            let Some(signed) = signable.sign(one.clone())? else { return Ok(()) };
            let respelt = signable.sign(other.clone())?.expect("what can be signed can be signed in any spelling");
            let same = signed.signed == respelt.signed;
            match signable.signing.place {
                Place::Header(_) => prop_assert_eq!(same, one.body == other.body),
                Place::Member(_) => prop_assert!(same, "{:?}\n{:?}", signed, respelt),
            }
            Ok(())
        });
    }
}

/// One signed message in one reading.
pub(crate) struct Signable {
    pub(crate) gateway: &'static Gateway,
    pub(crate) message: &'static Message,
    pub(crate) readings: Readings,
    signing: Signing,
    pub(crate) key: SigningKey,
}

impl Signable {
    /// Every signed message of every gateway in every combination of readings, if anything of it is public.
    pub(crate) fn all() -> Vec<Self> {
        let of_gateway = |gateway: &'static Gateway| {
            let public = |message: &&Message| message.signed && message.published != Published::Nothing;
            let signed = move || gateway.messages().filter(public);
            let all = Readings::combinations(gateway.readings);
            all.into_iter().flat_map(move |readings| signed().map(move |message| Self::new(gateway, message, readings)))
        };
        gateways::ALL.into_iter().flat_map(of_gateway).collect()
    }

    fn new(gateway: &'static Gateway, message: &'static Message, readings: Readings) -> Self {
        let signing = gateway.signing_of(message);
        let key = signing.scheme.signing_key(&key_text(gateway, message, signing.scheme), gateway.key_policy);
        Self { gateway, message, readings, signing, key: key.expect("a TEST key can be read") }
    }

    /// Members of the message as its table allows them, with the parts that are signed, and a spelling.
    pub(crate) fn bodies(&self) -> BoxedStrategy<(Members, Vec<u8>)> {
        let parts: Vec<Part> = [self.signing.timestamp, self.signing.nonce].into_iter().flatten().collect();
        let signature = self.signing.place;
        let as_object = self.readings.iter().any(|reading| reading == ("data", "object"));
        let form = if as_object { Some(NestedForm::Object) } else { self.gateway.nested.map(|nested| nested.form) };
        let members = bodies(self.message, How::Any).prop_map(move |body| {
            let Value::Object(mut members) = body else { panic!("a signed message of another carrier: {body:?}") };
            members.iter_mut().for_each(|(_, value)| fix(value, form));
            parts.iter().for_each(|part| put(&mut members, *part));
            if let Place::Member(name) = signature {
                remove(&mut members, name);
            }
            members
        });
        (members, spelling()).boxed()
    }

    fn request(&self, members: &Members, spelling: &[u8]) -> Request {
        let mut request = match self.message.carrier {
            Carrier::Query => self.query(members),
            _ => Request::post(self.target(), write(members, spelling)),
        };
        request.method = self.message.method.to_owned();
        self.signer().add_parts(&mut request, SENT_AT, NONCE);
        request
    }

    fn query(&self, members: &Members) -> Request {
        let mut query = Serializer::new(String::new());
        let mut target = self.target();
        for (name, value) in members {
            let text = if let Value::Text(text) = value { text.clone() } else { write_value(value, &[]) };
            let text: String = Serializer::new(String::new()).append_key_only(&text).finish();
            if self.message.in_path(name) {
                target = target.replace(&format!("{{{name}}}"), &text);
            } else {
                query.append_pair(name, &text);
            }
        }
        Request::post(format!("{target}?{}", query.finish()), "")
    }

    fn target(&self) -> String {
        match self.message.direction {
            Direction::Callback => TARGET.to_owned(),
            _ => format!("{}{}", self.gateway.api_base, self.message.path),
        }
    }

    /// Whether the signing rule says what this header holds.
    pub(crate) fn fills_in(&self, header: &str) -> bool {
        let parts = [self.signing.timestamp, self.signing.nonce].into_iter().flatten().map(|part| part.place);
        let mut places = parts.chain([self.signing.place]).chain(self.signing.key_header.map(Place::Header));
        places.any(|place| matches!(place, Place::Header(name) if name == header))
    }

    fn signer(&self) -> Signer<'_> {
        let signer = Signer::new(self.gateway, &self.key, self.message.direction);
        Signer { signing: self.signing, readings: self.readings, notify_url: Some(NOTIFY_URL.to_owned()), ..signer }
    }

    fn sign(&self, request: Request) -> Result<Option<Signed>, TestCaseError> {
        self.or_unsignable(self.signer().sign(request))
    }

    /// `None` where no page says how such a value is signed: lists and objects among signed members. A signature in a
    /// member has no place in a message without a body.
    pub(crate) fn or_unsignable(&self, made: Result<Signed, Rejection>) -> Result<Option<Signed>, TestCaseError> {
        let in_member = matches!(self.signing.place, Place::Member(_));
        match made {
            Ok(signed) => Ok(Some(signed)),
            Err(refused) if in_member && refused.code == Code::Shape => Ok(None),
            Err(_) if in_member && self.message.carrier == Carrier::Query => Ok(None),
            Err(refused) => Err(TestCaseError::fail(refused.to_string())),
        }
    }

    /// The signature is read from where it stands, and the signed bytes are found again in the signed message.
    fn holds(&self, signed: &Signed) -> Result<(), TestCaseError> {
        let fail = |reason: String| TestCaseError::fail(reason);
        let text = core::str::from_utf8(&signed.request.body).expect("UTF-8");
        let view = self.view(&signed.request, text).map_err(|refused| fail(refused.to_string()))?;
        let bytes = (self.signing.canonical)(&view).map_err(|refused| fail(refused.to_string()))?;
        let written = view.part(self.signing.place).map_err(|refused| fail(refused.to_string()))?;
        let key = self.key.verifying_key();
        let raw = key.decode(&written).map_err(|fault| fail(format!("{fault:?}")))?;
        prop_assert_eq!(key.verify(&bytes, &raw), Ok(()));
        prop_assert_eq!(bytes.to_vec(), signed.signed.clone());
        let other = [signed.signed.as_slice(), b"!"].concat();
        prop_assert!(key.verify(&other.into(), &raw).is_err());
        Ok(())
    }

    fn view<'a>(&self, request: &'a Request, text: &'a str) -> Result<View<'a>, Rejection> {
        let object = match self.signing.place {
            Place::Header(_) => None,
            Place::Member(_) => Some(Object::parse(text)?),
        };
        let (direction, readings, depth) = (self.message.direction, self.readings, Limits::default().depth);
        Ok(View { request, object, direction, readings, notify_url: Some(NOTIFY_URL), depth })
    }
}

impl fmt::Display for Signable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message.id, self.readings)
    }
}

/// The merchant's key for requests, the platform's for callbacks; the shared secret for both.
fn key_text(gateway: &Gateway, message: &Message, scheme: Scheme) -> Vec<u8> {
    let owner = if message.direction == Direction::Callback { "platform" } else { "merchant" };
    test_key(&match scheme {
        Scheme::RsaSha256Base64 => format!("{}-{owner}.pkcs8.pem", gateway.name),
        _ => format!("{}.secret", gateway.name),
    })
}

/// A document in a string gets its one spelling, which may be signed; in the form of an object it has any.
fn fix(value: &mut Value, form: Option<NestedForm>) {
    match value {
        Value::Nested(members) if form == Some(NestedForm::Object) => {
            *value = Value::Object(core::mem::take(members));
            fix(value, None);
        }
        Value::Nested(members) => *value = Value::Text(write(members, &[])),
        Value::NestedList(items) => *value = Value::Text(write_value(&Value::List(core::mem::take(items)), &[])),
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| fix(value, None)),
        Value::List(items) => items.iter_mut().for_each(|value| fix(value, None)),
        _ => {}
    }
}

fn put(members: &mut Members, part: Part) {
    let Place::Member(name) = part.place else { return };
    let value = match part.shape {
        PartShape::Millis => Value::number(SENT_AT),
        PartShape::Seconds => Value::number(SENT_AT / 1000),
        PartShape::Alphanumeric => Value::text(&NONCE[..6]),
        PartShape::Visible16To64 => Value::text(NONCE),
    };
    set(members, name, value);
}

/// As long as the strictest rule for headers asks for; in members the first six, as the strictest table does.
pub(crate) const NONCE: &str = "a1B2c3d4E5f6g7H8";
