//! Dictionaries for libFuzzer, from the gateways' tables.

use core::fmt::Write as _;
use std::collections::BTreeSet;

use crate::gateway::{Gateway, Place};
use crate::message::{Field, Kind};

/// What is odd about JSON.
const JSON: [&str; 25] = [
    "{\"",
    "\":",
    "\":\"",
    "\",\"",
    "[[[[",
    "]]]]",
    "null",
    "true",
    "false",
    "\\u0000",
    "\\u0061",
    "\\ud83d",
    "\\ude00",
    "\\/",
    "\\\\",
    "\\\"",
    "1E2",
    "1.00",
    "-0",
    "1e999",
    "9007199254740993",
    "__proto__",
    "\u{feff}",
    "\u{2028}",
    "\u{1f600}",
];

/// The words of JSON alone.
#[must_use]
pub fn json_dictionary() -> String {
    file("JSON, and what is odd about it", &BTreeSet::new())
}

/// Members and words of the gateway's callbacks, and those of JSON.
#[must_use]
pub fn dictionary(gateway: &Gateway) -> String {
    let mut words = BTreeSet::new();
    let parts = [Some(gateway.place), gateway.timestamp.map(|part| part.place), gateway.nonce.map(|part| part.place)];
    for place in parts.into_iter().flatten() {
        if let Place::Member(name) = place {
            words.insert(name.to_owned());
        }
    }
    for message in gateway.callbacks {
        collect(message.fields, &mut words);
    }
    file(&format!("Members and words of {}'s callbacks, and JSON", gateway.title), &words)
}

fn collect(fields: &[Field], words: &mut BTreeSet<String>) {
    for field in fields {
        words.insert(field.name.to_owned());
        of_kind(&field.kind, words);
    }
}

fn of_kind(kind: &Kind, words: &mut BTreeSet<String>) {
    match kind {
        Kind::Object(inner)
        | Kind::Nested(inner)
        | Kind::List(inner)
        | Kind::NestedList(inner)
        | Kind::Base64Json(inner) => collect(inner, words),
        Kind::Values(kind) | Kind::NestedValues(kind) => of_kind(kind, words),
        Kind::Either(kinds) => kinds.iter().for_each(|kind| of_kind(kind, words)),
        Kind::Enumeration(values) => words.extend(values.iter().map(|value| value.name.to_owned())),
        Kind::Constant(word) => {
            words.insert((*word).to_owned());
        }
        _ => {}
    }
}

/// The file's text. <https://llvm.org/docs/LibFuzzer.html#dictionaries>
fn file(about: &str, words: &BTreeSet<String>) -> String {
    let mut out = format!("# {about}. Generated: the test of the dictionaries says how.\n");
    for word in JSON.iter().copied().chain(words.iter().map(String::as_str)) {
        out.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
                b' '..=b'~' => out.push(char::from(byte)),
                _ => write!(out, "\\x{byte:02x}").expect("a String takes everything"),
            }
        }
        out.push_str("\"\n");
    }
    out
}
