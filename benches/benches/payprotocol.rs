//! Pay Protocol: the order object with every documented member; HMAC-SHA256 over the raw body.

use counterfoil_benches::{Seed, run};
use counterfoil_protocol::gateways::payprotocol;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

fn main() {
    let seed = Seed {
        gateway: &payprotocol::GATEWAY,
        key: include_str!("../../corpus/keys/payprotocol.secret"),
        body: include_str!("../bodies/payprotocol.json"),
        order: "trade-20240329-0001",
    };
    let prepared = Hmac::<Sha256>::new_from_slice(seed.key.as_bytes()).expect("a TEST key");
    run(&seed, |signed, signature| {
        let mut keyed = prepared.clone();
        keyed.update(signed);
        keyed.verify_slice(signature).is_ok()
    });
}
