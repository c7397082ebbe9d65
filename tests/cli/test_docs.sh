#!/bin/sh
# The manual and the JSON Schema are what the program's tables give, and are well-formed.
set -u
. tests/support/tap.sh

as_made() { # WHAT FILE
    "$BUILD"/docs/generate "$1" | diff "$2" - || { echo "run: make docs"; false; }
}

# Installed manuals are not at hand where the program is built, so references to them are not checked.
lint_is_silent() {
    mandoc -Tlint "$1" | grep -v 'referenced manual not found' >"$TAP_TMP/lint"
    cat "$TAP_TMP/lint"
    [ ! -s "$TAP_TMP/lint" ]
}

check "tipreview-records.5 is what models/record.def gives" as_made records.5 docs/tipreview-records.5
check "record.schema.json is what models/record.def gives" as_made schema data/record.schema.json
check "tipreview.1 is what the commands, keys, limits and settings give" as_made tipreview.1 docs/tipreview.1
check "limits.md is what the keys of a limit give" as_made limits docs/limits.md
check "tipreview.1 is good mdoc" lint_is_silent docs/tipreview.1
check "tipreview-records.5 is good mdoc" lint_is_silent docs/tipreview-records.5
status "the schema is good JSON" 0 sqlite3 :memory: \
    "SELECT json_extract(CAST(readfile('data/record.schema.json') AS TEXT), '\$.properties.id.pattern')"
same "the schema holds the pattern of an id" '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' "$(cat "$TAP_TMP/out")"
status "an unknown name is refused" 1 "$BUILD/docs/generate" nothing
tap_end
