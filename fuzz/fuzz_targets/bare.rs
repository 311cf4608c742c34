#![no_main]

use serde_json::value::RawValue;

// No target of its own: what the nested ones are measured beside.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _read = serde_json::from_slice::<&RawValue>(bytes);
});
