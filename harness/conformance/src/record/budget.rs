//! How much the tap keeps in memory, over all connections.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// What all bodies together may hold.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicUsize,
}

/// What one body holds; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Share {
    of: Arc<Budget>,
    taken: usize,
}

impl Budget {
    pub(super) fn new(bytes: usize) -> Arc<Self> {
        Arc::new(Self { left: AtomicUsize::new(bytes) })
    }

    pub(super) fn share(self: &Arc<Self>) -> Share {
        Share { of: Arc::clone(self), taken: 0 }
    }
}

impl Share {
    /// Takes more, or nothing where there is not enough left.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        let taken = self.of.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok();
        if taken {
            self.taken += bytes;
        }
        taken
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.of.left.fetch_add(self.taken, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_comes_back() {
        let budget = Budget::new(10);
        let mut first = budget.share();
        let mut second = budget.share();
        assert!(first.take(6));
        assert!(!second.take(5));
        assert!(second.take(4));
        drop(first);
        assert!(second.take(6));
    }
}
