# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced after packages.sh, with `top` set to the root of the project.

# The presets share most of their objects: paths below the project are the same to the cache whichever folder builds.
export CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1

# build_preset PRESET [TARGET…]: configures and builds into build/PRESET; what is up to date is left as it is.
build_preset() {
  local preset=$1
  shift
  say "Configuring build/$preset"
  if ! (cd "$top" && cmake --preset "$preset") >"$top/build-$preset.log" 2>&1; then
    cat "$top/build-$preset.log" >&2
    rm -f "$top/build-$preset.log"
    return 1
  fi
  rm -f "$top/build-$preset.log"
  say "Building build/$preset (the first time takes some minutes)"
  if [ "$#" = 0 ]; then
    cmake --build "$top/build/$preset"
  else
    cmake --build "$top/build/$preset" --target "$@"
  fi
}
