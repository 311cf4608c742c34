//! Every test of Project Wycheproof for the algorithms in use: <https://github.com/C2SP/wycheproof>.
//!
//! RSA is judged by `aws-lc-rs`, through our key, and by `rsa`: the two must agree with each other and with the file.
//! MD5 has no file there.

use counterfoil_protocol::canonical::SignedBytes;
use counterfoil_protocol::scheme::forge::{self, Hash};
use counterfoil_protocol::scheme::{KeyPolicy, RawSignature, Scheme, VerifyingKey};
use counterfoil_protocol::scheme::{hmac_sha256_base64, hmac_sha512_hex};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use wycheproof::{TestResult, mac, rsa_pkcs1_verify};

#[test]
fn hmac_sha256() {
    let key = |bytes: &[u8]| VerifyingKey::HmacSha256Base64(hmac_sha256_base64::Key::danger_any(bytes));
    let counts = run_hmac(mac::TestName::HmacSha256, Hash::Sha256, 256, key);
    assert_eq!(counts, HmacCounts { whole: 87, truncated: 87, valid: 66, invalid: 108 });
}

#[test]
fn hmac_sha512() {
    let key = |bytes: &[u8]| VerifyingKey::HmacSha512Hex(hmac_sha512_hex::Key::danger_any(bytes));
    let counts = run_hmac(mac::TestName::HmacSha512, Hash::Sha512, 512, key);
    assert_eq!(counts, HmacCounts { whole: 87, truncated: 87, valid: 66, invalid: 108 });
}

#[test]
fn rsa_2048_sha256() {
    let counts = run_rsa(rsa_pkcs1_verify::TestName::Rsa2048Sha256);
    assert_eq!(counts, RsaCounts { valid: 9, invalid: 249, acceptable: 1 });
}

#[test]
fn rsa_3072_sha256() {
    let counts = run_rsa(rsa_pkcs1_verify::TestName::Rsa3072Sha256);
    assert_eq!(counts, RsaCounts { valid: 8, invalid: 250, acceptable: 1 });
}

#[test]
fn rsa_4096_sha256() {
    let counts = run_rsa(rsa_pkcs1_verify::TestName::Rsa4096Sha256);
    assert_eq!(counts, RsaCounts { valid: 7, invalid: 250, acceptable: 1 });
}

#[derive(Debug, Default, PartialEq, Eq)]
struct HmacCounts {
    whole: usize,
    truncated: usize,
    valid: usize,
    invalid: usize,
}

fn run_hmac(name: mac::TestName, hash: Hash, whole: usize, key: impl Fn(&[u8]) -> VerifyingKey) -> HmacCounts {
    let mut counts = HmacCounts::default();
    for group in mac::TestSet::load(name).unwrap().test_groups {
        for test in &group.tests {
            let accepted = if group.tag_size == whole {
                counts.whole += 1;
                accepts(&key(&test.key), &test.msg, &test.tag)
            } else {
                counts.truncated += 1;
                // No gateway truncates, so our key has nothing for this; the tag itself is compared.
                forge::hmac(hash, &test.key, &test.msg)[..group.tag_size / 8] == test.tag[..]
            };
            match test.result {
                TestResult::Valid => counts.valid += 1,
                TestResult::Invalid => counts.invalid += 1,
                TestResult::Acceptable => panic!("the file has no acceptable tests: {}", test.tc_id),
            }
            assert_eq!(accepted, test.result == TestResult::Valid, "{name:?} {}: {}", test.tc_id, test.comment);
        }
    }
    report(format_args!("{name:?}: {counts:?}"));
    counts
}

#[derive(Debug, Default, PartialEq, Eq)]
struct RsaCounts {
    valid: usize,
    invalid: usize,
    acceptable: usize,
}

fn run_rsa(name: rsa_pkcs1_verify::TestName) -> RsaCounts {
    let mut counts = RsaCounts::default();
    for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
        let ours = Scheme::RsaSha256Base64.verifying_key(group.pem.as_bytes(), KeyPolicy::DEFAULT).unwrap();
        let other = RsaPublicKey::from_public_key_der(&group.der).unwrap();
        for test in &group.tests {
            let accepted = accepts(&ours, &test.msg, &test.sig);
            let place = format!("{name:?} {}: {} {:?}", test.tc_id, test.comment, test.flags);
            assert_eq!(accepted, accepts_other(&other, &test.msg, &test.sig), "{place}: the two disagree");
            match test.result {
                TestResult::Valid => counts.valid += 1,
                TestResult::Invalid => counts.invalid += 1,
                // The only flag of acceptable tests is `MissingNull`: a DigestInfo without its NULL. RFC 8017, section
                // 8.2.2, compares with the one encoding that has it, so both refuse.
                TestResult::Acceptable => {
                    counts.acceptable += 1;
                    assert_eq!(test.flags, [rsa_pkcs1_verify::TestFlag::MissingNull], "{place}");
                }
            }
            assert_eq!(accepted, test.result == TestResult::Valid, "{place}");
        }
    }
    report(format_args!("{name:?}: {counts:?}"));
    counts
}

// The whole way of a received signature: text, bytes, verdict.
fn accepts(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    let mut signed = SignedBytes::default();
    signed.push(message);
    let text = key.scheme().encode(signature);
    let by_text = key.decode(&text).and_then(|raw| key.verify(&signed, &raw)).is_ok();
    let by_bytes = RawSignature::from_slice(signature).is_some_and(|raw| key.verify(&signed, &raw).is_ok());
    assert_eq!(by_text, by_bytes);
    by_text
}

fn accepts_other(key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> bool {
    let digest = forge::digest(Hash::Sha256, message);
    key.verify(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &digest, signature).is_ok()
}

#[expect(clippy::print_stdout, reason = "the counts are what a reader wants to see")]
fn report(line: core::fmt::Arguments<'_>) {
    println!("{line}");
}
