//! Amounts stay as they are written.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and way of writing.
pub static FAMILY: Family = Family {
    name: "client-amounts",
    title: "amounts with more digits than a binary number keeps",
    why: "A binary number keeps 15 to 17 digits: the amount that is compared, shown or refunded is then another one.",
    right: "Read amounts as decimal numbers from the text, also where they are JSON numbers, and write them back digit by digit.",
    source: "https://www.rfc-editor.org/rfc/rfc8259#section-6 and CWE-681",
    level: Level::Money,
    impact: Impact::Money,
    make: |_| Vec::new(),
};
