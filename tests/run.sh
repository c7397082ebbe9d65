#!/bin/sh
# Runs every test program and script, as many at a time as there are processors; each speaks TAP. What they say comes in
# their order, whichever ends first. The last line is the whole run's count, which COUNTS=FILE gets as two numbers.
set -u
BUILD=${BUILD:-build}
export BUILD

# One test: its verdict and what it printed into DIR/NUMBER.
run() { # DIR NUMBER SOURCE
    case $3 in
        *.c) test=$BUILD/${3%.c} ;;
        *) test=$3 ;;
    esac
    CMOCKA_MESSAGE_OUTPUT=TAP "$test" >"$1/$2.log" 2>&1 </dev/null
    status=$?
    ok=$(grep -c '^ok ' "$1/$2.log")
    bad=$(grep '^not ok ' "$1/$2.log" | grep -cv '# SKIP') # cmocka's word for one that cannot be run here
    # A crash, or a program that ran no test, is a failure even with no "not ok" line.
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then bad=1; fi
    echo "$ok $bad $status $test" >"$1/$2.new"
    mv "$1/$2.new" "$1/$2"
}

if [ $# -gt 0 ]; then
    run "$@"
    exit 0
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# What the user who runs the tests has set up for herself is no part of them.
export XDG_CONFIG_HOME="$results/no-config"
# Each source of a test: a file that lost its mode or a program that was not built must not go unnoticed.
ls tests/*/test_*.c tests/*/test_*.sh >"$results/sources"
nl -b a -w 1 -s ' ' "$results/sources" | xargs -P "$(nproc)" -n 2 "$0" "$results" &
runner=$!

passed=0 failed=0 number=0
while read -r source; do
    number=$((number + 1))
    while [ ! -e "$results/$number" ] && kill -0 "$runner" 2>/dev/null; do sleep 0.05; done
    ok=0 bad=1 status=none test=$source
    if [ -e "$results/$number" ]; then read -r ok bad status test <"$results/$number"; fi
    if [ "$bad" -ne 0 ]; then
        echo "FAILED $test (exit status $status)"
        sed 's/^/    /' "$results/$number.log" | tail -n 60
    else
        echo "ok     $test ($ok)"
    fi
    passed=$((passed + ok)) failed=$((failed + bad))
done <"$results/sources"
[ -z "${COUNTS:-}" ] || echo "$passed $failed" >"$COUNTS"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
