//! What only libFuzzer's side of the targets needs; the bodies are in the crates they exercise.

use std::sync::atomic::{AtomicU64, Ordering};

use counterfoil_protocol::fuzzing::{Collision, resign};
use counterfoil_protocol::gateway::Gateway;
use counterfoil_protocol::scheme::Scheme;

/// libFuzzer's own mutation; now and then of the inner document, after which the message is signed again, so that the
/// change stands behind the signature.
pub fn behind_the_signature(gateway: &'static Gateway, data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    // An RSA signature takes as long as hundreds of inputs.
    let one_in = if gateway.scheme == Scheme::RsaSha256Base64 { 256 } else { 4 };
    if seed % one_in == 0 {
        let changed = resign(gateway, &data[..size], |inner| {
            let before = inner.len();
            inner.resize(max, 0);
            let after = libfuzzer_sys::fuzzer_mutate(inner, before, max);
            inner.truncate(after);
        });
        if let Some(changed) = changed.filter(|changed| changed.len() <= max) {
            data[..changed.len()].copy_from_slice(&changed);
            return changed.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(data, size, max)
}

/// Counts the collisions that the protocols themselves allow, and tells of the 1st, 2nd, 4th and so on.
pub fn count(collision: Option<Collision>) {
    static COUNTED: [AtomicU64; Collision::ALL.len()] = [const { AtomicU64::new(0) }; Collision::ALL.len()];
    let Some(collision) = collision else { return };
    let index = Collision::ALL.iter().position(|known| *known == collision).unwrap_or_default();
    let counted = COUNTED[index].fetch_add(1, Ordering::Relaxed) + 1;
    if counted.is_power_of_two() {
        eprintln!("known collision {}: {counted}", collision.name());
    }
}

/// Plants the bug that `COUNTERFOIL_PLANTED` names, in a build that can have one.
pub fn plant() {
    #[cfg(feature = "planted-bugs")]
    if let Ok(name) = std::env::var("COUNTERFOIL_PLANTED") {
        let bug = counterfoil_protocol::wire::Planted::by_name(&name);
        bug.unwrap_or_else(|| panic!("COUNTERFOIL_PLANTED: no bug `{name}`")).plant();
    }
}
