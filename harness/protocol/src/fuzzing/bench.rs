//! Receivers and signers of each gateway, made once.

use core::fmt;
use std::sync::LazyLock;

use super::kits::{KITS, Kit};
use crate::canonical::SignedBytes;
use crate::gateway::{Gateway, Place};
use crate::message::Direction;
use crate::reading::Readings;
use crate::receive::{Ledger, Received, Receiver};
use crate::rejection::Rejection;
use crate::rules::{Rule, Rules};
use crate::scheme::{SigningKey, VerifyingKey};
use crate::sign::{Signer, append_member};
use crate::value::UnixMillis;
use crate::wire::{Object, Request};

/// The public address that drafts are sent to.
pub(super) const NOTIFY_URL: &str = "https://shop.example/notify?shop=1";

/// The same as the request line has it.
pub(super) const TARGET: &str = "/notify?shop=1";

pub(super) const NOW: UnixMillis = UnixMillis::new(1_723_971_200_000);

/// A kit with all that is computed once.
pub(super) struct Bench {
    pub(super) kit: &'static Kit,
    pub(super) key: SigningKey,
    pub(super) verifying: VerifyingKey,
    /// What the genuine message signs.
    pub(super) signed: Vec<u8>,
    /// The genuine signature.
    pub(super) signature: String,
    /// A signature of something that no message signs.
    pub(super) foreign: String,
    /// The reference.
    pub(super) strict: Receiver,
    /// Without [`Rule::SignatureMatches`], one for each combination of readings that callbacks depend on.
    pub(super) careless: Vec<Receiver>,
    /// Without any rule.
    pub(super) lax: Receiver,
}

/// Each made when it is first asked for: a fuzzer starts its process over and over, and RSA keys take long to read.
static BENCHES: [LazyLock<Bench>; KITS.len()] = [
    LazyLock::new(|| Bench::new(&KITS[0])),
    LazyLock::new(|| Bench::new(&KITS[1])),
    LazyLock::new(|| Bench::new(&KITS[2])),
    LazyLock::new(|| Bench::new(&KITS[3])),
    LazyLock::new(|| Bench::new(&KITS[4])),
];

pub(super) fn bench(gateway: &'static Gateway) -> &'static Bench {
    let index = KITS.iter().position(|kit| kit.gateway == gateway).expect("each gateway has its kit");
    &BENCHES[index]
}

impl Bench {
    fn new(kit: &'static Kit) -> Self {
        let gateway = kit.gateway;
        let key = gateway.scheme.signing_key(kit.key, gateway.key_policy).expect("TEST keys are right");
        let verifying = key.verifying_key();
        let strict = Receiver::new(gateway, verifying.clone());
        let careless = with(&strict, Rules::all().without(Rule::SignatureMatches));
        let readings =
            Readings::combinations(gateway.readings).into_iter().filter(|readings| kit.is_of_callbacks(readings));
        let lax = Rule::ALL.iter().fold(Rules::all(), |rules, rule| rules.without(*rule));
        let mut bench = Self {
            kit,
            signed: Vec::new(),
            signature: String::new(),
            foreign: key.sign_text(&SignedBytes::from(b"no message".to_vec())),
            lax: with(&strict, lax),
            careless: readings.map(|chosen| Receiver { readings: chosen, ..with(&careless, careless.rules) }).collect(),
            strict,
            key,
            verifying,
        };
        let genuine =
            bench.signer().sign(bench.unsigned(kit.body.as_bytes())).expect("the genuine message can be signed");
        (bench.signed, bench.signature) = (genuine.signed, genuine.signature);
        bench
    }

    /// A callback with right headers, but for the signature.
    pub(super) fn unsigned(&self, body: &[u8]) -> Request {
        let mut request = Request::post(TARGET, body);
        self.signer().add_parts(&mut request, NOW.get(), "abc123");
        request
    }

    /// A callback with that signature; a body that is no object carries none.
    pub(super) fn request(&self, body: &[u8], signature: &str) -> Request {
        let mut request = self.unsigned(body);
        match self.kit.gateway.place {
            Place::Header(name) => request.headers.push(name, signature),
            Place::Member(name) => {
                if core::str::from_utf8(body).is_ok_and(|body| Object::parse(body).is_ok()) {
                    append_member(&mut request.body, name, signature);
                }
            }
        }
        request
    }

    /// Carries a signature of something else.
    pub(super) fn put_foreign(&self, request: &mut Request) {
        match self.kit.gateway.place {
            Place::Header(name) => request.headers.push(name, self.foreign.as_str()),
            Place::Member(name) => append_member(&mut request.body, name, &self.foreign),
        }
    }

    pub(super) fn signer(&self) -> Signer<'_> {
        let readings = self.strict.readings;
        Signer { readings, ..Signer::new(self.kit.gateway, &self.key, Direction::Callback) }
    }
}

/// A request as it is repeated by hand.
pub(super) struct Shown<'a>(pub(super) &'a Request);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request { method, target, headers, body } = self.0;
        write!(f, "{method} {target} {headers:?}\n{}", body.escape_ascii())
    }
}

pub(super) fn outcome(receiver: &Receiver, request: &Request) -> Result<Received, Rejection> {
    receiver.receive(request, NOW, &mut Ledger::default())
}

pub(super) fn with(receiver: &Receiver, rules: Rules) -> Receiver {
    Receiver {
        readings: receiver.readings,
        notify_url: receiver.notify_url.clone(),
        window: receiver.window,
        limits: receiver.limits,
        rules,
        ..Receiver::new(receiver.gateway, receiver.key.clone())
    }
}
