#![no_main]

use counterfoil_formats::fuzzing;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::http_request(bytes));
