#!/bin/sh
# The generator: the paper's numbers, the same bytes for the same seed, references that hold.
set -u
export LC_ALL=C
generate=${BUILD:-build}/data/generate
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

# Refused with exit status 2, a sentence on stderr and nothing on stdout.
refused() { # WHAT-IT-SAYS ARGUMENT...
    says=$1
    shift
    out=$("$generate" "$@" 2>"$dir/stderr")
    status=$?
    [ "$status" -eq 2 ] && [ -z "$out" ] && grep -q "$says" "$dir/stderr"
    report $? "refused: $* ($(cat "$dir/stderr"))"
}

digest() { # DIR
    (cd "$1" && cat -- *.yaml) | sha256sum | cut -d' ' -f1
}

"$generate" --help | grep -q '^usage: generate --output DIR'
report $? 'help'
refused 'give a folder with --output'
refused 'from 200 to' --output "$dir/no" --records 12
refused 'from 200 to' --output "$dir/no" --records 1e6
refused 'from 0 to' --output "$dir/no" --seed -1
refused 'see --help' --output "$dir/no" --colour
refused 'has no value' --output "$dir/no" --seed
refused 'give the folder after --output' "$dir/no"
refused 'is no folder' --output "$generate"
[ ! -e "$dir/no" ]
report $? 'a refused call makes nothing'

"$generate" --output "$dir/all"
report $? 'the case load is written'
refused 'is there already' --output "$dir/all"
"$generate" --decisions --output "$dir/all.yaml"
report $? 'its decisions are written into a file'

mkdir "$dir/small"
"$generate" --records 300 --seed 1 --output "$dir/small/a"
"$generate" --records 300 --seed 1 --output "$dir/small/b"
"$generate" --records 300 --seed 2 --output "$dir/small/c"
"$generate" --records 300 --seed 1 --decisions --output "$dir/small/a"
"$generate" --records 300 --seed 1 --decisions --output "$dir/small/b"
diff -r "$dir/small/a" "$dir/small/b" >/dev/null
report $? 'two runs write the same bytes'
is "$(digest "$dir/small/a")" 8ecb6c84df4093ec5f28829c6856a97765a2b454d7ee7955d876d2c75c99b3cb 'the bytes of seed 1 are those of every machine'
rm "$dir/small/a/decisions.yaml"
[ "$(digest "$dir/small/a")" != "$(digest "$dir/small/c")" ]
report $? 'another seed writes other bytes'
is "$(cat "$dir"/small/a/debriefings-* | grep -c '^kind: debriefing')" 300 '--records is the number of debriefings'

cd "$dir/all" || exit 1
year() { # YEAR DEBRIEFINGS
    is "$(cat debriefings-"$1"-*.yaml | grep -c "^date: $1-")" "$2" "$1: $2 debriefings dated in it"
    cat debriefings-"$1"-*.yaml | awk -v all="$2" '
        /^kind: debriefing/ { n++ }
        /^  status: visitor/ { visitors++ }
        END { exit !(n == all && visitors * 100 > n * 99 && visitors < n) }'
    report $? "$1: over 99%, but not all, are visitors"
    is "$(awk '/^persons_arrested:/ { n += $2 } END { print n }' operations-"$1".yaml)" "$2" \
        "$1: the operations' arrests are the paper's"
    is "$(awk '/^persons_debriefed:/ { n += $2 } END { print n }' operations-"$1".yaml)" "$2" \
        "$1: the operations debriefed each of them"
}
year 2003 11218
year 2004 10092
year 2005 2355
is "$(echo debriefings-2005-*)" \
    'debriefings-2005-01.yaml debriefings-2005-02.yaml debriefings-2005-03.yaml debriefings-2005-04.yaml' \
    '2005 ends with April'
set -- debriefings-2003-* debriefings-2004-*
is $# 24 'every month of 2003 and 2004 has a file'

awk '
/^visitors_arrested:/ { visitors = $2 }
/^persons_arrested:/ { arrested = $2 }
/^persons_debriefed:/ && visitors > arrested { print; bad = 1 }
END { exit bad }' operations-*.yaml
report $? 'no operation arrested more visitors than persons'

for type in anti_vice flight_operation interdiction container_inspection border_control \
    intelligence_exchange joint_investigation; do
    cat operations-*.yaml debriefings-*.yaml | awk -v type="type: $type" '
        /^---/ { id = "" }
        /^id: / { id = $2 }
        $0 == type { wanted[id] = 1 }
        /^operation: / && wanted[$2] { found = 1 }
        END { exit !found }'
    report $? "debriefings belong to an operation of type $type"
done
awk 'BEGIN { RS = "---\n" } /type: intelligence_exchange/ && /date: 2004-02/ && /partner: Los Angeles/ { n++ }
    END { exit n != 1 }' operations-2004.yaml
report $? 'intelligence was exchanged with Los Angeles in February 2004'

is "$(sed -n 's/^id: //p' ./*.yaml | sort | uniq -d | wc -l)" 0 'ids are unique'
sed -n 's/^id: //p' operations-*.yaml | sort >"$dir/ids"
sed -n 's/^operation: //p' debriefings-*.yaml | sort -u | comm -13 "$dir/ids" - >"$dir/missing"
is "$(grep -c '^OP-200[345]-X00[12]$' "$dir/missing") of $(wc -l <"$dir/missing")" '5 of 5' \
    'every operation that is named exists, but for five'
is "$(grep -h -B1 '^operation: OP-200[345]-X' debriefings-*.yaml | grep -c '^# .*on purpose')" 5 \
    'and those five are marked'
is "$(awk 'FNR == 1 && /MADE UP/ { n++ } END { print n }' ./*.yaml "$dir/all.yaml")" 32 \
    'every file says in its first line that it is made up'
cat ./*.yaml "$dir/all.yaml" | iconv -f UTF-8 -t UTF-8 >/dev/null
report $? 'valid UTF-8'
cat ./*.yaml "$dir/all.yaml" | LC_ALL=C awk '/[\001-\010\013-\037\177]/ { bad = 1 } END { exit bad }'
report $? 'no slot was left unfilled'
is "$(cat debriefings-*.yaml | awk '/^narrative: / { getline; print }' | sort | uniq -d | wc -l)" 0 \
    'no two narratives begin alike to the end of the paragraph'

for hard in '^  age: 1[567]$' '^  age: 17-19$' '^  age: 18-20$' '^  age: unknown$' '^screened: no$' \
    '^  means.deception: present$' '^  direction: transit$' '^case: C-2003-0002$' '歲，屬兒童'; do
    cat debriefings-*.yaml | grep -q "$hard"
    report $? "there is a debriefing with $hard"
done

is "$(grep -c '^record: ' "$dir/all.yaml")" \
    "$(cat debriefings-200[34]-*.yaml operations-200[34].yaml | grep -c '^id: ')" \
    'a decision on every record of 2003 and 2004'
grep -q '^record: [A-Z]*-2005' "$dir/all.yaml"
is $? 1 'and on none of 2005'
echo "1..$n"
