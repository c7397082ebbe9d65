#!/bin/sh
# The kept catalog and changed, added and removed records, as the commands show them.
set -u
. tests/support/tap.sh
W=$TAP_TMP/w
kept=$W/.tipreview/catalog
tip() { "$TIPREVIEW" -w "$W" "$@"; }
record() { # ID YEAR TEXT
    printf -- '---\nkind: debriefing\nid: %s\ndate: %s\ndepartment: police\nprostitution: yes\n' "$1" "$2"
    printf 'person:\n  age: 30\nnarrative: %s\n' "$3"
}
old() { find "$W/records" -exec touch -d 2001-02-03 {} +; }
state() { tip list --format csv 2>/dev/null | grep "^$1," | cut -d, -f12; }
ids() { tip list --format csv 2>/dev/null | sed 1d | cut -d, -f1 | tr '\n' ' '; }

"$TIPREVIEW" init "$W"
record D-1 2004 'Made up.' >"$W/records/a.yaml"
record D-2 2004 'Made up too.' >"$W/records/b.yaml"
old
check "a first command reads the records" test "$(ids)" = "D-1 D-2 "
same "and keeps them, for nobody else to read" 600 "$(stat -c %a "$kept")"
same "in a folder like theirs" 700 "$(stat -c %a "$W/.tipreview")"
before=$(stat -c %i.%Y "$kept")
check "a second gives the same" test "$(ids)" = "D-1 D-2 "
same "and keeps nothing anew" "$before" "$(stat -c %i.%Y "$kept")"

printf 'x' | dd of="$kept" bs=1 seek=20 conv=notrunc 2>/dev/null
tip tally >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "a damaged one is noticed" grep -q 'the catalog .*: it is made anew' "$TAP_TMP/err"
check "in one sentence" test "$(wc -l <"$TAP_TMP/err")" -eq 1
check "and the result is right" grep -q 2004 "$TAP_TMP/out"
size=$(stat -c %s "$kept")
printf 'x' | dd of="$kept" bs=1 seek=$((size - 3)) conv=notrunc 2>/dev/null
tip list >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "so is one that is damaged deep inside" grep -q 'is damaged' "$TAP_TMP/err"
check "which is read past" grep -q D-2 "$TAP_TMP/out"
head -c 1000 /dev/zero >"$kept"
check "one that is none is made anew" test "$(ids)" = "D-1 D-2 "
chmod 644 "$kept"
tip list 2>"$TAP_TMP/err" >/dev/null
check "one that others could read is too" grep -q 'open to others' "$TAP_TMP/err"
same "with its own mode" 600 "$(stat -c %a "$kept")"

tip decide D-1 --outcome voluntary >/dev/null 2>&1
tip decide D-2 --outcome voluntary >/dev/null 2>&1
same "a decision stands" decided "$(state D-1)"
record D-1 2004 'Made up anew.' >"$W/records/a.yaml"
same "a changed record's decision is stale" stale "$(state D-1)"
same "that of its neighbour is not" decided "$(state D-2)"
record D-0 2003 'First.' >"$W/records/0.yaml"
check "an added file is found" test "$(ids)" = "D-0 D-1 D-2 "
rm "$W/records/b.yaml"
check "a removed one is gone" test "$(ids)" = "D-0 D-1 "
tip list --missing --format csv >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "its decision is listed" grep -q '^D-2,.*,missing,voluntary,' "$TAP_TMP/out"
check "and every command says so" grep -q '1 decided records are no longer there' "$TAP_TMP/err"
record D-2 2004 'Made up too.' >"$W/records/c.yaml"
same "it holds again where the record comes back" decided "$(state D-2)"

printf 'catalog: off\n' >"$W/tipreview.yaml"
check "with catalog: off the result is the same" test "$(ids)" = "D-0 D-1 D-2 "
check "and no text of a record is kept" test ! -e "$kept"
rm "$W/tipreview.yaml"

# A group that shares the records shares what is made of them.
chmod 2770 "$W/records"
rm -rf "$W/.tipreview"
ids >/dev/null
same "shared records make a shared catalog" 660 "$(stat -c %a "$kept")"
same "in a shared folder" 2770 "$(stat -c %a "$W/.tipreview")"

: >"$W/block" && rm -rf "$W/.tipreview" && mv "$W/block" "$W/.tipreview"
check "where none can be kept, work goes on" test "$(ids)" = "D-0 D-1 D-2 "
tip list >/dev/null 2>"$TAP_TMP/err"
check "and it is said" grep -q 'catalog: cannot be' "$TAP_TMP/err"
tap_end
