#![no_main]

use counterfoil_protocol::fuzzing;
use counterfoil_protocol::gateways::gatepay;

libfuzzer_sys::fuzz_target!(init: counterfoil_fuzz::plant(), |bytes: &[u8]| fuzzing::nested(&gatepay::GATEWAY, bytes));

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    counterfoil_fuzz::behind_the_signature(&gatepay::GATEWAY, data, size, max, seed)
});
