//! Cregis: the paid order of the callback page; MD5 over sorted members.

use counterfoil_benches::{Seed, run};
use counterfoil_protocol::gateways::cregis;
use md5::{Digest as _, Md5};

fn main() {
    let seed = Seed {
        gateway: &cregis::GATEWAY,
        key: include_str!("../../corpus/keys/cregis.secret"),
        body: include_str!("../bodies/cregis.json"),
        order: "c9231e604da54469a735af3f449c880f",
    };
    let prepared = Md5::new_with_prefix(seed.key);
    run(&seed, |signed, signature| {
        let mut keyed = prepared.clone();
        keyed.update(signed);
        keyed.finalize().as_slice() == signature
    });
}
