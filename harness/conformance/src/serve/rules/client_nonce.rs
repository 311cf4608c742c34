//! Each request has a nonce of its own.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per run.
pub static FAMILY: Family = Family {
    name: "client-nonce",
    title: "whether two requests carry the same nonce",
    why: "A nonce that repeats lets an old request be sent again under its signature.",
    right: "Draw a fresh nonce from a good source of randomness for each request, also for a repetition.",
    source: "https://docs.gate.com/essentials/version/100/en/authentication&Security",
    level: Level::Once,
    impact: Impact::Replay,
    make: |_| Vec::new(),
};
