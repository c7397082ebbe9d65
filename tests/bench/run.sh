#!/bin/sh
# The benchmark. Both sides of a ratio run by turns, and what counts is the median of the ratios of PAIRS pairs. Prints each line with
# its target; with --write docs/benchmarks.md gets the table too. `make bench` builds what it needs. Parts can be named: load
# others many start query summary memory keys hostile. With WORK, a folder that stays, several runs can fill one table.
set -eu
BUILD=${BUILD:-build}
PAIRS=${PAIRS:-7}
RECORDS=${RECORDS:-1000000}
page=
[ "${1:-}" != --write ] || { page=docs/benchmarks.md; shift; }
parts=${*:-load others many start query summary memory keys hostile}
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT
tools=$BUILD/tests/bench
tipreview=$BUILD/tipreview
rows=$work/rows

# row WHAT TARGET MEASURED: a line of the table.
row() {
    printf '%-56s %-22s %s\n' "$1" "$2" "$3"
    printf '| %s | %s | %s |\n' "$1" "$2" "$3" >> "$rows"
}

wanted() {
    case " $parts " in *" $1 "*) return 0 ;; esac
    return 1
}

# The last words of a line that the query bench printed: its median.
query_row() { # WHAT TARGET LABEL
    row "$1" "$2" "$(sed -n "s/^[a-z]* *$3 *\([0-9.]* ms  ([^)]*)\)  *\(.*\)/\1, \2/p" "$work/query")"
}

case_load() {
    [ ! -e "$work/all.yaml" ] || return 0
    "$BUILD/data/generate" --output "$work/records" >/dev/null
    find "$work/records" -name '*.yaml' | sort | xargs cat > "$work/all.yaml"
    echo "the case load of 23,665 debriefings: $(grep -c '^id:' "$work/all.yaml") records, $(wc -c < "$work/all.yaml") bytes"
}

many() {
    [ ! -e "$work/ws" ] || return 0
    "$tipreview" init "$work/ws"
    "$BUILD/data/generate" --records "$RECORDS" --output "$work/ws/records" >/dev/null
}

kept() { # the same with its catalog
    many
    [ -e "$work/ws/.tipreview/catalog" ] || { sleep 2 && "$tipreview" -w "$work/ws" tally >/dev/null; }
}

# other NAME PROGRAM COMMAND: how many times longer another reader takes.
other() {
    if command -v "$2" >/dev/null && sh -c "$4" >/dev/null 2>&1; then
        row "$1 / cold load" "$3" "$("$tools/turns" "$PAIRS" "$5 $work/all.yaml >/dev/null" \
            "$tipreview check $work/all.yaml >/dev/null")"
    else
        row "$1 / cold load" "$3" "not measured, since it is not installed"
    fi
}

echo "tipreview bench: $(uname -sm), $(nproc) processors, median of $PAIRS pairs"
if wanted load; then
    case_load
    row "cold load of 23,665 debriefings / libyaml's event loop" "0.60" \
        "$("$tools/turns" "$PAIRS" "$tipreview check $work/all.yaml >/dev/null" \
            "$tools/events $work/all.yaml >/dev/null")"
    sed 's/^id: \(.*\)/id: "\1"/' "$work/all.yaml" > "$work/quoted.yaml"
    row "the same with a quoted id in each / event loop over it" "" \
        "$("$tools/turns" "$PAIRS" "$tipreview check $work/quoted.yaml >/dev/null" \
            "$tools/events $work/quoted.yaml >/dev/null")"
    # What is not in the plainest form goes through libyaml.
    sed 's/^id: .*/& # made up/' "$work/all.yaml" > "$work/commented.yaml"
    row "the same with a comment in each / event loop over it" "" \
        "$("$tools/turns" "$PAIRS" "$tipreview check $work/commented.yaml >/dev/null" \
            "$tools/events $work/commented.yaml >/dev/null")"
fi
if wanted others; then
    case_load
    other "PyYAML's CSafeLoader" /usr/bin/python3 "14" "/usr/bin/python3 -c 'import yaml; yaml.CSafeLoader'" \
        "/usr/bin/python3 -c 'import sys, yaml
for _ in yaml.load_all(open(sys.argv[1]), Loader=yaml.CSafeLoader): pass'"
    other "Ruby's psych" ruby "" "ruby -ryaml -e 1" \
        "ruby -ryaml -rdate -e 'YAML.parse_stream(File.read(ARGV[0])) { |d| d.to_ruby }'"
    other "js-yaml" node "" "NODE_PATH=/usr/share/nodejs node -e 'require(\"js-yaml\")'" \
        "NODE_PATH=/usr/share/nodejs node -e 'require(\"js-yaml\").loadAll(require(\"fs\").readFileSync(process.argv[1], \"utf8\"), () => {})'"
fi
if wanted many; then
    many
    row "cold load of 1,000,000 debriefings / libyaml's event loop" "0.55" \
        "$("$tools/turns" "$PAIRS" "$tipreview check $work/ws/records >/dev/null" \
            "$tools/events $work/ws/records/*.yaml >/dev/null")"
fi
if wanted start; then
    kept
    row "second start at 1M / ncurses program, same screen" "1.6" \
        "$("$tools/start" "$work/ws" "$tipreview" "$tools/screen" "$((PAIRS * 3))")"
fi
if wanted query; then
    many
    "$tools/query" "$work/ws/records" | tee "$work/query"
    query_row "search at 1M, English, in few records" "25 ms" "English, rare: counterfeit"
    query_row "search at 1M, English, in many records" "25 ms" "English, everywhere: visitor"
    query_row "search at 1M, a phrase" "25 ms" "English, a phrase: held her passport"
    query_row "search at 1M, two Chinese characters" "25 ms" "two Chinese characters: 護照"
    query_row "limit with three terms at 1M" "15 ms" "three terms: year, department, undecided"
fi
if wanted summary; then
    many
    "$tools/summary" "$work/ws/records" > "$work/summary"
    row "summary of a million records / its columns read once" "2.0" \
        "$(sed -n 's/^ratio: //p' "$work/summary")"
    row "longest slice of it, for which a key would wait" "50 ms" \
        "$(sed -n 's/^longest slice: //p' "$work/summary")"
fi
if wanted memory; then
    kept
    row "private memory at 1M without the arena, mapped" "64 bytes a record" \
        "$("$tools/memory" "$work/ws")"
    rm "$work/ws/.tipreview/catalog"
    row "private memory at 1M without the arena, just read" "64 bytes a record" \
        "$("$tools/memory" "$work/ws")"
    echo 'catalog: off' > "$work/ws/tipreview.yaml"
    row "the same with \`catalog: off\`" "" "$("$tools/memory" "$work/ws")"
    rm "$work/ws/tipreview.yaml"
fi
if wanted keys; then
    kept
    "$tools/keys" 300 "$tipreview" "$work/ws" > "$work/keys"
    row "cursor move in the queue, within the screen, with the status line" "30 bytes" \
        "$(sed -n 's/^within the screen: //p' "$work/keys")"
    row "the same where it scrolls" "" "$(sed -n 's/^scrolling: //p' "$work/keys")"
    row "burst of 2,000 keys in the queue" "10 KB" "$(sed -n 's/^burst of 2,000: //p' "$work/keys")"
fi
if wanted hostile; then
    "$tools/hostile" > "$work/hostile" || true # its status says that a case is too slow, as the row does
    sort -rn "$work/hostile" | grep ' a MiB  ' || true
    row "hostile input, time a MiB, the worst case" "50 ms" \
        "$(sort -rn "$work/hostile" | sed -n '1s/^ *\([0-9.]*\) ms a MiB *\([0-9.]*\) of processor time *[0-9]* KiB *\(.*\)/\1 ms, \2 of processor time (\3)/p' | sed 's/  SLOW//'), $(sed -n 's/^\([0-9]*\) slower.*/\1 above/p' "$work/hostile") of $(grep -c ' KiB ' "$work/hostile")"
fi

[ -n "$page" ] || exit 0
# What stands below the table was written by hand and stays.
{
    echo '# Benchmarks'
    echo
    echo "Written by \`make bench\` on $(date -u +%Y-%m-%d): $(uname -srm), $(nproc) processors of"
    echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $("${CC:-cc}" --version | head -1),"
    echo "libyaml $(dpkg-query -W -f '${Version}' libyaml-0-2 2>/dev/null), ncurses $(dpkg-query -W -f '${Version}' libncursesw6 2>/dev/null),"
    echo "SQLite $(dpkg-query -W -f '${Version}' libsqlite3-0 2>/dev/null). Both sides of a ratio ran by turns; what is told is the median"
    echo "of the ratios of $PAIRS pairs ($((PAIRS * 3)) for the start)."
    echo
    echo '| what | at least | measured |'
    echo '|---|---|---|'
    cat "$rows"
    echo
    sed -n '/^## /,$p' "$page" 2>/dev/null || true
} > "$work/page"
cp "$work/page" "$page"
