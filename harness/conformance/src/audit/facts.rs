//! What can be said of one exchange without looking at any other.

use counterfoil_formats::exchange::{Exchange, Fidelity, Loss, RecordedRequest};
use counterfoil_protocol::answer::{self, Answer};
use counterfoil_protocol::gate::Gate;
use counterfoil_protocol::gateway::{Event, Gateway, Part, Place, Signing};
use counterfoil_protocol::message::{Direction, Message};
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::{Ledger, Receiver};
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::Request;

use super::answered::{acknowledged, response};
use super::opened::Opened;
use super::party::{Party, Receivers, route};
use super::secrets::Leak;
use crate::verdict::Seen;

/// What can be said of one exchange.
#[derive(Debug)]
pub struct Facts {
    /// Whose message.
    pub gateway: &'static Gateway,
    /// Who sent it.
    pub direction: Direction,
    /// Which message, as far as it can be told.
    pub message: Option<&'static Message>,
    /// When it was sent, by the recorder's clock, in milliseconds since 1970.
    pub at_ms: Option<i64>,
    /// When it was sent, by its own account.
    pub dated_ms: Option<u64>,
    /// Its nonce.
    pub nonce: Option<String>,
    /// The signature.
    pub signature: Signature,
    /// What a callback says, as far as it can be read.
    pub event: Option<Event>,
    /// A request's own parameters.
    pub parameters: Option<String>,
    /// What its table objects to.
    pub violations: Vec<Rejection>,
    /// Whether the table may be applied: letters were kept.
    pub readable: bool,
    /// What the receiver answered to a callback.
    pub acknowledged: Answered<Seen>,
    /// What the gateway answered to a request.
    pub answered: Answered<Result<Answer, Rejection>>,
    /// Secrets in the clear.
    pub leaks: Vec<Leak>,
    /// The window that callbacks are judged by, in milliseconds to either side.
    pub window_ms: Option<u64>,
}

/// What is known of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Right.
    Right,
    /// Right under another choice of a reading than is followed.
    OtherReading(Readings),
    /// Right but for a spelling that the documents leave open, or over a body that no reader takes.
    Open(Rejection),
    /// None at all where the documents ask for one.
    Absent(Rejection),
    /// Wrong.
    Wrong(Rejection),
    /// It cannot be judged: why, and how to record better.
    Unverifiable(String),
    /// The message has none.
    Unsigned,
}

/// An answer, if the recording has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered<T> {
    /// This.
    With(T),
    /// It is not known: why.
    Unknown(String),
}

/// Everything about a callback.
#[must_use]
pub fn of_callback(
    party: &Party,
    exchange: &Exchange,
    request: &Request,
    body: &Opened<'_>,
    leaks: Vec<Leak>,
) -> Facts {
    let own = party.receivers(exchange);
    let receivers = own.as_ref().unwrap_or(party.usual());
    let recorded = &exchange.request;
    let mut facts =
        Facts { leaks, ..facts(party, Direction::Callback, exchange, request, body, party.gateway.signing()) };
    match unverifiable(recorded) {
        Some(reason) => facts.signature = Signature::Unverifiable(reason),
        None => verify(party, receivers, own.is_none(), request, recorded, &mut facts),
    }
    if facts.event.is_none() && facts.violations.is_empty() && facts.readable {
        // Nobody believes it; this only says which message it is.
        facts.event =
            receivers.blind.receive(request, UnixMillis::new(0), &mut Ledger::default()).ok().map(|got| got.event);
    }
    let of_event = |event: &Event| party.gateway.callbacks.iter().copied().find(|message| message.id == event.message);
    facts.message = facts.event.as_ref().and_then(of_event);
    let wanted = party.gateway.acknowledgement_of(facts.message.map_or("", |message| message.id));
    facts.acknowledged = acknowledged(wanted, exchange);
    facts
}

fn facts(
    party: &Party,
    direction: Direction,
    exchange: &Exchange,
    request: &Request,
    body: &Opened<'_>,
    signing: Signing,
) -> Facts {
    let text = |place| match place {
        Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
        Place::Member(name) => text_in(body, name),
    };
    let part = |part: Option<Part>| part.and_then(|part| Some((part, text(part.place)?)));
    Facts {
        gateway: party.gateway,
        direction,
        message: None,
        at_ms: exchange.at.map(jiff::Timestamp::as_millisecond),
        dated_ms: part(signing.timestamp).and_then(|(part, text)| part.shape.millis(&text)),
        nonce: part(signing.nonce).map(|(_, text)| text),
        signature: Signature::Unsigned,
        event: None,
        parameters: None,
        violations: Vec::new(),
        readable: exchange.request.fidelity() > Fidelity::Reconstructed,
        acknowledged: Answered::Unknown(String::new()),
        answered: Answered::Unknown(String::new()),
        leaks: Vec::new(),
        window_ms: party.window.map(|window| window.past_ms),
    }
}

fn text_in(body: &Opened<'_>, name: &str) -> Option<String> {
    let value = body.get(name).filter(|value| !value.is_null())?;
    Some(value.decoded().map_or_else(|| value.raw().to_owned(), Into::into))
}

/// Why a signature cannot be judged, where what was lost is to blame.
fn unverifiable(recorded: &RecordedRequest) -> Option<String> {
    if recorded.fidelity().can_prove_signature() {
        return None;
    }
    let worst = recorded.lost.iter().min_by_key(|loss| loss.leaves());
    let about = worst.map_or("whoever recorded it says that it is not exact", |loss| loss.about());
    let better = match worst {
        Some(Loss::Decompressed | Loss::LengthDiffers | Loss::LengthUnknown) => {
            "record the bytes of the wire, or ask the sender for no Content-Encoding and for a Content-Length"
        }
        Some(Loss::TextOnly | Loss::Charset | Loss::ReplacementCharacters) => {
            "keep the bytes: WireMock's journal has them in `bodyAsBase64`"
        }
        _ => "keep WireMock's journal rather than its stubs, or record the bytes of the wire",
    };
    Some(format!("{} To judge it {better}.", about.trim()))
}

fn verify(
    party: &Party,
    receivers: &Receivers,
    may_read_otherwise: bool,
    request: &Request,
    recorded: &RecordedRequest,
    facts: &mut Facts,
) {
    let refused = match authentic(&receivers.strict, request) {
        Ok(parsed) => {
            facts.signature = Signature::Right;
            match parsed {
                Ok(event) => facts.event = Some(event),
                Err(violation) => facts.violations.push(violation),
            }
            return;
        }
        Err(refused) => refused,
    };
    facts.signature = if let Some(reason) = not_captured(recorded, &refused) {
        Signature::Unverifiable(reason)
    } else {
        match authentic(&receivers.lenient, request) {
            Ok(_) => Signature::Open(refused),
            Err(strictly) => {
                let mut others = party.other_receivers().filter(|_| may_read_otherwise);
                let other = others.find(|other| authentic(other, request).is_ok());
                other.map_or_else(|| wrong(strictly), |other| Signature::OtherReading(other.readings))
            }
        }
    };
}

type Parsed = Result<Event, Rejection>;

/// The signature, then the message against its table.
fn authentic(receiver: &Receiver, request: &Request) -> Result<Parsed, Rejection> {
    let text = receiver.text(&request.body);
    let view = receiver.authenticate(request, text.as_deref().map_err(Clone::clone))?;
    Ok((receiver.gateway.parse)(&view, receiver.rules))
}

/// Only what the signature itself is refused for makes a forgery; anything else may be the sender's own fault.
fn wrong(refused: Rejection) -> Signature {
    match refused.code {
        Code::Missing => Signature::Absent(refused),
        Code::SignatureEncoding | Code::SignatureMismatch => Signature::Wrong(refused),
        _ => Signature::Open(refused),
    }
}

/// A header that is not there was perhaps not recorded.
fn not_captured(recorded: &RecordedRequest, refused: &Rejection) -> Option<String> {
    let lost = recorded.lost.contains(&Loss::HeadersNotCaptured) && refused.code == Code::Missing;
    lost.then(|| {
        format!("{} was not recorded. To judge it name it in `captureHeaders`, or keep the journal.", refused.place)
    })
}

/// Everything about a request.
#[must_use]
pub fn of_request(party: &Party, exchange: &Exchange, request: &Request, body: &Opened<'_>, leaks: Vec<Leak>) -> Facts {
    let message = route(party.gateway, &request.method, &request.target);
    let signing = message.map_or_else(|| party.gateway.signing(), |message| party.gateway.signing_of(message));
    let mut facts = Facts { leaks, ..facts(party, Direction::Request, exchange, request, body, signing) };
    facts.message = message;
    facts.answered = match (message.and_then(|message| message.answer), response(exchange)) {
        (Some(message), Ok(response)) => Answered::With(answer::read(message, response.status, &response.body)),
        (None, Ok(_)) => Answered::Unknown("no page says what the answer looks like".to_owned()),
        (_, Err(reason)) => Answered::Unknown(reason),
    };
    let Some(gate) = &party.gate else {
        let reason = "it is verified with the merchant's public key. To judge it give the key with --client-key.";
        facts.signature = Signature::Unverifiable(reason.to_owned());
        return facts;
    };
    if let Some(reason) = unverifiable(&exchange.request) {
        facts.signature = Signature::Unverifiable(reason);
        return facts;
    }
    admit(party, gate, request, &exchange.request, &mut facts);
    facts
}

fn admit(party: &Party, gate: &Gate, request: &Request, recorded: &RecordedRequest, facts: &mut Facts) {
    let now = UnixMillis::new(0);
    let refused = match gate.admit(request, now) {
        Ok(admitted) => {
            facts.signature = if admitted.message.signed { Signature::Right } else { Signature::Unsigned };
            let captured = |violation: &Rejection| {
                !(violation.place.starts_with("header ") && recorded.lost.contains(&Loss::HeadersNotCaptured))
            };
            facts.violations = admitted.violations.into_iter().filter(captured).collect();
            facts.parameters = Some(admitted.parameters);
            return;
        }
        Err(refused) => refused,
    };
    facts.signature = if let Some(reason) = not_captured(recorded, &refused) {
        Signature::Unverifiable(reason)
    } else {
        let mut others = party.other_gates();
        let other = others.find(|other| other.admit(request, now).is_ok());
        other.map_or_else(|| wrong(refused), |other| Signature::OtherReading(other.readings))
    };
}

impl Facts {
    /// The message's name, for the end of a case's id.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let unknown = if self.direction == Direction::Callback { "unknown-callback" } else { "unknown-request" };
        self.message.map_or(unknown, Message::name)
    }

    /// Whether the signature was found right, under whichever reading.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        matches!(self.signature, Signature::Right | Signature::OtherReading(_))
    }
}
