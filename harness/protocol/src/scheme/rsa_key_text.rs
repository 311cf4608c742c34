//! RSA keys as people are given them: PEM, or its base64 without armour. Finds out what it is before it is used.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1;
use rsa::pkcs8::{PrivateKeyInfo, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

use super::KeyError;

/// An RSA public key: `RSAPublicKey` of RFC 8017, in DER.
///
/// <https://datatracker.ietf.org/doc/html/rfc8017#appendix-A.1.1>
pub(super) fn public_key(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    const WANTED: &str = "an RSA public key";
    let wrong = |found, advice| KeyError::Kind { wanted: WANTED, found, advice };
    match Material::read(text, WANTED)? {
        Material::Public(der) => Ok(der),
        Material::Private(_) => Err(wrong(
            "an RSA private key".into(),
            "give the public half (`openssl pkey -pubout`), and ask who else has the private one".into(),
        )),
        Material::Certificate => {
            Err(wrong("a certificate".into(), "give the key in it (`openssl x509 -pubkey -noout`)".into()))
        }
        Material::Other { found, advice } => Err(wrong(found, advice)),
    }
}

/// An RSA private key: `RSAPrivateKey` of RFC 8017, in DER.
///
/// <https://datatracker.ietf.org/doc/html/rfc8017#appendix-A.1.2>
pub(super) fn private_key(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    const WANTED: &str = "an RSA private key";
    let wrong = |found, advice| KeyError::Kind { wanted: WANTED, found, advice };
    match Material::read(text, WANTED)? {
        Material::Private(der) => Ok(der),
        Material::Public(_) => Err(wrong("an RSA public key".into(), "signing needs the private half".into())),
        Material::Certificate => Err(wrong("a certificate".into(), "signing needs its private key".into())),
        Material::Other { found, advice } => Err(wrong(found, advice)),
    }
}

/// What a text turned out to be.
enum Material {
    Public(Zeroizing<Vec<u8>>),
    Private(Zeroizing<Vec<u8>>),
    Certificate,
    Other { found: Cow<'static, str>, advice: Cow<'static, str> },
}

impl Material {
    fn read(text: &[u8], wanted: &'static str) -> Result<Self, KeyError> {
        if text.trim_ascii().is_empty() {
            return Err(KeyError::Empty);
        }
        let Ok(text) = core::str::from_utf8(text) else {
            return Ok(Self::other("binary data", "if it is DER, turn it into base64 (`openssl base64 -A`)"));
        };
        Armour::strip(text.trim_start_matches('\u{feff}'), wanted).map(|armour| armour.material())
    }

    fn other(found: impl Into<Cow<'static, str>>, advice: impl Into<Cow<'static, str>>) -> Self {
        Self::Other { found: found.into(), advice: advice.into() }
    }
}

/// Base64 with the label that stood around it, if one did.
struct Armour<'a> {
    label: Option<&'a str>,
    base64: &'a str,
}

impl<'a> Armour<'a> {
    fn strip(text: &'a str, wanted: &'static str) -> Result<Self, KeyError> {
        let wrong = |found, advice: &'static str| KeyError::Kind { wanted, found, advice: advice.into() };
        let Some((_, rest)) = text.split_once("-----BEGIN ") else { return Ok(Self { label: None, base64: text }) };
        if rest.contains("-----BEGIN ") {
            return Err(wrong("several PEM blocks".into(), "keep the one that is due"));
        }
        let parts = rest.split_once("-----").and_then(|(label, rest)| Some((label, rest.split_once("-----END ")?.0)));
        let Some((label, base64)) = parts else {
            return Err(wrong("a PEM block without its end".into(), "copy it whole, with both lines of dashes"));
        };
        if base64.contains("\\n") {
            return Err(wrong("\\n written as two characters".into(), "put real line ends, or none, into the PEM"));
        }
        Ok(Self { label: Some(label), base64 })
    }

    fn material(&self) -> Material {
        match self.label {
            Some("CERTIFICATE" | "TRUSTED CERTIFICATE" | "X509 CERTIFICATE") => Material::Certificate,
            Some("ENCRYPTED PRIVATE KEY") => encrypted(),
            Some("RSA PRIVATE KEY") if self.base64.contains("ENCRYPTED") => encrypted(),
            Some("PUBLIC KEY" | "RSA PUBLIC KEY" | "PRIVATE KEY" | "RSA PRIVATE KEY") => self.decoded("damaged PEM"),
            Some(label) => Material::other(unknown_block(label), "give a PKCS#8 or SPKI PEM"),
            None if self.base64.trim_start().starts_with("ssh-") => {
                Material::other("an OpenSSH key", "convert it (`ssh-keygen -e -m PKCS8`)")
            }
            None => self.decoded("text that is neither PEM nor base64 of a key"),
        }
    }

    fn decoded(&self, otherwise: &'static str) -> Material {
        let packed: Zeroizing<Vec<u8>> =
            Zeroizing::new(self.base64.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect());
        match STANDARD.decode(&*packed) {
            Ok(der) => of_der(Zeroizing::new(der)),
            Err(_) => Material::other(otherwise, "copy the key again, whole and unchanged"),
        }
    }
}

// A label that lost its dashes runs into the key, so only what looks like a label is repeated.
fn unknown_block(label: &str) -> Cow<'static, str> {
    let is_word = |word: &str| word.len() <= 15 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if label.len() <= 40 && label.split(' ').all(is_word) {
        format!("a PEM block {label:?}").into()
    } else {
        "a PEM block of an unknown kind".into()
    }
}

fn encrypted() -> Material {
    Material::other("an encrypted private key", "decrypt it first (`openssl pkey`)")
}

// Labels lie: `RSA PUBLIC KEY` around an SPKI is common, so the content decides.
fn of_der(der: Zeroizing<Vec<u8>>) -> Material {
    if let Ok(info) = SubjectPublicKeyInfoRef::try_from(&**der) {
        return of_spki(&info);
    }
    if let Ok(info) = PrivateKeyInfo::try_from(&**der) {
        return of_pkcs8(&info);
    }
    if pkcs1::RsaPublicKey::try_from(&**der).is_ok() {
        Material::Public(der)
    } else if pkcs1::RsaPrivateKey::try_from(&**der).is_ok() {
        Material::Private(der)
    } else if is_certificate(&der) {
        Material::Certificate
    } else {
        Material::other("DER that is no key known here", "give a PKCS#8 or SPKI PEM, whole and unchanged")
    }
}

fn of_spki(info: &SubjectPublicKeyInfoRef<'_>) -> Material {
    match info.subject_public_key.as_bytes() {
        Some(der) if is_rsa(info.algorithm.oid) && pkcs1::RsaPublicKey::try_from(der).is_ok() => {
            Material::Public(Zeroizing::new(der.to_vec()))
        }
        _ => another_algorithm("public", info.algorithm.oid),
    }
}

fn of_pkcs8(info: &PrivateKeyInfo<'_>) -> Material {
    if is_rsa(info.algorithm.oid) && pkcs1::RsaPrivateKey::try_from(info.private_key).is_ok() {
        Material::Private(Zeroizing::new(info.private_key.to_vec()))
    } else {
        another_algorithm("private", info.algorithm.oid)
    }
}

fn is_rsa(algorithm: rsa::pkcs8::ObjectIdentifier) -> bool {
    algorithm == pkcs1::ALGORITHM_OID
}

fn another_algorithm(half: &str, algorithm: rsa::pkcs8::ObjectIdentifier) -> Material {
    if is_rsa(algorithm) {
        Material::other(format!("a damaged RSA {half} key"), "copy the key again, whole and unchanged")
    } else {
        Material::other(format!("a {half} key of the algorithm {algorithm}"), "the scheme needs `rsaEncryption`")
    }
}

// RFC 5280, section 4.1: SEQUENCE { SEQUENCE { [0] { INTEGER 2 }, …
fn is_certificate(der: &[u8]) -> bool {
    matches!(der, [0x30, 0x82, _, _, 0x30, 0x82, _, _, 0xa0, 0x03, 0x02, 0x01, 0x02, ..])
}

#[cfg(test)]
mod tests {
    use rsa::pkcs8::DecodePrivateKey as _;
    use rsa::traits::PublicKeyParts as _;

    use super::*;

    const PRIVATE: &str = include_str!("../../../../corpus/keys/stranger.pkcs8.pem");
    const PUBLIC: &str = include_str!("../../../../corpus/keys/pelago-platform.spki.pem");
    // openssl ecparam -name prime256v1, for the error texts only
    const EC_PUBLIC: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1lHcmOFS99HvxVygeOF5WwFgwQpl3X3DR631gePeF8Q5YFnp0sti\
        JWcEg0uVhbFOeg1IrUzbKTV+wNrbdxhZJA==";

    #[test]
    fn ok_every_form_of_a_public_key() {
        let der = public_key(PUBLIC.as_bytes()).unwrap();
        let pkcs1 = STANDARD.encode(&**der);
        let forms = [
            PUBLIC.to_owned(),
            PUBLIC.replace('\n', "\r\n"),
            PUBLIC.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
            format!("\u{feff}written by the portal\n{PUBLIC}\n\n"),
            body(PUBLIC),
            body(PUBLIC).replace('\n', ""),
            format!("-----BEGIN PUBLIC KEY-----{}-----END PUBLIC KEY-----", body(PUBLIC).replace('\n', " ")),
            pkcs1.clone(),
            format!("-----BEGIN RSA PUBLIC KEY-----\n{pkcs1}\n-----END RSA PUBLIC KEY-----\n"),
        ];
        for form in forms {
            assert_eq!(public_key(form.as_bytes()).as_deref(), Ok(&*der), "{form}");
        }
    }

    #[test]
    fn ok_every_form_of_a_private_key() {
        let der = private_key(PRIVATE.as_bytes()).unwrap();
        let pkcs1 = STANDARD.encode(&**der);
        let forms = [
            PRIVATE.to_owned(),
            body(PRIVATE),
            format!("-----BEGIN RSA PRIVATE KEY-----\n{pkcs1}\n-----END RSA PRIVATE KEY-----\n"),
        ];
        for form in forms {
            assert_eq!(private_key(form.as_bytes()).as_deref(), Ok(&*der));
        }
        let modulus = rsa::RsaPrivateKey::from_pkcs8_pem(PRIVATE).unwrap().n().to_bytes_be();
        assert_eq!(pkcs1::RsaPrivateKey::try_from(&**der).unwrap().modulus.as_bytes(), modulus);
    }

    #[test]
    fn err_not_a_public_key() {
        let cases: [(&[u8], &str); 15] = [
            (b" \n", "the key is empty: set it, a receiver must not start without one"),
            (
                PRIVATE.as_bytes(),
                "found an RSA private key: give the public half (`openssl pkey -pubout`), \
                 and ask who else has the private one",
            ),
            (
                b"-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----",
                "found a certificate: give the key in it (`openssl x509 -pubkey -noout`)",
            ),
            (b"MIIC+TCCAeGgAwIBAg==", "found a certificate: give the key in it (`openssl x509 -pubkey -noout`)"),
            (
                EC_PUBLIC.as_bytes(),
                "found a public key of the algorithm 1.2.840.10045.2.1: the scheme needs `rsaEncryption`",
            ),
            (b"ssh-rsa AAAAB3", "found an OpenSSH key: convert it (`ssh-keygen -e -m PKCS8`)"),
            (b"\x30\x82\x01\x22", "found binary data: if it is DER, turn it into base64 (`openssl base64 -A`)"),
            (
                b"-----BEGIN EC PARAMETERS-----\nBg==\n-----END EC PARAMETERS-----",
                "found a PEM block \"EC PARAMETERS\": give a PKCS#8 or SPKI PEM",
            ),
            (
                b"-----BEGIN PRIVATE KEY\nMIIE-----\nMIIE\n-----END PRIVATE KEY-----",
                "found a PEM block of an unknown kind: give a PKCS#8 or SPKI PEM",
            ),
            (
                b"-----BEGIN MIIEVQIBADANBGKQHK KEY-----\nMIIE\n-----END MIIEVQIBADANBGKQHK KEY-----",
                "found a PEM block of an unknown kind: give a PKCS#8 or SPKI PEM",
            ),
            (
                b"-----BEGIN PUBLIC KEY-----\nMIIB",
                "found a PEM block without its end: copy it whole, with both lines of dashes",
            ),
            (
                b"-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----",
                "found \\n written as two characters: put real line ends, or none, into the PEM",
            ),
            (
                b"-----BEGIN PUBLIC KEY-----\nMI*B\n-----END PUBLIC KEY-----",
                "found damaged PEM: copy the key again, whole and unchanged",
            ),
            (
                b"TEST-secret",
                "found text that is neither PEM nor base64 of a key: copy the key again, whole and unchanged",
            ),
            (b"AAAA", "found DER that is no key known here: give a PKCS#8 or SPKI PEM, whole and unchanged"),
        ];
        for (text, line) in cases {
            let error = public_key(text).unwrap_err().to_string();
            assert_eq!(error.trim_start_matches("expected an RSA public key, "), line);
        }
    }

    #[test]
    fn err_not_a_private_key() {
        let both = format!("{PRIVATE}{PUBLIC}");
        let cases = [
            (PUBLIC, "found an RSA public key: signing needs the private half"),
            (&both, "found several PEM blocks: keep the one that is due"),
            (
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----",
                "found an encrypted private key: decrypt it first (`openssl pkey`)",
            ),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIB\n-----END RSA PRIVATE KEY-----",
                "found an encrypted private key: decrypt it first (`openssl pkey`)",
            ),
        ];
        for (text, line) in cases {
            let error = private_key(text.as_bytes()).unwrap_err().to_string();
            assert_eq!(error, format!("expected an RSA private key, {line}"));
        }
    }

    #[test]
    fn err_truncated_anywhere_names_no_material() {
        let body = body(PRIVATE).replace('\n', "");
        for end in (4..body.len() - 4).step_by(4) {
            let error = private_key(&body.as_bytes()[..end]).unwrap_err().to_string();
            assert!(!error.contains(&body[..4]), "{error}");
        }
    }

    fn body(pem: &str) -> String {
        pem.lines().filter(|line| !line.starts_with("-----")).map(|line| format!("{line}\n")).collect()
    }
}
