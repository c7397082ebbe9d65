#!/bin/sh
# The HTML report in a browser: its figures, its accessibility tree, light and dark, A4 and a phone. Where there is no
# Chromium that is said, and it is a failure where WITH_BROWSER asks for one, as CI does. SHOTS=DIR keeps the screenshots.
set -u
. tests/support/tap.sh
export SOURCE_DATE_EPOCH=1118188800

chromium=$(command -v chromium || command -v chromium-browser || true)
python=$(command -v python3 || true)
if [ -z "$chromium" ] || [ -z "$python" ]; then
    if [ -n "${WITH_BROWSER-}" ]; then
        echo "not ok 1 - chromium and python3 are installed: make setup-browser"
    else
        echo "ok 1 - # SKIP chromium or python3 is not installed: make setup-browser"
    fi
    echo "1..1"
    exit 0
fi

w=$TAP_TMP/w
"$TIPREVIEW" init "$w" >/dev/null
"$BUILD/data/generate" --records 3000 --output "$w/records" >/dev/null
"$BUILD/data/generate" --records 3000 --decisions --output "$TAP_TMP" >/dev/null
"$TIPREVIEW" -w "$w" decide --from "$TAP_TMP/decisions.yaml" >/dev/null 2>&1
for format in html json; do
    "$TIPREVIEW" -w "$w" summary --format $format >"$TAP_TMP/report.$format"
done
shots=${SHOTS:-$TAP_TMP}
mkdir -p "$shots"
timeout 120 "$python" tests/support/browser.py "$chromium" "$TAP_TMP/report.html" "$TAP_TMP/report.json" "$shots"
