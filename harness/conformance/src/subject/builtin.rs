//! Receivers built into the program: the reference, and deliberately faulty ones that prove the judge.
//!
//! They are served over HTTP on loopback, so that they are reached the way every other subject is.

use core::fmt;
use core::time::Duration;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use counterfoil_formats::config::{
    Choices, Config, Duplicates, Effects, Freshness, GatewayConfig, Policies, Promise, Spelling,
};
use counterfoil_protocol::gateway::{Gateway, NestedForm, Place};
use counterfoil_protocol::gateways;
use counterfoil_protocol::message::{Field, Kind};
use counterfoil_protocol::reading::{Reading, Readings};
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::{Code, Rejection, Stage};
use counterfoil_protocol::rules::{Rule, Rules};
use counterfoil_protocol::scheme::{SigningKey, VerifyingKey, forge};
use counterfoil_protocol::value::{UnixMillis, Window};
use counterfoil_protocol::wire::{Headers, Limits, Object, Request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::keys::Keys;

/// One receiver built into the program.
#[derive(Debug)]
pub struct Builtin {
    /// As on the command line, after `builtin:`.
    pub name: &'static str,
    /// What is wrong with it.
    pub about: &'static str,
    /// The checks it makes.
    pub rules: Rules,
    /// The step it does wrong.
    pub step: Step,
    /// The families that notice, and no others; all refusals where it is `None`.
    pub caught_by: Option<&'static [&'static str]>,
}

/// What a receiver does otherwise than the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Right,
    /// Acknowledges whatever comes.
    AcceptsEverything,
    /// Refuses whatever comes.
    RefusesEverything,
    /// Verifies the body parsed and written again.
    VerifiesReserialised,
    /// Compares as many bytes as the shorter signature has.
    ComparesPrefix,
    /// Takes signatures under the empty key too.
    TakesEmptyKey,
    /// Takes signatures with other digests too.
    TakesOtherDigests,
    /// Verifies a string with its escapes, before decoding it.
    VerifiesBeforeDecoding,
    /// Acknowledges in other words.
    AcknowledgesOtherwise,
    /// Answers 500 instead of refusing.
    CrashesOnRefusal,
    /// Closes the connection instead of refusing.
    ClosesOnRefusal,
    /// Never answers when the body cannot be read.
    HangsOnBadBody,
    /// Refuses messages with members that no document names.
    RefusesUnknownMembers,
    /// Follows another choice of each reading than it declares.
    FollowsOtherReadings,
}

/// The whole body is read up to here; a megabyte more than the largest case.
const MOST: usize = 4 << 20;
/// The window that the built-in receivers declare.
const WINDOW_MS: u64 = 300_000;

const fn rule_off(name: &'static str, about: &'static str, rule: Rule, caught_by: &'static [&'static str]) -> Builtin {
    Builtin { name, about, rules: Rules::all().without(rule), step: Step::Right, caught_by: Some(caught_by) }
}

const fn wrong_step(
    name: &'static str,
    about: &'static str,
    step: Step,
    caught_by: &'static [&'static str],
) -> Builtin {
    Builtin { name, about, rules: Rules::all(), step, caught_by: Some(caught_by) }
}

/// Every built-in receiver, the reference first.
pub static ALL: &[Builtin] = &[
    wrong_step("reference", "the reference: nothing is wrong with it", Step::Right, &[]),
    rule_off("takes-any-method", "takes GET, PUT and the like", Rule::Method, &["method"]),
    rule_off("takes-large-bodies", "has no limit for bodies", Rule::BodyLimit, &["large-body"]),
    rule_off(
        "takes-first-header",
        "takes the first of two signature headers",
        Rule::SingleHeaders,
        &["signature-place"],
    ),
    rule_off(
        "takes-any-timestamp",
        "never looks at the shape of timestamp and nonce",
        Rule::PartShapes,
        &["timestamp-spelling"],
    ),
    rule_off(
        "skips-missing-signature",
        "checks a signature only where there is one",
        Rule::SignaturePresent,
        &["signature-absent", "signature-place"],
    ),
    rule_off(
        "decodes-leniently",
        "takes the signature in other spellings",
        Rule::SignatureText,
        &["signature-spelling"],
    ),
    Builtin {
        name: "never-compares",
        about: "asks whether there is a signature and never compares it",
        rules: Rules::all().without(Rule::SignatureMatches),
        step: Step::Right,
        caught_by: Some(&[
            "body-changed",
            "forged-padding",
            "key-confusion",
            "other-scheme",
            "parts-changed",
            "signature-absent",
            "signature-cut",
            "signature-forged",
            "signature-spelling",
            "signed-otherwise",
            "signed-subset",
        ]),
    },
    rule_off("repairs-encoding", "replaces bytes that are not UTF-8", Rule::Encoding, &["encoding"]),
    rule_off(
        "reads-first-document",
        "reads the first document and ignores the rest",
        Rule::Grammar,
        &["malformed-json", "nested-document"],
    ),
    rule_off(
        "takes-duplicate-members",
        "takes the first of two members of one name",
        Rule::DuplicateMembers,
        &["duplicate-members", "signature-place"],
    ),
    rule_off("ignores-window", "declares a window and does not keep it", Rule::Freshness, &["freshness"]),
    rule_off(
        "books-without-order",
        "never asks whether the members it needs are there",
        Rule::RequiredMembers,
        &["boundary-shift", "missing-members"],
    ),
    rule_off(
        "ignores-kinds",
        "never asks for the type of a member",
        Rule::MemberKinds,
        &["boundary-shift", "member-kinds"],
    ),
    rule_off(
        "credits-every-status",
        "credits whatever the status says",
        Rule::PaidOnly,
        &["acknowledgement", "redelivery", "similar-names", "unknown-members", "unknown-status"],
    ),
    rule_off("credits-twice", "credits the same callback again", Rule::Once, &["redelivery"]),
    Builtin {
        name: "accepts-everything",
        about: "acknowledges whatever comes",
        rules: Rules::all(),
        step: Step::AcceptsEverything,
        caught_by: None,
    },
    wrong_step("refuses-everything", "refuses whatever comes", Step::RefusesEverything, &["genuine"]),
    wrong_step(
        "verifies-reserialised",
        "parses the body, writes it again and verifies that",
        Step::VerifiesReserialised,
        &["duplicate-members", "genuine", "signature-place", "signed-otherwise", "unknown-members"],
    ),
    wrong_step(
        "compares-prefix",
        "compares as many bytes as the shorter signature has",
        Step::ComparesPrefix,
        &["signature-absent", "signature-cut"],
    ),
    wrong_step(
        "takes-empty-key",
        "takes signatures under the empty key too",
        Step::TakesEmptyKey,
        &["key-confusion", "signed-otherwise"],
    ),
    wrong_step(
        "takes-other-digests",
        "tries several digests",
        Step::TakesOtherDigests,
        &["other-scheme", "signed-otherwise"],
    ),
    wrong_step(
        "verifies-before-decoding",
        "verifies a string with its backslashes",
        Step::VerifiesBeforeDecoding,
        &["genuine"],
    ),
    wrong_step("acknowledges-otherwise", "acknowledges in other words", Step::AcknowledgesOtherwise, &["genuine"]),
    wrong_step(
        "refuses-unknown-members",
        "refuses messages with members that no document names",
        Step::RefusesUnknownMembers,
        &["similar-names", "unknown-members"],
    ),
    wrong_step(
        "follows-other-readings",
        "follows another choice of each reading than it declares",
        Step::FollowsOtherReadings,
        &["readings"],
    ),
    Builtin {
        name: "crashes-on-refusal",
        about: "answers 500 instead of refusing",
        rules: Rules::all(),
        step: Step::CrashesOnRefusal,
        caught_by: None,
    },
    Builtin {
        name: "closes-on-refusal",
        about: "closes the connection instead of refusing",
        rules: Rules::all(),
        step: Step::ClosesOnRefusal,
        caught_by: None,
    },
    wrong_step(
        "hangs-on-bad-body",
        "never answers when the body is not JSON",
        Step::HangsOnBadBody,
        &["boundary-shift", "content-type", "encoding", "malformed-json", "nested-document"],
    ),
];

/// The built-in receiver of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Builtin> {
    ALL.iter().find(|builtin| builtin.name == name)
}

/// A built-in receiver that is being served; it ends when this is dropped.
#[derive(Debug)]
pub struct Served {
    address: SocketAddr,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Builtin {
    /// Serves all gateways on a free port of loopback.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn serve(&'static self) -> std::io::Result<Served> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(self));
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&state);
                tokio::spawn(async move {
                    let service = service_fn(move |request| Arc::clone(&state).answer(request));
                    // A connection that breaks is the client's business.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Ok(Served { address, server })
    }
}

impl Served {
    /// What the built-in receivers promise, with their addresses.
    #[must_use]
    pub fn config(&self) -> Config {
        let gateways = gateways::ALL.into_iter().map(|gateway| (gateway.name, self.table(gateway))).collect();
        Config { gateways, ..Config::default() }
    }

    fn table(&self, gateway: &Gateway) -> GatewayConfig {
        GatewayConfig {
            url: Some(format!("http://{}/{}{}", self.address, gateway.name, query(gateway))),
            readings: Readings::default_of(gateway.readings)
                .iter()
                .map(|(name, choice)| (name.to_owned(), Choices(vec![choice.to_owned()])))
                .collect(),
            messages: gateway.callbacks.iter().map(|message| message.id.to_owned()).collect(),
            policies: Policies {
                duplicate_members: Some(Duplicates::Refuse),
                unknown_members: Some(Promise::Accept),
                empty_members: Some(Promise::Accept),
                signature_text: Some(Spelling::Strict),
                timestamp_text: Some(Spelling::Strict),
                repeated_headers: Some(Promise::Refuse),
                large_bodies: Some(Promise::Refuse),
                freshness: gateway.timestamp.map(|_| Freshness::Within(Duration::from_millis(WINDOW_MS))),
                ..Policies::default()
            },
            effects: Some(Effects {
                url: format!("http://{}/effects/{}/{{order}}", self.address, gateway.name),
                credits: "/credits".to_owned(),
            }),
            ..GatewayConfig::default()
        }
    }
}

/// The second choice of each reading.
fn other_readings(gateway: &Gateway) -> Readings {
    let default = Readings::default_of(gateway.readings);
    let second = |readings: Readings, reading: &Reading| readings.with(reading.name, reading.choices[1].name);
    gateway.readings.iter().fold(default, |readings, reading| second(readings, reading).unwrap_or(readings))
}

/// Where a path is signed, a query tells the readings of it apart.
fn query(gateway: &Gateway) -> &'static str {
    if gateway.readings.iter().any(|reading| reading.name == "callback-path") { "?shop=1" } else { "" }
}

struct State {
    builtin: &'static Builtin,
    desks: Vec<Desk>,
}

/// What one gateway's callbacks meet.
struct Desk {
    receiver: Receiver,
    secret: Vec<u8>,
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    ledger: Ledger,
    credits: HashMap<String, u32>,
}

type Reply = Response<Full<Bytes>>;

impl State {
    fn new(builtin: &'static Builtin) -> Self {
        let desks = gateways::ALL.into_iter().map(|gateway| Desk::new(gateway, builtin)).collect();
        Self { builtin, desks }
    }

    async fn answer(self: Arc<Self>, request: hyper::Request<Incoming>) -> Result<Reply, Hangup> {
        let path = request.uri().path().to_owned();
        let mut parts = path.trim_start_matches('/').splitn(3, '/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("effects"), Some(gateway), Some(order)) => Ok(self.effects(gateway, order)),
            (Some(gateway), ..) => match self.desk(gateway) {
                Some(desk) => self.receive(desk, request).await,
                None => Ok(reply(StatusCode::NOT_FOUND, "text/plain", "no such address")),
            },
            _ => Ok(reply(StatusCode::NOT_FOUND, "text/plain", "no such address")),
        }
    }

    fn desk(&self, gateway: &str) -> Option<&Desk> {
        // A path that went on with something else still begins with the gateway's name.
        self.desks.iter().find(|desk| gateway.starts_with(desk.receiver.gateway.name))
    }

    fn effects(&self, gateway: &str, order: &str) -> Reply {
        let credits = self.desk(gateway).map_or(0, |desk| desk.books().credits.get(order).copied().unwrap_or_default());
        reply(StatusCode::OK, "application/json", &format!("{{\"credits\":{credits}}}"))
    }

    async fn receive(&self, desk: &Desk, request: hyper::Request<Incoming>) -> Result<Reply, Hangup> {
        let request = match collected(request).await {
            Ok(request) => request,
            Err(refused) => return self.refusal(&refused).await,
        };
        let acknowledged = match self.builtin.step {
            Step::AcceptsEverything => Ok(()),
            Step::RefusesEverything => {
                Err(Rejection::new(Code::SignatureMismatch, "everything", "nothing", "something"))
            }
            step => desk.received(&request, step),
        };
        match acknowledged {
            Ok(()) => Ok(self.acknowledgement(desk)),
            Err(refused) => self.refusal(&refused).await,
        }
    }

    fn acknowledgement(&self, desk: &Desk) -> Reply {
        if self.builtin.step == Step::AcknowledgesOtherwise {
            return reply(StatusCode::OK, "application/json", "\"Success!\"");
        }
        let (media_type, body) = desk.receiver.gateway.acknowledgement.answer();
        reply(StatusCode::OK, media_type, body)
    }

    async fn refusal(&self, refused: &Rejection) -> Result<Reply, Hangup> {
        let status = match (refused.code, refused.stage()) {
            (Code::Method, _) => StatusCode::METHOD_NOT_ALLOWED,
            (Code::TooLarge, _) => StatusCode::PAYLOAD_TOO_LARGE,
            (_, Stage::Locate | Stage::Verify | Stage::Freshness) => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        match self.builtin.step {
            Step::CrashesOnRefusal => {
                Ok(reply(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "something went wrong"))
            }
            Step::ClosesOnRefusal => Err(Hangup),
            Step::HangsOnBadBody if refused.code == Code::Malformed => core::future::pending().await,
            _ => Ok(reply(status, "text/plain", &format!("refused: {refused}"))),
        }
    }
}

impl Desk {
    fn new(gateway: &'static Gateway, builtin: &Builtin) -> Self {
        let keys = Keys::test(gateway);
        let window = gateway.timestamp.map(|_| Window { past_ms: WINDOW_MS, future_ms: WINDOW_MS });
        let other = builtin.step == Step::FollowsOtherReadings;
        let readings = if other { other_readings(gateway) } else { Readings::default_of(gateway.readings) };
        let receiver =
            Receiver { window, readings, rules: builtin.rules, ..Receiver::new(gateway, keys.signing.verifying_key()) };
        Self { receiver, secret: keys.material, books: Mutex::default() }
    }

    fn books(&self) -> std::sync::MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Receives with one step done wrong.
    fn received(&self, request: &Request, step: Step) -> Result<(), Rejection> {
        let result = match step {
            Step::VerifiesReserialised => self.run(&reserialised(request), &self.receiver),
            Step::VerifiesBeforeDecoding => self.run_unless_escaped(request),
            Step::ComparesPrefix => self.run_with(request, |signed, raw| signed.starts_with(raw)),
            Step::TakesEmptyKey => self.run_or(request, &[empty_key(self.receiver.gateway)]),
            Step::TakesOtherDigests => self.run_or_other_digest(request),
            Step::RefusesUnknownMembers => self.run_if_known(request),
            _ => self.run(request, &self.receiver),
        };
        result.map(|received| self.book(&received))
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

/// The connection is closed without a word.
#[derive(Debug)]
struct Hangup;

impl fmt::Display for Hangup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closed on purpose")
    }
}

impl core::error::Error for Hangup {}

async fn collected(request: hyper::Request<Incoming>) -> Result<Request, Rejection> {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let mut headers = Headers::default();
    for (name, value) in &parts.headers {
        headers.push(name.as_str(), value.as_bytes());
    }
    let body = Limited::new(body, MOST).collect().await;
    let body = body
        .map_err(|error| Rejection::new(Code::TooLarge, "body", format!("at most {MOST} bytes"), error.to_string()))?;
    Ok(Request { method: parts.method.to_string(), target, headers, body: body.to_bytes().to_vec() })
}

fn reply(status: StatusCode, media_type: &'static str, body: &str) -> Reply {
    let mut reply = Response::new(Full::new(Bytes::copy_from_slice(body.as_bytes())));
    *reply.status_mut() = status;
    reply.headers_mut().insert(hyper::header::CONTENT_TYPE, hyper::header::HeaderValue::from_static(media_type));
    reply
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
    use counterfoil_protocol::scheme::{Scheme, hmac_sha256_base64, hmac_sha512_hex, md5_hex};
    Some(match gateway.scheme {
        Scheme::HmacSha256Base64 => VerifyingKey::HmacSha256Base64(hmac_sha256_base64::Key::danger_any(b"")),
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
        Scheme::HmacSha512Hex | Scheme::Md5Hex => data_encoding::HEXLOWER.decode(text.as_bytes()).ok(),
        _ => base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text).ok(),
    }
}
