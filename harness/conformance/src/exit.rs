//! The exit codes: one of them, never a count; where several apply, the first of 2, 1, 4, 5, 3.

/// Complete, everything as expected; known failures may exist.
pub const FINE: u8 = 0;
/// A new failure: a forgery acknowledged, a genuine message refused, a crash, a hang, a late or wrong acknowledgement.
pub const FAILURE: u8 = 1;
/// Usage or configuration.
pub const USAGE: u8 = 2;
/// The subject cannot be reached or fails its probes, or the run is incomplete.
pub const UNREACHABLE: u8 = 4;
/// Nothing was selected, or everything was skipped.
pub const NOTHING: u8 = 5;
