#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds a release, starts two private PostgreSQL servers, runs Evenkeel beside what a user would otherwise use, prints a
# table and stops the servers. Arguments choose the measurements: tests/bench/run.sh catchup latency (none: all).
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=scripts/packages.sh
. "$top/scripts/packages.sh"
# shellcheck source=tests/support/testservers/postgresql.sh
. "$top/tests/support/testservers/postgresql.sh"

cleanup() {
  local result=$?
  trap - EXIT INT TERM HUP
  stop_servers
  allow_again
  exit "$result"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

install_missing "${packages_run[@]}" "${packages_test[@]}"
cmake -S "$top" -B "$top/build/bench" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
  -DBUILD_TESTING=OFF -DBUILD_BENCH=ON -DBUILD_UI=OFF >/dev/null
cmake --build "$top/build/bench" --target keel_bench

# As a server comes from its package, where the tests' own trade safety for speed.
like_an_operators=("fsync = on" "full_page_writes = on" "shared_buffers = 128MB")
start_postgresql a "${like_an_operators[@]}"
url_a=$server_url
start_postgresql b "${like_an_operators[@]}"
url_b=$server_url
PATH=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1):$PATH
export PATH
"$top/build/bench/bin/keel_bench" --evenkeel "$top/build/bench/bin/evenkeel" --a "$url_a" --b "$url_b" "$@"
