//! `counterfoil.toml`.

use super::shown;
use crate::config::{Config, duration};

/// Any bytes as a configuration.
///
/// * What is taken says the same when its TOML is read and printed by another hand, and a refusal is one line.
/// * A duration is positive.
///
/// # Panics
///
/// When one of these does not hold.
pub fn configuration(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    if let Ok(duration) = duration(text) {
        assert!(!duration.is_zero(), "no time at all: {text:?}");
    }
    match Config::parse(text) {
        Ok(config) => {
            let table: toml::Table = text.parse().expect("the same text was read");
            let printed = toml::to_string(&table).expect("what was read can be printed");
            let again = Config::parse(&printed);
            let (first, second) = (format!("{config:?}"), again.as_ref().map(|again| format!("{again:?}")));
            assert!(second.as_deref() == Ok(&*first), "{first}, then {second:?}\n{printed}\n{}", shown(bytes));
        }
        Err(refused) => {
            let line = refused.to_string();
            assert!(!line.contains('\n') && !line.is_empty(), "not one line: {line:?}\n{}", shown(bytes));
        }
    }
}
