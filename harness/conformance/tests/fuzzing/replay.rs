//! Every seed, every derived seed and every regression through the body of its target.

use std::fs;

use crate::{derived, entries, in_repository, stems, targets};

#[test]
fn every_seed_and_regression_passes_its_target() {
    for target in targets() {
        for folder in ["seeds", "regressions"] {
            for file in entries(&in_repository("fuzz").join(folder).join(&target.name)) {
                let bytes = fs::read(&file).unwrap();
                eprintln!("{}", file.display());
                (target.run)(&bytes);
            }
        }
    }
}

#[test]
fn every_documented_example_and_rendered_case_passes_its_target() {
    let derived = derived::all();
    for target in targets() {
        for (name, bytes) in derived.get(&*target.name).into_iter().flatten() {
            eprintln!("{}: {name}", target.name);
            (target.run)(bytes);
        }
    }
}

#[test]
fn regressions_belong_to_targets() {
    let known = targets().into_iter().map(|target| target.name).collect();
    let unknown: Vec<_> = stems(&in_repository("fuzz/regressions")).difference(&known).cloned().collect();
    assert!(unknown.is_empty(), "no target of these names: {unknown:?}");
}
