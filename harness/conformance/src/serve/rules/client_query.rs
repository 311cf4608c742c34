//! An order query and a callback that disagree.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message.
pub static FAMILY: Family = Family {
    name: "client-query",
    title: "an order query that contradicts what happened",
    why: "A forged or late callback says paid while the gateway says unpaid: who trusts the callback alone ships for nothing.",
    right: "Believe the query, tell somebody, and do not ship. What the client booked cannot be seen from here: look at its own records.",
    source: "CWE-345 and https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods",
    level: Level::Money,
    impact: Impact::Money,
    make: |_| Vec::new(),
};
