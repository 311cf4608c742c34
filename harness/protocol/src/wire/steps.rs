//! Steps of the work that could grow faster than the text: counted, not timed, for the fuzz targets.

use core::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts steps of the work under way.
pub(crate) fn count(steps: usize) {
    STEPS.with(|counted| counted.set(counted.get() + steps as u64));
}

/// How many steps the work takes, in this thread.
pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.with(Cell::get);
    let done = work();
    (done, STEPS.with(Cell::get) - before)
}
