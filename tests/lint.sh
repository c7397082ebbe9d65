#!/bin/sh
# Checks the sources without running them; `make lint` builds with gcc first and gives the
# compiler's flags as arguments. Each step says how long it took. Exit status 1 where one found something.
set -u
build=${BUILD:-build}
jobs=$(nproc)
failed=
sources=$(find models config tui data docs tests -name '*.c' 2>/dev/null | sort)
headers=$(find models config tui data docs tests -name '*.h' 2>/dev/null | sort)
scripts=$(grep -rl '^#!/bin/sh' tests .ci 2>/dev/null | sort)

step() { # NAME COMMAND...
    name=$1
    shift
    begun=$(date +%s)
    if "$@"; then verdict=ok; else verdict=FAILED failed="$failed $name"; fi
    echo "lint: $name: $verdict ($(($(date +%s) - begun)) s)"
}

# Runs a command once per file, as many at a time as there are processors.
each() { # FILES COMMAND...
    files=$1
    shift
    printf '%s\n' "$files" | xargs -r -P "$jobs" -n 1 "$@"
}

scripts_parse() {
    for script in $scripts; do sh -n "$script" || return 1; done
    # shellcheck disable=SC2086  # one name a word
    ! command -v shellcheck >/dev/null || shellcheck -x -s sh -S warning $scripts
}

format() {
    bad=$(printf '%s\n' "$sources" "$headers" |
        xargs -r -P "$jobs" -n 40 clang-format --dry-run 2>&1 |
        sed -n 's/^\([^:]*\):.*clang-format-violations.*/\1/p' | sort -u)
    # shellcheck disable=SC2086  # one name a word
    [ -z "$bad" ] || { echo not formatted: run: clang-format -i $bad; return 1; }
}

clang_warnings() { each "$sources" clang "$@" -fsyntax-only; }

run_cppcheck() {
    # shellcheck disable=SC2086  # one name a word
    cppcheck -j "$jobs" -q --std=c11 --language=c --error-exitcode=1 --inline-suppr \
        --enable=warning,performance,portability --suppressions-list=tests/cppcheck.txt \
        -I. -I"$build" -D_GNU_SOURCE -DTIPREVIEW_VERSION='""' $sources
}

# Of the programs; in the tests an unchecked return is how many failures are provoked. What was found
# clean is not looked at again until it, or what it includes, changes.
run_clang_tidy() {
    mkdir -p "$build/tidy"
    printf '%s\n' "$sources" | grep -v '^tests/' |
        xargs -r -P "$jobs" -I '{}' tests/tidy.sh "$build/tidy" '{}' "$@"
}

mkdir -p "$build"
step layers tests/layers.sh
step scripts scripts_parse
step clang-format format
step clang clang_warnings "$@"
step cppcheck run_cppcheck
step clang-tidy run_clang_tidy "$@"
[ -z "$failed" ] || { echo "lint: found something:$failed" >&2; exit 1; }
