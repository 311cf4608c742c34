//! The files that Counterfoil reads and writes. No I/O: texts and bytes come in and go out.
//!
//! * [`config`][]: `counterfoil.toml`.
//! * [`exchange`][]: one HTTP request as text.
//! * [`facts`][]: `corpus/gateways.json`.
//! * [`json`][]: JSON to be written.
//! * [`report`][]: the lines of a JSON report.
//! * [`schema`][]: `corpus/schemas/`.

pub mod config;
pub mod exchange;
pub mod facts;
pub mod json;
pub mod report;
pub mod schema;
