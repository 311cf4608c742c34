//! The files that Counterfoil reads and writes. No I/O: texts and bytes come in and go out.
//!
//! * [`config`][]: `counterfoil.toml`.
//! * [`error`][]: why a file cannot be read, and where.
//! * [`exchange`][]: one request with its response, as bytes.
//! * [`facts`][]: `corpus/gateways.json`.
//! * `fuzzing`, a feature of that name: bodies of the fuzz targets.
//! * [`http_text`][]: one HTTP request as text.
//! * [`json`][]: JSON to be written.
//! * [`lint`][]: what a recording can prove.
//! * [`recording`][]: what a saved run says beside its exchanges.
//! * [`report`][]: the lines of a JSON report.
//! * [`schema`][]: `corpus/schemas/`.
//! * [`wiremock`][]: request journals and stub mappings of WireMock.

pub mod config;
pub mod error;
pub mod exchange;
pub mod facts;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod http_text;
pub mod json;
pub mod lint;
mod members;
pub mod recording;
pub mod report;
pub mod schema;
pub mod wiremock;
