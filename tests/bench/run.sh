#!/bin/sh
# The benchmark: both sides run by turns, median of the ratios. `make bench` builds what it needs.
set -eu
BUILD=${BUILD:-build}
PAIRS=${PAIRS:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
turns=$BUILD/tests/bench/turns

echo "tipreview bench: $(uname -sm), $(nproc) cores, median of $PAIRS pairs"
"$BUILD/data/generate" --output "$work/records" >/dev/null
find "$work/records" -name '*.yaml' | sort | xargs cat > "$work/all.yaml"
echo "the paper's case load: $(grep -c '^id:' "$work/all.yaml") records, $(wc -c < "$work/all.yaml") bytes"
"$turns" "load to all columns / libyaml's bare event loop" "$PAIRS" \
    "$BUILD/tipreview check $work/all.yaml >/dev/null" \
    "$BUILD/tests/bench/events $work/all.yaml >/dev/null"

"$BUILD/data/generate" --records "${RECORDS:-1000000}" --output "$work/many" >/dev/null
"$BUILD/tests/bench/query" "$work/many"
