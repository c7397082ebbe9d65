#!/bin/sh
# The source tree keeps its layers, and the check that says so finds each kind of breach.
set -u
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
n=0

report() { # STATUS WHAT
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# A tree with one file must be refused, with words that say why.
refused() { # FILE WHAT-IT-SAYS TEXT
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/$(dirname "$1")"
    printf '%b' "$3" >"$tree/$1"
    found=$(tests/layers.sh "$tree") && found="passed: $found"
    case $found in
    passed:*) report 1 "$1: $2 ($found)" ;;
    "$1:"*"$2"*) report 0 "$1: $2" ;;
    *) report 1 "$1: $2 ($found)" ;;
    esac
}

accepted() { # FILE TEXT
    rm -rf "${tree:?}"/*
    mkdir -p "$tree/$(dirname "$1")"
    printf '%b' "$2" >"$tree/$1"
    found=$(tests/layers.sh "$tree")
    report $? "$1 accepted $found"
}

against='runs against the layers'
refused models/base/a.c "$against" '#include "models/record.h"\n'
refused models/a.c "$against" '#include "config/settings.h"\n'
refused models/a.h "$against" '#ifndef A\n#define A\n#include "tui/app.h"\n#endif\n'
refused models/a.def "$against" '#include "tui/app.h"\n'
refused config/a.c "$against" '# include "tui/draw.h"\n'
refused tui/a.c "$against" '#include "tests/support/screen.h"\n'
refused tui/a.c 'not written from the root' '#include "draw.h"\n'
refused tui/view_a.c 'outside tui/term' '#include <ncurses.h>\n'
refused config/a.c 'outside tui/term' '#include <curses.h>\n'
refused models/a.c 'calls' 'void f(void)\n{\n    printf("a");\n}\n'
refused models/a.c 'calls' 'void f(void) { /* a */ exit(1); }\n'
refused models/base/a.c 'calls' 'void f(void) { if (g("x")) abort(); }\n'
refused models/a.c 'prints to' 'void f(void) { fputs("a", stderr); }\n'
refused models/a.h 'include guard' 'int f(void);\n'
refused models/a.c 'pthread_create outside' 'int f(void) { return pthread_create(&t, 0, g, 0); }\n'
accepted models/base/thread.c 'int f(void) { return pthread_create(&t, 0, g, 0); }\n'
accepted tui/term.c '#include <ncurses.h>\n#include "models/base/str.h"\n#include "config/a.h"\n'
accepted models/a.c '/* printf(1)\n * exit(1) */\nconst char *s = "abort(1)"; int snprintf_exit(int);\n'
accepted docs/a.c '#include "tui/term.h"\n'
accepted tests/unit/a.c '#include <ncurses.h>\n#include "tui/term.h"\n'

rm -rf "${tree:?}"/*
mkdir -p "$tree/models"
printf '#ifndef A\n#define A\n#endif\n' | tee "$tree/models/a.h" >"$tree/models/b.h"
case $(tests/layers.sh "$tree") in *'is also that of'*) report 0 'one guard for two headers' ;;
*) report 1 'one guard for two headers' ;; esac

found=$(tests/layers.sh)
report $? "this tree keeps its layers"
[ -z "$found" ] || printf '%s\n' "$found" | sed 's/^/# /'
echo "1..$n"
