#![no_main]

use counterfoil_protocol::fuzzing;
use counterfoil_protocol::gateways::cregis;

libfuzzer_sys::fuzz_target!(init: counterfoil_fuzz::plant(), |bytes: &[u8]| fuzzing::nested(&cregis::GATEWAY, bytes));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    counterfoil_fuzz::behind_the_signature(&cregis::GATEWAY, data, size, max, seed)
});
