//! Bodies of the fuzz targets, each with an oracle beyond "no panic".
//!
//! They are plain functions, so that libFuzzer, another engine and `cargo test` (`tests/fuzz_seeds.rs`) run the same
//! code. A finding panics with everything that is needed to repeat it. Only TEST keys are used.
//!
//! * [`receive`]: any bytes as the body of one gateway's callback.
//! * [`signed`]: a genuine callback, changed under its signature, and signed again.
//! * [`json`]: the wire layer against `serde_json`.

mod kits;

use core::fmt;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use self::kits::{KITS, Kit};
use crate::canonical::{SignedBytes, canonical_json};
use crate::gateway::{Gateway, Place};
use crate::message::Direction;
use crate::reading::Readings;
use crate::receive::{Ledger, Received, Receiver};
use crate::rejection::{Code, Rejection, Stage};
use crate::rules::{Rule, Rules};
use crate::scheme::SigningKey;
use crate::sign::{Signer, append_member};
use crate::value::UnixMillis;
use crate::wire::{Limits, Object, Request, Shape, Text, checked_text, first_document, refuse_duplicates};

/// Any bytes as the body of a callback, under right headers and a signature of something else.
///
/// * The receiver never accepts them.
/// * A receiver that ignores signatures says the same when the body is put together again from its members, with and
///   without white space; what it accepts, it credits once, and turning off one more rule refuses nothing.
///
/// # Panics
///
/// When one of these does not hold.
pub fn receive(gateway: &'static Gateway, body: &[u8]) {
    let bench = bench(gateway);
    let mut request = bench.unsigned(body);
    if let Place::Header(name) = gateway.place {
        request.headers.push(name, bench.foreign.as_str());
    }
    if let Ok(received) = outcome(&bench.strict, &request) {
        panic!("accepted without a signature\n{}\n{received:?}", Shown(&request));
    }
    drop(outcome(&bench.lax, &request));
    for careless in &bench.careless {
        let first = outcome(careless, &request);
        for spelling in spellings(body) {
            let other = Request { body: spelling, ..request.clone() };
            let second = outcome(careless, &other);
            assert!(
                first == second,
                "another spelling, another outcome ({})\n{}\n{first:?}\n{}\n{second:?}",
                careless.readings,
                Shown(&request),
                Shown(&other)
            );
        }
        if let Ok(received) = first {
            accepted(careless, &request, &received);
        }
    }
}

/// A genuine callback that credits nothing, changed as the script says.
///
/// * Under the genuine signature it is accepted only if the signed bytes are still the same, refused by
///   [`Stage::Verify`] only if they are not, and it never credits.
/// * Signed again, it is never refused by [`Stage::Verify`].
///
/// A script is a list of steps. An even byte: place (2 bytes), bytes to take out (1), bytes to put in (1, then
/// themselves). An odd byte: place (2), bytes to move (1), where to (2). Places count modulo the length.
///
/// # Panics
///
/// When one of these does not hold.
pub fn signed(gateway: &'static Gateway, script: &[u8]) {
    let bench = bench(gateway);
    let body = changed(bench.kit.body.as_bytes(), script);
    let request = bench.request(&body, &bench.signature);
    let again = bench.signer().sign(bench.unsigned(&body));
    let same = again.as_ref().is_ok_and(|again| again.signed == bench.signed);
    match outcome(&bench.strict, &request) {
        Ok(received) => {
            assert!(same, "accepted with other signed bytes\n{}\n{received:?}", Shown(&request));
            assert!(
                !received.credit || !bench.kit.bordered,
                "credited under the signature of a message that credits nothing\n{}\n{received:?}",
                Shown(&request)
            );
        }
        Err(refused) => {
            assert!(!same || refused.stage() != Stage::Verify, "{refused}, yet it is right\n{}", Shown(&request));
        }
    }
    let Ok(again) = again else { return };
    if let Err(refused) = outcome(&bench.strict, &again.request) {
        assert!(refused.stage() != Stage::Verify, "{refused}, yet it is signed\n{}", Shown(&again.request));
    }
}

/// Any bytes as JSON.
///
/// * What the wire layer takes is an object for `serde_json` too, and the other way round, but for its depth.
/// * Members, their order, names and values are the same; the text is put together again without a change.
/// * Repeated names are found exactly where a naive reader finds some; canonical JSON is canonical already.
///
/// # Panics
///
/// When one of these does not hold.
pub fn json(bytes: &[u8]) {
    let shown = || bytes.escape_ascii();
    let tree = serde_json::from_slice::<Tree>(bytes);
    let text = checked_text(bytes, Limits::default().depth);
    let object = match text.and_then(Object::parse) {
        Ok(object) => object,
        Err(refused) => {
            let agreed = refused.code == Code::TooDeep || !matches!(tree, Ok(Tree::Object(_)));
            assert!(agreed, "refused ({refused}), yet serde_json reads an object\n{}", shown());
            return;
        }
    };
    assert!(object.re_emit().as_bytes() == bytes, "put together otherwise: {}\n{}", object.re_emit(), shown());
    let first = first_document(object.source()).map(|first| first.members().len());
    assert!(first == Ok(object.members().len()), "the first document is another one: {first:?}\n{}", shown());
    match tree {
        Ok(Tree::Object(members)) => same_members(&object, &members, bytes),
        Ok(other) => panic!("an object, yet serde_json reads {other:?}\n{}", shown()),
        Err(error) => assert!(is_known_difference(&error), "an object, yet serde_json says {error}\n{}", shown()),
    }
}

fn same_members(object: &Object<'_>, members: &[(String, Tree)], bytes: &[u8]) {
    let shown = || bytes.escape_ascii();
    assert!(
        object.members().len() == members.len(),
        "{} members, not {}\n{}",
        members.len(),
        object.members().len(),
        shown()
    );
    for (ours, (name, value)) in object.members().iter().zip(members) {
        let raw = ours.value.raw();
        assert!(ours.name == *name, "{name:?} is read as {:?}\n{}", ours.name, shown());
        assert!(object.source()[object.offset(ours.value)..].starts_with(raw), "{raw} stands elsewhere\n{}", shown());
        let again: Result<Tree, _> = serde_json::from_str(raw);
        assert!(again.as_ref().is_ok_and(|again| again == value), "{raw} is {value:?}, not {again:?}\n{}", shown());
        assert!(value.has_shape(ours.value.shape()), "{raw} is {}\n{}", ours.value.shape(), shown());
        let decoded = ours.value.decoded();
        assert!(decoded.as_deref() == value.text(), "{raw} is decoded to {decoded:?}\n{}", shown());
    }
    let found = refuse_duplicates(object);
    let naive = Tree::object_repeats(members);
    assert!(found.is_err() == naive, "repeated names: {naive}, yet {found:?}\n{}", shown());
    let canonical = canonical(object.source());
    let again = canonical.as_deref().map_err(Clone::clone).and_then(self::canonical);
    assert!(canonical.is_ok() && again == canonical, "{canonical:?}, then {again:?}\n{}", shown());
}

fn canonical(text: &str) -> Result<String, Rejection> {
    let raw: &RawValue = serde_json::from_str(text).expect("the caller has parsed it");
    canonical_json(Text::from(raw))
}

/// `serde_json` stops at 127 levels and at numbers that no double holds; the wire layer keeps both as text.
fn is_known_difference(error: &serde_json::Error) -> bool {
    let text = error.to_string();
    text.starts_with("recursion limit exceeded") || text.starts_with("number out of range")
}

/// The same members in other white space; nothing where the body is no object.
fn spellings(body: &[u8]) -> Vec<Vec<u8>> {
    let limits = Limits::default();
    let text = checked_text(body, limits.depth).ok().filter(|text| text.len() <= limits.body);
    let Some(object) = text.and_then(|text| Object::parse(text).ok()) else { return Vec::new() };
    let members = object.members().iter();
    let members = members.map(|member| {
        let name = serde_json::to_string(&member.name).expect("a name is text");
        format!("{name}:{}", member.value.raw())
    });
    let compact = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
    vec![object.re_emit().into_bytes(), compact.into_bytes()]
}

/// What holds for every accepted callback.
fn accepted(receiver: &Receiver, request: &Request, received: &Received) {
    let mut ledger = Ledger::default();
    let credited = [(); 2].map(|()| receiver.receive(request, NOW, &mut ledger).is_ok_and(|again| again.credit));
    assert!(credited == [received.event.outcome.credits(), false], "credited: {credited:?}\n{}", Shown(request));
    for &rule in Rule::ALL {
        let rules = receiver.rules.without(rule);
        let again = outcome(&with(receiver, rules), request).map(|again| again.event);
        assert!(
            again.as_ref() == Ok(&received.event),
            "{received:?}, without the rule {} {again:?}\n{}",
            rule.name(),
            Shown(request)
        );
    }
}

fn outcome(receiver: &Receiver, request: &Request) -> Result<Received, Rejection> {
    receiver.receive(request, NOW, &mut Ledger::default())
}

fn with(receiver: &Receiver, rules: Rules) -> Receiver {
    Receiver {
        readings: receiver.readings,
        notify_url: receiver.notify_url.clone(),
        window: receiver.window,
        limits: receiver.limits,
        rules,
        ..Receiver::new(receiver.gateway, receiver.key.clone())
    }
}

/// The genuine message after the script; see [`signed`].
fn changed(genuine: &[u8], script: &[u8]) -> Vec<u8> {
    let mut body = genuine.to_vec();
    let mut script = Script(script);
    while let Some(kind) = script.byte() {
        let at = script.place(body.len());
        let count = usize::from(script.byte().unwrap_or_default());
        let end = body.len().min(at + count);
        if kind % 2 == 0 {
            let length = usize::from(script.byte().unwrap_or_default());
            body.splice(at..end, script.bytes(length).iter().copied());
        } else {
            let moved: Vec<u8> = body.drain(at..end).collect();
            let to = script.place(body.len());
            body.splice(to..to, moved);
        }
    }
    body
}

struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1).first().copied()
    }

    fn place(&mut self, length: usize) -> usize {
        let place = self.bytes(2).iter().fold(0, |place, byte| place << 8 | usize::from(*byte));
        place % (length + 1)
    }
}

const NOW: UnixMillis = UnixMillis::new(1_723_971_200_000);

/// A kit with all that is computed once.
struct Bench {
    kit: &'static Kit,
    key: SigningKey,
    /// What the genuine message signs.
    signed: Vec<u8>,
    /// The genuine signature.
    signature: String,
    /// A signature of something that no message signs.
    foreign: String,
    /// The reference.
    strict: Receiver,
    /// Without [`Rule::SignatureMatches`], one for each combination of readings.
    careless: Vec<Receiver>,
    /// Without any rule.
    lax: Receiver,
}

static BENCHES: LazyLock<Vec<Bench>> = LazyLock::new(|| KITS.iter().map(Bench::new).collect());

fn bench(gateway: &'static Gateway) -> &'static Bench {
    BENCHES.iter().find(|bench| bench.kit.gateway == gateway).expect("each gateway has its kit")
}

impl Bench {
    fn new(kit: &'static Kit) -> Self {
        let gateway = kit.gateway;
        let key = gateway.scheme.signing_key(kit.key, gateway.key_policy).expect("TEST keys are right");
        let strict = Receiver::new(gateway, key.verifying_key());
        let careless = with(&strict, Rules::all().without(Rule::SignatureMatches));
        let readings = Readings::combinations(gateway.readings);
        let lax = Rule::ALL.iter().fold(Rules::all(), |rules, rule| rules.without(*rule));
        let mut bench = Self {
            kit,
            signed: Vec::new(),
            signature: String::new(),
            foreign: key.sign_text(&SignedBytes::from(b"no message".to_vec())),
            lax: with(&strict, lax),
            careless: readings
                .into_iter()
                .map(|chosen| Receiver { readings: chosen, ..with(&careless, careless.rules) })
                .collect(),
            strict,
            key,
        };
        let genuine =
            bench.signer().sign(bench.unsigned(kit.body.as_bytes())).expect("the genuine message can be signed");
        (bench.signed, bench.signature) = (genuine.signed, genuine.signature);
        bench
    }

    /// A callback with right headers, but for the signature.
    fn unsigned(&self, body: &[u8]) -> Request {
        let mut request = Request::post("/notify?shop=1", body);
        self.signer().add_parts(&mut request, NOW.get(), "abc123");
        request
    }

    /// A callback with that signature; a body that is no object carries none.
    fn request(&self, body: &[u8], signature: &str) -> Request {
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

    fn signer(&self) -> Signer<'_> {
        let readings = self.strict.readings;
        Signer { readings, ..Signer::new(self.kit.gateway, &self.key, Direction::Callback) }
    }
}

/// A request as it is repeated by hand.
struct Shown<'a>(&'a Request);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request { method, target, headers, body } = self.0;
        write!(f, "{method} {target} {headers:?}\n{}", body.escape_ascii())
    }
}

/// JSON as the most naive reader keeps it: everything, repeated names too.
#[derive(Debug, PartialEq)]
enum Tree {
    Null,
    Boolean(bool),
    Number(String),
    Text(String),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    fn repeats(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().any(Self::repeats),
            Self::Object(members) => Self::object_repeats(members),
            _ => false,
        }
    }

    fn object_repeats(members: &[(String, Self)]) -> bool {
        let names: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.len() < members.len() || members.iter().any(|(_, value)| value.repeats())
    }

    fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    fn has_shape(&self, shape: Shape) -> bool {
        shape
            == match self {
                Self::Null => Shape::Null,
                Self::Boolean(_) => Shape::Boolean,
                Self::Number(_) => Shape::Number,
                Self::Text(_) => Shape::String,
                Self::Array(_) => Shape::Array,
                Self::Object(_) => Shape::Object,
            }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Tree::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::{cregis, pelago};

    #[test]
    fn each_gateway_has_a_genuine_message_that_credits_nothing() {
        assert_eq!(KITS.each_ref().map(|kit| kit.gateway.name), crate::gateways::ALL.map(|gateway| gateway.name));
        for bench in BENCHES.iter() {
            let request = bench.request(bench.kit.body.as_bytes(), &bench.signature);
            let received = outcome(&bench.strict, &request).unwrap();
            assert!(!received.credit, "{received:?}");
            signed(bench.kit.gateway, b"");
        }
    }

    #[test]
    #[should_panic(expected = "accepted without a signature")]
    fn a_body_that_is_accepted_is_noticed() {
        let bench = bench(&cregis::GATEWAY);
        receive(&cregis::GATEWAY, &bench.request(bench.kit.body.as_bytes(), &bench.signature).body);
    }

    /// An unknown member that swallows what is cut off is refused: nothing else tells this from a paid order.
    #[test]
    fn a_pelago_order_cannot_be_cut_anew() {
        let bench = bench(&pelago::GATEWAY);
        // Signed, as it was: …CO20250718|1|3334010|2|15300|https://…
        let cut = [
            ("\"CO2025071813334010215\"", "\"CO20250718\""),
            ("\"orderStatus\":3", "\"orderStatus\":1"),
            ("\"paidAmount\":\"0\"", "\"paidAmount\":\"3334010\""),
            ("\"payStatus\":0", "\"payStatus\":2,\"q\":\"15300\""),
        ];
        let body = cut.iter().fold(bench.kit.body.to_owned(), |body, (from, to)| body.replace(from, to));
        let request = bench.request(body.as_bytes(), &bench.signature);
        let refused = outcome(&bench.strict, &request).unwrap_err();
        assert_eq!((refused.code, &*refused.place), (Code::UnknownMember, "/data/q"));
        let inexact = Receiver {
            rules: Rules::all().without(Rule::ExactMembers),
            ..Receiver::new(&pelago::GATEWAY, bench.key.verifying_key())
        };
        assert!(outcome(&inexact, &request).unwrap().credit);
    }

    #[test]
    fn a_script_takes_out_puts_in_and_moves() {
        let change = |script: &[u8]| String::from_utf8(changed(b"0123456789", script)).unwrap();
        assert_eq!(change(b""), "0123456789");
        assert_eq!(change(&[0, 0, 2, 3, 2, b'a', b'b']), "01ab56789");
        assert_eq!(change(&[1, 0, 0, 2, 0, 8]), "2345678901");
        assert_eq!(change(&[0, 0, 11, 0, 1, b'x']), "x0123456789");
        assert_eq!(change(&[0, 0, 9, 255, 200, b'x']), "012345678x");
    }
}
