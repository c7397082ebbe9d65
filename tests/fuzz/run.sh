#!/bin/sh
# Runs each fuzz target for so many seconds, as many at a time as there are processors. What a target finds new goes into
# $BUILD/corpus/TARGET and is begun with next time; an input that breaks it goes into $BUILD/found: mend what is broken
# and put the input among tests/fuzz/seeds/TARGET. The same seed each time, so that a run can be repeated. Usage: run.sh SECONDS
set -u
BUILD=${BUILD:-build/fuzz}
seconds=$1

fuzz() { # TARGET
    corpus=$BUILD/corpus/$1
    log=$BUILD/$1.log
    mkdir -p "$corpus" "$BUILD/found"
    if "$BUILD/tests/fuzz/fuzz_$1" -seed=1 -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -dict="tests/fuzz/$1.dict" -artifact_prefix="$BUILD/found/$1-" -print_final_stats=1 \
        "$corpus" "tests/fuzz/seeds/$1" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "fuzz: $1: ok, $runs inputs, $(find "$corpus" -type f | wc -l) kept"
    else
        echo "fuzz: $1: FAILED"
        grep -v "^#" "$log" | tail -n 40
        return 1
    fi
}

if [ "${2:-}" ]; then
    fuzz "$2"
    exit
fi
for target in tests/fuzz/fuzz_*.c; do
    target=${target##*/fuzz_}
    echo "${target%.c}"
done | xargs -P "$(nproc)" -I '{}' "$0" "$seconds" '{}'
