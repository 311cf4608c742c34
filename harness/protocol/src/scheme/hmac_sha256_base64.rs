//! HMAC with SHA-256, written in base64: Pay Protocol.
//!
//! Rule: <https://doc.payprotocol.network/docs/api/quick-start/payment>. Algorithm: RFC 2104,
//! <https://datatracker.ietf.org/doc/html/rfc2104#section-2>. Encoding: RFC 4648,
//! <https://datatracker.ietf.org/doc/html/rfc4648#section-4>.

use hmac::Hmac;
use sha2::Sha256;

use super::hmac_key::{HmacKey, HmacScheme};
use super::{RawSignature, SignatureFault, encoding};

/// For people.
pub const NAME: &str = "HMAC-SHA256, base64";

/// Bytes of a signature.
pub const LENGTH: usize = 32;

/// A shared secret of this scheme.
pub type Key = HmacKey<Scheme>;

/// What is particular to it.
#[derive(Clone, Copy, Debug)]
pub struct Scheme;

impl HmacScheme for Scheme {
    type Hmac = Hmac<Sha256>;
    const NAME: &'static str = NAME;
    const LENGTH: usize = LENGTH;

    fn encode(raw: &[u8]) -> String {
        encode(raw)
    }

    fn decode(text: &str) -> Result<RawSignature, SignatureFault> {
        encoding::from_base64(text, LENGTH)
    }
}

/// Writes a signature as the message carries it.
#[must_use]
pub fn encode(raw: &[u8]) -> String {
    encoding::base64(raw)
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
            (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (secret, message, tag) in cases {
            let raw = Key::new(secret).unwrap().sign(&SignedBytes::from(message.to_vec()));
            assert_eq!(encoding::hex(raw.as_slice()), tag);
        }
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
