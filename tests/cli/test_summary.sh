#!/bin/sh
# The year-end summary as a command: each format bears the same figures and says what they are.
set -u
. tests/support/tap.sh
export LC_ALL=C SOURCE_DATE_EPOCH=1118188800

w=$TAP_TMP/w
"$TIPREVIEW" init "$w" >/dev/null
cat >"$w/records/a.yaml" <<'YAML'
kind: operation
id: OP-1
date: 2003-02-03
department: police
type: anti_vice
persons_arrested: 9
narrative: x
---
kind: debriefing
id: D-1
date: 2003-12-31
department: police
operation: OP-1
person: {status: visitor, sex: female, age: 17, nationality: TH, pseudonym: P-1}
entry: {point: '=HYPERLINK("http://evil") <b>&'}
screened: yes
pending_action: charge
reported: {means.force: present}
narrative: y
---
kind: debriefing
id: D-2
date: 2004-04
department: police
person: {status: resident}
entry: {point: "a\u202E|b"}
narrative: z
YAML
"$TIPREVIEW" -w "$w" decide D-1 --outcome trafficking --answer means.force=present --answer act.recruitment=present \
    --answer purpose.sexual_exploitation=present --rationale 'made up' >/dev/null 2>&1

summary() { "$TIPREVIEW" -w "$w" summary "$@"; }
for format in text csv json markdown html; do
    summary --format $format >"$TAP_TMP/$format" 2>"$TAP_TMP/err"
    same "$format is written" "0 0" "$? $(wc -c <"$TAP_TMP/err")"
    summary --format $format >"$TAP_TMP/again"
    check "$format is the same again" cmp "$TAP_TMP/$format" "$TAP_TMP/again"
done
head=$("$TIPREVIEW" -w "$w" verify | sed 's/.*head //')
for format in text csv json markdown html; do
    tr '\r\n' '  ' <"$TAP_TMP/$format" | tr -s ' ' >"$TAP_TMP/flat"
    check "$format bears the log head" grep -q "${head%:*}:.*${head#*:}" "$TAP_TMP/flat"
    for words in '2005-06-08.00:00:00' 'not court findings, not prevalence' 'proof.*reasonable grounds' \
        'LegCo Panel' 'Counts debriefings' '0\.1\.0' 'Jan-Dec\|Dec' 'Units are never added'; do
        check "$format says $words" grep -q "$words" "$TAP_TMP/flat"
    done
    [ $format = csv ] || check "no override of direction reaches $format" sh -c '! grep -q "$(printf "\342\200\256")" "$1"' - "$TAP_TMP/$format"
done

# What a query finds in the csv.
query() {
    printf '.mode csv\n.import %s t\n.mode list\n%s\n' "$TAP_TMP/csv" "$1" | sqlite3 2>&1 | tr -d '\r'
}

figure() { # TABLE ROW YEAR COLUMN
    query "SELECT count || CASE of WHEN '' THEN '' ELSE '/' || of END FROM t
        WHERE \"table\" = '$1' AND row = '$2' AND year = '$3' AND column = '${4-}';"
}
same "persons arrested" 9 "$(figure year persons_arrested 2003)"
same "trafficking cases" 1 "$(figure year trafficking_cases 2003)"
same "children found" 1 "$(figure year children 2003)"
same "visitors, in per cent" 1/1 "$(figure year visitors_percent 2003)"
same "force, of those screened" 1/1 "$(figure screening force_percent 2003)"
same "trafficking with a charge pending" 1 "$(figure pending trafficking_charge 2003)"
same "trafficking of Thai nationals" 1 "$(figure nationalities TH 2003 trafficking)"
same "a limit of the csv selects what it counts" D-1 "$("$TIPREVIEW" -w "$w" list --format csv --limit \
    "$(query "SELECT \"limit\" FROM t WHERE row = 'trafficking_charge' AND year = '2003';")" |
    tail -n +2 | cut -d, -f1)"

summary --year 2002..2003 >"$TAP_TMP/out"
check "a year without records is none of zeros" grep -qx '2002  no records' "$TAP_TMP/out"
for year in 2002..2003 2010; do
    status "$year is not published" 2 "$TIPREVIEW" -w "$w" summary --year $year --publish --provisional
    check "and the years that can be are named" grep -q "no records of ${year%..*}: publish years that have some, of 2003..2004" "$TAP_TMP/err"
done
same "nor recorded" 0 "$("$TIPREVIEW" -w "$w" log --format csv | grep -c ',freeze,')"

check "a formula is neutralised in csv" grep -q "\"'=HYPERLINK" "$TAP_TMP/csv"
check "every line of csv ends with CR LF" sh -c '[ "$(grep -c "$(printf "\r")$" "$1")" = "$(wc -l <"$1")" ]' - "$TAP_TMP/csv"
same "csv has eleven fields in each line" 11 "$(query "SELECT count(*) FROM pragma_table_info('t');")"
check "markup is escaped in html" grep -q '&#60;b&#62;&#38;' "$TAP_TMP/html"
check "a table cell stays one cell in markdown" grep -q 'a.*202E.*\\|b' "$TAP_TMP/markdown"
check "html has no script and nothing from elsewhere" sh -c '! grep -qiE "<script|src=|<link|url\(|@import|href=\"[^#]" "$1"' - "$TAP_TMP/html"
check "json is well-formed" sqlite3 :memory: "SELECT json(CAST(readfile('$TAP_TMP/json') AS TEXT))"
if python3 -c 'import jsonschema' 2>/dev/null; then
    check "json is as docs/summary.schema.json says" python3 -c '
import json, sys, jsonschema
schema = json.load(open("docs/summary.schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[1])))' "$TAP_TMP/json"
else
    echo "# skipped: python3-jsonschema is not installed, so the JSON was not held against its schema"
fi
check "a provisional year says so, and never a bare 0" grep -q '0 so far, 1 undecided' "$TAP_TMP/text"
check "2004 is headed PROVISIONAL, and no whole year" grep -q '^2004  Apr, not a whole year, PROVISIONAL: 1 undecided' "$TAP_TMP/text"

summary --year 2004 --format csv >"$TAP_TMP/csv"
same "one year alone" 2004 "$(query "SELECT DISTINCT year FROM t WHERE year <> '';")"
summary --year 2004 --year 2002..2003 --format csv >"$TAP_TMP/csv"
same "years and ranges, in rising order" "2002 2003 2004" \
    "$(query "SELECT group_concat(year, ' ') FROM t WHERE row = 'trafficking_cases';")"
status "a month is no year" 2 summary --year 2004-01
check "and says what to write" grep -q 'such as 2004 or 2003..2005' "$TAP_TMP/err"
status "nor is a range that runs back" 2 summary --year 2005..2003
status "more years than a summary takes" 2 summary --year 1900..2000
status "another format" 2 summary --format yaml
check "the advice names html" grep -q 'markdown or html' "$TAP_TMP/err"
status "a table has no html" 2 "$TIPREVIEW" -w "$w" tally --format html
tap_end
