#!/bin/sh
# What hostile names and texts make the commands print: a line each, with nothing in it that acts on a terminal.
. tests/support/tap.sh
W=$TAP_TMP/w
R=$W/records
"$TIPREVIEW" init "$W" >/dev/null
esc=$(printf '\033') c1=$(printf '\302\233') rlo=$(printf '\342\200\256') bad=$(printf '\377')
nl='
'

record() { # NAME ID TITLE
    printf -- '---\nkind: operation\nid: %s\ndate: 2004\ndepartment: joint\ntitle: %s\nnarrative: Made up %s.\n' \
        "$2" "$3" "$rlo" >"$R/$1"
}
record "${esc}[2J${esc}]0;owned.yaml" H-1 plain
record "a${nl}b.yaml:1:1: error: forged.yaml" H-1 "a key twice elsewhere"
record "${c1}2J${rlo}.yaml" H-1 plain
record "$bad.yaml" H-1 plain
record "%s%n.yaml" H-2 "${rlo}gnikciffart"
record -rf.yaml H-3 "$(printf 'a\314\201\314\201\314\201\314\201\314\201')"
printf 'kind: operation\nid: %s\n' "\"\\e[2J\"" >"$R/escape.yaml"
printf 'kind: operation\nid: %s\n' "${esc}[2J" >"$R/raw.yaml"
printf 'kind: "x\342\200\256y"\nid: "\342\200\213"\ndate: "\\u202e"\ndepartment: x\nnarrative: x\n' >"$R/turned.yaml"
printf 'a: \377\n' >"$R/latin.yaml"

# Bytes of no harm only: line feed, printable ASCII, and UTF-8 but for C1, bidi and zero-width characters.
harmless() {
    ! LC_ALL=C grep -aqP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]' "$1" &&
        iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
}

for command in check list "show H-1" "show H-2" assess tally log "list --format json" \
    "list --format markdown" "show H-2 --format json"; do
    # shellcheck disable=SC2086  # a command and its argument
    "$TIPREVIEW" -w "$W" $command >"$TAP_TMP/all" 2>&1
    check "$command sends nothing that acts on a terminal" harmless "$TAP_TMP/all"
done
"$TIPREVIEW" -w "$W" check >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "a line feed in a name makes no line of its own" test -z "$(cat "$TAP_TMP/out" "$TAP_TMP/err" | grep '^b.yaml')"
check "every document is accounted for" grep -q 'documents 10, loaded 3 .*rejected 7' "$TAP_TMP/out"
tap_end

