#!/bin/sh
# The paper's case load frozen, revised, looked at as it was, and published.
set -u
export LC_ALL=C
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
solver=$(realpath "$BUILD/tests/unit/test_publish")
generate=$(realpath "$BUILD/data/generate")
shared=$(realpath ../shared/data 2>/dev/null || echo none)
cd "$TAP_TMP" || exit 1

"$TIPREVIEW" init paper >init.txt 2>&1
"$generate" --output paper/records && "$generate" --decisions --output decisions
status 'the case load is decided' 0 "$TIPREVIEW" -w paper decide --from decisions/decisions.yaml
cd paper || exit 1

# The figures of a year, a line each; what is said of them.
figures() { # ARGUMENT...
    "$TIPREVIEW" summary --format csv "$@" | tr -d '\r' | grep -v '^about,'
}
said() { # KEY ARGUMENT...
    key=$1
    shift
    "$TIPREVIEW" summary --format csv "$@" 2>"$TAP_TMP/err" | tr -d '\r' | grep "^about,$key,"
}
published() { # YEAR TABLE ROW [ARGUMENT...]: as it is printed
    year=$1 row=$2,$3
    shift 3
    figures --year "$year" --publish "$@" | awk -F, -v row="$row" '$1 "," $2 == row { print $(NF - 1) }'
}

# --- freeze ---
status 'a year with undecided records is not frozen' 2 "$TIPREVIEW" freeze --year 2005
status 'unless that is said' 0 "$TIPREVIEW" freeze --year 2005 --provisional
status 'a year without records is not frozen' 2 "$TIPREVIEW" freeze --year 1999
status 'a year is frozen' 0 "$TIPREVIEW" freeze --year 2004 --rationale 'the paper is due'
frozen=$(sed -n 's/^2004 frozen by event \([0-9]*\):.*/\1/p' "$TAP_TMP/out")
same 'for the first time' 1 "$(wc -l <"$TAP_TMP/out")"
status 'and again' 0 "$TIPREVIEW" freeze --year 2004
check 'which names the event before' grep -qx "2004 was frozen already, by event $frozen: what is revised is told since event $((frozen + 1)) from now on" "$TAP_TMP/out"
frozen=$((frozen + 1))
figures --year 2004 >frozen.csv
check 'and nothing has changed since' sh -c 'echo "$1" | grep -q "nothing has changed since"' - "$(said revision --year 2004)"
check 'the chain holds' "$TIPREVIEW" verify
status 'undo does not touch it' 1 "$TIPREVIEW" retract D-2005-00001

# --- one decision changed ---
id=$("$TIPREVIEW" list --limit 'year:2004 & kind:debriefing & outcome:insufficient' --format csv | sed -n 2p | cut -d, -f1)
status 'one of its decisions is another now' 0 "$TIPREVIEW" decide "$id" --outcome out_of_scope --rationale 'made up'
said revision --year 2004 >revised.txt
check 'the revision gives the outcome then and now' grep -q \
    'Outcomes of debriefings: insufficient information: 706 then, 705 now' revised.txt
check 'both of them' grep -q 'Outcomes of debriefings: out of scope: 75 then, 76 now' revised.txt
figures --year 2004 >now.csv
# What the revision lists is what differs between the tables, per cents aside; a figure of several tables (one limit) once.
for state in frozen now; do
    grep -v '%' $state.csv | awk -F, '{ print $8, $NF }' | sort -u >$state.figures
done
same 'it lists exactly what differs, each figure once' "$(diff frozen.figures now.figures | grep -c '^>')" \
    "$(grep -c ' then, ' revised.txt)"
same 'and the one event' "1 $id" "$(grep -c 'Revision,.*Event ' revised.txt) $(sed -n 's/.*Event .*: decide \([^,]*\),.*/\1/p' revised.txt)"
said revision --year 2003 >other.txt
same 'no other year has a revision' '' "$(cat other.txt)"
figures --year 2004 --as-of "$frozen" >past.csv
check 'the state as of the freeze equals what was frozen' cmp -s past.csv frozen.csv
check 'and so do its figures in the event' sh -c '"$1" log --format csv | grep -q "figure.outcomes/insufficient=706"' - "$TIPREVIEW"
check 'as of a day before all events that is said' sh -c 'echo "$1" | grep -q "No decision had been made by then"' - \
    "$(said revision --year 2004 --as-of 1970-01-01)"
figures --year 2004 --as-of 1970-01-01 >never.csv
same 'as of a day before all decisions nothing is decided' 0 \
    "$(awk -F, '$1 == "outcomes" && $2 == "final" { print $8 }' never.csv)"
status 'an event that the log does not have is refused' 2 "$TIPREVIEW" summary --as-of 999999
status 'so is what is neither a day nor a number' 2 "$TIPREVIEW" summary --as-of yesterday

file=$(grep -rl "id: $id\$" records | head -n 1)
sed -i "s/^id: $id\$/id: $id # touched/" "$file"
check 'a record that has changed since is named' sh -c 'echo "$1" | grep -q "Changed since they were decided upon: $2"' - \
    "$(said revision --year 2004 --as-of "$frozen")" "$id"
said revision --year 2004 >touched.txt
check 'now too, and that the records are others' grep -q "Changed since they were decided upon: $id" touched.txt
check 'than those that were frozen' grep -q 'Its records are not the same as when it was frozen' touched.txt
sed -i "s/^id: $id # touched\$/id: $id/" "$file"
same 'as they were, they are the same' '' "$(said revision --year 2004 | grep 'not the same')"

# --- publication ---
status 'a year with undecided records is not published' 2 "$TIPREVIEW" summary --year 2005 --publish
check 'unless that is said, and then it is marked' sh -c '"$1" summary --year 2005 --publish --provisional | grep -q PROVISIONAL' - "$TIPREVIEW"
same '2 cases are hidden' '<5' "$(published 2003 year trafficking_cases)"
same '3 cases are hidden' '<5' "$(published 2004 year trafficking_cases)"
for year in 2003 2004 2005; do
    check "no small count of $year can be worked out" "$solver" . "$year"
done
check 'nor with the cases exempt' "$solver" . 2003 trafficking_cases
events=$("$TIPREVIEW" log --format csv | grep -c ',freeze,')
published 2003 year trafficking_cases >again.txt
same 'a release that is made again is not recorded again' "$events" "$("$TIPREVIEW" log --format csv | grep -c ',freeze,')"
for format in text csv json markdown html; do
    "$TIPREVIEW" summary --year 2004 --publish --format $format >out.$format
    check "$format says what was suppressed" grep -q 'A count of 1 to 4 is printed as' out.$format
    check "$format has no id and no entry point" sh -c '! grep -q "[DPO]-200[345]\|Lo Wu" "$1"' - out.$format
done

echo 'publish.exempt: [trafficking_cases]' >tipreview.yaml
same 'an exempt headline is printed as counted' 2 "$(published 2003 year trafficking_cases -k 6)"
check 'and the output says so' sh -c 'echo "$1" | grep -q "by the setting publish.exempt: trafficking_cases"' - \
    "$(said suppressed --year 2003 --publish -k 6)"
echo 'publish.exempt: [nothing]' >tipreview.yaml
status 'a headline that there is not is refused' 2 "$TIPREVIEW" summary --year 2003 --publish
rm tipreview.yaml
"$TIPREVIEW" summary --year 2003 --publish >/dev/null 2>warnings.txt
same 'the first release again: nothing to warn of' '' "$(cat warnings.txt)"
"$TIPREVIEW" summary --year 2003 --publish -k 7 >/dev/null 2>warnings.txt
check 'what was printed before and is hidden now is warned of' grep -q 'it was printed as 2: hiding it now takes nothing back' warnings.txt
id=$("$TIPREVIEW" list --limit 'year:2003 & kind:debriefing & outcome:insufficient' --format csv | sed -n 2p | cut -d, -f1)
status 'a decision of a released year is another now' 0 "$TIPREVIEW" decide "$id" --outcome out_of_scope --rationale 'made up'
"$TIPREVIEW" summary --year 2003 --publish >/dev/null 2>warnings.txt
check 'a difference of one from an earlier release is warned of' grep -q 'it was 806, now it is 805: the difference is a small count' warnings.txt

figures --year 2004 --publish --round 5 >rounded.csv 2>warnings.txt
same 'rounded, every count is a multiple of 5' '' "$(awk -F, 'NR > 1 && $8 % 5 { print }' rounded.csv)"
same 'and nothing above 0 is 0' '' "$(awk -F, 'NR == FNR { n[$1 $2 $7] = $8; next }
    $8 == "0" && $9 == "" && n[$1 $2 $7] > 0 { print }' now.csv rounded.csv)"
status 'it rounds to 5 alone' 2 "$TIPREVIEW" summary --year 2004 --publish --round 3
status 'a threshold is a number of 2 to 50' 2 "$TIPREVIEW" summary --year 2004 --publish -k 1
status 'and is for what is published' 2 "$TIPREVIEW" summary --year 2004 -k 5
check 'the chain holds after all of it' "$TIPREVIEW" verify

# --- what the Counter-Trafficking Data Collaborative publishes, where it is at hand, with decisions that are made up ---
real=$shared/ctdc-records.yaml
if [ -r "$real" ]; then
    "$TIPREVIEW" init ctdc >/dev/null && cp "$real" ctdc/records/
    "$TIPREVIEW" -w ctdc list --format csv | tr -d '\r' | awk -F, 'NR > 1 && $2 ~ /^200[2-5]/ {
        outcome = "insufficient"
        if (NR % 190 == 0) outcome = "out_of_scope"
        if (NR % 16 == 0) outcome = "not_trafficking\nanswers: {means.force: absent}"
        if (NR % 25 == 0) outcome = "trafficking\nanswers: {means.force: present, purpose.sexual_exploitation: present}"
        printf "---\nrecord: %s\noutcome: %s\nrationale: made up\n", $1, outcome }' >ctdc.yaml
    status 'records of a real table are decided' 0 "$TIPREVIEW" -w ctdc decide --from ctdc.yaml
    same 'all of those years' 0 "$("$TIPREVIEW" -w ctdc list --limit 'year:2002..2005 & undecided' --format csv | sed 1d | wc -l)"
    for year in 2002 2003 2004 2005; do
        "$solver" ctdc "$year" >"$TAP_TMP/solved"
        check "no small count of them in $year can be worked out, by nationality, sex and all" grep -q '^ok' "$TAP_TMP/solved"
        check 'and there are some' sh -c '! grep -q "^# 0 small" "$1"' - "$TAP_TMP/solved"
    done
fi

tap_end
