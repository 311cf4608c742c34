//! Signatures: whether the old one was right, and a new one in its place.

use counterfoil_protocol::gate::route;
use counterfoil_protocol::gateway::{Gateway, Part, PartShape, Place, Signing};
use counterfoil_protocol::message::Direction;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::Receiver;
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::scheme::SigningKey;
use counterfoil_protocol::sign::Signer;
use counterfoil_protocol::wire::{Headers, Object, Request};

use super::strings::{Edit, apply};
use crate::keys::Keys;

/// Verifies and signs one gateway's messages.
#[derive(Debug)]
pub struct Resigner {
    /// Whose messages.
    pub gateway: &'static Gateway,
    /// What may have signed them: the first that fits counts.
    pub old: Vec<Keys>,
    /// What signs them anew.
    pub new: Keys,
    /// The public address of callbacks, where it is known.
    pub notify_url: Option<String>,
}

/// Under what a signature is right.
#[derive(Clone, Debug)]
pub(super) struct Proven {
    direction: Direction,
    signing: Signing,
    /// Whether the message has a signing rule of its own.
    own: bool,
    readings: Readings,
    notify_url: Option<String>,
}

impl Resigner {
    /// Under what the signature of a request is right; `None` where it is not, or cannot be told.
    pub(super) fn proven(&self, request: &Request, direction: Direction, notify: Option<&str>) -> Option<Proven> {
        let signing = self.signing(request, direction);
        let addresses = [None, notify.map(str::to_owned), self.notify_url.clone(), address(request)];
        let mut candidates = Readings::combinations(self.gateway.readings).into_iter().flat_map(|readings| {
            addresses.iter().map(move |notify_url| Proven {
                direction,
                signing: signing.unwrap_or_else(|| self.gateway.signing()),
                own: signing.is_some(),
                readings,
                notify_url: notify_url.clone(),
            })
        });
        candidates.find(|candidate| self.old.iter().any(|keys| self.verifies(keys, candidate, request)))
    }

    /// The rule of the message itself, where it has one.
    fn signing(&self, request: &Request, direction: Direction) -> Option<Signing> {
        let of_request = direction == Direction::Request;
        let route = route(self.gateway, &request.method, &request.target).ok().filter(|_| of_request)?;
        route.message.signing.copied()
    }

    fn verifies(&self, keys: &Keys, candidate: &Proven, request: &Request) -> bool {
        let own = keys.own_signing(self.gateway).filter(|_| candidate.own);
        let key = own.as_ref().unwrap_or_else(|| key(keys, candidate.direction));
        let receiver = Receiver {
            direction: candidate.direction,
            signing: candidate.signing,
            readings: candidate.readings,
            notify_url: candidate.notify_url.clone(),
            ..Receiver::new(self.gateway, key.verifying_key())
        };
        let text = receiver.text(&request.body);
        receiver.authenticate(request, text.as_deref().map_err(Clone::clone)).is_ok()
    }

    /// Puts a new signature where the old one stands.
    pub(super) fn sign(&self, request: &mut Request, proven: &Proven) -> Result<(), Rejection> {
        let own = self.new.own_signing(self.gateway).filter(|_| proven.own);
        let signer = Signer {
            signing: proven.signing,
            readings: proven.readings,
            notify_url: proven.notify_url.clone(),
            ..Signer::new(
                self.gateway,
                own.as_ref().unwrap_or_else(|| key(&self.new, proven.direction)),
                proven.direction,
            )
        };
        let signature = signer.key.sign_text(&signer.signed_bytes(request)?);
        set(request, proven.signing.place, &signature);
        Ok(())
    }

    /// Puts the time and a nonce where they stand.
    pub(super) fn date(
        &self,
        request: &mut Request,
        proven: &Proven,
        now_ms: u64,
        nonce: &mut dyn FnMut(usize) -> String,
    ) {
        if let Some(Part { place, shape }) = proven.signing.timestamp {
            let now = if shape == PartShape::Seconds { now_ms / 1000 } else { now_ms };
            set(request, place, &now.to_string());
        }
        if let Some(Part { place, .. }) = proven.signing.nonce {
            let length = part(request, place).map_or(6, |old| old.chars().count());
            set(request, place, &nonce(length));
        }
    }

    /// Every place where a signature may stand in a message of the gateway.
    pub(super) fn places(&self) -> Vec<Place> {
        let own = self.gateway.requests.iter().filter_map(|message| message.signing).map(|signing| signing.place);
        let mut places: Vec<Place> = [self.gateway.place].into_iter().chain(own).collect();
        places.dedup();
        places
    }
}

/// The platform's key for callbacks, the merchant's for requests; a shared secret is both.
fn key(keys: &Keys, direction: Direction) -> &SigningKey {
    match (&keys.merchant, direction) {
        (Some(merchant), Direction::Request) if keys.test => merchant,
        _ => &keys.signing,
    }
}

/// Where the request went, by its own words.
fn address(request: &Request) -> Option<String> {
    let host = request.headers.all("Host").next()?;
    Some(format!("http://{}{}", core::str::from_utf8(host).ok()?, request.target))
}

/// The text of a part that stands there once.
pub(super) fn part(request: &Request, place: Place) -> Option<String> {
    match place {
        Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
        Place::Member(name) => {
            let object = Object::parse(core::str::from_utf8(&request.body).ok()?).ok()?;
            let value = object.get(name)?;
            Some(value.decoded().map_or_else(|| value.raw().to_owned(), |text| text.into_owned()))
        }
    }
}

/// Replaces the text of a part, in its place and in the quotes it has.
pub(super) fn set(request: &mut Request, place: Place, text: &str) {
    match place {
        Place::Header(name) => {
            let mut headers = request.headers.iter_mut();
            if let Some((_, value)) = headers.find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                *value = text.as_bytes().to_vec();
            }
        }
        Place::Member(name) => {
            if let Some(body) = with_member(&request.body, name, text) {
                request.body = body;
            }
        }
    }
}

fn with_member(body: &[u8], name: &str, text: &str) -> Option<Vec<u8>> {
    let source = core::str::from_utf8(body).ok()?;
    let object = Object::parse(source).ok()?;
    let value = object.get(name)?;
    let start = object.offset(value);
    let new = if value.raw().starts_with('"') { serde_json::to_string(text).ok()? } else { text.to_owned() };
    Some(apply(source, vec![Edit { range: start..start + value.raw().len(), new }]).into_bytes())
}

/// Lets `Content-Length` say again how long the body is, where it said so before.
pub(super) fn fit_length(headers: &mut Headers, before: usize, after: usize) {
    let before = before.to_string();
    for (name, value) in headers.iter_mut() {
        if name.eq_ignore_ascii_case("content-length") && value.trim_ascii() == before.as_bytes() {
            *value = after.to_string().into_bytes();
        }
    }
}
