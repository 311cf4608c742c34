#![no_main]

use counterfoil_protocol::fuzzing;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::encodings(bytes));
