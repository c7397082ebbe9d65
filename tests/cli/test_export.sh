#!/bin/sh
# Data out and data in: what is exported is taken in again, and gives the same figures; a table becomes records; a backup is
# the log as it was at one moment.
. tests/support/tap.sh
W=$TAP_TMP/w
E=$TAP_TMP/empty
"$TIPREVIEW" init "$W" >/dev/null
cp data/sample/*.yaml "$W/records/"
cp -r "$W" "$E"
ids=$("$TIPREVIEW" -w "$W" list --limit kind:debriefing --format csv | sed 1d | cut -d, -f1 | head -n 24)
rlo=$(printf '\342\200\256')
for id in $ids; do
    cat <<YAML
---
record: $id
outcome: trafficking
answers: {means.force: present, purpose.prostitution: present, sign.debt_bondage: present, means.fraud: unknown}
rationale: "Made up: \\"quoted\\", a \\\\, 護照,\\ntwo lines, ${rlo}turned. = # : - '"
YAML
done >"$TAP_TMP/all.yaml"
"$TIPREVIEW" -w "$W" decide --from "$TAP_TMP/all.yaml" 2>/dev/null
for id in $ids; do
    "$TIPREVIEW" -w "$W" decide "$id" --outcome voluntary || "$TIPREVIEW" -w "$W" retract "$id"
done >/dev/null 2>&1
"$TIPREVIEW" -w "$W" decide "$id" --outcome insufficient --rationale "+x" 2>/dev/null

# --- decisions ---
"$TIPREVIEW" -w "$W" export decisions --format yaml >"$TAP_TMP/d.yaml"
check "there is something of every kind to export" \
    sh -c 'for o in voluntary insufficient; do grep -q "^outcome: $o" "$1" || exit 1; done' - "$TAP_TMP/d.yaml"
check "what export decisions gives, decide --from takes in" \
    "$TIPREVIEW" -w "$E" decide --from "$TAP_TMP/d.yaml"
for table in "tally" "tally --definitions" "tally --by department" "list"; do
    for w in "$W" "$E"; do
        # shellcheck disable=SC2086  # a command and its arguments
        "$TIPREVIEW" -w "$w" $table --format csv >"$TAP_TMP/$(basename "$w").csv"
    done
    check "$table is the same then" cmp "$TAP_TMP/w.csv" "$TAP_TMP/empty.csv"
done
"$TIPREVIEW" -w "$E" export decisions --format yaml | grep -v '^#' >"$TAP_TMP/again.yaml"
grep -v '^#' "$TAP_TMP/d.yaml" >"$TAP_TMP/once.yaml"
check "and exported again, so are the decisions" cmp "$TAP_TMP/once.yaml" "$TAP_TMP/again.yaml"
decided=$("$TIPREVIEW" -w "$W" list --limit '!undecided' --format csv | sed 1d | wc -l)
same "each decision in force is there once" "$decided" "$(grep -c '^record:' "$TAP_TMP/d.yaml")"
"$TIPREVIEW" -w "$W" export decisions >"$TAP_TMP/d.csv"
check "csv has a head and CRLF" sh -c 'head -n 1 "$1" | grep -q "^record,outcome,state,answers.*,record_sha256.$"' - "$TAP_TMP/d.csv"
check "a formula is none" grep -q ",'+x," "$TAP_TMP/d.csv"
mv "$W/records" "$W/aside"
mkdir "$W/records"
"$TIPREVIEW" -w "$W" export decisions >"$TAP_TMP/gone.csv" 2>/dev/null
same "decisions on records that are gone are exported too" "$decided" "$(grep -c ',missing,' "$TAP_TMP/gone.csv")"
rmdir "$W/records"
mv "$W/aside" "$W/records"

# --- corrected facts ---
F=$TAP_TMP/facts
G=$TAP_TMP/facts-again
for w in "$F" "$G"; do
    "$TIPREVIEW" init "$w" >/dev/null
    cp data/sample/*.yaml "$w/records/"
done
adults=$("$TIPREVIEW" -w "$F" list --limit 'kind:debriefing & age_group:adult' --format csv | sed 1d | cut -d, -f1)
child=$(echo "$adults" | sed -n 1p)
check "an adult by the record is found to be a child" "$TIPREVIEW" -w "$F" decide "$child" --outcome trafficking \
    --answer fact.child=present --answer act.recruitment=present --answer purpose.sexual_exploitation=present --rationale "made up: 17"
check "another not to have been in prostitution" "$TIPREVIEW" -w "$F" decide "$(echo "$adults" | sed -n 2p)" \
    --outcome not_trafficking --answer fact.prostitution=absent --rationale "made up"
unknown=$("$TIPREVIEW" -w "$F" list --limit 'kind:debriefing & age_group:unknown' --format csv | sed -n 2p | cut -d, -f1)
check "one of unknown age to be an adult" "$TIPREVIEW" -w "$F" decide "$unknown" --outcome voluntary \
    --answer fact.child=absent --rationale "made up: grown up"
"$TIPREVIEW" -w "$F" export decisions --format yaml >"$TAP_TMP/facts.yaml"
same "corrected facts are exported" "fact.child: present fact.prostitution: absent fact.child: absent" \
    "$(grep -o 'fact\..*' "$TAP_TMP/facts.yaml" | tr '\n' ' ' | sed 's/ $//')"
check "and taken in again" "$TIPREVIEW" -w "$G" decide --from "$TAP_TMP/facts.yaml"
for w in "$F" "$G"; do
    "$TIPREVIEW" -w "$w" summary --format csv | grep -v '^about,' >"$w.csv"
    "$TIPREVIEW" -w "$w" export decisions --format yaml | grep -v '^#' >"$w.yaml"
done
check "with the same figures, children found, departures and all" cmp "$F.csv" "$G.csv"
check "and the same answers and reasons" cmp "$F.yaml" "$G.yaml"

# --- records ---
"$TIPREVIEW" -w "$W" export records --format yaml >"$TAP_TMP/r.yaml"
same "the documents are complete" "$("$TIPREVIEW" -w "$W" check | tail -n 1)" "$("$TIPREVIEW" check "$TAP_TMP/r.yaml" | tail -n 1)"
"$TIPREVIEW" -w "$W" export records --format json >"$TAP_TMP/r.json"
records=$("$TIPREVIEW" -w "$W" list --format csv | sed 1d | wc -l)
same "and so is json" "$records" "$(grep -c '^  {"kind": ' "$TAP_TMP/r.json")"
"$TIPREVIEW" -w "$W" decide "$id" --outcome trafficking --answer means.force=present \
    --answer purpose.sexual_exploitation=present --answer sign.uses_children=present \
    --answer sign.debt_bondage=present --rationale x 2>/dev/null
"$TIPREVIEW" -w "$W" export records --schema htcds >"$TAP_TMP/h.csv" 2>"$TAP_TMP/h.txt"
check "trafficking is a possible victim" grep -q PossibleVictimOfTrafficking,.*DebtBondage,SexualExploitation "$TAP_TMP/h.csv"
check "and never an actual one" sh -c '! grep -q Actual "$1"' - "$TAP_TMP/h.csv"
check "what has no place in the standard is listed" grep -q uses_children "$TAP_TMP/h.txt"
"$TIPREVIEW" -w "$W" decide "$id" --outcome insufficient --rationale x 2>/dev/null
same "insufficient is blank" 0 "$("$TIPREVIEW" -w "$W" export records --schema htcds 2>/dev/null | grep -c PossibleVictim)"
status "no such export" 2 "$TIPREVIEW" -w "$W" export figures
status "no such format" 2 "$TIPREVIEW" -w "$W" export records --format html

# --- import ---
I=$TAP_TMP/import
"$TIPREVIEW" init "$I" >/dev/null
cat >"$TAP_TMP/map.yaml" <<'YAML'
encoding: utf-8
fields:
  kind: {constant: debriefing}
  id: {template: "T-{row:4}"}
  department: {constant: police}
  date: {column: Seen on}
  person.age: {column: Age}
  person.sex: {column: Sex, values: [[F, female], [M, male], ["", unknown]]}
  person.nationality: {column: From, values: [["??", unknown]], others: keep}
  reported.means.force: {column: Forced, values: [["1", present], ["0", absent]]}
  narrative: {template: "{Text|Nothing was written.} {{{row}}"}
YAML
printf '\357\273\277Seen on,Age,Sex,From,Forced,Text\r\n' >"$TAP_TMP/t.csv"
cat >>"$TAP_TMP/t.csv" <<'CSV'
2004-03-12,9--17,F,CN,1,"Made up, ""quoted"",
on two lines"
2004,48+,,??,,
2004,24,X,CN,0,a sex that the table has not
2004,24,F,CN,0
2004,24,F,China,0,a country that is no code
2004,24,F,CN,0,a "mark" inside
2004-02,18--20,M,TH,0,護照: # - '
CSV
for wrong in 's/Seen on/Seen/' 's/{Text|/{Seen|/'; do
    sed "$wrong" "$TAP_TMP/map.yaml" >"$TAP_TMP/wrong.yaml"
    status "a column that the table has not is refused" 2 "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/wrong.yaml" --dry-run "$TAP_TMP/t.csv"
    check "with those that it has" grep -q 'wrong.yaml:[0-9]*:[0-9]*: the table has no column "Seen": write one of Seen on, Age, Sex, From, Forced, Text$' "$TAP_TMP/err"
done
"$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/map.yaml" --dry-run "$TAP_TMP/t.csv" >"$TAP_TMP/dry" 2>"$TAP_TMP/dry.err"
same "a dry run counts" "rows 7, mapped 3, rejected 4" "$(tail -n 1 "$TAP_TMP/dry")"
same "and writes nothing" "" "$(ls -A "$I/records")"
check "but shows" grep -q '^  age: 9-17$' "$TAP_TMP/dry"
status "rejected rows are told by the exit status" 1 "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/map.yaml" "$TAP_TMP/t.csv"
same "rows are conserved" "rows 7, mapped 3, rejected 4" "$(cat "$TAP_TMP/out")"
same "each with its line" "5 6 7 8" "$(sed 's/^[^:]*:\([0-9]*\):.*/\1/' "$TAP_TMP/err" | tr '\n' ' ' | sed 's/ $//')"
same "and what to change" 4 "$(grep -c 'error: .*: ' "$TAP_TMP/err")"
same "the records are read" "documents 3, loaded 3 (debriefings 3, operations 0), rejected 0" "$("$TIPREVIEW" -w "$I" check)"
"$TIPREVIEW" -w "$I" show T-0001 >"$TAP_TMP/shown"
check "with their texts" grep -q 'on two lines {1}' "$TAP_TMP/shown"
same "and values" "T-0001,2004-03-12,female,9-17,CN T-0002,2004,unknown,48+,unknown T-0007,2004-02,male,18-20,TH" \
    "$("$TIPREVIEW" -w "$I" list --format csv | sed 1d | cut -d, -f1,2,8,9,10 | tr '\n' ' ' | sed 's/ $//')"
status "nothing is overwritten" 2 "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/map.yaml" "$TAP_TMP/t.csv"
cp "$TAP_TMP/t.csv" "$TAP_TMP/u.csv"
"$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/map.yaml" "$TAP_TMP/u.csv" >"$TAP_TMP/out" 2>"$TAP_TMP/err"
same "nor is an id given twice" "rows 7, mapped 0, rejected 7" "$(cat "$TAP_TMP/out")"
same "and no empty file is left" "t.yaml" "$(ls -A "$I/records")"
sed 's/T-{/M-{/' "$TAP_TMP/map.yaml" >"$TAP_TMP/more.yaml"
echo "left by an import that was killed" >"$I/records/.u.yaml.new"
status "while another import writes the file, none else does" 2 flock "$I/records/.u.yaml.new" \
    "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/more.yaml" "$TAP_TMP/u.csv"
check "which says so" grep -q 'u.yaml.new is being written by another import: wait' "$TAP_TMP/err"
same "and leaves its file alone" "left by an import that was killed" "$(cat "$I/records/.u.yaml.new")"
status "what a killed import left is in nobody's way" 1 "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/more.yaml" "$TAP_TMP/u.csv"
same "and is gone" "t.yaml u.yaml" "$(ls -A "$I/records" | tr '\n' ' ' | sed 's/ $//')"
same "with nothing of it in the records" "documents 6, loaded 6 (debriefings 6, operations 0), rejected 0" "$("$TIPREVIEW" -w "$I" check)"
printf 'Seen on,Age,Sex,From,Forced,Text\n2004,24,F,CN,0,Zo\353\n' >"$TAP_TMP/l.csv"
sed 's/utf-8/latin-1/; s/T-{/L-{/' "$TAP_TMP/map.yaml" >"$TAP_TMP/latin.yaml"
"$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/latin.yaml" --dry-run "$TAP_TMP/l.csv" >"$TAP_TMP/out"
check "Latin-1 becomes UTF-8" grep -q 'Zoë' "$TAP_TMP/out"
for wrong in 's/Age}/Aeg}/' 's/{Text|/{Tex|/' 's/person.age/person.agge/' 's/constant: police/constant: police, column: Sex/' \
    's/utf-8/utf-16/' 's/others: keep/others: drop/' 's/\[M, male\]/[M]/' 's/reported.means.force/reported./'; do
    sed "$wrong" "$TAP_TMP/map.yaml" >"$TAP_TMP/wrong.yaml"
    "$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/wrong.yaml" --dry-run "$TAP_TMP/l.csv" >"$TAP_TMP/out" 2>"$TAP_TMP/err"
    check "a wrong map is told at its place ($wrong)" grep -q 'wrong.yaml:[0-9]*:[0-9]*: ' "$TAP_TMP/err"
done
sed 's/means.force/means.farce/' "$TAP_TMP/map.yaml" >"$TAP_TMP/wrong.yaml"
"$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/wrong.yaml" --dry-run "$TAP_TMP/t.csv" >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "a criterion that does not exist is told" grep -q 'means.farce' "$TAP_TMP/err"
sed 's/^  narrative:.*/  content: {column: Content}\n  narrative: {constant: Made up.}/; s/T-{/K-{/' "$TAP_TMP/map.yaml" >"$TAP_TMP/content.yaml"
printf 'Seen on,Age,Sex,From,Forced,Content\n2004,24,F,CN,,"child ,violence"\n' >"$TAP_TMP/k.csv"
printf '2004,24,F,CN,,"child]\nreported: {means.force: absent} #"\n' >>"$TAP_TMP/k.csv"
"$TIPREVIEW" -w "$I" import csv --map "$TAP_TMP/content.yaml" --dry-run "$TAP_TMP/k.csv" >"$TAP_TMP/out" 2>"$TAP_TMP/err"
check "a list is the words between commas" grep -q '^content: \[child, violence\]$' "$TAP_TMP/out"
same "and a cell stays one value, whatever is in it" "rows 2, mapped 1, rejected 1" "$(tail -n 1 "$TAP_TMP/out")"

# --- the table of the Counter-Trafficking Data Collaborative: made-up rows; the real one where it is at hand ---
C=$TAP_TMP/ctdc
"$TIPREVIEW" init "$C" >/dev/null
cat >"$TAP_TMP/ctdc.csv" <<'CSV'
yearOfRegistration,gender,ageBroad,citizenship,isForcedLabour,isSexualExploit,CountryOfExploitation,nacionalidade_lat,nacionalidade_long,nacionalidade,pais_exploracao_lat,pais_exploracao_long,pais_exploracao,nacionalidade_alpha3,pais_exploracao_alpha3
2002,Female,18--20,CO,0.0,1.0,,4.5,-74.2,Colombia,,,,COL,
2016,Male,48+,0,1.0,,US,,,,,,,,
2016,Female,,,,,0,,,,,,,,
CSV
"$TIPREVIEW" -w "$C" import csv --map data/maps/ctdc.yaml "$TAP_TMP/ctdc.csv" >/dev/null
same "the map of the collaborative's table" \
    "CTDC-000001,2002,female,18-20,CO CTDC-000002,2016,male,48+,unknown CTDC-000003,2016,female,unknown,unknown" \
    "$("$TIPREVIEW" -w "$C" list --format csv | sed 1d | cut -d, -f1,2,8,9,10 | tr '\n' ' ' | sed 's/ $//')"
same "and what was reported" "1 1" \
    "$(for l in reported:purpose.sexual_exploitation reported:purpose.forced_labour; do
        "$TIPREVIEW" -w "$C" list --format csv --limit "$l" | sed 1d | wc -l; done | tr '\n' ' ' | sed 's/ $//')"
real=../shared/data/ctdc-2020-kanon-subset.csv
if [ -r "$real" ] && [ -r "${real%/*}/ctdc-records.yaml" ]; then
    R=$TAP_TMP/real
    K=$TAP_TMP/known
    "$TIPREVIEW" init "$R" >/dev/null
    "$TIPREVIEW" init "$K" >/dev/null
    "$TIPREVIEW" -w "$R" import csv --map data/maps/ctdc.yaml "$real" >"$TAP_TMP/out"
    same "all of its rows" "rows 48773, mapped 48773, rejected 0" "$(cat "$TAP_TMP/out")"
    cp "${real%/*}/ctdc-records.yaml" "$K/records/"
    for by in sex age nationality; do
        for w in "$R" "$K"; do "$TIPREVIEW" -w "$w" tally --by $by --format csv >"$w.csv"; done
        check "its figures by $by" cmp "$R.csv" "$K.csv"
    done
    for w in "$R" "$K"; do "$TIPREVIEW" -w "$w" summary --format csv | grep -v '^about,' >"$w.csv"; done
    check "all figures of its summary" cmp "$R.csv" "$K.csv"
fi

# --- backup ---
B=$TAP_TMP/backup.db
for i in 1 2 3 4 5 6 7 8; do
    "$TIPREVIEW" -w "$E" decide "$id" --outcome insufficient --rationale "again $i"
done >/dev/null 2>&1 &
writer=$!
"$TIPREVIEW" -w "$E" backup "$B" >"$TAP_TMP/head"
status=$?
wait "$writer"
same "a backup is made while another process decides" 0 "$status"
same "it holds" "$(cat "$TAP_TMP/head")" "$("$TIPREVIEW" verify "$B")"
same "nobody else can read it" 600 "$(stat -c %a "$B")"
same "it is one file" "$B" "$(ls "$B"*)"
head=$(sed 's/.* head //' "$TAP_TMP/head")
check "the log goes on from its head" "$TIPREVIEW" -w "$E" verify --head "$head"
status "nothing is overwritten" 2 "$TIPREVIEW" -w "$E" backup "$B"
before=$("$TIPREVIEW" verify "$B")
rm "$E"/review.db*
cp "$B" "$E/review.db"
same "restored, it is the log" "$before" "$("$TIPREVIEW" -w "$E" verify)"
check "and goes on" "$TIPREVIEW" -w "$E" decide "$id" --outcome insufficient --rationale "after"
status "what is no workspace has no backup" 2 "$TIPREVIEW" -w "$TAP_TMP" backup "$TAP_TMP/none.db"
rm "$E"/review.db*
status "nor has a workspace without a log" 3 "$TIPREVIEW" -w "$E" backup "$TAP_TMP/none.db"
check "and none is left" test ! -e "$TAP_TMP/none.db"
tap_end
