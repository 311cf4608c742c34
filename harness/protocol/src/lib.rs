//! The reference for five payment gateways' messages: what is on the wire, what is signed, how it is verified.
//!
//! No I/O, no clock, no randomness: bytes, keys and the time come in as arguments.
//!
//! * [`wire`]: bytes to structure, knows no gateway.
//! * [`canonical`]: the exact signed bytes.
//! * [`scheme`]: signature algorithms.
//! * [`gateway`], [`gateways`]: the facts of each gateway.
//! * [`receive`]: the reference receiver; [`sign`]: the other side.
//! * [`call`]: the reference client; [`gate`]: the gateway's side of it; [`answer`]: what comes back.
//! * `fuzzing`, a feature of that name: bodies of the fuzz targets.

pub mod answer;
pub mod call;
pub mod canonical;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod gate;
pub mod gateway;
pub mod gateways;
pub mod message;
pub mod reading;
pub mod receive;
pub mod rejection;
pub mod rules;
pub mod scheme;
pub mod sign;
pub mod value;
pub mod wire;
