//! `corpus`: what is checked in is what the tables say, and the command that makes it so.

use std::path::Path;

use counterfoil_protocol::gateways;
use serde_json::Value;

use super::support::Folder;

const EXPORT: [&str; 3] = ["corpus", "export", "out"];
const CHECK: [&str; 4] = ["corpus", "export", "out", "--check"];

/// The drift test: tables changed, and the files for other languages did not.
#[test]
fn the_checked_in_files_are_what_the_tables_say() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let ran = Folder::new().run(&["corpus", "export", "--check", corpus.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "to repair: cargo run -- corpus export\n{}{}", ran.stdout, ran.stderr);
}

#[test]
fn each_message_has_a_schema_and_the_facts_name_it() {
    let folder = Folder::new();
    let messages: Vec<_> = gateways::ALL.iter().flat_map(|gateway| gateway.messages()).collect();
    folder.run(&EXPORT).exits(0).says(&format!("{} schemas and gateways.json", messages.len()));
    let facts: Value = serde_json::from_str(&folder.read("out/gateways.json")).unwrap();
    let listed =
        facts["gateways"].as_array().unwrap().iter().flat_map(|gateway| gateway["messages"].as_array().unwrap());
    let listed: Vec<_> =
        listed.map(|message| (message["id"].as_str().unwrap(), message["schema"].as_str().unwrap())).collect();
    assert_eq!(listed.len(), messages.len());
    for (id, schema) in listed {
        let schema: Value = serde_json::from_str(&folder.read(&format!("out/{schema}"))).unwrap();
        assert_eq!(schema["title"], id);
    }
}

#[test]
fn the_folder_is_corpus_where_none_is_named() {
    let folder = Folder::new();
    folder.run(&["corpus", "export"]).exits(0);
    assert_eq!(folder.files(), ["corpus"]);
    folder.run(&["corpus", "export", "--check"]).exits(0);
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::new();
    folder.run(&EXPORT).exits(0);
    let before = folder.everything();
    folder.run(&EXPORT).exits(0).says(", 0 changed\n");
    folder.write("out/gateways.json", "{}");
    folder.run(&EXPORT).exits(0).says(", 1 changed\n");
    assert_eq!(
        folder.everything().into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        before.into_iter().collect()
    );
}

#[test]
fn what_differs_is_missing_or_superfluous_is_named_and_repaired() {
    let folder = Folder::new();
    folder.run(&EXPORT).exits(0);
    folder.write("out/schemas/gatepay/pay.json", "{}");
    std::fs::remove_file(folder.path("out/gateways.json")).unwrap();
    folder.write("out/schemas/gatepay/pay-twice.json", "{}");
    let ran = folder.run(&CHECK).exits(1);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "out/gateways.json: missing",
            "out/schemas/gatepay/pay.json: differs",
            "out/schemas/gatepay/pay-twice.json: superfluous",
            "3 not as the tables say; to repair: counterfoil corpus export out",
        ]
    );
    folder.run(&EXPORT).exits(0).says(", 2 changed, 1 removed\n");
    folder.run(&CHECK).exits(0).says("all as the tables say");
}

#[test]
fn checking_writes_nothing() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("out")).unwrap();
    folder.run(&CHECK).exits(1).says("out/gateways.json: missing");
    assert_eq!(folder.everything(), []);
    folder.run(&["corpus", "export", "nowhere", "--check"]).refuses(&["nowhere"]);
    assert_eq!(folder.files(), ["out"]);
}

/// The corpus holds more than what is generated.
#[test]
fn what_is_no_schema_stays() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("out/schemas/notes")).unwrap();
    std::fs::create_dir_all(folder.path("out/examples")).unwrap();
    let kept =
        ["out/README.md", "out/mine.json", "out/examples/x.json", "out/schemas/README.md", "out/schemas/notes/a.txt"];
    for name in kept {
        folder.write(name, "mine");
    }
    folder.run(&EXPORT).exits(0);
    folder.run(&CHECK).exits(0);
    for name in kept {
        assert_eq!(folder.read(name), "mine", "{name}");
    }
}

/// A link is removed, not what it leads to.
#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("out/schemas")).unwrap();
    std::fs::create_dir(folder.path("elsewhere")).unwrap();
    folder.write("elsewhere/mine.json", "mine");
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("out/schemas/elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path("elsewhere/mine.json"), folder.path("out/schemas/mine.json")).unwrap();
    folder.run(&EXPORT).exits(0).says(", 1 removed\n");
    assert_eq!(folder.read("elsewhere/mine.json"), "mine");
    assert!(!folder.path("out/schemas/mine.json").is_symlink());
}

#[test]
fn a_place_that_cannot_be_written_is_refused() {
    let folder = Folder::with("out", "a file");
    folder.run(&EXPORT).refuses(&["out is no folder"]);
    folder.run(&CHECK).refuses(&["out is no folder"]);
    assert_eq!(folder.read("out"), "a file");
    folder.run(&["corpus", "export", "out/below"]).refuses(&["out/below"]);

    let folder = Folder::new();
    std::fs::create_dir(folder.path("out")).unwrap();
    folder.write("out/schemas", "a file where a folder belongs");
    folder.run(&EXPORT).refuses(&["out/schemas"]);
    folder.run(&CHECK).refuses(&["out/schemas"]);
}

#[test]
fn a_folder_where_a_file_belongs_is_refused() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("out/gateways.json")).unwrap();
    folder.run(&EXPORT).refuses(&["out/gateways.json"]);
    folder.run(&CHECK).refuses(&["out/gateways.json"]);
}

/// A limit of the shell makes the disk full in the middle of the first large file.
#[test]
#[cfg(unix)]
fn a_disk_that_becomes_full_leaves_no_half_file() {
    let folder = Folder::new();
    let limited = ["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\""];
    let ran = folder.run_by("bash", &limited, &EXPORT).exits(2);
    ran.complains(&["out/"]);
    for (path, bytes) in folder.everything() {
        assert!(serde_json::from_slice::<Value>(&bytes).is_ok(), "{} is not whole", path.display());
    }
    folder.run(&EXPORT).exits(0);
    folder.run(&CHECK).exits(0);
}

#[test]
fn what_is_not_there_yet_is_not_offered() {
    let folder = Folder::new();
    folder.run(&["corpus"]).exits(2);
    folder.run(&["corpus", "exprot"]).exits(2);
    folder.run(&["corpus", "export", "a", "b"]).exits(2);
    assert_eq!(folder.files(), [""; 0]);
}
