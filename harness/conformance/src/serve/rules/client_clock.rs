//! A clock that the gateway finds wrong is no reason to go on for ever, or to send old signatures.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and fault.
pub static FAMILY: Family = Family {
    name: "client-clock",
    title: "what follows an answer that finds fault with the clock",
    why: "A client that sends the same signature again never gets through; one that takes its time from an unsigned header can be made to sign for any moment.",
    right: "Report the error; repeat a few times at most, each time with a new timestamp and signature; keep the clock by NTP.",
    source: "https://docs.gate.com/essentials/version/100/en/authentication&Security",
    level: Level::Robust,
    impact: Impact::Hygiene,
    make: |_| Vec::new(),
};
