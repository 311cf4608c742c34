#![no_main]

use counterfoil_protocol::fuzzing;

libfuzzer_sys::fuzz_target!(init: counterfoil_fuzz::plant(), |bytes: &[u8]| fuzzing::json(bytes));
