//! The schemas against another implementation of JSON Schema, against the documented examples, and against our own
//! reading of the same tables.

#[path = "../../../protocol/tests/properties/arbitrary.rs"]
mod arbitrary;
#[path = "../../../protocol/tests/properties/body.rs"]
mod body;
#[path = "../../../protocol/tests/properties/damage.rs"]
#[expect(dead_code, reason = "where a violation is reported is tested beside the tables")]
mod damage;
#[path = "../../../protocol/tests/properties/every_kind.rs"]
mod every_kind;
#[path = "../../../protocol/tests/properties/runner.rs"]
mod runner;
#[path = "../../../protocol/tests/properties/tables.rs"]
#[expect(dead_code, reason = "variants of signed messages are for the reference receiver")]
mod tables;
#[path = "../../../protocol/tests/properties/wrong.rs"]
mod wrong;

mod agreement;
mod contradictions;
mod examples;
mod facts;

mod judge;
mod schemas;

use counterfoil_protocol::fuzzing::document;
