//! The files that Counterfoil reads and writes. No I/O: texts and bytes come in and go out.
//!
//! * [`config`][]: `counterfoil.toml`.
//! * [`exchange`][]: one HTTP request as text.
//! * [`report`][]: the lines of a JSON report.

pub mod config;
pub mod exchange;
pub mod report;
