//! `run.json`.

use super::shown;
use crate::recording::Recording;

/// Any bytes as what a saved run says beside its exchanges.
///
/// * What is read is the same when it is written and read again.
///
/// # Panics
///
/// When this does not hold.
pub fn saved_run(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let Ok(recording) = Recording::read(text) else { return };
    let written = recording.to_file();
    let again = Recording::read(&written).map(|again| format!("{again:?}"));
    assert!(
        again.as_ref() == Ok(&format!("{recording:?}")),
        "{recording:?}, then {again:?}\n{written}\n{}",
        shown(bytes)
    );
}
