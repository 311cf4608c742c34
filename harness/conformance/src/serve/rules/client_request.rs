//! Each request is found, verified over its bytes, and checked against its table.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message that the client sent.
pub static FAMILY: Family = Family {
    name: "client-request",
    title: "each request, as the gateway would take it: path, headers, signature, timestamp, parameters",
    why: "A gateway refuses what is signed over other bytes than were sent, dated by a wrong clock, or incomplete.",
    right: "Sign the very bytes that are sent; take the timestamp from a set clock; send every required parameter in the documented kind.",
    source: "https://datatracker.ietf.org/doc/html/rfc9421#name-security-considerations",
    level: Level::Authentic,
    impact: Impact::Interop,
    make: |_| Vec::new(),
};
