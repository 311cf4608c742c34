#![no_main]

use counterfoil_protocol::fuzzing;
use counterfoil_protocol::gateways::gatepay;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::genuine(&gatepay::GATEWAY, bytes));
