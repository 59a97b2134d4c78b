#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Evenkeel and starts its demo. Arguments go to `evenkeel demo`.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/packages.sh
. "$top/scripts/packages.sh"
# shellcheck source=scripts/build.sh
. "$top/scripts/build.sh"

trap allow_again EXIT
install_missing "${packages_run[@]}"
build_preset release evenkeel
trap - EXIT

arguments=("$@")
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ] && [[ " $* " != *" --headless "* ]]; then
  say "No display here: the demo runs headless. Ctrl+C ends it; --seconds N ends it by itself"
  arguments=(--headless "$@")
fi
say "Starting: evenkeel demo ${arguments[*]}"
exec "$top/build/release/bin/evenkeel" demo "${arguments[@]}"
