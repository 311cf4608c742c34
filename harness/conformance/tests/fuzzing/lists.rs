//! The lists of `fuzz/` against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use counterfoil_protocol::fuzzing::{dictionary, json_dictionary};
use counterfoil_protocol::gateways;

use crate::{derived, entries, in_repository, stems, targets};

/// Not a target, but what the targets' speed is measured beside.
const BARE: &str = "bare";

fn names() -> BTreeSet<String> {
    targets().into_iter().map(|target| target.name).collect()
}

#[test]
fn every_target_has_its_file_manifest_entry_and_seeds() {
    let mut files = stems(&in_repository("fuzz/fuzz_targets"));
    assert!(files.remove(BARE));
    assert_eq!(files, names());
    let manifest = fs::read_to_string(in_repository("fuzz/Cargo.toml")).unwrap();
    let bins = manifest.split("[[bin]]").skip(1).map(|bin| bin.split('"').nth(1).unwrap().to_owned());
    assert_eq!(bins.filter(|bin| bin != BARE).collect::<BTreeSet<_>>(), names());
    assert_eq!(stems(&in_repository("fuzz/seeds")), names());
    for target in names() {
        assert!(!entries(&in_repository("fuzz/seeds").join(&target)).is_empty(), "{target} has no seed");
    }
    let derived: BTreeSet<String> = derived::all().into_keys().map(str::to_owned).collect();
    assert!(derived.is_subset(&names()), "{derived:?}");
}

/// A row of the table stands for one target, or for one of each gateway.
#[test]
fn the_readme_lists_every_target() {
    let readme = fs::read_to_string(in_repository("fuzz/README.md")).unwrap();
    let rows = readme.lines().skip_while(|line| !line.starts_with("| target |")).skip(2);
    let listed: BTreeSet<String> = rows
        .take_while(|line| line.starts_with('|'))
        .flat_map(|row| row.split('|').nth(1).unwrap().split(',').map(|name| name.trim().trim_matches('`').to_owned()))
        .flat_map(|name| match name.strip_suffix("<gateway>") {
            Some(stem) => gateways::ALL.map(|gateway| format!("{stem}{gateway}")).to_vec(),
            None => vec![name],
        })
        .collect();
    assert_eq!(listed, names());
}

#[test]
fn every_dictionary_is_what_the_tables_say() {
    let mut generated: BTreeMap<String, String> =
        gateways::ALL.into_iter().map(|gateway| (gateway.name.to_owned(), dictionary(gateway))).collect();
    generated.insert("json".to_owned(), json_dictionary());
    for (name, expected) in generated {
        let path = in_repository(&format!("fuzz/dict/{name}.dict"));
        if std::env::var_os("COUNTERFOIL_WRITE_DICTIONARIES").is_some() {
            fs::write(&path, &expected).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == expected,
            "{} has drifted; COUNTERFOIL_WRITE_DICTIONARIES=1 cargo test -p counterfoil --test fuzzing dictionary",
            path.display()
        );
    }
}

/// libFuzzer stops at a line that it cannot read.
#[test]
fn every_dictionary_is_used_and_well_written() {
    let used: BTreeSet<String> = targets().iter().filter_map(|target| target.dictionary.map(str::to_owned)).collect();
    assert_eq!(stems(&in_repository("fuzz/dict")), used);
    for path in entries(&in_repository("fuzz/dict")) {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let word = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'));
            assert!(word.is_some_and(|word| !word.is_empty() && word.is_ascii()), "{}: {line}", path.display());
        }
    }
    let table = fs::read_to_string(in_repository("fuzz/dictionaries")).unwrap();
    let listed: BTreeMap<&str, &str> = table.lines().filter_map(|line| line.split_once(' ')).collect();
    for target in targets() {
        assert_eq!(listed.get(&*target.name).copied(), target.dictionary, "{} in fuzz/dictionaries", target.name);
    }
}
