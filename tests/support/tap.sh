# TAP for shell tests: source it, call `check`, end with `tap_end`.
# shellcheck shell=sh
tap_n=0
tap_failed=0
BUILD=${BUILD:-build}
TIPREVIEW=$(cd "$BUILD" && pwd)/tipreview
TAP_TMP=$(mktemp -d)
trap 'rm -rf "$TAP_TMP"' EXIT

# check "what it shows" COMMAND...: ok where the command succeeds.
check() {
    tap_name=$1
    shift
    tap_n=$((tap_n + 1))
    if "$@" >"$TAP_TMP/.out" 2>&1; then
        echo "ok $tap_n - $tap_name"
    else
        echo "not ok $tap_n - $tap_name"
        sed 's/^/# /' "$TAP_TMP/.out"
        tap_failed=1
    fi
}

# same "what" EXPECTED ACTUAL
same() {
    if [ "$2" = "$3" ]; then
        check "$1" true
    else
        check "$1" sh -c 'printf "expected: %s\nactual:   %s\n" "$1" "$2"; false' - "$2" "$3"
    fi
}

# status "what" EXPECTED COMMAND...: the exit status; output goes to $TAP_TMP/out and err.
status() {
    tap_what=$1
    tap_expected=$2
    shift 2
    tap_actual=0
    "$@" >"$TAP_TMP/out" 2>"$TAP_TMP/err" || tap_actual=$?
    same "$tap_what" "$tap_expected" "$tap_actual"
}

tap_end() {
    echo "1..$tap_n"
    exit "$tap_failed"
}
