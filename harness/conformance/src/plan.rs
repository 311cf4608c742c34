//! Pure: which cases are selected.

use globset::{Glob, GlobMatcher};

use crate::case::Case;
use crate::config::UsageError;

/// Which cases are selected.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    only: Vec<Pattern>,
    skip: Vec<Pattern>,
    messages: Vec<String>,
    shard: Option<Shard>,
}

/// One of several runs that together run everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    pub index: u64,
    /// How many there are.
    pub of: u64,
}

#[derive(Clone, Debug)]
struct Pattern {
    text: String,
    glob: GlobMatcher,
}

impl Selection {
    /// From the flags.
    ///
    /// # Errors
    ///
    /// A pattern that is no glob, a shard that is not `I/N`.
    pub fn new(only: &[String], skip: &[String], messages: &[String], shard: Option<&str>) -> Result<Self, UsageError> {
        Ok(Self {
            only: only.iter().map(|text| Pattern::new(text)).collect::<Result<_, _>>()?,
            skip: skip.iter().map(|text| Pattern::new(text)).collect::<Result<_, _>>()?,
            messages: messages.to_vec(),
            shard: shard.map(parse_shard).transpose()?,
        })
    }

    /// Whether the case is to run.
    #[must_use]
    pub fn takes(&self, case: &Case) -> bool {
        let wanted = self.only.is_empty() || self.only.iter().any(|pattern| pattern.fits(case));
        let unwanted = self.skip.iter().any(|pattern| pattern.fits(case));
        let message = self.messages.is_empty() || self.messages.iter().any(|id| id == case.message);
        wanted && !unwanted && message && self.shard.is_none_or(|shard| shard.has(&case.id))
    }
}

impl Pattern {
    fn new(text: &str) -> Result<Self, UsageError> {
        let glob = Glob::new(text).map_err(|error| UsageError(format!("`{text}` is no pattern: {error}")))?;
        Ok(Self { text: text.to_owned(), glob: glob.compile_matcher() })
    }

    /// By id, family, impact or level.
    fn fits(&self, case: &Case) -> bool {
        let level = case.level as u8;
        self.glob.is_match(&case.id)
            || self.glob.is_match(case.family)
            || self.glob.is_match(case.impact.name())
            || self.text == format!("level-{level}")
    }
}

impl Shard {
    /// Stable by the id, not by the place in a list.
    fn has(self, id: &str) -> bool {
        // FNV-1a: short, and the same on every machine.
        let hash = id
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        hash % self.of == self.index - 1
    }
}

fn parse_shard(text: &str) -> Result<Shard, UsageError> {
    let wrong = || UsageError(format!("`{text}` is no shard; write it like 1/4"));
    let (index, of) = text.split_once('/').ok_or_else(wrong)?;
    let shard = Shard { index: index.parse().map_err(|_| wrong())?, of: of.parse().map_err(|_| wrong())? };
    if shard.index == 0 || shard.index > shard.of { Err(wrong()) } else { Ok(shard) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(selection: &Selection) -> usize {
        let cases = counterfoil_protocol::gateways::ALL.into_iter().flat_map(crate::families::cases);
        cases.filter(|case| selection.takes(case)).count()
    }

    fn selection(only: &[&str], shard: Option<&str>) -> Selection {
        let only: Vec<String> = only.iter().map(|&text| text.to_owned()).collect();
        Selection::new(&only, &[], &[], shard).unwrap()
    }

    #[test]
    fn shards_run_everything_once() {
        let all = count(&selection(&[], None));
        let sum: usize = (1..=3).map(|index| count(&selection(&[], Some(&format!("{index}/3"))))).sum();
        assert_eq!(sum, all);
    }

    #[test]
    fn patterns_fit_ids_families_impacts_and_levels() {
        assert_eq!(count(&selection(&["gatepay/genuine/plain"], None)), 1);
        assert!(count(&selection(&["gatepay/*"], None)) > 50);
        assert!(count(&selection(&["genuine"], None)) > 50);
        assert!(count(&selection(&["dos"], None)) > 5);
        assert!(count(&selection(&["level-4"], None)) > 5);
        assert!(Selection::new(&["[".to_owned()], &[], &[], None).is_err());
        for shard in ["0/2", "3/2", "x", "1/0"] {
            assert!(Selection::new(&[], &[], &[], Some(shard)).is_err(), "{shard}");
        }
    }
}
