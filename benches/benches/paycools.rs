//! PayCools: the payment notification of the seed page; RSA-2048 over the decoded `param`.

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use counterfoil_benches::{Seed, run, spki};
use counterfoil_protocol::gateways::paycools;

fn main() {
    let seed = Seed {
        gateway: &paycools::GATEWAY,
        key: include_str!("../../corpus/keys/paycools-platform.pkcs8.pem"),
        body: include_str!("../bodies/paycools.json"),
        order: "Platform653350151938813",
    };
    let pem = include_str!("../../corpus/keys/paycools-platform.spki.pem");
    let prepared = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki(pem)).expect("a TEST key");
    run(&seed, |signed, signature| prepared.verify_sig(signed, signature).is_ok());
}
