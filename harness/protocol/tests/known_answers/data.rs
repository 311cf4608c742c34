//! The files under `corpus/known-answers/`, read strictly.

use std::collections::{BTreeMap, BTreeSet};

use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::gateways;
use serde::Deserialize;

const FILES: [(&str, &str); 5] = [
    ("cregis", include_str!("../../../../corpus/known-answers/cregis.json")),
    ("gatepay", include_str!("../../../../corpus/known-answers/gatepay.json")),
    ("paycools", include_str!("../../../../corpus/known-answers/paycools.json")),
    ("payprotocol", include_str!("../../../../corpus/known-answers/payprotocol.json")),
    ("pelago", include_str!("../../../../corpus/known-answers/pelago.json")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    format: u32,
    gateway: String,
    about: String,
    pub(crate) keys: BTreeMap<String, Key>,
    count: usize,
    pub(crate) vectors: Vec<Vector>,
}

/// A secret, or an RSA pair as PEM or its base64; of a captured key only the public half is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    pub(crate) secret: Option<String>,
    pub(crate) public: Option<String>,
    pub(crate) private: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vector {
    pub(crate) id: String,
    pub(crate) origin: Origin,
    what: String,
    pub(crate) direction: Option<Direction>,
    pub(crate) message: Option<String>,
    #[serde(default)]
    pub(crate) readings: BTreeMap<String, String>,
    pub(crate) recipe: Option<Recipe>,
    pub(crate) key: Option<String>,
    pub(crate) input: Input,
    pub(crate) signed: Option<String>,
    pub(crate) signature: Option<String>,
    pub(crate) expect: Expect,
    pub(crate) receiver: Option<Decision>,
    pub(crate) code: Option<String>,
    reason: Option<String>,
    pub(crate) genuine: Option<String>,
    pub(crate) made: Option<Made>,
    pub(crate) rebuilt: Option<String>,
    #[serde(default)]
    pub(crate) collides_with: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Origin {
    Documented,
    Captured,
    Computed,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    Callback,
    Request,
}

/// A recipe that is not the gateway's own.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Recipe {
    CregisTeam,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Expect {
    Valid,
    Invalid,
    Unspecified,
    NotReproducible,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Decision {
    Accept,
    Refuse,
}

/// The message, as parts; which parts there are depends on the gateway.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    pub(crate) method: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) notify_url: Option<String>,
    #[serde(default)]
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) timestamp: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) members: Option<String>,
    pub(crate) param: Option<String>,
    pub(crate) data: Option<String>,
}

/// How a wrong signature was made; what is absent is as it should be.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Made {
    pub(crate) over: Option<Bytes>,
    pub(crate) key: Option<String>,
    pub(crate) algorithm: Option<String>,
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Bytes {
    Text(String),
    Hex(String),
}

impl Bytes {
    pub(crate) fn to_vec(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Hex(hex) => data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap(),
        }
    }
}

/// Every gateway with its file.
pub(crate) fn all() -> Vec<(&'static Gateway, File)> {
    FILES.map(|(name, text)| (gateways::by_name(name).unwrap(), load(name, text))).into()
}

fn load(name: &str, text: &str) -> File {
    let file: File = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((file.format, file.gateway.as_str()), (1, name));
    assert_eq!(file.count, file.vectors.len(), "{name}: the count is wrong");
    assert!(!file.about.is_empty());
    let ids: BTreeSet<&str> = file.vectors.iter().map(|vector| vector.id.as_str()).collect();
    assert_eq!(ids.len(), file.count, "{name}: an id occurs twice");
    file.keys.iter().for_each(|(name, key)| key.check(name));
    file.vectors.iter().for_each(Vector::check);
    file
}

impl Key {
    fn check(&self, name: &str) {
        assert!(["TEST-", "DOCUMENTED-", "CAPTURED-"].iter().any(|prefix| name.starts_with(prefix)), "{name}");
        assert!(self.secret.is_some() != self.public.is_some(), "{name}: a secret or a pair");
        assert!(self.private.is_none() || name.starts_with("TEST-"), "{name}: only TEST keys may sign");
    }
}

impl Vector {
    fn check(&self) {
        let Self { id, .. } = self;
        assert!(self.what.ends_with('.'), "{id}: one sentence");
        assert_eq!(self.reason.is_some(), self.expect != Expect::Valid, "{id}: a reason for what is not valid");
        assert!(self.expect == Expect::NotReproducible || self.key.is_some(), "{id} has no key");
        let refused = matches!(self.expect, Expect::Invalid | Expect::Unspecified);
        assert!(!refused || self.code.is_some(), "{id} has no code");
        assert!(refused || self.made.is_none() && self.genuine.is_none(), "{id}: only a mistake is explained");
    }
}
