#!/bin/sh
# Runs every test program and script; each speaks TAP. The last line is the whole run's count.
set -u
BUILD=${BUILD:-build}
export BUILD
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for test in "$BUILD"/tests/*/test_* tests/*/test_*.sh; do
    case $test in *.o | *.d) continue ;; esac
    [ -x "$test" ] || continue
    CMOCKA_MESSAGE_OUTPUT=TAP "$test" >"$log" 2>&1 </dev/null
    status=$?
    ok=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    # A crash, or a program that ran no test, is a failure even with no "not ok" line.
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then bad=1; fi
    if [ "$bad" -ne 0 ]; then
        echo "FAILED $test (exit status $status)"
        sed 's/^/    /' "$log" | tail -n 60
    else
        echo "ok     $test ($ok)"
    fi
    passed=$((passed + ok)) failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
