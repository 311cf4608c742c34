//! Bodies of the fuzz targets for files: any bytes are refused, or survive being written and read again.
//!
//! * [`exchanges`]: one exchange, and lines of them.
//! * [`journal`], [`mappings`]: the files of WireMock.
//! * [`configuration`]: `counterfoil.toml`. [`saved_run`]: `run.json`.
//! * [`http_request`]: one HTTP request as text.

mod configuration;
mod exchanges;
mod http_request;
mod journal;
mod mappings;
mod saved_run;

use counterfoil_protocol::fuzzing::Target;

pub use self::configuration::configuration;
pub use self::exchanges::exchanges;
pub use self::http_request::http_request;
pub use self::journal::journal;
pub use self::mappings::mappings;
pub use self::saved_run::saved_run;

/// Every target of this crate.
#[must_use]
pub fn targets() -> Vec<Target> {
    vec![
        Target::new("configuration", Some("configuration"), configuration),
        Target::new("exchanges", Some("recordings"), exchanges),
        Target::new("http_request", Some("http"), http_request),
        Target::new("journal", Some("recordings"), journal),
        Target::new("mappings", Some("recordings"), mappings),
        Target::new("saved_run", Some("configuration"), saved_run),
    ]
}

/// Bytes as text for a message.
fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}
