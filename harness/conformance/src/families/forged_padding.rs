//! RSA signatures with broken padding.

use counterfoil_protocol::scheme::Scheme;
use counterfoil_protocol::scheme::forge::{Hash, digest, rsa_block, rsa_modulus, rsa_raw};

use super::{Family, Maker};
use crate::case::{Case, Impact, Level};
use crate::keys::Keys;
use crate::mistakes::private;
use crate::render::Signing;

pub(super) static FAMILY: Family = Family {
    name: "forged-padding",
    title: "RSA signatures with broken padding",
    why: "a verifier that reads the padding instead of comparing it takes signatures that were made without the key",
    right: "compare the whole encoded message, and the length with the modulus; use a library",
    source: "CVE-2014-1568, CVE-2006-4339, CVE-2022-24771, https://www.rfc-editor.org/rfc/rfc8017#section-8.2.2",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make,
};

fn make(maker: &Maker) -> Vec<Case> {
    if maker.gateway.scheme != Scheme::RsaSha256Base64 {
        return Vec::new();
    }
    let mut cases: Vec<Case> = BLOCKS
        .iter()
        .map(|&(slug, title, block)| {
            maker.refuse(
                slug,
                title,
                maker.paid().signing(Signing::signer(move |keys, bytes| {
                    let length = rsa_modulus(private(keys)).len();
                    rsa_raw(private(keys), &block(length, &digest(Hash::Sha256, bytes)))
                })),
            )
        })
        .collect();
    cases.extend(
        NUMBERS
            .iter()
            .map(|&(slug, title, number)| maker.refuse(slug, title, maker.paid().signing(Signing::signer(number)))),
    );
    cases
}

type Block = fn(usize, &[u8]) -> Vec<u8>;

/// Encoded messages, signed with the right key.
const BLOCKS: &[(&str, &str, Block)] = &[
    ("short-padding", "eight FF bytes, then garbage behind the digest", |length, digest| {
        let mut block = [&[0, 1], &[0xff; 8][..], &[0], SHA256, digest].concat();
        block.resize(length, 0x5a);
        block
    }),
    ("garbage-before-digest-info", "garbage between padding and DigestInfo", |length, digest| {
        let tail = [&[0], SHA256, digest].concat();
        let mut block = vec![0xff; length - tail.len()];
        (block[0], block[1], block[20]) = (0, 1, 0x5a);
        [block, tail].concat()
    }),
    ("parameters-missing", "DigestInfo without its NULL", |length, digest| {
        rsa_block(length, &[b"\x30\x2f\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x04\x20", digest].concat())
    }),
    ("long-form-length", "DigestInfo with a BER long-form length", |length, digest| {
        rsa_block(
            length,
            &[b"\x30\x81\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20", digest].concat(),
        )
    }),
    ("bare-digest", "the digest without a DigestInfo", rsa_block),
    ("block-type-two", "the padding of encryption", |length, digest| {
        let mut block = rsa_block(length, &[SHA256, digest].concat());
        block[1] = 2;
        block
    }),
    ("first-byte-not-zero", "a 1 in place of the leading zero", |length, digest| {
        let mut block = rsa_block(length, &[SHA256, digest].concat());
        // Still below the modulus, whose first byte is at least 0x80.
        block[0] = 1;
        block
    }),
    ("padding-byte-changed", "one FF of the padding is FE", |length, digest| {
        let mut block = rsa_block(length, &[SHA256, digest].concat());
        block[30] = 0xfe;
        block
    }),
    ("other-digest-named", "a SHA-512 name before a SHA-256 digest", |length, digest| {
        rsa_block(
            length,
            &[b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x20", digest].concat(),
        )
    }),
];

const SHA256: &[u8] = b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";

type Number = fn(&Keys, &[u8]) -> Vec<u8>;

/// Numbers in place of a signature.
const NUMBERS: &[(&str, &str, Number)] = &[
    ("number-one", "the number 1", |keys, _| number(keys, 1)),
    ("modulus-minus-one", "the modulus less 1", |keys, _| {
        let mut modulus = rsa_modulus(private(keys));
        // The modulus is odd, so nothing has to be borrowed.
        if let Some(last) = modulus.last_mut() {
            *last -= 1;
        }
        modulus
    }),
    ("modulus", "the modulus itself", |keys, _| rsa_modulus(private(keys))),
    (
        "modulus-added",
        "the right signature with the modulus added: the same number to whoever reduces it first",
        |keys, bytes| {
            let right = keys.signing.sign(&bytes.to_vec().into());
            sum(right.as_slice(), &rsa_modulus(private(keys)))
        },
    ),
    ("padded-message", "the encoded message itself, unsigned", |keys, bytes| {
        rsa_block(rsa_modulus(private(keys)).len(), &[SHA256, &digest(Hash::Sha256, bytes)].concat())
    }),
];

/// Two numbers of the same length, most significant byte first; one byte longer where it has to be.
fn sum(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(a.len() + 1);
    let mut carry = 0;
    for (a, b) in a.iter().rev().zip(b.iter().rev()) {
        let digit = u16::from(*a) + u16::from(*b) + carry;
        out.push(digit.to_le_bytes()[0]);
        carry = digit >> 8;
    }
    out.extend((carry > 0).then_some(1));
    out.reverse();
    out
}

fn number(keys: &Keys, value: u8) -> Vec<u8> {
    let mut number = vec![0; rsa_modulus(private(keys)).len()];
    if let Some(last) = number.last_mut() {
        *last = value;
    }
    number
}
