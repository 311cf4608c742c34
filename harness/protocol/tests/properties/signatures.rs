//! What is signed is accepted; a change of one byte anywhere is not.

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::gateways::paycools;
use counterfoil_protocol::receive::Ledger;
use counterfoil_protocol::rejection::{Code, Stage};
use counterfoil_protocol::scheme::forge::{self, Hash};
use counterfoil_protocol::scheme::{KeyPolicy, RawSignature, Scheme, SignatureFault, SigningKey, VerifyingKey};
use counterfoil_protocol::value::UnixMillis;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::{Pkcs1v15Sign, RsaPublicKey};

use crate::check;
use crate::genuine::{Scenario, cases, receive};
use crate::support::{SENT_AT, key_text, test_key};

#[test]
fn each_signed_callback_is_accepted_and_credited_once() {
    for scenario in Scenario::all() {
        check(&scenario.to_string(), cases(96), scenario.drafts(), |draft| {
            let request = scenario.sign(&draft).request;
            let receiver = scenario.receiver(scenario.key.verifying_key());
            let mut ledger = Ledger::default();
            let mut deliver = || receiver.receive(&request, UnixMillis::new(SENT_AT), &mut ledger);
            let first = deliver().map_err(|refused| TestCaseError::fail(refused.to_string()))?;
            prop_assert!(scenario.may_be(first.event.message), "{}", first.event.message);
            prop_assert_eq!(first.credit, first.event.outcome.credits());
            let second = deliver().map_err(|refused| TestCaseError::fail(refused.to_string()))?;
            prop_assert!(!second.credit && second.event == first.event);
            Ok(())
        });
    }
}

#[test]
fn another_byte_among_the_signed_bytes_is_refused() {
    for scenario in Scenario::all() {
        let key = scenario.key.verifying_key();
        check(&scenario.to_string(), cases(64), (scenario.drafts(), flip()), |(draft, flip)| {
            let signed = scenario.sign(&draft);
            prop_assert_eq!(key.verify(&signed.bytes.clone().into(), &signed.raw), Ok(()));
            let changed: SignedBytes<'_> = flipped(&signed.bytes, flip).into();
            prop_assert_eq!(key.verify(&changed, &signed.raw), Err(SignatureFault::Mismatch));
            Ok(())
        });
    }
}

/// Before anything is parsed, so whatever the byte becomes.
#[test]
fn another_byte_in_a_signed_body_is_refused() {
    for scenario in Scenario::all().into_iter().filter(Scenario::signs_body) {
        check(&scenario.to_string(), cases(64), (scenario.drafts(), flip()), |(draft, flip)| {
            let mut request = scenario.sign(&draft).request;
            request.body = flipped(&request.body, flip);
            prop_assert_eq!(scenario.receive(&request).map_err(|refused| refused.code), Err(Code::SignatureMismatch));
            Ok(())
        });
    }
}

#[test]
fn another_byte_in_the_signature_is_refused() {
    for scenario in Scenario::all() {
        let key = scenario.key.verifying_key();
        check(&scenario.to_string(), cases(64), (scenario.drafts(), flip()), |(draft, flip)| {
            let signed = scenario.sign(&draft);
            let changed = flipped(signed.raw.as_slice(), flip);
            let raw = RawSignature::from_slice(&changed).unwrap();
            prop_assert_eq!(key.verify(&signed.bytes.clone().into(), &raw), Err(SignatureFault::Mismatch));
            let request = scenario.with_signature(&draft, &signed, &changed);
            prop_assert_eq!(scenario.receive(&request).map_err(|refused| refused.code), Err(Code::SignatureMismatch));
            Ok(())
        });
    }
}

#[test]
fn another_key_refuses() {
    for scenario in Scenario::all() {
        check(&scenario.to_string(), cases(64), (scenario.drafts(), other_keys(&scenario)), |(draft, key)| {
            let request = scenario.sign(&draft).request;
            let refused = receive(&scenario.receiver(key), &request).map_err(|refused| refused.stage());
            prop_assert_eq!(refused, Err(Stage::Verify));
            Ok(())
        });
    }
}

#[test]
fn both_rsa_libraries_say_the_same() {
    let SigningKey::RsaSha256Base64(private) = crate::support::signing_key(&paycools::GATEWAY) else {
        panic!("an RSA key");
    };
    let public = String::from_utf8(test_key("paycools-platform.spki.pem")).unwrap();
    let public = RsaPublicKey::from_public_key_pem(&public).unwrap();
    check("RSA", 128, (vec(any::<u8>(), 0..64), signatures()), |(bytes, made)| {
        let digest = forge::digest(Hash::Sha256, &bytes);
        let raw = made.signature(&private, &digest);
        let signature = RawSignature::from_slice(&raw).unwrap();
        let ours = private.verifying_key().verify(&bytes.into(), &signature).is_ok();
        let theirs = public.verify(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &digest, &raw).is_ok();
        prop_assert_eq!(ours, theirs);
        prop_assert_eq!(ours, matches!(made, Made::Genuine));
        Ok(())
    });
}

/// Where a signature comes from.
#[derive(Clone, Debug)]
enum Made {
    Genuine,
    /// A genuine one with some bits flipped.
    Flipped(Flip),
    /// The right key over a block with some bits flipped: padding, digest info or digest.
    OtherBlock(Flip),
    Random(Vec<u8>),
}

impl Made {
    fn signature(
        &self,
        private: &counterfoil_protocol::scheme::rsa_sha256_base64::SigningKey,
        digest: &[u8],
    ) -> Vec<u8> {
        let length = private.verifying_key().length();
        let block = forge::rsa_block(length, &[Hash::Sha256.digest_info_prefix(), digest].concat());
        match self {
            Self::Genuine => forge::rsa_raw(private, &block),
            Self::Flipped(flip) => flipped(&forge::rsa_raw(private, &block), *flip),
            // The first byte stays zero: above the modulus the block would be another one.
            Self::OtherBlock(flip) => forge::rsa_raw(private, &[&[0], &*flipped(&block[1..], *flip)].concat()),
            Self::Random(bytes) => bytes.clone(),
        }
    }
}

fn signatures() -> impl Strategy<Value = Made> {
    prop_oneof![
        Just(Made::Genuine),
        flip().prop_map(Made::Flipped),
        flip().prop_map(Made::OtherBlock),
        vec(any::<u8>(), 256).prop_map(Made::Random),
    ]
}

/// One byte and how it changes.
type Flip = (Index, u8);

fn flip() -> impl Strategy<Value = Flip> {
    (any::<Index>(), 1..=u8::MAX)
}

fn flipped(bytes: &[u8], (at, flip): Flip) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = at.index(bytes.len());
    bytes[at] ^= flip;
    bytes
}

/// The secret with one byte changed; of RSA, the keys of everybody else.
fn other_keys(scenario: &Scenario) -> BoxedStrategy<VerifyingKey> {
    let (scheme, policy) = (scenario.gateway.scheme, KeyPolicy::LEGACY_1024);
    if scheme != Scheme::RsaSha256Base64 {
        let secret = key_text(scenario.gateway);
        // A blank at either end makes no secret at all.
        let keys =
            flip().prop_filter_map("no secret", move |flip| scheme.verifying_key(&flipped(&secret, flip), policy).ok());
        return keys.boxed();
    }
    let own = format!("{}-platform.pkcs8.pem", scenario.gateway.name);
    let others =
        ["paycools-merchant", "paycools-platform", "pelago-merchant", "pelago-platform", "short-1024", "stranger"];
    let files = others.map(|name| format!("{name}.pkcs8.pem")).into_iter().filter(|file| *file != own);
    let keys = files.map(|file| scheme.signing_key(&test_key(&file), policy).unwrap().verifying_key());
    select(keys.collect::<Vec<_>>()).boxed()
}
