//! Cases that lie in files, as `fuzz` leaves them or somebody writes them.

use std::path::Path;

use counterfoil_protocol::gateway::Gateway;
use include_dir::{Dir, include_dir};

use crate::case::Case;
use crate::config::UsageError;
use crate::families;
use crate::fuzz::Finding;

/// One folder for each gateway that has some.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/authored");

/// Every case of a gateway: those that the families make, and those in files.
#[must_use]
pub fn cases(gateway: &'static Gateway) -> Vec<Case> {
    let own = FILES.get_dir(gateway.name).into_iter().flat_map(Dir::files);
    let texts = own.filter_map(include_dir::File::contents_utf8);
    let own = texts.filter_map(|text| Finding::parse(text).ok()?.authored().ok());
    families::cases(gateway).into_iter().chain(own).collect()
}

/// The cases of a folder, such as `findings` of a run of `fuzz`, without those that every run has.
///
/// # Errors
///
/// A folder that cannot be read or holds none, or a file in it that is no case.
pub fn read(folder: &Path) -> Result<Vec<Case>, UsageError> {
    let mut files = Vec::new();
    for entry in fs_err::read_dir(folder).map_err(|error| UsageError(error.to_string()))? {
        files.push(entry.map_err(|error| UsageError(error.to_string()))?.path());
    }
    files.retain(|path| is_case(&path.file_name().unwrap_or_default().to_string_lossy()));
    files.sort();
    if files.is_empty() {
        let advice = "give the folder that holds them, such as counterfoil-fuzz/findings";
        return Err(UsageError(format!("{}: no cases: {advice}", folder.display())));
    }
    let mut read = Vec::new();
    for file in files {
        let case = Finding::read(&file)?.authored()?;
        if !cases(case.gateway).iter().any(|known| known.id == case.id) {
            read.push(case);
        }
    }
    Ok(read)
}

/// Beside a case lie its exchange and its body, and what is not whole yet.
fn is_case(name: &str) -> bool {
    name.ends_with(".json") && !name.ends_with(".exchange.json") && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_file_is_a_case_of_its_own() {
        let mut ids: BTreeSet<String> =
            counterfoil_protocol::gateways::ALL.into_iter().flat_map(families::cases).map(|case| case.id).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/authored");
        let mut built_in = 0;
        for gateway in counterfoil_protocol::gateways::ALL {
            let Ok(entries) = std::fs::read_dir(folder.join(gateway.name)) else { continue };
            for path in entries.map(|entry| entry.unwrap().path()) {
                let finding = Finding::read(&path).unwrap();
                let case = finding.authored().unwrap();
                assert_eq!(case.gateway, gateway, "{}", path.display());
                assert_eq!(path.file_stem().unwrap().to_str(), Some(finding.stem().as_str()));
                assert!(ids.insert(case.id.clone()), "{} is there already", case.id);
                assert!(cases(gateway).iter().any(|known| known.id == case.id), "{} is not built in", case.id);
                built_in += 1;
            }
        }
        assert!(built_in > 0, "{} holds none", folder.display());
    }

    #[test]
    fn what_lies_beside_a_case_is_none() {
        let names = ["a.json", "a.exchange.json", "a.body", ".counterfoil-x.json"];
        assert_eq!(names.map(is_case), [true, false, false, false]);
    }
}
