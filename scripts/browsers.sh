#!/bin/sh
# Sees to the browsers the journeys drive: Chromium, Firefox and a Korean font, from Debian where they are missing.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q || echo "apt-get update failed; trying with the lists that are there." >&2
    # shellcheck disable=SC2086  # a list of packages
    apt-get install -q -y --no-install-recommends fontconfig $missing && exit 0
fi
cat >&2 <<EOF
The browser journeys need these and could not install them here:$missing
On Debian and Ubuntu, as root:   apt-get install -y$missing
Elsewhere: install Chromium, Firefox and a Korean font so that 'chromium' and 'firefox' are on the PATH.
Everything but the journeys: make check
EOF
exit 1
