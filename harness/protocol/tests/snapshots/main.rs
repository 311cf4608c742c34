//! Snapshots: what the crate makes of each documented example, and how each refusal is worded.
//!
//! They lie below `snapshots/protocol/` at the root of the repository; `INSTA_UPDATE=always cargo test -p
//! counterfoil-protocol --test snapshots` rewrites them. Each has a name of its own, none a number.

#![expect(clippy::disallowed_methods, reason = "tests read the corpus; the crate itself never does")]

mod examples;
mod parts;
mod rejections;
mod stored;
#[path = "../support/mod.rs"]
mod support;
