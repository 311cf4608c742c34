//! JSON documents as trees, and the many ways to write one: those of the fuzz targets.

pub(crate) use counterfoil_protocol::fuzzing::document::{Members, Value, remove, set, write, write_value};
