//! The targets, and how libFuzzer is started on one.

use core::time::Duration;
use std::path::Path;
use std::process::Command;

use crate::failed::Failed;
use crate::layout::{Layout, regressions, seeds};

/// No target, but what the nested ones are measured beside.
pub(crate) const BARE: &str = "bare";
/// libFuzzer's flags for every run: the longest time for one input in seconds, and memory in MiB.
const FLAGS: [&str; 2] = ["-timeout=10", "-rss_limit_mb=2048"];
/// The longest input; libFuzzer cannot make a crash smaller with this flag.
const LONGEST: &str = "-max_len=16384";

/// One fuzz target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// As in `fuzz/Cargo.toml`.
    pub(crate) name: String,
    /// Its dictionary, from the top.
    dictionary: Option<String>,
}

impl Target {
    /// A target of that name, with the dictionary that `fuzz/dictionaries` gives it.
    fn new(name: &str, dictionaries: &str) -> Self {
        let words = dictionaries.lines().filter_map(|line| line.split_once(' ')).find(|(target, _)| *target == name);
        Self { name: name.to_owned(), dictionary: words.map(|(_, words)| format!("fuzz/dict/{words}.dict")) }
    }

    /// Fuzzing this target, or merging its inputs.
    pub(crate) fn fuzz(&self, layout: &Layout, built: &Path) -> Command {
        self.fuzz_as(&self.name, layout, built)
    }

    /// libFuzzer's program on this target, with its dictionary and the limits of every run.
    pub(crate) fn program(&self, layout: &Layout, built: &Path) -> Command {
        self.as_program(&self.name, layout, built)
    }

    /// Fuzzing another program with this target's dictionary.
    pub(crate) fn fuzz_as(&self, program: &str, layout: &Layout, built: &Path) -> Command {
        let mut command = self.as_program(program, layout, built);
        command.arg(LONGEST);
        command
    }

    fn as_program(&self, program: &str, layout: &Layout, built: &Path) -> Command {
        let mut command = Command::new(built.join(program));
        command.current_dir(layout.root()).args(FLAGS);
        if let Some(dictionary) = &self.dictionary {
            command.arg(format!("-dict={dictionary}"));
        }
        command
    }

    /// Its dictionary, from the top.
    pub(crate) fn dictionary(&self) -> Option<&str> {
        self.dictionary.as_deref()
    }

    /// The folders of inputs that are in git.
    pub(crate) fn inputs(&self, layout: &Layout) -> Vec<String> {
        let folders = [seeds(&self.name), regressions(&self.name)];
        folders.into_iter().filter(|folder| layout.path(folder).is_dir()).collect()
    }
}

/// Every target but [`BARE`], by name.
pub(crate) fn all(layout: &Layout) -> Result<Vec<Target>, Failed> {
    let dictionaries = fs_err::read_to_string(layout.path("fuzz/dictionaries"))?;
    let mut names = Vec::new();
    for entry in fs_err::read_dir(layout.path("fuzz/fuzz_targets"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".rs").filter(|name| *name != BARE).map(str::to_owned));
    }
    names.sort();
    Ok(names.iter().map(|name| Target::new(name, &dictionaries)).collect())
}

/// The target of that name.
pub(crate) fn named(layout: &Layout, name: &str) -> Result<Target, Failed> {
    let found = all(layout)?.into_iter().find(|target| target.name == name);
    found.ok_or_else(|| Failed::new(format!("no target `{name}`: fuzz/README.md lists them")))
}

/// libFuzzer's flag for a time, in whole seconds and one at least: 0 would mean without an end.
pub(crate) fn for_time(time: Duration) -> String {
    format!("-max_total_time={}", time.as_secs().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_the_dictionary_of_its_line() {
        let table = "nested_cregis cregis\njson json\n";
        assert_eq!(Target::new("nested_cregis", table).dictionary.as_deref(), Some("fuzz/dict/cregis.dict"));
        assert_eq!(Target::new("nested", table).dictionary, None);
    }

    #[test]
    fn every_target_of_the_repository_is_found() {
        let layout = Layout::find().unwrap();
        let names: Vec<String> = all(&layout).unwrap().into_iter().map(|target| target.name).collect();
        assert!(names.contains(&"nested_cregis".to_owned()), "{names:?}");
        assert!(!names.contains(&BARE.to_owned()));
        assert!(named(&layout, BARE).unwrap_err().0.contains("no target"));
    }

    #[test]
    fn no_time_is_without_an_end() {
        assert_eq!(for_time(Duration::from_millis(3)), "-max_total_time=1");
    }
}
