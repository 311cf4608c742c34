//! What libFuzzer says of itself.

use core::time::Duration;

/// One status line, of a plain run or of fork mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Status {
    /// Executions so far.
    pub(crate) runs: u64,
    /// Edges reached.
    pub(crate) coverage: u64,
    /// Inputs kept.
    pub(crate) corpus: u64,
    /// Executions per second: so far in a plain run, of the last job in fork mode.
    pub(crate) per_second: u64,
    /// Since the start; only fork mode says it.
    pub(crate) time: Option<Duration>,
}

impl Status {
    /// Reads a line; nothing where it is another kind of line.
    ///
    /// `#4096 pulse cov: 344 ft: 621 corp: 59/12Kb lim: 4096 exec/s: 1365 rss: 60Mb` is one of a plain run,
    /// `#4096: cov: 344 ft: 621 corp: 59 exec/s: 1365 oom/timeout/crash: 0/0/0 time: 3s job: 2 dft_time: 0` of fork mode.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix('#')?.split_whitespace();
        let runs = words.next()?.trim_end_matches(':').parse().ok()?;
        let mut status = Self { runs, ..Self::default() };
        let mut is_status = false;
        while let Some(word) = words.next() {
            let number = |text: &str| {
                let digits = text.find(|letter: char| !letter.is_ascii_digit()).map_or(text, |end| &text[..end]);
                digits.parse::<u64>().ok()
            };
            let field = match word {
                "cov:" => &mut status.coverage,
                "corp:" => &mut status.corpus,
                "exec/s:" => {
                    is_status = true;
                    &mut status.per_second
                }
                "time:" => {
                    status.time = Some(Duration::from_secs(number(words.next()?)?));
                    continue;
                }
                _ => continue,
            };
            *field = number(words.next()?)?;
        }
        is_status.then_some(status)
    }
}

/// A line of `-print_final_stats=1`: its name and number.
pub(crate) fn final_stat(line: &str) -> Option<(&str, u64)> {
    let (name, number) = line.strip_prefix("stat::")?.split_once(':')?;
    Some((name, number.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_run() {
        let line = "#1048576\tpulse  cov: 344 ft: 621 corp: 59/12Kb lim: 4096 exec/s: 1365 rss: 60Mb";
        let expected = Status { runs: 1_048_576, coverage: 344, corpus: 59, per_second: 1365, time: None };
        assert_eq!(Status::parse(line), Some(expected));
        let line = "#8\tNEW    cov: 9 ft: 10 corp: 2/3b lim: 4 exec/s: 0 rss: 29Mb L: 2/2 MS: 1 CrossOver-";
        let expected = Status { runs: 8, coverage: 9, corpus: 2, per_second: 0, time: None };
        assert_eq!(Status::parse(line), Some(expected));
    }

    #[test]
    fn fork_mode() {
        let line =
            "#4096: cov: 344 ft: 621 corp: 59 exec/s: 1365 oom/timeout/crash: 0/0/2 time: 63s job: 2 dft_time: 0";
        let time = Some(Duration::from_secs(63));
        let expected = Status { runs: 4096, coverage: 344, corpus: 59, per_second: 1365, time };
        assert_eq!(Status::parse(line), Some(expected));
    }

    #[test]
    fn other_lines() {
        for line in [
            "",
            "#",
            "#x cov: 1 exec/s: 1",
            "#0\tREAD units: 3",
            "INFO: Seed: 1",
            "#5 0x55 in main",
            "#7 cov: 3 exec/s:",
            "#99999999999999999999 exec/s: 1",
        ] {
            assert_eq!(Status::parse(line), None, "{line}");
        }
    }

    #[test]
    fn final_stats() {
        assert_eq!(final_stat("stat::number_of_executed_units: 1214"), Some(("number_of_executed_units", 1214)));
        assert_eq!(final_stat("stat::peak_rss_mb:              61"), Some(("peak_rss_mb", 61)));
        assert_eq!(final_stat("stat::none"), None);
    }
}
