//! The address the payer is sent to is checked first.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and shape of the address.
pub static FAMILY: Family = Family {
    name: "client-payment-url",
    title: "whether a hostile payment address is followed",
    why: "Whoever controls the address controls where the payer's money goes, and what the payer's browser runs.",
    right: "Put a path behind the documented host only when it begins with exactly one slash; compare scheme and host of a whole address, with the parser that will open it, against the documented ones; refuse line breaks, backslashes and @.",
    source: "CWE-601, CWE-918, CWE-113 and https://url.spec.whatwg.org/#concept-url-parser",
    level: Level::Money,
    impact: Impact::Leak,
    make: |_| Vec::new(),
};
