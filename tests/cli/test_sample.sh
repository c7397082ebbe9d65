#!/bin/sh
# The sample records load cleanly, and each hard case is what its comment says it is.
set -u
export LC_ALL=C
tipreview=$(realpath "${BUILD:-build}")/tipreview
sample=$(realpath data/sample)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0

report() { # STATUS WHAT
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

is() { # GOT WANTED WHAT
    [ "$1" = "$2" ]
    report $? "$3"
    [ "$1" = "$2" ] || echo "# got $1, wanted $2"
}

"$tipreview" init "$dir/w" >/dev/null 2>&1
cp "$sample"/*.yaml "$dir/w/records"
cd "$dir/w" || exit 1

is "$("$tipreview" check 2>&1)" 'documents 65, loaded 65 (debriefings 54, operations 11), rejected 0' \
    'loads with no error and no warning'
is "$(awk 'FNR == 1 && !/MADE UP/ { print FILENAME }' records/*.yaml)" '' 'each file says that it is made up'
is "$(sed -n 's/^type: //p' records/*.yaml | sort -u | tr '\n' ' ')" \
    'anti_vice border_control container_inspection flight_operation intelligence_exchange interdiction joint_investigation other ' \
    'an operation of every type'
sed -n 's/^id: //p' records/*.yaml | sort >"$dir/ids"
is "$(sed -n 's/^operation: //p' records/*.yaml | sort -u | comm -13 "$dir/ids" -)" OS-2004-99 \
    'one operation is named and missing, on purpose'
sed -n 's/^operation: //p' records/*.yaml | sort -u >"$dir/named"
is "$(sed -n 's/^id: //p' records/operations.yaml | sort | comm -23 - "$dir/named")" '' \
    'debriefings belong to each operation of operations.yaml'
is "$(grep -A1 '^---' records/hard-cases.yaml | grep -c '^# ') of $(grep -c '^---' records/hard-cases.yaml)" \
    '22 of 22' 'above each hard case stands what it is there for'

"$tipreview" assess --format csv | tr -d '\r' >"$dir/assess"
assess() { # ID RESULTS
    is "$(sed -n "s/^$1,[0-9]*,//p" "$dir/assess")" "$2" "$1 by each definition, as reported"
}
is "$(head -n 1 "$dir/assess")" id,year,cap200-s129,legco-2005,palermo,tvpa-severe-sex 'the definitions'
assess HS-01 undetermined,undetermined,trafficking,trafficking
assess HS-02 undetermined,trafficking,undetermined,trafficking
assess HS-05 undetermined,undetermined,undetermined,undetermined
assess HS-19 trafficking,not_trafficking,not_trafficking,not_trafficking
assess HS-20 undetermined,trafficking,trafficking,undetermined

refused() { # ID WHAT-IT-SAYS ARGUMENT...
    id=$1 says=$2
    shift 2
    said=$("$tipreview" decide "$id" --outcome voluntary "$@" 2>&1)
    status=$?
    case $status,$said in 1,*"$says"*) report 0 "$id: voluntary is refused" ;; *) report 1 "$id: $status, $said" ;; esac
}
refused HS-01 'Art. 3(c)'
refused HS-04 'Art. 10(3)'
refused HS-11 'Art. 3(c)'
refused HS-12 means.force
refused HS-13 sign.withholds_documents
refused HS-17 rationale
refused HS-18 'No prostitution'
"$tipreview" decide HS-03 --outcome voluntary >/dev/null 2>&1
report $? 'HS-03: voluntary is open'
set -- --rationale 'a deposit for the key'
for means in force coercion abduction fraud deception abuse_of_power abuse_of_vulnerability payment; do
    set -- "$@" --answer "means.$means=absent"
done
"$tipreview" decide HS-13 --outcome voluntary --answer sign.withholds_documents=present "$@" >/dev/null 2>&1
report $? 'HS-13: voluntary is open once the sign is answered'

for id in HS-07 HS-08 HS-09 HS-10; do
    "$tipreview" decide "$id" --outcome trafficking --answer means.coercion=present \
        --rationale 'locked in' >/dev/null 2>&1
    report $? "$id: decided trafficking"
done
is "$("$tipreview" tally --format csv | tr -d '\r' | awk -F, 'NR > 1 { print $1, $6, $NF }' | tr '\n' ' ')" \
    '2003 1 1 2004 1 0 2005 0 0 ' 'the case of two operations counts once, in 2003'
echo "1..$n"
