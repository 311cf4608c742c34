//! Nightly, cargo-fuzz, and the build of the targets.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::complain;
use crate::failed::Failed;
use crate::layout::Layout;

/// libFuzzer needs flags of this compiler.
const NIGHTLY: &str = "nightly";

/// Builds targets, all of them without a name, and says where the programs are.
pub(crate) fn build(layout: &Layout, folder: &Path, more: &[&str]) -> Result<PathBuf, Failed> {
    let host = host()?;
    cargo_fuzz()?;
    let status = nightly(layout, folder).args(["cargo", "fuzz", "build", "-O"]).args(more).status()?;
    if !status.success() {
        return Err(Failed::new(format!("the targets do not build ({status}): see above")));
    }
    Ok(folder.join(host).join("release"))
}

/// A command of the nightly toolchain, at the top of the repository.
pub(crate) fn nightly(layout: &Layout, folder: &Path) -> Command {
    let mut command = Command::new("rustup");
    command
        .args(["run", NIGHTLY])
        .current_dir(layout.root())
        .env("CARGO_TARGET_DIR", folder)
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}

/// The machine that nightly builds for.
fn host() -> Result<String, Failed> {
    let advice = format!("the toolchain `{NIGHTLY}` is missing: rustup toolchain install {NIGHTLY} --profile minimal");
    let output = Command::new("rustup").args(["run", NIGHTLY, "rustc", "-vV"]).output();
    let output = output.map_err(|error| Failed::new(format!("rustup cannot be run ({error}): https://rustup.rs")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned);
    host.filter(|_| output.status.success()).ok_or(Failed(advice))
}

/// Installs `cargo fuzz` where it is missing.
fn cargo_fuzz() -> Result<(), Failed> {
    let mut asked = Command::new("cargo");
    asked.args(["fuzz", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if asked.status()?.success() {
        return Ok(());
    }
    complain("cargo-fuzz is missing; it is installed now");
    let status =
        Command::new("cargo").args(["install", "cargo-fuzz", "--locked"]).env_remove("CARGO_TARGET_DIR").status()?;
    if status.success() { Ok(()) } else { Err(Failed::new("cargo install cargo-fuzz --locked failed: see above")) }
}
