//! `serve`: stands in for a gateway, so that an API client can be pointed at it and judged.

pub mod aftermath;
pub mod answers;
pub mod call;
mod callbacks;
pub mod director;
pub mod document;
pub mod faults;
pub mod flows;
pub mod journal;
pub mod judge;
mod mcp;
mod options;
mod pages;
pub mod rules;
pub mod store;
pub mod tls;
pub mod trap;
pub mod wire;

use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use counterfoil_protocol::gate::{Admitted, Gate};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::message::Message;
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::value::UnixMillis;
use counterfoil_protocol::wire::Request;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

pub use options::Options;

use answers::{Answers, Refusal};
use call::Call;
use director::{Cue, Director};
use faults::{Fault, Scene};
use flows::Flows;
use journal::{Entry, EntryKind, Journal};
use judge::Judge;
use store::{Outcome, State, Store};
use wire::{End, ReadError, Reply, read_request};

use crate::event::RunEvent;

/// What is answered, and whether that is a fault.
struct Played {
    reply: Reply,
    cue: Option<Cue>,
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
    director: Mutex<Director>,
    last: Mutex<Option<Instant>>,
    made: AtomicU64,
    /// Answers on their way: slow ones are no idleness.
    answering: AtomicU64,
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
            director: Mutex::new(Director::new(gateway, &options.faults)),
            options,
            store: Mutex::new(Store::new(flows)),
            journal: Mutex::default(),
            judge: Mutex::new(Judge::new(gateway)),
            last: Mutex::default(),
            made: AtomicU64::new(0),
            answering: AtomicU64::new(0),
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
        let played = self.director().verdicts().into_iter();
        let played = played.chain(self.options.tls.as_ref().and_then(|tls| tls.verdict(self.gateway)));
        let played = played.map(|judged| RunEvent::Judged(Arc::new(judged)));
        self.judge().events().into_iter().chain(played).collect()
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
            let answering = self.answering.load(Ordering::Relaxed) > 0;
            if !answering && locked(&self.last).is_some_and(|last| last.elapsed() >= limit) {
                return;
            }
        }
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let Some(tls) = &self.options.tls else {
            let mut stream = stream;
            if self.converse(&mut stream).await == End::Reset {
                let _ = stream.set_zero_linger();
            }
            return;
        };
        let shaken = tls.accept(stream).await;
        self.touch();
        let Some(mut stream) = shaken else { return };
        if self.converse(&mut stream).await == End::Reset {
            let _ = stream.get_ref().0.set_zero_linger();
        } else {
            let _ = tokio::io::AsyncWriteExt::shutdown(&mut stream).await;
        }
    }

    /// One request and its answer.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(self: &Arc<Self>, stream: &mut S) -> End {
        let request = match read_request(stream).await {
            Ok(request) => request,
            Err(ReadError::Nothing) => {
                // Some clients look at the certificate's name only after the handshake.
                if let Some(tls) = &self.options.tls {
                    tls.refused();
                }
                return End::Close;
            }
            Err(ReadError::Broken(reason)) => {
                self.judge().request(None, Some(&reason));
                let _ = Reply::whole(400, &[("Content-Type", "text/plain")], reason).send(stream).await;
                return End::Close;
            }
        };
        if let Some(page) = pages::page(self, &request.target) {
            let _ = page.send(stream).await;
            return End::Close;
        }
        if let Some(tls) = &self.options.tls {
            tls.request();
        }
        self.answering.fetch_add(1, Ordering::Relaxed);
        let reply = self.answer(request);
        // A client that went away has seen enough.
        let _ = reply.send(stream).await;
        self.touch();
        self.answering.fetch_sub(1, Ordering::Relaxed);
        reply.end
    }

    fn answer(self: &Arc<Self>, request: Request) -> Reply {
        let at_ms = self.now_ms();
        let admitted = self.gate.admit(&request, UnixMillis::new(at_ms));
        let message = self.gate.route(&request.method, &request.target).ok().map(|route| route.message);
        let (played, objection, call) = match &admitted {
            Err(rejection) => {
                let reply = self.refuse(message, Refusal::Rejected(rejection.code), Some(rejection));
                (Played { reply, cue: None }, Some(rejection.to_string()), None)
            }
            Ok(Admitted { violations, message, .. }) if !violations.is_empty() => {
                let words: Vec<String> = violations.iter().map(ToString::to_string).collect();
                let reply = self.refuse(Some(*message), Refusal::Parameter, violations.first());
                (Played { reply, cue: None }, Some(words.join("; ")), None)
            }
            Ok(admitted) => {
                let call = Call::of(self.gateway, self.flows, &request, admitted);
                let asked = self.answers.payment_required(admitted.message, &request);
                let asked = asked.map(|reply| Played { reply, cue: None });
                (asked.unwrap_or_else(|| self.take(admitted, &call, at_ms)), None, Some(call))
            }
        };
        self.judge().request(message.map(|message| message.id), objection.as_deref());
        if let Some(nonce) = admitted.is_ok().then(|| self.nonce(&request, message)).flatten() {
            self.judge().nonce(&nonce);
        }
        let Played { reply, cue } = played;
        let entry = self.record(Entry {
            number: 0,
            at_ms,
            kind: EntryKind::Request,
            message: message.map(|message| message.id),
            request,
            objection: objection.unwrap_or_default(),
            status: reply.status,
            answer: reply.body(),
            fault: cue.as_ref().map(|cue| cue.fault.slug),
            call,
        });
        self.director().saw(&entry, cue.as_ref());
        reply
    }

    fn refuse(&self, message: Option<&'static Message>, refusal: Refusal, rejection: Option<&Rejection>) -> Reply {
        self.answers.failure(message, refusal, &refusal.words(rejection))
    }

    /// A request that is right in itself.
    fn take(self: &Arc<Self>, admitted: &Admitted, call: &Call, at_ms: u64) -> Played {
        let mut store = self.store();
        if !self.options.faults.is_empty() {
            let foreseen = store.foresee(admitted.message, &admitted.parameters);
            if let Some(played) = self.spoiled(admitted, &foreseen, call, at_ms) {
                if played.cue.as_ref().is_some_and(|cue| cue.fault.keeps) {
                    self.settle(&store.apply(admitted.message, &admitted.parameters));
                }
                return played;
            }
        }
        let outcome = store.apply(admitted.message, &admitted.parameters);
        drop(store);
        let refusal = match &outcome {
            Outcome::Duplicate => Refusal::Duplicate,
            Outcome::NotFound => Refusal::NotFound,
            Outcome::WrongState => Refusal::WrongState,
            Outcome::Created(_) | Outcome::About(..) | Outcome::Apart => {
                self.settle(&outcome);
                let reply = self.answers.success(admitted.message, &admitted.parameters, &outcome);
                return Played { reply, cue: None };
            }
        };
        Played { reply: self.refuse(Some(admitted.message), refusal, None), cue: None }
    }

    /// The fault that comes now, where the right answer would be no error.
    fn spoiled(&self, admitted: &Admitted, outcome: &Outcome, call: &Call, at_ms: u64) -> Option<Played> {
        let message = admitted.message;
        let contrary = match outcome {
            Outcome::Duplicate | Outcome::NotFound | Outcome::WrongState => return None,
            Outcome::About(order, follow_up) => follow_up
                .state
                .map(|member| (member.name, if order.state == State::Paid { member.open } else { member.paid })),
            Outcome::Created(_) | Outcome::Apart => None,
        };
        let right = self.answers.success(message, &admitted.parameters, outcome).body();
        let failure = self.answers.failure(Some(message), Refusal::Parameter, "refused").body();
        let stale = self.answers.failure(Some(message), Refusal::Rejected(Code::Stale), "the timestamp is out of date");
        let scene = Scene {
            gateway: self.gateway,
            message,
            creation: call::creation(self.flows, message),
            body: &right,
            failure: &failure,
            stale: &stale,
            contrary,
            fabricated: "",
            trap: "",
            slow: self.options.slow,
            now_ms: at_ms,
        };
        let mut cue = self.director().cue(&scene, call)?;
        let reply = (cue.fault.play)(&Scene { fabricated: &cue.fabricated, trap: &cue.trap, ..scene });
        cue.lasts_ms = Fault::lasts_ms(&reply);
        Some(Played { reply, cue: Some(cue) })
    }

    /// What follows from a request that took effect.
    fn settle(self: &Arc<Self>, outcome: &Outcome) {
        let Outcome::Created(order) = outcome else { return };
        if let Some(callback) = order.creation.callback {
            tokio::spawn(callbacks::pay_and_tell(Arc::clone(self), order.number.clone(), callback));
        }
    }

    /// The nonce of a signed request, where its rule has one.
    fn nonce(&self, request: &Request, message: Option<&'static Message>) -> Option<String> {
        let message = message.filter(|message| message.signed)?;
        call::part(request, self.gateway.signing_of(message).nonce?.place)
    }

    /// Somebody went to an address of the stand-in's own that a fault named.
    fn trapped(&self, number: &str) {
        self.director().trapped(number);
    }

    fn touch(&self) {
        *locked(&self.last) = Some(Instant::now());
    }

    fn record(&self, entry: Entry) -> Arc<Entry> {
        locked(&self.journal).add(entry)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        locked(&self.journal)
    }

    fn judge(&self) -> MutexGuard<'_, Judge> {
        locked(&self.judge)
    }

    fn director(&self) -> MutexGuard<'_, Director> {
        locked(&self.director)
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
