//! Bodies of the fuzz targets, each with an oracle beyond "no panic".
//!
//! They are plain functions, so that libFuzzer, another engine and `cargo test` run the same code. A finding panics with
//! everything that is needed to repeat it. Only TEST keys are used.
//!
//! * [`nested`]: any bytes as the body of one gateway's callback.
//! * [`genuine`]: a structured message in any style, signed and received.
//! * [`mutated`]: a signed callback, changed under its signature.
//! * [`collisions`]: two messages under one signature.
//! * [`canonical`]: the recipes that sort, against a naive implementation.
//! * [`json`]: the wire layer against `serde_json`.
//! * [`headers`], [`encodings`], [`keys`]: the small readers.
//!
//! [`resign`] changes the inner document of a body and signs it again; [`dictionary`] says a gateway's words;
//! [`document`] and [`variants`] are shared with the properties.

mod bench;
mod canonical;
mod collisions;
mod dictionary;
pub mod document;
mod draft;
mod encodings;
mod expected;
mod genuine;
mod headers;
mod json;
mod keys;
mod kits;
mod mutated;
mod nested;
mod resign;
mod script;
mod second;
mod tree;
mod values;
pub mod variants;

pub use self::canonical::canonical;
pub use self::collisions::{Collision, collisions};
pub use self::dictionary::{dictionary, json_dictionary};
pub use self::encodings::encodings;
pub use self::genuine::genuine;
pub use self::headers::headers;
pub use self::json::json;
pub use self::keys::keys;
pub use self::mutated::mutated;
pub use self::nested::nested;
pub use self::resign::resign;
use crate::gateways;

/// What a target does with its input.
pub type Body = Box<dyn Fn(&[u8]) + Send + Sync>;

/// One fuzz target.
pub struct Target {
    /// As in `fuzz/Cargo.toml`.
    pub name: String,
    /// The file of its dictionary below `fuzz/dict/`, without the ending; none where words do not help.
    pub dictionary: Option<&'static str>,
    /// Its body.
    pub run: Body,
}

impl Target {
    /// A target of that name.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        dictionary: Option<&'static str>,
        run: impl Fn(&[u8]) + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), dictionary, run: Box::new(run) }
    }
}

impl core::fmt::Debug for Target {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Target({})", self.name)
    }
}

/// Every target of this crate.
#[must_use]
pub fn targets() -> Vec<Target> {
    let mut targets = vec![
        Target::new("canonical", None, canonical),
        Target::new("collisions", None, |bytes| {
            let _known = collisions(bytes);
        }),
        Target::new("encodings", None, encodings),
        Target::new("headers", None, headers),
        Target::new("json", Some("json"), json),
        Target::new("keys", Some("keys"), keys),
    ];
    for gateway in gateways::ALL {
        targets.push(Target::new(format!("genuine_{gateway}"), None, |bytes| genuine(gateway, bytes)));
        targets.push(Target::new(format!("mutated_{gateway}"), Some(gateway.name), |bytes| mutated(gateway, bytes)));
        targets.push(Target::new(format!("nested_{gateway}"), Some(gateway.name), |bytes| nested(gateway, bytes)));
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::bench::{bench, outcome};
    use super::kits::KITS;
    use super::*;
    use crate::gateways::cregis;

    #[test]
    fn each_gateway_has_a_genuine_message_that_credits_nothing() {
        assert_eq!(KITS.each_ref().map(|kit| kit.gateway.name), gateways::ALL.map(|gateway| gateway.name));
        for bench in gateways::ALL.map(bench) {
            let request = bench.request(bench.kit.body.as_bytes(), &bench.signature);
            let received = outcome(&bench.strict, &request).unwrap();
            assert!(!received.credit, "{received:?}");
            mutated(bench.kit.gateway, b"");
        }
    }

    #[test]
    fn a_body_under_its_own_signature_is_no_finding() {
        let bench = bench(&cregis::GATEWAY);
        nested(&cregis::GATEWAY, &bench.request(bench.kit.body.as_bytes(), &bench.signature).body);
    }
}
