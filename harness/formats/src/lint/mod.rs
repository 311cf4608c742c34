//! What a recording can prove about a gateway's messages, what it lost, and how to record it so that nothing is lost.

mod remedy;

pub use remedy::{Finding, recording_request};

use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::wire::{Headers, Object};

use crate::exchange::{Exchange, Fidelity, Loss};
use crate::wiremock::{self, Mapping, NoRecording};

/// What one exchange can prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Whether the signature is right.
    pub signature: Proof,
    /// Whether it was sent when its timestamp says.
    pub freshness: Proof,
    /// Whether the message is what its table says.
    pub shape: Proof,
    /// Whether the answer acknowledges it in the documented words.
    pub acknowledgement: Proof,
    /// What was lost, and how to keep it.
    pub findings: Vec<Finding>,
}

/// Whether a recording can settle a question, one way or the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It can.
    Can,
    /// It cannot, for this reason.
    Cannot(String),
}

impl Proof {
    /// Whether it can.
    #[must_use]
    pub fn can(&self) -> bool {
        *self == Self::Can
    }
}

/// What an exchange can prove about a message of the gateway.
#[must_use]
pub fn exchange(exchange: &Exchange, gateway: &Gateway) -> Lint {
    let lost = &exchange.request.lost;
    let missing = missing_headers(exchange, gateway);
    let answer = exchange.response.iter().flat_map(|response| &response.lost);
    let mut findings: Vec<Finding> = missing.iter().map(|name| Finding::header(name)).collect();
    findings.extend(lost.iter().filter_map(Finding::of_request));
    findings.extend(answer.filter_map(Finding::of_response));
    findings.extend(is_error_page(exchange).then(Finding::error_page));
    Lint {
        signature: signature(exchange, &missing),
        freshness: freshness(exchange, gateway, &missing),
        shape: shape(exchange),
        acknowledgement: acknowledgement(exchange),
        findings,
    }
}

/// What a stub can prove. `file` gives the bytes of a file below `__files`.
///
/// # Errors
///
/// The mapping is no recording of one request: it proves nothing at all.
pub fn mapping(
    mapping: &Mapping,
    gateway: &Gateway,
    file: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Lint, NoRecording> {
    Ok(exchange(&wiremock::exchange(mapping, file)?, gateway))
}

/// Headers that the signature needs, and that may have been sent although the recording lacks them. A recording of all
/// headers proves that one was not sent.
fn missing_headers(exchange: &Exchange, gateway: &Gateway) -> Vec<&'static str> {
    if !exchange.request.lost.contains(&Loss::HeadersNotCaptured) {
        return Vec::new();
    }
    let lacks = |name: &&str| exchange.request.headers.all(name).next().is_none();
    wiremock::signed_headers(Some(gateway)).into_iter().filter(lacks).collect()
}

fn signature(exchange: &Exchange, missing: &[&str]) -> Proof {
    if let Some(name) = missing.first() {
        return Proof::Cannot(format!("header {name} was not captured"));
    }
    let request = &exchange.request;
    if request.fidelity().can_prove_signature() {
        return Proof::Can;
    }
    Proof::Cannot(worst(&request.lost, request.fidelity()))
}

fn freshness(exchange: &Exchange, gateway: &Gateway, missing: &[&str]) -> Proof {
    let Some(part) = gateway.timestamp else {
        return Proof::Cannot(format!("{} sends no timestamp", gateway.title));
    };
    let is_there = match part.place {
        Place::Header(name) => !missing.contains(&name),
        Place::Member(name) => !exchange.request.lost.contains(&Loss::BodyMissing) && has_member(exchange, name),
    };
    match exchange.at {
        _ if !is_there => Proof::Cannot(format!("{}, the timestamp, was not kept", part.place)),
        None => Proof::Cannot("when it was sent was not kept".to_owned()),
        Some(_) => Proof::Can,
    }
}

fn has_member(exchange: &Exchange, name: &str) -> bool {
    let text = core::str::from_utf8(&exchange.request.body).ok();
    text.and_then(|text| Object::parse(text).ok()).is_some_and(|object| object.get(name).is_some())
}

/// Letters are enough for the shape; values written anew are not, as duplicate members are gone.
fn shape(exchange: &Exchange) -> Proof {
    let request = &exchange.request;
    let of_the_body: Vec<Loss> = request.lost.iter().filter(|loss| !is_of_the_address(loss)).cloned().collect();
    let left = of_the_body.iter().map(Loss::leaves).chain(request.at_most).min().unwrap_or(Fidelity::Exact);
    if left > Fidelity::Reconstructed { Proof::Can } else { Proof::Cannot(worst(&of_the_body, left)) }
}

fn is_of_the_address(loss: &Loss) -> bool {
    matches!(loss, Loss::QuerySplit | Loss::Address)
}

fn acknowledgement(exchange: &Exchange) -> Proof {
    let Some(response) = &exchange.response else {
        let why = exchange.failure.as_deref().unwrap_or("no answer was recorded");
        return Proof::Cannot(why.to_owned());
    };
    if response.lost.contains(&Loss::StandIn) || is_error_page(exchange) {
        return Proof::Cannot("WireMock gave the answer itself: the receiver was not asked".to_owned());
    }
    if response.fidelity() == Fidelity::Reconstructed {
        return Proof::Cannot(worst(&response.lost, response.fidelity()));
    }
    // Bytes with a content coding on are right, but no words to compare.
    if is_coded(&response.headers) {
        return Proof::Cannot("the answer was recorded with its content coding on".to_owned());
    }
    Proof::Can
}

/// Whether WireMock stood between and failed: its server names the class that did.
fn is_error_page(exchange: &Exchange) -> bool {
    const CLASS: &[u8] = b"com.github.tomakehurst.wiremock.";
    let failed = exchange.response.as_ref().filter(|response| response.status >= 500);
    failed.is_some_and(|response| memchr::memmem::find(&response.body, CLASS).is_some())
}

fn is_coded(headers: &Headers) -> bool {
    headers.all("Content-Encoding").any(|value| !value.eq_ignore_ascii_case(b"identity"))
}

/// The loss that leaves least, in its words.
fn worst(lost: &[Loss], fidelity: Fidelity) -> String {
    let worst = lost.iter().min_by_key(|loss| loss.leaves()).filter(|loss| loss.leaves() <= fidelity);
    let said = || format!("whoever recorded it calls it `{fidelity}`");
    worst.map_or_else(said, |loss| loss.about().trim_end_matches('.').to_owned())
}
