#![no_main]

use counterfoil_protocol::fuzzing;
use counterfoil_protocol::gateways::cregis;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::mutated(&cregis::GATEWAY, bytes));
