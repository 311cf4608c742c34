//! The keys a run signs with: TEST keys built into the program, or the user's own.

use core::fmt;

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::scheme::{KeyError, KeyPolicy, Scheme, SigningKey, VerifyingKey};

/// What the harness holds for one gateway.
pub struct Keys {
    /// Signs callbacks, as the gateway does.
    pub signing: SigningKey,
    /// The secret's bytes, or the private key's text: for forgeries that misuse it.
    pub material: Vec<u8>,
    /// Signs as the merchant does; only RSA gateways have a key of its own for that.
    pub merchant: Option<SigningKey>,
    /// A key that nobody trusts.
    pub stranger: SigningKey,
    /// The text of the public key, where there is one.
    pub public: Option<Vec<u8>>,
    /// Whether these are the TEST keys.
    pub test: bool,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("test", &self.test).finish_non_exhaustive()
    }
}

/// One TEST key as it lies in `corpus/keys/`.
#[derive(Clone, Copy, Debug)]
pub struct TestKey {
    /// The file below `corpus/keys/`.
    pub file: &'static str,
    /// Its content.
    pub text: &'static str,
}

macro_rules! test_keys {
    ($($constant:ident = $file:literal;)+) => {
        $(const $constant: TestKey =
            TestKey { file: $file, text: include_str!(concat!("../../../corpus/keys/", $file)) };)+

        /// Every TEST key on file.
        pub const TEST_KEYS: &[TestKey] = &[$($constant,)+];
    };
}

test_keys! {
    CREGIS_SECRET = "cregis.secret";
    GATEPAY_SECRET = "gatepay.secret";
    PAYCOOLS_MERCHANT_PKCS8 = "paycools-merchant.pkcs8.pem";
    PAYCOOLS_MERCHANT_SPKI = "paycools-merchant.spki.pem";
    PAYCOOLS_PLATFORM_PKCS8 = "paycools-platform.pkcs8.pem";
    PAYCOOLS_PLATFORM_SPKI = "paycools-platform.spki.pem";
    PAYPROTOCOL_SECRET = "payprotocol.secret";
    PELAGO_MERCHANT_PKCS8 = "pelago-merchant.pkcs8.pem";
    PELAGO_MERCHANT_SPKI = "pelago-merchant.spki.pem";
    PELAGO_PLATFORM_PKCS8 = "pelago-platform.pkcs8.pem";
    PELAGO_PLATFORM_SPKI = "pelago-platform.spki.pem";
    STRANGER_PKCS8 = "stranger.pkcs8.pem";
}

/// The TEST key file of that name.
#[must_use]
pub fn test_key(file: &str) -> Option<&'static TestKey> {
    TEST_KEYS.iter().find(|key| key.file == file)
}

/// The secret, or the platform's private key, of a gateway among the TEST keys.
#[must_use]
pub fn test_signing_key(gateway: &Gateway) -> &'static TestKey {
    let file = match gateway.scheme {
        Scheme::RsaSha256Base64 => format!("{}-platform.pkcs8.pem", gateway.name),
        _ => format!("{}.secret", gateway.name),
    };
    test_key(&file).expect("each gateway has its TEST key")
}

impl Keys {
    /// The TEST keys of a gateway.
    #[must_use]
    pub fn test(gateway: &Gateway) -> Self {
        let material = test_signing_key(gateway).text.as_bytes();
        Self { test: true, ..Self::of(gateway, material).expect("TEST keys are right") }
    }

    /// The user's own secret or platform private key.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without showing it.
    pub fn of(gateway: &Gateway, material: &[u8]) -> Result<Self, KeyError> {
        let rsa = gateway.scheme == Scheme::RsaSha256Base64;
        let stranger = if rsa { STRANGER_PKCS8.text.as_bytes() } else { b"somebody-elses-secret" };
        let merchant = test_key(&format!("{}-merchant.pkcs8.pem", gateway.name));
        let public = test_key(&format!("{}-platform.spki.pem", gateway.name));
        Ok(Self {
            signing: gateway.scheme.signing_key(material, gateway.key_policy)?,
            material: material.to_vec(),
            merchant: merchant
                .map(|key| gateway.scheme.signing_key(key.text.as_bytes(), KeyPolicy::DEFAULT))
                .transpose()?,
            stranger: gateway.scheme.signing_key(stranger, KeyPolicy::DEFAULT)?,
            public: public.map(|key| key.text.as_bytes().to_vec()),
            test: false,
        })
    }
}

impl Keys {
    /// The same secret for messages with a signing rule of their own, where the gateway has such.
    #[must_use]
    pub fn own(&self, gateway: &Gateway) -> Option<VerifyingKey> {
        self.own_signing(gateway).map(|key| key.verifying_key())
    }

    /// As [`Keys::own`], to sign with.
    #[must_use]
    pub fn own_signing(&self, gateway: &Gateway) -> Option<SigningKey> {
        let signing = gateway.requests.iter().find_map(|message| message.signing)?;
        signing.scheme.signing_key(&self.material, KeyPolicy::DEFAULT).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gateway_has_its_test_keys() {
        for gateway in counterfoil_protocol::gateways::ALL {
            assert!(Keys::test(gateway).test);
        }
    }

    #[test]
    fn debug_output_shows_no_key() {
        let gateway = counterfoil_protocol::gateways::ALL[0];
        let shown = format!("{:?}", Keys::test(gateway));
        assert!(!shown.contains(CREGIS_SECRET.text), "{shown}");
    }
}
