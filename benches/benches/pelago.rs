//! Pelago: the fiat order notify of the seed page; RSA-2048 over sorted values.

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use counterfoil_benches::{Seed, run, spki};
use counterfoil_protocol::gateways::pelago;

fn main() {
    let seed = Seed {
        gateway: &pelago::GATEWAY,
        key: include_str!("../../corpus/keys/pelago-platform.pkcs8.pem"),
        body: include_str!("../bodies/pelago.json"),
        order: "M20250527142157001",
    };
    let pem = include_str!("../../corpus/keys/pelago-platform.spki.pem");
    let prepared = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki(pem)).expect("a TEST key");
    run(&seed, |signed, signature| prepared.verify_sig(signed, signature).is_ok());
}
