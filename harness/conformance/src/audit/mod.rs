//! Recorded traffic, judged without the implementation that made it.
//!
//! [`files`] → [`content`] → [`source`] (raw recordings in batches) → [`exchanges`] → [`identify`] → [`facts`] →
//! [`rules`] → [`tally`]; [`memory`] keeps what exchanges are compared by; [`judging`] runs it on all cores.

mod answered;
pub mod bodies;
pub mod content;
mod end;
pub mod exchanges;
pub mod facts;
pub mod files;
pub mod identify;
pub mod judging;
mod lines;
pub mod lint;
mod look;
pub mod memory;
pub mod opened;
pub mod party;
pub mod rule;
pub mod rules;
pub mod secrets;
pub mod source;
pub mod tally;
