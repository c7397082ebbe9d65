#!/bin/sh
# The line-mode commands end to end: what they print and how they exit.
. tests/support/tap.sh
W=$TAP_TMP/w
tip() { "$TIPREVIEW" "$@"; }
sql() { sqlite3 "$W/review.db" "$1"; }

status "init makes a workspace" 0 tip init "$W"
same "with mode 0700" 700 "$(stat -c %a "$W")"
same "and a log of mode 0600" 600 "$(stat -c %a "$W/review.db")"
status "init again changes nothing" 0 tip init "$W"
status "an empty workspace has a tally" 0 tip -w "$W" tally
check "that says so" grep -q "no records yet" "$TAP_TMP/out"

cat > "$W/records/a.yaml" <<'Y'
---
kind: debriefing
id: D-1
date: 2004-03-12
department: police
operation: OP-1
person:
  sex: female
  age: 24
  nationality: NO
  status: visitor
prostitution: yes
reported:
  means.deception: unknown
narrative: |
  Made up. She said that she came by herself.
---
kind: debriefing
id: D-2
date: 2004-05
department: immigration
person:
  age: 16
prostitution: yes
narrative: |
  Made up. =cmd() was in her diary.
---
kind: debriefing
id: D-3
date: 2005-01
department: police
person:
  age: 30
  status: resident
prostitution: yes
narrative: |
  Made up.
---
kind: operation
id: OP-1
date: 2004-03
department: joint
type: anti_vice
persons_arrested: 34
narrative: |
  Made up.
Y
status "check accepts good records" 0 tip -w "$W" check
same "and counts them" "documents 4, loaded 4 (debriefings 3, operations 1), rejected 0" "$(tail -n1 "$TAP_TMP/out")"
printf -- '---\nkind: debriefing\nid: D-9\ndate: 2004-02-30\ndepartment: police\nnarrative: x\n' > "$TAP_TMP/bad.yaml"
status "check finds a bad date" 1 tip check "$TAP_TMP/bad.yaml"
check "names file, line and column" grep -q "^$TAP_TMP/bad.yaml:4:7: error: .*2004-02-30" "$TAP_TMP/out"
same "and counts it" "documents 1, loaded 0 (debriefings 0, operations 0), rejected 1" "$(tail -n1 "$TAP_TMP/out")"
mkdir "$TAP_TMP/capitals"
sed 's/2004-02-30/2004-02-29/' "$TAP_TMP/bad.yaml" > "$TAP_TMP/capitals/D-9.YAML"
status "a name in capitals is read, too" 0 tip check "$TAP_TMP/capitals"
same "and counted" "documents 1, loaded 1 (debriefings 1, operations 0), rejected 0" "$(tail -n1 "$TAP_TMP/out")"
status "check of a missing file" 1 tip check "$TAP_TMP/none.yaml"

status "list as csv" 0 tip -w "$W" list --format csv --limit 'nationality:NO'
same "keeps Norway" "D-1,2004-03-12,debriefing,police,,OP-1,,female,24,NO,visitor,undecided,undecided,,no" "$(sed -n 2p "$TAP_TMP/out" | tr -d '\r')"
check "csv lines end with CRLF" sh -c 'head -n1 "$1" | grep -q "$(printf "\r")$"' - "$TAP_TMP/out"
status "a wrong limit is a usage error" 2 tip -w "$W" list --limit 'year:2004 & colour:red'
check "told at its column" grep -q '^tipreview: --limit:1:13: "colour" is no key' "$TAP_TMP/err"
check "with where the keys are" grep -q "(docs/limits.md, or ? in the console)" "$TAP_TMP/err"
status "list as json" 0 tip -w "$W" list --format json
check "is one array" sh -c 'head -c1 "$1" | grep -q "\["' - "$TAP_TMP/out"
status "list as markdown" 0 tip -w "$W" list --format markdown
check "has a header rule" sh -c 'sed -n 2p "$1" | grep -q "^|---"' - "$TAP_TMP/out"
status "an unknown format" 2 tip -w "$W" list --format xml

status "assess prints a column per definition" 0 tip -w "$W" assess --format csv
same "by id" "id,year,cap200-s129,legco-2005,palermo,tvpa-severe-sex" "$(head -n1 "$TAP_TMP/out" | tr -d '\r')"

status "voluntary of a child is refused" 1 tip -w "$W" decide D-2 --outcome voluntary --rationale "she agreed"
check "with the source" grep -q "Art. 3(c)" "$TAP_TMP/err"
status "trafficking without a rationale is refused" 1 tip -w "$W" decide D-2 --outcome trafficking
same "nothing was saved" 0 "$(sql 'select count(*) from event')"
status "trafficking with one is saved" 0 tip -w "$W" decide D-2 --outcome trafficking --answer means.force=present --rationale "Beaten."
check "and said so, alone" grep -qx "tipreview: 1 saved" "$TAP_TMP/err"
status "a clear voluntary case" 0 tip -w "$W" decide D-3 --outcome voluntary
check "says what was implied" grep -qx "tipreview: 1 saved; [1-9][0-9]* answers not given are absent, implied by voluntary" "$TAP_TMP/err"
status "the log as text" 0 tip -w "$W" log D-3
check "has the answers beside each other" grep -q 'means.force=absent,implied, means\.' "$TAP_TMP/out"
status "as csv" 0 tip -w "$W" log --format csv D-3
check "it has a line for each" grep -q '^means.force=absent,implied$' "$TAP_TMP/out"
status "means reported unknown stay open" 1 tip -w "$W" decide D-1 --outcome voluntary
status "an unknown record" 1 tip -w "$W" decide D-77 --outcome voluntary
status "an unknown criterion" 2 tip -w "$W" decide D-1 --outcome voluntary --answer means.magic=present
status "two answers to one question" 2 tip -w "$W" decide D-1 --outcome insufficient --answer means.force=present --answer means.force=absent --rationale "Unclear."
status "no outcome" 2 tip -w "$W" decide D-1
check "which says what there is" grep -q "outcome is missing: use voluntary, trafficking, not_trafficking, insufficient or out_of_scope" "$TAP_TMP/err"

status "tally as csv" 0 tip -w "$W" tally --format csv
same "its columns" "year,coverage,debriefings,visitors,voluntary,trafficking,not_trafficking,insufficient,out_of_scope,undecided,awaiting_second,disputed,stale,now_invalid,operations,operations_undecided,persons_arrested,trafficking_cases" "$(head -n1 "$TAP_TMP/out" | tr -d '\r')"
same "2004" "2004,Mar-May,2,1,0,1,0,0,0,1,0,0,0,0,1,1,34,1" "$(sed -n 2p "$TAP_TMP/out" | tr -d '\r')"
same "2005" "2005,Jan,1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0" "$(sed -n 3p "$TAP_TMP/out" | tr -d '\r')"
status "tally as text" 0 tip -w "$W" tally
check "heads an open year PROVISIONAL" grep -q "^2004  Mar-May  PROVISIONAL" "$TAP_TMP/out"
check "and prints so far, never a bare 0" grep -q "0 voluntary so far, 1 undecided" "$TAP_TMP/out"
status "tally by department" 0 tip -w "$W" tally --by department --format csv
check "has a row for each" grep -q "^2004,immigration,Mar-May,1," "$TAP_TMP/out"
status "tally by two things at once" 2 tip -w "$W" tally --by department --definitions
status "tally by definitions" 0 tip -w "$W" tally --definitions --format csv
check "on the reviewed basis" grep -q "^2004,legco-2005,reviewed,1,0,0" "$TAP_TMP/out"

sed -i 's/age: 30/age: 17/' "$W/records/a.yaml"
status "an age corrected to 17 after voluntary" 0 tip -w "$W" list --format csv --limit invalid
check "is now invalid" grep -q "^D-3,.*now_invalid,voluntary" "$TAP_TMP/out"
tip -w "$W" tally > "$TAP_TMP/out"
check "and its year's figures are so far" grep -q "^  0 voluntary so far, 1 to be decided again" "$TAP_TMP/out"
sed -i 's/age: 17/age: 30/; s/came by herself/came alone/' "$W/records/a.yaml"
status "a record changed after its decision" 0 tip -w "$W" decide D-1 --outcome insufficient --rationale "Unclear."
sed -i 's/came alone/came by herself/' "$W/records/a.yaml"
status "is listed" 0 tip -w "$W" list --format csv --limit stale
check "as stale" grep -q "^D-1,.*,stale,insufficient" "$TAP_TMP/out"

status "log" 0 tip -w "$W" log --format csv
same "has every event" 3 "$(grep -c "^[0-9]*,20" "$TAP_TMP/out")"
status "show" 0 tip -w "$W" show D-1 --format csv
check "has the reported criterion" grep -q "^reported,means.deception,unknown" "$TAP_TMP/out"
status "show in text" 0 tip -w "$W" show D-1
check "has the narrative, indented where it goes on" grep -q "^record  *narrative  *Made up. She said" "$TAP_TMP/out"
check "and no escaped line break" sh -c "! grep -q '\^J' '$TAP_TMP/out'"
status "show of nothing" 1 tip -w "$W" show D-77
status "retract" 0 tip -w "$W" retract D-2
status "the decision is gone" 0 tip -w "$W" list --format csv --limit 'undecided id:D-2'
check "from the state" grep -q "^D-2," "$TAP_TMP/out"
same "but not from the log" 4 "$(sql 'select count(*) from event')"
status "nothing more to retract" 1 tip -w "$W" retract D-2

cat > "$TAP_TMP/stream.yaml" <<'Y'
---
record: D-2
outcome: insufficient
rationale: Age to be verified.
---
record: D-1
outcome: voluntary
Y
status "a stream with a refused decision saves nothing" 1 tip -w "$W" decide --from "$TAP_TMP/stream.yaml"
check "and says which, at its line" grep -q "stream.yaml:5:1: error: D-1: voluntary" "$TAP_TMP/err"
same "no event was added" 4 "$(sql 'select count(*) from event')"
printf -- '---\nrecord: D-2\noutcome: insufficient\nrationale: Age to be verified.\n' > "$TAP_TMP/stream.yaml"
status "a stream with a rationale beside it" 2 tip -w "$W" decide --from "$TAP_TMP/stream.yaml" --rationale "x"
printf -- '---\nrecord: D-2\noutcome: insufficient\nrationale: ~\n' > "$TAP_TMP/empty.yaml"
status "a rationale that is nothing" 1 tip -w "$W" decide --from "$TAP_TMP/empty.yaml"
check "is refused at its place" grep -q "empty.yaml:4:12: .*gives no reasons" "$TAP_TMP/err"
status "a good stream is saved" 0 tip -w "$W" decide --from "$TAP_TMP/stream.yaml"
same "as one event each" 5 "$(sql 'select count(*) from event')"
same "marked as taken in" 1 "$(sql "select count(*) from event where seq = 5 and instr(cast(body as text), 'from=stream')")"
sed 's/outcome: .*/&\nanswers: {means.forse: absent}/' "$TAP_TMP/stream.yaml" > "$TAP_TMP/misspelt.yaml"
status "a misspelt criterion" 1 tip -w "$W" decide --from "$TAP_TMP/misspelt.yaml"
check "is told the closest" grep -q 'did you mean "means.force"?' "$TAP_TMP/err"

status "verify" 0 tip -w "$W" verify
head=$(sed -n 's/.*head //p' "$TAP_TMP/out")
status "verify against the head" 0 tip -w "$W" verify --head "$head"
status "verify against another head" 1 tip -w "$W" verify --head "5:0000000000000000000000000000000000000000000000000000000000000000"
status "verify with a malformed head" 2 tip -w "$W" verify --head 5

cat > "$W/records/b.yaml" <<'Y'
---
kind: operation
id: OP-7
date: 2005-11
department: police
case: C-7
narrative: Made up, the raid.
---
kind: debriefing
id: D-7
date: 2006-01
department: customs
case: C-7
person: {age: 16}
prostitution: yes
narrative: Made up, found after the new year.
Y
status "a case over a new year and two departments" 0 tip -w "$W" decide D-7 --outcome trafficking --answer means.force=present --rationale "Beaten."
tip -w "$W" tally --by department --format csv > "$TAP_TMP/out"
check "counts under the department of the decision" grep -q "^2005,customs,Jan-Nov,0,.*,1.\$" "$TAP_TMP/out"
printf -- '---\nkind: debriefing\nid: D-8\n' > "$W/records/c.yaml"
status "figures beside a rejected document say so" 1 tip -w "$W" tally
status "what is assessed beside it, too" 1 tip -w "$W" assess
cat > "$W/records/c.yaml" <<'Y'
---
kind: debriefing
id: D-8
date: 2006-01
department: police
person: {age: 30}
prostitution: yes
reported: {means.decption: present}
narrative: Made up, with a misspelt criterion.
Y
status "a report that the criteria do not know is no clear case" 1 tip -w "$W" decide D-8 --outcome voluntary
check "and is named" grep -q "do not know (reported.means.decption)" "$TAP_TMP/err"
status "with a rationale it can be decided" 0 tip -w "$W" decide D-8 --outcome voluntary --rationale "Asked again: none."
rm "$W/records/b.yaml" "$W/records/c.yaml"

for command in init check list show assess decide retract tally log verify; do
    status "$command --help" 0 tip "$command" --help
    check "$command: its usage" grep -q "^usage: tipreview $command" "$TAP_TMP/out"
    same "$command: no line is over 100 wide" "" "$(grep -E '.{101}' "$TAP_TMP/out")"
done
status "--version" 0 tip --version
status "--help" 0 tip --help
status "an unknown command" 2 tip frobnicate
status "an unknown option" 2 tip tally --frobnicate
printf 'catalog: on\nprimary: palermo2\n' >"$W/tipreview.yaml"
status "a definition that there is not" 2 tip -w "$W" tally
check "is named at its place in the settings" grep -q 'tipreview.yaml:2:10: primary: there is no definition "palermo2": name one of ' "$TAP_TMP/err"
rm "$W/tipreview.yaml"
for command in tally summary verify "backup $TAP_TMP/none.db"; do
    # shellcheck disable=SC2086 # a command and its argument
    status "no workspace: $command" 2 tip -w "$TAP_TMP" $command
    check "which says what to do" grep -q "is no workspace.*: name one with -w DIR, or make one with .tipreview init" "$TAP_TMP/err"
done
status "a named file that is not there" 2 tip verify "$TAP_TMP/nosuch.db"
check "is said to be none" grep -q "there is no file .*/nosuch.db: check its name" "$TAP_TMP/err"
mkdir "$TAP_TMP/logonly" && cp "$W/review.db" "$TAP_TMP/logonly/"
status "a log whose records are gone is still checked" 0 tip -w "$TAP_TMP/logonly" verify
head=$(sed 's/.*head //' "$TAP_TMP/out")
status "against another head" 1 tip -w "$TAP_TMP/logonly" verify --head "${head%:*}:$(printf '%064d' 0)"
check "the head itself may be wrong" grep -q "the log was rewritten, or the head was not copied as it was" "$TAP_TMP/out"
status "the console without a terminal" 2 tip -w "$W"
mv "$W/review.db" "$TAP_TMP/moved.db"
rm -f "$W"/review.db-*
status "a log that is gone is not begun anew" 3 tip -w "$W" tally
check "but asked for" grep -q "review.db is missing: restore it from a backup; only .*tipreview init" "$TAP_TMP/err"
check "and not made" test ! -e "$W/review.db"
mv "$TAP_TMP/moved.db" "$W/review.db"
status "put back, it is used" 0 tip -w "$W" tally

# Where the system writes core files at all, a crash leaves none: the process waits for a pipe that nobody reads.
mkdir "$TAP_TMP/core" && mkfifo "$TAP_TMP/pipe"
exec 3<>"$TAP_TMP/pipe"
(
    cd "$TAP_TMP/core" && head -c 65536 /dev/zero >&3
    exec prlimit --core=unlimited "$TIPREVIEW" --version >&3
) &
while kill -0 $! && ! { grep -q tipreview "/proc/$!/comm" && grep -q '^State:.S' "/proc/$!/status"; }; do :; done
kill -ABRT $!
wait $! 2>/dev/null
exec 3<&-
same "a crash leaves no core file" "" "$(ls "$TAP_TMP/core")"

status "output to a full disk" 3 sh -c '"$1" -w "$2" list > /dev/full' - "$TIPREVIEW" "$W"
tap_end
