//! HMAC with SHA-512, written in lower-case hex: GatePay.
//!
//! Rule: <https://docs.gate.com/essentials/version/100/en/common/quickstart>. Algorithm: RFC 2104,
//! <https://datatracker.ietf.org/doc/html/rfc2104#section-2>. Encoding: RFC 4648,
//! <https://datatracker.ietf.org/doc/html/rfc4648#section-8>.

use hmac::Hmac;
use sha2::Sha512;

use super::hmac_key::{HmacKey, HmacScheme};
use super::{RawSignature, SignatureFault, encoding};

/// For people.
pub const NAME: &str = "HMAC-SHA512, lower-case hex";

/// Bytes of a signature.
pub const LENGTH: usize = 64;

/// A shared secret of this scheme.
pub type Key = HmacKey<Scheme>;

/// What is particular to it.
#[derive(Clone, Copy, Debug)]
pub struct Scheme;

impl HmacScheme for Scheme {
    type Hmac = Hmac<Sha512>;
    const NAME: &'static str = NAME;
    const LENGTH: usize = LENGTH;

    fn encode(raw: &[u8]) -> String {
        encode(raw)
    }

    fn decode(text: &str) -> Result<RawSignature, SignatureFault> {
        encoding::from_hex(text, LENGTH)
    }
}

/// Writes a signature as the message carries it.
#[must_use]
pub fn encode(raw: &[u8]) -> String {
    encoding::hex(raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::SignedBytes;
    use crate::scheme::KeyError;

    // RFC 4231, sections 4.2, 4.3 and 4.7: https://datatracker.ietf.org/doc/html/rfc4231#section-4
    #[test]
    fn ok_published_answers() {
        let cases: [(&[u8], &[u8], &str); 3] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b\
                 8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05\
                 a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05\
                 f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
            ),
        ];
        for (secret, message, tag) in cases {
            let raw = Key::new(secret).unwrap().sign(&SignedBytes::from(message.to_vec()));
            assert_eq!(encoding::hex(raw.as_slice()), tag);
        }
    }

    // https://www.gate.io/docs/gatepay/common/en/#_2-4-2-signature-algorithm, in a test of the client ccx-api
    #[test]
    fn ok_foreign_answer() {
        let raw =
            Key::new(b"123").unwrap().sign(&SignedBytes::from(b"1700073707111\n456\n{the_answer: 42}\n".to_vec()));
        let tag = "1b03f547af065490c6e106bd93afc861329c52b596512d49489ca0c4ea57adee\
            2991a576e402422a6bb092b83acf0a5618f5b0a7d4c639ae7779fbb3a1b16346";
        assert_eq!(encode(raw.as_slice()), tag);
    }

    #[test]
    fn err_another_length() {
        let short = RawSignature::from_slice(&[0; LENGTH - 1]).unwrap();
        let fault = Key::danger_any(b"").verify(&SignedBytes::default(), &short);
        assert_eq!(fault, Err(SignatureFault::Length { expected: LENGTH, found: LENGTH - 1 }));
    }

    #[test]
    fn err_secret_with_a_line_end() {
        assert_eq!(Key::new(b"TEST\n").unwrap_err(), KeyError::LineEnd);
        let with = Key::danger_any(b"TEST\n").sign(&SignedBytes::default());
        assert_eq!(Key::new(b"TEST").unwrap().verify(&SignedBytes::default(), &with), Err(SignatureFault::Mismatch));
    }
}
