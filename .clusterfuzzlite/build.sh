#!/bin/bash -eu
# Run by ClusterFuzzLite and OSS-Fuzz in the repository's folder: targets, zipped seeds, dictionaries and options to $OUT.
# By hand: `fuzz-runner engine`, which sets what the engine sets and looks at what came out.
: "${OUT:?the folder for what is built}"
[ -n "${SRC:-}" ] && cd "$SRC/counterfoil"
sanitizer="${SANITIZER:-address}"
# The image's cargo turns `cargo fuzz`, whatever follows, into a build with -C instrument-coverage; cargo-fuzz has no such
# sanitizer, so it is told none. That is why the targets are listed from their files.
[ "$sanitizer" = coverage ] && sanitizer=none
# shellcheck disable=SC2086 # several flags
cargo fuzz build ${FUZZ_BUILD_FLAGS:--O --debug-assertions} --sanitizer "$sanitizer"
built="$(cargo metadata --manifest-path fuzz/Cargo.toml --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')"
for file in fuzz/fuzz_targets/*.rs; do
    target="$(basename "$file" .rs)"
    [ "$target" = bare ] && continue
    cp "$built/x86_64-unknown-linux-gnu/release/$target" "$OUT/"
    seeds=("fuzz/seeds/$target")
    for more in "fuzz/regressions/$target" "fuzz/corpus/$target"; do
        [ -d "$more" ] && seeds+=("$more")
    done
    rm -f "$OUT/${target}_seed_corpus.zip"
    find "${seeds[@]}" -type f | zip -q -j -@ "$OUT/${target}_seed_corpus.zip"
    words="$(sed -n "s/^$target //p" fuzz/dictionaries)"
    printf '[libfuzzer]\nmax_len=16384\ntimeout=10\n' >"$OUT/$target.options"
    if [ -n "$words" ]; then
        cp "fuzz/dict/$words.dict" "$OUT/$target.dict"
        echo "dict=$target.dict" >>"$OUT/$target.options"
    fi
done
