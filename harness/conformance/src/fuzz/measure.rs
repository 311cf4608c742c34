//! Measures along the way: how answers slow down with size, and whether a comparison of signatures tells how far it got.

use core::time::Duration;

use super::change::Change;
use super::course::Course;
use super::deliver::deliver;
use super::edit::Shape;
use super::mark::Mark;
use super::work::MEASURED;
use crate::subject::Kept;

/// Sizes of what is made large, in bytes.
const SIZES: [u32; 5] = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18];

impl Course<'_> {
    /// How long a large message takes, or a comparison of signatures.
    pub(super) async fn measure(&self, at: usize, number: u64, kept: &mut Kept<'_>) {
        let mark = &self.marks[at];
        let turn = number / MEASURED;
        let place = |turn: u64, length: usize| usize::try_from(turn % length as u64).unwrap_or_default();
        if turn.is_multiple_of(8) {
            let (shape, bytes) = (Shape::ALL[place(turn / 8, 6)], SIZES[place(turn / 48, 5)]);
            let took = self.timed(mark, kept, Change::Grown { shape, bytes }).await;
            if let Some(took) = took {
                self.learned.borrow_mut()[at].grown(shape, bytes, took);
            }
            return;
        }
        let first = turn.is_multiple_of(2);
        // The same pair in both orders, so that being second is no advantage.
        for first in [first, !first] {
            let bit = if first { 0 } else { u32::MAX - u32::MAX % 2048 + 2047 };
            if let Some(took) = self.timed(mark, kept, Change::SignatureBit(bit)).await {
                self.learned.borrow_mut()[at].compared(first, took);
            }
        }
    }

    async fn timed(&self, mark: &Mark<'_>, kept: &mut Kept<'_>, change: Change) -> Option<Duration> {
        let mut numbered = self.control(mark, self.fresh_serial());
        numbered.plan.changes.push(change);
        if self.is_muted(mark, &numbered.plan, 1) {
            return None;
        }
        let delivered = deliver(mark, &numbered, self.manner(false), Some(kept)).await?;
        delivered.answer.ok().map(|answer| answer.took)
    }
}
