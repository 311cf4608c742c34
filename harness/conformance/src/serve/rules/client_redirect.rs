//! Signed headers and bodies stay with the host they were signed for.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per message and redirect.
pub static FAMILY: Family = Family {
    name: "client-redirect",
    title: "what a redirect to another host takes with it",
    why: "Whoever gets a signed request can send it to the gateway himself; the key's name goes with it.",
    right: "Do not follow redirects of the API: no page documents one. Where they are followed, leave signature, key and body behind when host, port or scheme change.",
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx and CWE-601",
    level: Level::Robust,
    impact: Impact::Leak,
    make: |_| Vec::new(),
};
