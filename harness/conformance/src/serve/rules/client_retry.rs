//! A call whose answer is lost, or put off, is repeated under the same number and not too soon.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and fault.
pub static FAMILY: Family = Family {
    name: "client-retry",
    title: "how a lost or postponed call is repeated",
    why: "An order may exist although its answer never came: a new number makes a second one, and the payer pays twice.",
    right: "Keep the merchant's order number with the purchase and use it for every repetition, or ask for the order first. After 429 or 503 wait as long as Retry-After says.",
    source: "https://www.rfc-editor.org/rfc/rfc9110#field.retry-after and https://www.rfc-editor.org/rfc/rfc6585#section-4",
    level: Level::Once,
    impact: Impact::Money,
    make: |_| Vec::new(),
};
