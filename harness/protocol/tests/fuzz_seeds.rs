//! Every seed of `fuzz/seeds/` through the body of its target, on stable; and the lists of `fuzz/` against each other.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "seeds and lists are files; a seed is named before it runs"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use counterfoil_protocol::message::{Field, Kind};
use counterfoil_protocol::{fuzzing, gateways};

type Body = Box<dyn Fn(&[u8])>;

fn targets() -> BTreeMap<String, Body> {
    let mut targets = BTreeMap::from([("json".to_owned(), Box::new(fuzzing::json) as Body)]);
    for gateway in gateways::ALL {
        targets.insert(format!("receive_{gateway}"), Box::new(|bytes| fuzzing::receive(gateway, bytes)));
        targets.insert(format!("signed_{gateway}"), Box::new(|bytes| fuzzing::signed(gateway, bytes)));
    }
    targets
}

#[test]
fn every_seed_passes_its_target() {
    for (target, body) in targets() {
        for seed in entries(&format!("seeds/{target}")) {
            let bytes = fs::read(&seed).unwrap();
            // The name of the seed stands above the panic in the captured output.
            eprintln!("{}", seed.display());
            body(&bytes);
        }
    }
}

#[test]
fn every_target_has_its_file_manifest_entry_and_seeds() {
    let targets: BTreeSet<String> = targets().into_keys().collect();
    assert_eq!(stems("fuzz_targets"), targets);
    assert_eq!(stems("seeds"), targets);
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    let bins = manifest.split("[[bin]]").skip(1).map(|bin| bin.split('"').nth(1).unwrap().to_owned());
    assert_eq!(bins.collect::<BTreeSet<_>>(), targets);
    for target in targets {
        assert!(!entries(&format!("seeds/{target}")).is_empty(), "{target} has no seed");
    }
}

#[test]
fn every_dictionary_names_the_members_of_its_gateway() {
    let names = gateways::ALL.map(|gateway| gateway.name.to_owned());
    assert_eq!(stems("dict"), names.into_iter().chain(["json".to_owned()]).collect());
    for gateway in gateways::ALL {
        let words = fs::read_to_string(fuzz().join(format!("dict/{gateway}.dict"))).unwrap();
        let words: BTreeSet<&str> = words.lines().collect();
        let mut due = BTreeSet::new();
        for message in gateway.callbacks {
            member_words(message.fields, &mut due);
        }
        let missing: Vec<&String> = due.iter().filter(|word| !words.contains(word.as_str())).collect();
        assert!(missing.is_empty(), "add to fuzz/dict/{gateway}.dict:\n{missing:#?}");
    }
}

fn member_words(fields: &[Field], words: &mut BTreeSet<String>) {
    for field in fields {
        words.insert(format!("\"{}\"", field.name));
        match field.kind {
            Kind::Object(inner) | Kind::Nested(inner) | Kind::List(inner) => member_words(inner, words),
            Kind::Enumeration(values) => words.extend(values.iter().map(|value| format!("\"{}\"", value.name))),
            Kind::Constant(word) => {
                words.insert(format!("\"{word}\""));
            }
            _ => {}
        }
    }
}

fn fuzz() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz"))
}

fn entries(folder: &str) -> BTreeSet<PathBuf> {
    fs::read_dir(fuzz().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn stems(folder: &str) -> BTreeSet<String> {
    entries(folder).iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}
