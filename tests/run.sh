#!/bin/sh
# Runs every test program and script; each speaks TAP. The last line is the whole run's count.
set -u
BUILD=${BUILD:-build}
export BUILD
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Each source of a test: a file that lost its mode or a program that was not built must not go unnoticed.
for source in tests/*/test_*.c tests/*/test_*.sh; do
    case $source in
        *.c) test=$BUILD/${source%.c} ;;
        *) test=$source ;;
    esac
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
