#![no_main]

use counterfoil_protocol::fuzzing;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterfoil_fuzz::count(fuzzing::collisions(bytes)));
