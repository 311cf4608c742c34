//! A file that is new in a folder that is built in must be seen.
#![expect(clippy::print_stdout, reason = "how a build script speaks")]

fn main() {
    println!("cargo::rerun-if-changed=../../corpus/authored");
}
