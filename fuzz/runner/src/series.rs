//! A target's log, over all its slices.

use core::time::Duration;

use crate::status::Status;

/// What a slice of the log begins with.
pub(crate) const SLICE: &str = "slice ";

/// A moment: fuzzing time and coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) time: Duration,
    pub(crate) coverage: u64,
}

/// One target over a night.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) runs: u64,
    pub(crate) time: Duration,
    /// Inputs added to the corpus while fuzzing.
    pub(crate) added: u64,
    pub(crate) points: Vec<Point>,
    /// Of the slice that is read: where it began, and its last status.
    before: (u64, Duration),
    last: Option<Status>,
}

impl Series {
    /// Reads a log; what is no status of fork mode is passed over.
    pub(crate) fn parse(log: &str) -> Self {
        let mut series = Self::default();
        for line in log.lines() {
            if line.starts_with(SLICE) {
                series.before = (series.runs, series.time);
                series.last = None;
            } else if let Some(status) = Status::parse(line) {
                series.status(status);
            }
        }
        series
    }

    fn status(&mut self, status: Status) {
        let Some(time) = status.time else { return };
        let (runs, began) = self.before;
        // Files before the first job are what the slice began with.
        let had = self.last.map_or(status.corpus, |last| last.corpus);
        self.added += status.corpus.saturating_sub(had);
        self.runs = runs.saturating_add(status.runs);
        self.time = began.saturating_add(time);
        self.points.push(Point { time: self.time, coverage: status.coverage });
        self.last = Some(status);
    }

    /// Executions per second, with all that they cost.
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    pub(crate) fn per_second(&self) -> f64 {
        if self.time.is_zero() { 0.0 } else { self.runs as f64 / self.time.as_secs_f64() }
    }

    /// The first and the best coverage.
    pub(crate) fn coverage(&self) -> Option<(u64, u64)> {
        let best = self.points.iter().map(|point| point.coverage).max()?;
        Some((self.points.first()?.coverage, best))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "slice 1\nINFO: Seed: 1\n\
        #100: cov: 30 ft: 60 corp: 5 exec/s: 100 oom/timeout/crash: 0/0/0 time: 1s job: 1 dft_time: 0\n\
        #300: cov: 40 ft: 80 corp: 8 exec/s: 100 oom/timeout/crash: 0/0/0 time: 4s job: 2 dft_time: 0\n\
        slice 2\n\
        #50: cov: 38 ft: 80 corp: 7 exec/s: 100 oom/timeout/crash: 0/0/0 time: 1s job: 1 dft_time: 0\n\
        #100: cov: 44 ft: 90 corp: 9 exec/s: 100 oom/timeout/crash: 0/0/0 time: 4s job: 2 dft_time: 0\n";

    #[test]
    fn slices_follow_each_other() {
        let series = Series::parse(LOG);
        assert_eq!((series.runs, series.time.as_secs(), series.added), (400, 8, 5));
        assert_eq!(series.coverage(), Some((30, 44)));
        let times: Vec<u64> = series.points.iter().map(|point| point.time.as_secs()).collect();
        assert_eq!(times, [1, 4, 5, 8]);
        assert!((series.per_second() - 50.0).abs() < 1e-9);
    }

    #[test]
    fn a_log_that_was_cut_off() {
        let series = Series::parse(&LOG[..LOG.len() - 70]);
        assert_eq!((series.runs, series.points.len()), (350, 3));
        assert_eq!(Series::parse("").coverage(), None);
        assert!(Series::parse("slice 1\n").per_second().abs() < f64::EPSILON);
    }
}
