//! A certificate that proves nothing is refused.

use crate::case::{Impact, Level};
use crate::families::Family;

/// One case per run over TLS.
pub static FAMILY: Family = Family {
    name: "client-tls",
    title: "a certificate that does not prove the gateway's name",
    why: "Without the check anybody on the way reads and changes what is paid.",
    right: "Leave the library's checks on, in tests too: trust a test authority instead of switching them off.",
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-https-certificate-verificat and CWE-295",
    level: Level::Authentic,
    impact: Impact::AuthBypass,
    make: |_| Vec::new(),
};
