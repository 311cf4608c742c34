//! Answers that are broken, or say no: the client takes neither for a success and does not storm.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and fault.
pub static FAMILY: Family = Family {
    name: "client-errors",
    title: "what follows an answer that is broken or says no",
    why: "A client that takes a number out of an error answer ships goods for an order that does not exist; one that repeats without a pause takes the gateway down.",
    right: "Read status, length, media type and code before anything else; bound depth, size and time; repeat a few times at most, each after a longer pause. That a client crashes cannot be seen from here: look at its log.",
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-idempotent-methods and CWE-252, CWE-400, CWE-674",
    level: Level::Robust,
    impact: Impact::Dos,
    make: |_| Vec::new(),
};
