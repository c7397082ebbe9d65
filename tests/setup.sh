#!/bin/sh
# Installs those of the named Debian packages that are missing, saying which.
set -eu
missing=
for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "setup: installing$missing"
sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "setup: not root and no sudo: run as root: apt-get install$missing" >&2
        exit 1
    }
    sudo=sudo
fi
# shellcheck disable=SC2086  # the list is meant to be split
{ $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing; } >/dev/null
