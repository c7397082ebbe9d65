#!/bin/sh
# Checks the layers of a source tree (default: this one) and prints each breach as FILE:LINE: what it is.
# Includes go one way, models/base <- models <- config <- tui; data/, docs/ and tests/ may include
# everything. ncurses is known to three files alone, and one starts threads. models/ never prints and never exits.
# Headers have include guards of their own. Exit status 1 where there is a breach.
set -eu
cd "${1:-.}"
find models config tui data docs tests -type f \( -name '*.[ch]' -o -name '*.def' \) 2>/dev/null | sort |
    while read -r file; do
        awk -v file="$file" '
function layer(path) {
    if (path ~ /^models\/base\//) return 1
    if (path ~ /^models\//) return 2
    if (path ~ /^config\//) return 3
    if (path ~ /^tui\//) return 4
    if (path ~ /^(data|docs|tests)\//) return 5
    return 0
}
function breach(what) { printf "%s:%d: %s\n", file, FNR, what }
# The line without comments and the insides of quotes.
function code(line,    out, rest) {
    out = ""
    while (line != "") {
        if (comment) {
            rest = index(line, "*/")
            if (!rest) return out
            comment = 0
            line = substr(line, rest + 2)
        } else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^\047([^\047\\]|\\.)*\047/)) {
            out = out "\"\""
            line = substr(line, RLENGTH + 1)
        } else if (substr(line, 1, 2) == "//") {
            return out
        } else if (substr(line, 1, 2) == "/*") {
            comment = 1
            line = substr(line, 3)
        } else {
            out = out substr(line, 1, 1)
            line = substr(line, 2)
        }
    }
    return out
}
BEGIN { mine = layer(file) }
!comment && /^[ \t]*#[ \t]*include/ {
    name = $0
    sub(/^[^<"]*[<"]/, "", name)
    sub(/[>"].*/, "", name)
    if ($0 ~ /"/) {
        theirs = layer(name)
        if (!theirs && mine < 5)
            breach("include of \"" name "\" is not written from the root")
        else if (theirs > mine)
            breach("include of \"" name "\" runs against the layers")
    } else if (name ~ /^(ncursesw?\/)?n?curses\.h$|^term\.h$/ && mine < 5 &&
               file !~ /^tui\/(term|input|draw)\./)
        breach("include of <" name "> outside tui/term, tui/input and tui/draw")
    next
}
{ text = code($0) }
mine <= 2 && match(text, /(^|[^A-Za-z0-9_])(v?printf|v?dprintf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort)[ \t]*\(/) {
    breach("models/ calls " substr(text, RSTART))
}
mine <= 2 && match(text, /(^|[^A-Za-z0-9_])(stdout|stderr)($|[^A-Za-z0-9_])/) {
    breach("models/ prints to " substr(text, RSTART))
}
file != "models/base/thread.c" && mine < 5 && text ~ /(^|[^A-Za-z0-9_])pthread_create[ \t]*\(/ {
    breach("pthread_create outside models/base/thread.c, whose threads leave the signals to the main one")
}
file ~ /\.h$/ && !guard && text ~ /^#ifndef [A-Z0-9_]+$/ { guard = substr(text, 9) }
file ~ /\.h$/ && guard && text == "#define " guard { guarded = 1 }
END {
    if (file ~ /\.h$/ && !guarded) breach("header without an include guard")
    if (guarded) print "guard " guard " " file
}' "$file"
    done | awk '
$1 == "guard" && seen[$2] { printf "%s:1: include guard %s is also that of %s\n", $3, $2, seen[$2]; bad = 1 }
$1 == "guard" { seen[$2] = $3; next }
{ print; bad = 1 }
END { exit bad }'
