//! Properties of messages made from the tables: every message of every gateway; callbacks and requests in every reading.
//!
//! Nothing is listed by hand: a new gateway, message, member or reading is under test as soon as its list has it.

#![expect(clippy::disallowed_methods, reason = "tests read the corpus; the crate itself never does")]

mod arbitrary;
mod body;
mod calls;
mod canonical;
mod damage;
mod every_kind;
mod genuine;
mod messages;
mod refusals;
mod requests;
mod runner;
mod says;
mod signatures;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod wire;
mod wrong;

use counterfoil_protocol::fuzzing::document;
use runner::{check, share};
