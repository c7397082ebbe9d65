#!/bin/sh
# clang-tidy on one file: tests/tidy.sh FOLDER FILE FLAG... A file found clean leaves a mark in FOLDER, named by
# a digest of all that it consists of, so that it is not looked at again.
set -u
folder=$1
file=$2
shift 2
known='-include tests/analyzer.h'
# It defines what the header redefines.
[ "$file" = models/base/err.c ] && known=
# shellcheck disable=SC2086  # two words or none
digest=$({ cat .clang-tidy tests/tidy.sh "$file"; clang $known -E "$@" "$file"; } | sha256sum)
mark=$folder/${digest%% *}
[ ! -e "$mark" ] || exit 0
# shellcheck disable=SC2086  # two words or none
found=$(clang-tidy --quiet "$file" -- $known "$@" 2>/dev/null) || { printf '%s\n' "$found"; exit 1; }
: >"$mark"
