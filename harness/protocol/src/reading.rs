//! Named readings: the defensible ways to read documents that are silent or contradict themselves.

use core::fmt;

use crate::rejection::excerpt;

/// A question that the documents leave open.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its name in configuration and reports.
    pub name: &'static str,
    /// The question.
    pub about: &'static str,
    /// The answers, default first.
    pub choices: &'static [Choice],
}

/// One answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in configuration and reports.
    pub name: &'static str,
    /// What is done then.
    pub about: &'static str,
    /// Who says so.
    pub source: &'static str,
}

/// How many readings a gateway has at most.
const MOST: usize = 8;

/// One choice for each reading of a gateway.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    of: &'static [Reading],
    chosen: [u8; MOST],
}

impl Readings {
    /// The default choice everywhere.
    #[must_use]
    pub const fn default_of(readings: &'static [Reading]) -> Self {
        assert!(readings.len() <= MOST, "a gateway with more readings needs a larger MOST");
        Self { of: readings, chosen: [0; MOST] }
    }

    /// The name of the choice made.
    ///
    /// # Panics
    ///
    /// When the gateway has no such reading: names are constants of the gateway's own file.
    #[must_use]
    pub fn choice(&self, reading: &str) -> &'static str {
        let index = self.index(reading).expect("a reading of this gateway");
        self.of[index].choices[usize::from(self.chosen[index])].name
    }

    /// The same with another choice.
    ///
    /// # Errors
    ///
    /// [`UnknownReading`] with the names that exist.
    pub fn with(mut self, reading: &str, choice: &str) -> Result<Self, UnknownReading> {
        let index = self.index(reading).ok_or_else(|| UnknownReading::reading(self.of, reading))?;
        let choices = self.of[index].choices;
        let chosen = choices.iter().position(|known| known.name == choice);
        let chosen = chosen.ok_or_else(|| UnknownReading::choice(&self.of[index], choice))?;
        self.chosen[index] = u8::try_from(chosen).expect("few choices");
        Ok(self)
    }

    /// Every combination, the default one first.
    #[must_use]
    pub fn combinations(readings: &'static [Reading]) -> Vec<Self> {
        let mut all = vec![Self::default_of(readings)];
        for (index, reading) in readings.iter().enumerate() {
            let more = |known: &Self| {
                let known = *known;
                (0..reading.choices.len()).map(move |chosen| {
                    let mut other = known;
                    other.chosen[index] = u8::try_from(chosen).expect("few choices");
                    other
                })
            };
            all = all.iter().flat_map(more).collect();
        }
        all.sort_by_key(|readings| readings.chosen);
        all
    }

    /// Name and choice of each reading.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.of
            .iter()
            .zip(self.chosen)
            .map(|(reading, chosen)| (reading.name, reading.choices[usize::from(chosen)].name))
    }

    fn index(&self, reading: &str) -> Option<usize> {
        self.of.iter().position(|known| known.name == reading)
    }
}

impl fmt::Display for Readings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> = self.iter().map(|(reading, choice)| format!("{reading}={choice}")).collect();
        f.write_str(&pairs.join(" "))
    }
}

impl fmt::Debug for Readings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A reading or choice that does not exist, with those that do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownReading(String);

impl UnknownReading {
    fn reading(known: &[Reading], name: &str) -> Self {
        let names: Vec<_> = known.iter().map(|reading| reading.name).collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        Self(format!("no reading `{}`; this gateway has: {names}", excerpt(name)))
    }

    fn choice(reading: &Reading, name: &str) -> Self {
        let names: Vec<_> = reading.choices.iter().map(|choice| choice.name).collect();
        Self(format!("reading `{}` has no choice `{}`; it has: {}", reading.name, excerpt(name), names.join(", ")))
    }
}

impl fmt::Display for UnknownReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for UnknownReading {}
