//! `serve`: stands in for a gateway, so that an API client can be pointed at it and judged.

pub mod answers;
mod callbacks;
pub mod document;
pub mod flows;
pub mod journal;
pub mod judge;
mod mcp;
mod pages;
pub mod rules;
pub mod store;
pub mod wire;

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use counterfoil_protocol::gate::{Admitted, Gate};
use counterfoil_protocol::gateway::{Gateway, Place};
use counterfoil_protocol::message::Message;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::rejection::Rejection;
use counterfoil_protocol::scheme::VerifyingKey;
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::{Object, Request};
use tokio::net::{TcpListener, TcpStream};

use answers::{Answers, Refusal};
use flows::Flows;
use journal::{Entry, EntryKind, Journal};
use judge::Judge;
use store::{Outcome, Store};
use wire::{End, ReadError, Reply, read_request};

use crate::event::RunEvent;
use crate::keys::Keys;

/// How the stand-in behaves.
#[derive(Debug)]
pub struct Options {
    /// Signs callbacks.
    pub keys: Keys,
    /// Verifies requests.
    pub client_key: VerifyingKey,
    /// Verifies requests with a signing rule of their own.
    pub own_key: Option<VerifyingKey>,
    /// The readings followed.
    pub readings: Readings,
    /// Where callbacks go when an order names no address.
    pub notify_url: Option<String>,
    /// How long after its creation an order is paid.
    pub pay_after: Duration,
    /// How many times faster than documented a callback is repeated.
    pub hurry: u32,
    /// Whether callbacks may go to other machines.
    pub owned: bool,
    /// Ends the run when no request has come for so long, after the first one.
    pub until_idle: Option<Duration>,
}

/// A gateway that is being stood in for.
#[derive(Debug)]
pub struct StandIn {
    gateway: &'static Gateway,
    gate: Gate,
    flows: &'static Flows,
    answers: Answers,
    options: Options,
    store: Mutex<Store>,
    journal: Mutex<Journal>,
    judge: Mutex<Judge>,
    last: Mutex<Option<Instant>>,
    made: AtomicU64,
}

impl StandIn {
    /// One that has seen nothing yet.
    #[must_use]
    pub fn new(gateway: &'static Gateway, options: Options) -> Self {
        let gate = Gate {
            readings: options.readings,
            own_key: options.own_key.clone(),
            ..Gate::new(gateway, options.client_key.clone())
        };
        let flows = flows::flows(gateway);
        Self {
            gateway,
            gate,
            flows,
            answers: Answers::new(gateway),
            options,
            store: Mutex::new(Store::new(flows)),
            journal: Mutex::default(),
            judge: Mutex::new(Judge::new(gateway)),
            last: Mutex::default(),
            made: AtomicU64::new(0),
        }
    }

    /// Takes connections until nobody comes any more; for ever where no idle time is set.
    pub async fn run(self: Arc<Self>, listener: TcpListener) {
        let taking = async {
            loop {
                // A connection that breaks before it is taken is the client's business.
                let Ok((stream, _)) = listener.accept().await else { continue };
                let stand_in = Arc::clone(&self);
                tokio::spawn(async move { stand_in.serve(stream).await });
            }
        };
        tokio::select! {
            () = taking => {}
            () = self.idle() => {}
        }
    }

    /// What the client is judged by so far.
    #[must_use]
    pub fn verdicts(&self) -> Vec<RunEvent> {
        locked(&self.judge).events()
    }

    /// How many requests came.
    #[must_use]
    pub fn requests(&self) -> u64 {
        let journal = self.journal();
        journal.count()
    }

    async fn idle(&self) {
        let Some(limit) = self.options.until_idle else { return core::future::pending().await };
        loop {
            tokio::time::sleep((limit / 10).clamp(Duration::from_millis(10), Duration::from_millis(200))).await;
            if locked(&self.last).is_some_and(|last| last.elapsed() >= limit) {
                return;
            }
        }
    }

    async fn serve(self: Arc<Self>, mut stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let request = match read_request(&mut stream).await {
            Ok(request) => request,
            Err(ReadError::Nothing) => return,
            Err(ReadError::Broken(reason)) => {
                self.judge().request(None, Some(&reason));
                let _ = Reply::whole(400, &[("Content-Type", "text/plain")], reason).send(&mut stream).await;
                return;
            }
        };
        if let Some(page) = pages::page(&self, &request.target) {
            let _ = page.send(&mut stream).await;
            return;
        }
        *locked(&self.last) = Some(Instant::now());
        let reply = self.answer(request);
        // A client that went away has seen enough.
        let _ = reply.send(&mut stream).await;
        if reply.end == End::Reset {
            let _ = stream.set_zero_linger();
        }
        *locked(&self.last) = Some(Instant::now());
    }

    fn answer(self: &Arc<Self>, request: Request) -> Reply {
        let admitted = self.gate.admit(&request, UnixMillis::new(self.now_ms()));
        let message = self.gate.route(&request.method, &request.target).ok().map(|route| route.message);
        let (reply, objection) = match &admitted {
            Err(rejection) => {
                (self.refuse(message, Refusal::Rejected(rejection.code), Some(rejection)), Some(rejection.to_string()))
            }
            Ok(Admitted { violations, message, .. }) if !violations.is_empty() => {
                let words: Vec<String> = violations.iter().map(ToString::to_string).collect();
                (self.refuse(Some(*message), Refusal::Parameter, violations.first()), Some(words.join("; ")))
            }
            Ok(admitted) => {
                let asked = self.answers.payment_required(admitted.message, &request);
                (asked.unwrap_or_else(|| self.take(admitted)), None)
            }
        };
        self.judge().request(message.map(|message| message.id), objection.as_deref());
        if let (Ok(admitted), Some(nonce)) = (&admitted, self.nonce(&request, message)) {
            let _ = admitted;
            self.judge().nonce(&nonce);
        }
        let answer = reply.pieces.first().map(|(_, bytes)| body_of(bytes)).unwrap_or_default();
        self.record(Entry {
            number: 0,
            at_ms: self.now_ms(),
            kind: EntryKind::Request,
            message: message.map(|message| message.id),
            request,
            objection: objection.unwrap_or_default(),
            status: reply.status,
            answer,
            fault: None,
        });
        reply
    }

    fn refuse(&self, message: Option<&'static Message>, refusal: Refusal, rejection: Option<&Rejection>) -> Reply {
        self.answers.failure(message, refusal, &refusal.words(rejection))
    }

    /// A request that is right in itself.
    fn take(self: &Arc<Self>, admitted: &Admitted) -> Reply {
        let outcome = self.store().apply(admitted.message, &admitted.parameters);
        let refusal = match &outcome {
            Outcome::Duplicate => Refusal::Duplicate,
            Outcome::NotFound => Refusal::NotFound,
            Outcome::WrongState => Refusal::WrongState,
            Outcome::Created(order) => {
                if let Some(callback) = order.creation.callback {
                    tokio::spawn(callbacks::pay_and_tell(Arc::clone(self), order.number.clone(), callback));
                }
                return self.answers.success(admitted.message, &admitted.parameters, &outcome);
            }
            _ => return self.answers.success(admitted.message, &admitted.parameters, &outcome),
        };
        self.refuse(Some(admitted.message), refusal, None)
    }

    /// The nonce of a signed request, where its rule has one.
    fn nonce(&self, request: &Request, message: Option<&'static Message>) -> Option<String> {
        let message = message.filter(|message| message.signed)?;
        let signing = message.signing.copied().unwrap_or_else(|| self.gateway.signing());
        match signing.nonce?.place {
            Place::Header(name) => request.headers.single(name).ok().map(str::to_owned),
            Place::Member(name) => {
                let body = String::from_utf8_lossy(&request.body).into_owned();
                Object::parse(&body).ok()?.get(name).map(document::plain)
            }
        }
    }

    fn record(&self, entry: Entry) {
        locked(&self.journal).add(entry);
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        locked(&self.journal)
    }

    fn judge(&self) -> MutexGuard<'_, Judge> {
        locked(&self.judge)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        locked(&self.store)
    }

    fn now_ms(&self) -> u64 {
        jiff::Timestamp::now().as_millisecond().unsigned_abs()
    }

    fn serial(&self) -> u64 {
        self.now_ms() % 1_000_000_000 + self.made.fetch_add(1, Ordering::Relaxed)
    }
}

/// What a panic elsewhere left behind is still whole: every change is one assignment.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The body of an answer as it was written.
fn body_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.split_once("\r\n\r\n").map_or_else(|| text.clone().into_owned(), |(_, body)| body.to_owned())
}
