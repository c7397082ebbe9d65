#!/bin/sh
# Each fuzz target holds over its seeds: an input that once broke one is among them.
. tests/support/tap.sh
for source in tests/fuzz/fuzz_*.c; do
    target=${source##*/fuzz_}
    target=${target%.c}
    check "$target holds over its seeds" "$BUILD/tests/fuzz/fuzz_$target" "tests/fuzz/seeds/$target"/*
    check "$target has a dictionary" test -s "tests/fuzz/$target.dict"
done
tap_end
