//! `engine`: what `.clusterfuzzlite/build.sh` gives, as its engine would run it.

use core::time::Duration;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::Args;

use crate::cli::{Outcome, complain, say};
use crate::failed::Failed;
use crate::folder::files;
use crate::layout::Layout;
use crate::process::{Stop, supervise};
use crate::target::{self, Target};
use crate::toolchain;

/// What the build and this need beside nightly.
const TOOLS: [(&str, &str); 3] = [("bash", "--version"), ("zip", "-v"), ("unzip", "-v")];
/// One target on its seeds.
const SEEDS: Duration = Duration::from_secs(120);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The engine's sanitizer.
    #[arg(long, default_value = "address", value_parser = ["address", "coverage"])]
    sanitizer: String,
    /// Flags of the build; those of `smoke`, so that its programs are taken.
    #[arg(long, default_value = "-O", allow_hyphen_values = true)]
    flags: String,
    /// Run each target on its seeds; otherwise one of them.
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(arguments: &Arguments, layout: &Layout, stop: &Stop) -> Result<Outcome, Failed> {
    for (tool, version) in TOOLS {
        let found = Command::new(tool).arg(version).stdout(Stdio::null()).stderr(Stdio::null()).status();
        found.map_err(|_| Failed::new(format!("`{tool}` is missing: the engine's build needs it")))?;
    }
    let work = tempfile::tempdir()?;
    let (src, out) = (work.path().join("src"), work.path().join("out"));
    fs_err::create_dir_all(&src)?;
    fs_err::create_dir_all(&out)?;
    fs_err::os::unix::fs::symlink(layout.root(), src.join("counterfoil"))?;
    let mut build = toolchain::nightly(layout, &layout.builds());
    build
        .args(["bash", ".clusterfuzzlite/build.sh"])
        .env("SRC", &src)
        .env("OUT", &out)
        .env("FUZZING_ENGINE", "libfuzzer");
    build.env("SANITIZER", &arguments.sanitizer).env("FUZZ_BUILD_FLAGS", &arguments.flags);
    let status = build.status()?;
    if !status.success() {
        return Err(Failed::new(format!(".clusterfuzzlite/build.sh failed ({status}): see above")));
    }
    let targets = target::all(layout)?;
    let mut missing: Vec<String> = targets.iter().flat_map(|target| lacks(target, layout, &out)).collect();
    for target in if arguments.all { &targets[..] } else { &targets[..1] } {
        missing.extend(runs(target, &out, &work.path().join(&target.name), stop)?);
        if stop.is_set() {
            return Ok(Outcome::Ended);
        }
    }
    missing.iter().for_each(|missing| complain(missing));
    say(&format!("{} targets, {} faults in what the engine gets", targets.len(), missing.len()));
    Ok(if missing.is_empty() { Outcome::Fine } else { Outcome::Found })
}

/// What is not there, or not as it is in the repository.
fn lacks(target: &Target, layout: &Layout, out: &Path) -> Vec<String> {
    let name = &target.name;
    let options = fs_err::read_to_string(out.join(format!("{name}.options"))).unwrap_or_default();
    let dictionary = target.dictionary().map(|path| fs_err::read(layout.path(path)).ok());
    let given = fs_err::read(out.join(format!("{name}.dict"))).ok();
    let checks = [
        (out.join(name).is_file(), "the program"),
        (out.join(format!("{name}_seed_corpus.zip")).is_file(), "the zipped seeds"),
        (options.starts_with("[libfuzzer]\n") && options.contains("max_len="), "the options"),
        (options.contains(&format!("dict={name}.dict\n")) == dictionary.is_some(), "its dictionary in the options"),
        (given == dictionary.flatten(), "the dictionary"),
    ];
    checks
        .into_iter()
        .filter(|(fine, _)| !fine)
        .map(|(_, what)| format!("{name}: {what} is missing or wrong"))
        .collect()
}

/// Runs a target from there on its unzipped seeds.
fn runs(target: &Target, out: &Path, seeds: &Path, stop: &Stop) -> Result<Option<String>, Failed> {
    let name = &target.name;
    let archive = out.join(format!("{name}_seed_corpus.zip"));
    let unzipped = Command::new("unzip").arg("-q").arg(&archive).arg("-d").arg(seeds).status()?;
    if !unzipped.success() {
        return Ok(Some(format!("{name}: the seeds cannot be unzipped ({unzipped})")));
    }
    let mut tail = String::new();
    let mut command = Command::new(out.join(name));
    command.current_dir(out).arg(seeds).arg("-runs=0");
    let end = supervise(&mut command, SEEDS, stop, |line| line.clone_into(&mut tail))?;
    let count = files(seeds)?.len();
    let fault = format!("{name}: it does not run on its {count} seeds ({end:?}): {tail}");
    Ok((!end.is_success() || count == 0).then_some(fault))
}
