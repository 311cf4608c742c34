//! GatePay: the PAY callback of the seed page; HMAC-SHA512 over the raw body.

use counterfoil_benches::{Seed, run};
use counterfoil_protocol::gateways::gatepay;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha512;

fn main() {
    let seed = Seed {
        gateway: &gatepay::GATEWAY,
        key: include_str!("../../corpus/keys/gatepay.secret"),
        body: include_str!("../bodies/gatepay.json"),
        order: "gateio_withdraw6331782520222",
    };
    let prepared = Hmac::<Sha512>::new_from_slice(seed.key.as_bytes()).expect("a TEST key");
    run(&seed, |signed, signature| {
        let mut keyed = prepared.clone();
        keyed.update(signed);
        keyed.verify_slice(signature).is_ok()
    });
}
