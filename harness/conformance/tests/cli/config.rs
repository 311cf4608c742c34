//! Configurations that cannot be read or understood.

use super::support::{Folder, Ran};

fn check(text: impl AsRef<[u8]>) -> Ran {
    Folder::with("own.toml", text).run(&["check", "--config", "own.toml"])
}

#[test]
fn an_unknown_key_is_named_at_each_level() {
    let cases = [
        ("timeout = 1", "`timeout`"),
        ("[visa]\nurl = \"x\"", "`visa`"),
        ("[limits]\nmax-times = \"1s\"", "`max-times`"),
        ("[gatepay]\nurll = \"x\"", "`urll`"),
        ("[gatepay.policies]\nduplicates = \"refuse\"", "`duplicates`"),
        ("[gatepay.key]\npath = \"x\"", "`path`"),
        ("[gatepay.effects]\nurl = \"http://127.0.0.1:9/\"\ncredit = \"/x\"", "`credit`"),
        ("[gatepay.readings]\ndate = \"string\"", "`date`"),
        ("[gatepay.readings]\ndata = \"text\"", "`text`"),
    ];
    for (text, named) in cases {
        check(text).refuses(&["own.toml", named]);
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_named() {
    let cases = [
        ("gatepay = 1", "gatepay"),
        ("limits = []", "limits"),
        ("[limits]\ncase-time = 5", "limits"),
        ("[limits]\ncase-time = \"0s\"", "0s"),
        ("[limits]\ncase-time = \"soon\"", "soon"),
        ("[gatepay.policies]\nunknown-members = \"perhaps\"", "perhaps"),
        ("[gatepay.policies]\nfreshness = \"often\"", "often"),
        ("[gatepay]\nmessages = [\"gatepay/none\"]", "gatepay/none"),
        ("[gatepay]\nrefuses_with = [99999]", "gatepay"),
    ];
    for (text, named) in cases {
        check(text).refuses(&["own.toml", named]);
    }
}

#[test]
fn what_is_not_toml_is_refused() {
    for text in ["[gatepay\n", "{\"gatepay\": {}}", "gatepay: 1", "\u{0}"] {
        check(text).refuses(&["own.toml"]);
    }
    check(b"[gatepay]\nurl = \"\xff\"\n").refuses(&["own.toml"]);
}

/// Folders tell nobody what to do; a line does.
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = Folder::new();
    folder.run(&["check", "--config", "none.toml"]).refuses(&["none.toml"]);
    std::fs::create_dir(folder.path("folder")).unwrap();
    folder.run(&["check", "--config", "folder"]).refuses(&["folder"]);
}

#[test]
fn a_configuration_must_say_where_the_subject_is() {
    check("").refuses(&["no gateway"]);
    check("[gatepay]\n").refuses(&["gatepay", "url"]);
    check("[gatepay]\nurl = \"nowhere\"\n").refuses(&["nowhere"]);
    check("[gatepay]\nurl = \"http://192.0.2.1/\"\n").refuses(&["192.0.2.1", "--i-own-this-target"]);
}

/// The file in the folder counts, and what is wrong in it is not passed over.
#[test]
fn counterfoil_toml_in_the_folder_is_read() {
    let folder = Folder::with("counterfoil.toml", "[gatepay]\nurll = \"x\"\n");
    folder.run(&["check", "http://127.0.0.1:9/"]).refuses(&["counterfoil.toml", "`urll`"]);
}

/// Effects that are silently not looked at would pass receivers that credit twice.
#[test]
fn an_address_for_effects_is_checked_like_the_subjects() {
    let with = |effects: &str| {
        check(format!("[gatepay]\nurl = \"http://127.0.0.1:9/\"\n[gatepay.effects]\nurl = \"{effects}\"\n"))
    };
    with("nowhere").refuses(&["nowhere"]);
    with("http://192.0.2.1/{order}").refuses(&["192.0.2.1", "--i-own-this-target"]);
}
