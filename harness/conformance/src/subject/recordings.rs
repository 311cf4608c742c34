//! `recordings:DIR`: what a subject answered in a run that was saved.
//!
//! Each request is rendered again in the context in which it was recorded, and must then be, byte by byte, the request
//! that was recorded: what was recorded for another revision of the case, or under another key, is no answer to it.
//!
//! The answers are served by a [`MockServer`], so that they come in by the way of every live answer. Its matcher is one
//! index for all exchanges: 1,300 mounted mocks would be asked one after the other for each request, under one lock.

use core::fmt;
use core::time::Duration;
use std::collections::{HashMap, HashSet};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use counterfoil_formats::exchange::{CaseRecord, Exchange, RecordedResponse};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::wire::Request;
use counterfoil_wiremock::wire_request;
use wiremock::{Match, Mock, MockServer, Respond, ResponseTemplate};

use super::{Answer, Endpoint, Failure};
use crate::config::{Target, UsageError};
use crate::render::{Context, Recipe, Rendered, render};
use crate::saved::{Place, Shape, is_header};

/// So many hangs end a family in a live run; the rest of it was never sent.
const MOST_HANGS: usize = 3;
/// What the mock server may take; it waits for nothing.
const LIMIT: Duration = Duration::from_secs(5);
/// What belongs to a connection, not to an answer.
const FRAMING: [&str; 5] = ["connection", "content-length", "keep-alive", "transfer-encoding", "date"];

/// What one gateway's receiver answered.
pub struct Recorded {
    places: HashMap<(String, u32), Turns>,
    hangs: HashMap<String, usize>,
    loose: HashSet<String>,
    endpoint: Endpoint,
    _server: MockServer,
}

/// A request with what was recorded for it.
#[derive(Debug)]
pub struct Found {
    /// As it was sent.
    pub rendered: Rendered,
    /// What came back.
    pub exchange: Arc<Exchange>,
}

/// Exchanges of one place, or of one request: answered in the order in which they were recorded.
#[derive(Default)]
struct Turns {
    exchanges: Vec<Arc<Exchange>>,
    next: AtomicUsize,
}

impl Turns {
    fn next(&self) -> Option<&Arc<Exchange>> {
        self.exchanges.get(self.next.fetch_add(1, Ordering::Relaxed))
    }
}

impl Recorded {
    /// Serves the exchanges on a free port of loopback; the answers of the `loose` ones may belong to other bytes.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn serve(exchanges: Vec<Exchange>, loose: HashSet<String>) -> Result<Self, UsageError> {
        let failed = |error: &dyn fmt::Display| UsageError(format!("cannot serve on loopback: {error}"));
        let mut places: HashMap<(String, u32), Turns> = HashMap::new();
        let mut hangs = HashMap::new();
        let mut index = Index::default();
        for exchange in exchanges.into_iter().map(Arc::new) {
            let Some(case) = &exchange.case else { continue };
            index.add(&exchange);
            if matches!(failure(&exchange), Some(Failure::TimedOut(_))) {
                *hangs.entry(family(&case.id).to_owned()).or_default() += 1;
            }
            places.entry((case.id.clone(), case.step)).or_default().exchanges.push(Arc::clone(&exchange));
        }
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| failed(&error))?;
        let server = MockServer::builder().listener(listener).disable_request_recording().start().await;
        let index = Arc::new(index);
        Mock::given(Known(Arc::clone(&index))).respond_with(Known(index)).mount(&server).await;
        let endpoint = Endpoint::parse(&server.uri(), false).map_err(|error| failed(&error))?;
        Ok(Self { places, hangs, loose, endpoint, _server: server })
    }

    /// The next exchange of a place, with the request rendered as it was then.
    ///
    /// # Errors
    ///
    /// Why there is no recorded answer.
    pub fn find(&self, place: &Place, recipe: &Recipe, target: &Target) -> Result<Found, String> {
        let turns = self.places.get(&(place.id.clone(), place.step));
        let exchange = turns.and_then(Turns::next).ok_or("no recorded answer")?;
        let case = exchange.case.as_ref().ok_or("no recorded answer")?;
        let context = context(case, target).ok_or("recorded under a reading that is not known any more")?;
        let rendered = render(recipe, &context);
        let sent = target.endpoint.framed(&rendered.request);
        let request = &exchange.request;
        let same = request.fidelity().can_prove_signature()
            && (&sent.method, &sent.target, &sent.headers, &sent.body)
                == (&request.method, &request.target, &request.headers, &request.body);
        if same && place.exact && self.loose.contains(&exchange.id) {
            return Err("no recorded answer: only a stub that takes other bytes too".to_owned());
        }
        if same {
            return Ok(Found { rendered, exchange: Arc::clone(exchange) });
        }
        Err(if case.rev == place.rev {
            "no recorded answer: the request would have other bytes now, so another key or another program signed it"
                .to_owned()
        } else {
            format!("no recorded answer: recorded under revision {}, now it is {}", case.rev, place.rev)
        })
    }

    /// Whether a live run stopped sending the cases of the family because it never got an answer.
    #[must_use]
    pub fn gave_up(&self, id: &str) -> bool {
        self.hangs.get(family(id)).is_some_and(|count| *count >= MOST_HANGS)
    }

    /// What came back; nothing is waited for.
    ///
    /// # Errors
    ///
    /// The failure that was recorded.
    pub async fn answer(&self, request: &Request, exchange: &Exchange) -> Result<Answer, Failure> {
        if let Some(failure) = failure(exchange) {
            return Err(failure);
        }
        let Some(response) = &exchange.response else { return Err(Failure::Closed("no answer".to_owned())) };
        let took = Duration::from_micros(exchange.took_us.unwrap_or_default());
        let served = match Shape::servable(request) {
            Some(_) if can_serve(response) => self.endpoint.exchange(request, LIMIT).await.ok(),
            _ => None,
        };
        // What no library can serve, or was served otherwise than recorded, is taken from the file itself.
        let served = served.filter(|answer| (answer.status, &answer.body) == (response.status, &response.body));
        Ok(Answer { took, ..served.unwrap_or_else(|| from_file(response)) })
    }
}

fn failure(exchange: &Exchange) -> Option<Failure> {
    exchange.failure.as_deref().map(Failure::from)
}

fn from_file(response: &RecordedResponse) -> Answer {
    let RecordedResponse { status, reason, headers, body, .. } = response.clone();
    Answer { status, reason, headers, body, took: Duration::ZERO }
}

/// `gateway/family` of `gateway/family/slug`.
fn family(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(family, _)| family)
}

/// The context in which the case was sent, with the keys at hand.
fn context<'t>(case: &CaseRecord, target: &'t Target) -> Option<Context<'t>> {
    let recorded = &case.context;
    Some(Context {
        gateway: target.gateway,
        now_ms: recorded.now_ms,
        serial: recorded.serial,
        keys: &target.keys,
        readings: readings(target.gateway, &recorded.readings)?,
        target: recorded.target.clone(),
        notify_url: recorded.notify_url.clone(),
    })
}

fn readings(gateway: &'static Gateway, recorded: &[(String, String)]) -> Option<Readings> {
    let default = Readings::default_of(gateway.readings);
    recorded.iter().try_fold(default, |readings, (name, choice)| readings.with(name, choice).ok())
}

/// Every answer by the request that it answers.
#[derive(Default)]
struct Index(HashMap<Shape, Turns>);

impl Index {
    fn add(&mut self, exchange: &Arc<Exchange>) {
        let request = exchange.request.to_request();
        if let Some(shape) = Shape::servable(&request).filter(|_| exchange.response.as_ref().is_some_and(can_serve)) {
            self.0.entry(shape).or_default().exchanges.push(Arc::clone(exchange));
        }
    }
}

/// Both the matcher and the responder: what is known is answered.
struct Known(Arc<Index>);

impl Match for Known {
    fn matches(&self, request: &wiremock::Request) -> bool {
        self.0.0.contains_key(&Shape::seen(&wire_request(request)))
    }
}

impl Respond for Known {
    fn respond(&self, request: &wiremock::Request) -> ResponseTemplate {
        let turns = self.0.0.get(&Shape::seen(&wire_request(request)));
        let exchange = turns.and_then(|turns| turns.next().or(turns.exchanges.last()));
        exchange.and_then(|exchange| exchange.response.as_ref()).map_or_else(|| ResponseTemplate::new(404), template)
    }
}

/// Whether a library can answer so.
fn can_serve(response: &RecordedResponse) -> bool {
    (200..1000).contains(&response.status)
}

fn template(response: &RecordedResponse) -> ResponseTemplate {
    let headers = response.headers.iter().filter(|(name, value)| is_header(name, value));
    let kept = headers.filter(|(name, _)| !FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing)));
    let empty = ResponseTemplate::new(response.status).set_body_bytes(response.body.clone());
    kept.fold(empty, |template, (name, value)| template.append_header(name, value))
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorded({} places)", self.places.len())
    }
}
