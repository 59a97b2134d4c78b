#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh FOLDER [SECONDS]: runs the fuzz programs of FOLDER (build/fuzz/bin), two at a time, SECONDS each (60). An input
# that breaks something is left in FOLDER/found and fails the run.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=$(cd "$1" && pwd)
seconds=${2:-60}
mkdir -p "$bin/found"

one() {
  local target=$1 name=${1#fuzz_} corpus log
  corpus=$(mktemp -d)
  log=$bin/found/$target.log
  # The corpus that grows is thrown away; the seeds are only read. Leaks of Qt's own statics are none of ours.
  ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
    "$bin/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
    -artifact_prefix="$bin/found/$target-" "$corpus" "$here/seeds/$name" >"$log" 2>&1
  local result=$?
  rm -rf "$corpus"
  if [ "$result" = 0 ]; then
    printf '%s: %s\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: */inputs tried: /p' "$log")"
  else
    printf '%s: FAILED, the input stands in %s\n' "$target" "$bin/found"
    tail -40 "$log"
  fi
  return "$result"
}

failed=0
running=()
for path in "$bin"/fuzz_*; do
  [ -x "$path" ] || continue
  one "${path##*/}" &
  running+=($!)
  if [ "${#running[@]}" = 2 ]; then
    for job in "${running[@]}"; do wait "$job" || failed=1; done
    running=()
  fi
done
for job in "${running[@]}"; do wait "$job" || failed=1; done
exit "$failed"
