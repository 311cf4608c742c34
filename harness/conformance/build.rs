//! A file that is new in a folder that is built in must be seen.

fn main() {
    println!("cargo::rerun-if-changed=../../corpus/authored");
}
