//! Known answers from outside: signatures that documents print, that were captured, or that others computed.
//!
//! Every vector under `corpus/known-answers/` must hold here or be listed by name with the reason why it cannot.

mod data;
mod message;
mod mistake;

use std::collections::{BTreeMap, BTreeSet};

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways::cregis::team::TEAM;
use counterfoil_protocol::reading::Readings;
use counterfoil_protocol::receive::{Ledger, Received, Receiver};
use counterfoil_protocol::rejection::{Code, Rejection};
use counterfoil_protocol::scheme::{KeyPolicy, SignatureFault, SigningKey, VerifyingKey};
use counterfoil_protocol::value::UnixMillis;

use crate::data::{Decision, Direction, Expect, File, Key, Recipe, Vector};

/// Published without what is needed to make them again.
const NOT_REPRODUCIBLE: &[(&str, &str)] = &[
    ("paycools/pc-201", "the platform's key is not published"),
    ("paycools/pc-202", "the platform's key is not published, and the sign is that of another page"),
    ("paycools/pc-203", "the printed sign is no base64"),
    ("payprotocol/doc-callback-header", "key, path and body are not published"),
    ("payprotocol/doc-quickstart-header", "a placeholder stands for the signature"),
    ("payprotocol/doc-apisign-create-payment-order", "no page says how apiSign is made"),
    ("payprotocol/doc-apisign-pay-elements", "no page says how apiSign is made"),
    ("pelago/req-02", "filler text stands for the signature"),
    ("pelago/req-04", "filler text stands for the signature"),
];

/// Where the reference decides otherwise than the vector's author, on purpose.
const STRICTER: &[(&str, Code, &str)] = &[(
    "pelago/crypto-03",
    Code::MissingMember,
    "a fragment made to show a number: names are not signed, so a full set of members is the only defence",
)];

#[test]
fn every_cregis_vector_holds() {
    assert_eq!(run("cregis"), Tally { held: 46, not_reproducible: 0, received: 7 });
}

#[test]
fn every_gatepay_vector_holds() {
    assert_eq!(run("gatepay"), Tally { held: 33, not_reproducible: 0, received: 5 });
}

#[test]
fn every_paycools_vector_holds() {
    assert_eq!(run("paycools"), Tally { held: 38, not_reproducible: 3, received: 39 });
}

#[test]
fn every_payprotocol_vector_holds() {
    assert_eq!(run("payprotocol"), Tally { held: 46, not_reproducible: 4, received: 2 });
}

#[test]
fn every_pelago_vector_holds() {
    assert_eq!(run("pelago"), Tally { held: 42, not_reproducible: 2, received: 38 });
}

#[test]
fn every_vector_is_accounted_for() {
    let mut origins = BTreeMap::new();
    let mut accounted = 0;
    for (gateway, file) in data::all() {
        for vector in &file.vectors {
            *origins.entry((gateway.name, vector.origin)).or_insert(0) += 1;
        }
        let tally = run(gateway.name);
        accounted += tally.held + tally.not_reproducible;
    }
    print(&origins);
    assert_eq!(accounted, 214);
    assert_eq!(origins.values().sum::<usize>(), 214);
}

#[test]
fn what_cannot_be_reproduced_is_listed() {
    let listed: BTreeSet<String> = NOT_REPRODUCIBLE.iter().map(|(id, _)| (*id).to_owned()).collect();
    let marked = |(gateway, file): (&'static Gateway, File)| {
        let vectors = file.vectors.into_iter().filter(|vector| vector.expect == Expect::NotReproducible);
        vectors.map(move |vector| format!("{gateway}/{}", vector.id))
    };
    assert_eq!(data::all().into_iter().flat_map(marked).collect::<BTreeSet<_>>(), listed);
}

#[test]
fn what_collides_has_one_signature() {
    for (gateway, file) in data::all() {
        for vector in &file.vectors {
            for other in &vector.collides_with {
                let other = file.vectors.iter().find(|known| known.id == *other).unwrap();
                assert_collision(gateway, vector, other);
            }
        }
    }
}

fn assert_collision(gateway: &Gateway, one: &Vector, other: &Vector) {
    let both = format!("{gateway}: {} and {}", one.id, other.id);
    assert!(other.collides_with.contains(&one.id), "{both}: each names the other");
    assert!((&one.input, one.direction) != (&other.input, other.direction), "{both} are one message");
    assert_eq!((&one.key, &one.signature), (&other.key, &other.signature), "{both}");
    let signed = |vector: &Vector| message::signed(gateway, vector, message::readings(gateway, vector));
    assert_eq!(signed(one), signed(other), "{both}");
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    held: usize,
    not_reproducible: usize,
    /// Of both, those that the whole receiver has judged.
    received: usize,
}

fn run(name: &str) -> Tally {
    let (gateway, file) = data::all().into_iter().find(|(gateway, _)| gateway.name == name).unwrap();
    let mut tally = Tally::default();
    for vector in &file.vectors {
        if let Some(id) = &vector.message {
            assert!(gateway.messages().any(|message| message.id == id), "{}: no message `{id}`", vector.id);
        }
        match vector.expect {
            Expect::NotReproducible => tally.not_reproducible += 1,
            _ => tally.held += 1,
        }
        hold(gateway, &file, vector);
        tally.received += usize::from(receive(gateway, &file, vector));
    }
    tally
}

/// Signed bytes, signature and, where there is one, the mistake.
fn hold(gateway: &'static Gateway, file: &File, vector: &Vector) {
    let (Some(key), Some(right)) = (&vector.key, &vector.signed) else { return };
    let key = &file.keys[key];
    let signed = message::signed(gateway, vector, message::readings(gateway, vector));
    assert_eq!(String::from_utf8_lossy(&signed), *right, "{}: the signed bytes", vector.id);
    if vector.recipe == Some(Recipe::CregisTeam) {
        return hold_team(key, vector, &signed);
    }
    let signed = SignedBytes::from(signed);
    let code = verdict(&verifying(gateway, key), &signed, vector.signature.as_deref().unwrap());
    match vector.expect {
        Expect::Valid => {
            assert_eq!(code, None, "{}", vector.id);
            assert_signs(gateway, key, &signed, vector.signature.as_ref(), &vector.id);
        }
        _ => {
            assert_eq!(code.map(Code::name), vector.code.as_deref(), "{}", vector.id);
            hold_mistake(gateway, file, vector, &signed);
        }
    }
}

fn hold_team(key: &Key, vector: &Vector, signed: &[u8]) {
    let secret = key.secret.as_deref().unwrap().as_bytes();
    let key = TEAM.scheme.signing_key(secret, KeyPolicy::DEFAULT).unwrap();
    let signed = SignedBytes::from(signed.to_vec());
    assert_eq!(Some(&key.sign_text(&signed)), vector.signature.as_ref(), "{}", vector.id);
    assert_eq!(verdict(&key.verifying_key(), &signed, vector.signature.as_deref().unwrap()), None, "{}", vector.id);
}

/// Every scheme is deterministic: who can sign must come to the same text.
fn assert_signs(gateway: &Gateway, key: &Key, signed: &SignedBytes<'_>, signature: Option<&String>, id: &str) {
    if let Some(signing) = signing(gateway, key) {
        assert_eq!(Some(&signing.sign_text(signed)), signature, "{id}: our own signature");
    }
}

fn hold_mistake(gateway: &Gateway, file: &File, vector: &Vector, signed: &SignedBytes<'_>) {
    let key = &file.keys[vector.key.as_ref().unwrap()];
    if let Some(genuine) = &vector.genuine {
        assert_ne!(Some(genuine), vector.signature.as_ref(), "{}", vector.id);
        assert_signs(gateway, key, signed, Some(genuine), &vector.id);
    }
    if let Some(made) = &vector.made {
        assert!(mistake::explains(gateway, file, vector, made), "{}: the mistake is another", vector.id);
    }
    if let Some(rebuilt) = &vector.rebuilt {
        let rebuilt = SignedBytes::from(rebuilt.clone().into_bytes());
        let code = verdict(&verifying(gateway, key), &rebuilt, vector.signature.as_deref().unwrap());
        assert_eq!(code, Some(Code::SignatureMismatch), "{}", vector.id);
    }
    if vector.expect == Expect::Unspecified {
        assert_refused_in_every_reading(gateway, key, vector);
    }
}

fn assert_refused_in_every_reading(gateway: &Gateway, key: &Key, vector: &Vector) {
    for readings in Readings::combinations(gateway.readings) {
        let signed = SignedBytes::from(message::signed(gateway, vector, readings));
        let code = verdict(&verifying(gateway, key), &signed, vector.signature.as_deref().unwrap());
        assert_eq!(code.map(Code::name), vector.code.as_deref(), "{} under {readings}", vector.id);
    }
}

/// The decision about the whole message. The reference receives callbacks; of a request it can only say that it is
/// refused before it is parsed.
fn receive(gateway: &'static Gateway, file: &File, vector: &Vector) -> bool {
    let Some(decision) = vector.receiver else { return false };
    let early = vector.expect == Expect::Valid && vector.code.is_some();
    if vector.direction != Some(Direction::Callback) && !early {
        return false;
    }
    let mut receiver = Receiver::new(gateway, verifying(gateway, &file.keys[vector.key.as_ref().unwrap()]));
    receiver.readings = message::readings(gateway, vector);
    receiver.notify_url = vector.input.notify_url.clone();
    let request = message::request(gateway, vector);
    let received = receiver.receive(&request, UnixMillis::new(1_800_000_000_000), &mut Ledger::default());
    compare(&format!("{gateway}/{}", vector.id), vector, decision, received);
    true
}

fn compare(id: &str, vector: &Vector, decision: Decision, received: Result<Received, Rejection>) {
    match (received, decision, STRICTER.iter().find(|(known, ..)| *known == id)) {
        (Ok(received), Decision::Accept, None) => {
            assert_eq!(Some(received.event.message), vector.message.as_deref(), "{id}");
        }
        (Err(refused), Decision::Accept, Some((_, code, _))) => assert_eq!(refused.code, *code, "{id}"),
        (Err(refused), Decision::Refuse, None) => {
            assert_eq!(Some(refused.code.name()), vector.code.as_deref(), "{id}: {refused}");
        }
        (received, ..) => panic!("{id}: {decision:?} expected, but {received:?}"),
    }
}

fn verdict(key: &VerifyingKey, signed: &SignedBytes<'_>, signature: &str) -> Option<Code> {
    let verified = key.decode(signature).and_then(|raw| key.verify(signed, &raw));
    verified.err().map(|fault| match fault {
        SignatureFault::Encoding { .. } | SignatureFault::Length { .. } => Code::SignatureEncoding,
        SignatureFault::Mismatch => Code::SignatureMismatch,
    })
}

fn verifying(gateway: &Gateway, key: &Key) -> VerifyingKey {
    let text = key.public.as_ref().or(key.secret.as_ref()).unwrap();
    gateway.scheme.verifying_key(text.as_bytes(), gateway.key_policy).unwrap()
}

/// `None` for a key of which only the public half is known.
fn signing(gateway: &Gateway, key: &Key) -> Option<SigningKey> {
    let text = key.private.as_ref().or(key.secret.as_ref())?;
    Some(gateway.scheme.signing_key(text.as_bytes(), gateway.key_policy).unwrap())
}

#[expect(clippy::print_stdout, reason = "the counts are what a reader of the log looks for")]
fn print(origins: &BTreeMap<(&str, data::Origin), usize>) {
    for ((gateway, origin), count) in origins {
        println!("{gateway}: {count} {origin:?}");
    }
}
