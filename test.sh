#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Evenkeel with its tests, starts two private PostgreSQL servers in a temporary folder,
# runs the tests and stops the servers, whatever happens. Arguments go to ctest: ./test.sh -R tst_value
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/packages.sh
. "$top/scripts/packages.sh"
# shellcheck source=scripts/build.sh
. "$top/scripts/build.sh"
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
build_preset dev

start_postgresql a
export EVENKEEL_TEST_PG_A=$server_url
start_postgresql b
export EVENKEEL_TEST_PG_B=$server_url
export QT_QPA_PLATFORM=offscreen

say "Running the tests"
ctest --test-dir "$top/build/dev" --output-on-failure --parallel 2 --label-exclude bench "$@"
