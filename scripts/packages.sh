# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The Debian 12 packages that Evenkeel is built, run and tested with, and how they get here. Sourced by run.sh, test.sh
# and .ci/run; this is the only place that names a package.

# What the program is built from and needs to run.
packages_run=(
  build-essential
  ca-certificates
  ccache
  cmake
  fonts-jetbrains-mono
  fonts-noto-core
  fonts-open-sans
  libboost1.81-dev
  libexpected-dev
  libgl1-mesa-dev
  libpq-dev
  libqt6sql6-psql
  libqt6sql6-sqlite
  libsqlite3-dev
  libssl-dev
  libxkbcommon-x11-0
  libxxhash-dev
  ninja-build
  pkg-config
  prometheus-cpp-dev
  qt6-base-dev
  qt6-charts-dev
  qt6-l10n-tools
  qt6-svg-dev
  qt6-tools-dev
  qt6-tools-dev-tools
  qt6-websockets-dev
  qtkeychain-qt6-dev
)

# Real servers for the tests. Installing them starts none, and no cluster is made.
packages_test=(
  curl
  dbus-daemon
  faketime
  openssl
  postgresql
  postgresql-contrib
  prometheus
  python3-websocket
)

# What .ci/run asks for on top.
packages_ci=(
  clang-14
  clang-format-14
  git
  libclang-rt-14-dev
  man-db
)

say() { printf '%s\n' "-- $*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    say "Installing packages needs root, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
    return 1
  fi
}

# Sets `missing` to those of the named packages that are not installed. Asks dpkg only: no network, no root.
find_missing() {
  local installed name
  missing=()
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
  for name in "$@"; do
    grep -qxF -- "$name" <<<"$installed" || missing+=("$name")
  done
}

# Starts of services are denied while packages are unpacked; what stood there before is left alone.
deny_service_starts() {
  [ -e /usr/sbin/policy-rc.d ] && return 0
  printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null || return 1
  as_root chmod 755 /usr/sbin/policy-rc.d
  denied_starts=1
}

# PostgreSQL's packages would make and start a cluster "main"; a drop-in says no, and is taken away again.
cluster_dropin=/etc/postgresql-common/createcluster.d/evenkeel-tests.conf
deny_main_cluster() {
  [ -e "$cluster_dropin" ] && return 0
  as_root mkdir -p "${cluster_dropin%/*}" || return 1
  printf 'create_main_cluster = false\n' | as_root tee "$cluster_dropin" >/dev/null || return 1
  denied_cluster=1
}

allow_again() {
  [ "${denied_starts:-0}" = 1 ] && as_root rm -f /usr/sbin/policy-rc.d
  [ "${denied_cluster:-0}" = 1 ] && as_root rm -f "$cluster_dropin"
  denied_starts=0
  denied_cluster=0
}

# install_missing PACKAGE…: installs what is not there; does nothing, and needs no right, when all is there.
install_missing() {
  local result=0
  find_missing "$@"
  if [ "${#missing[@]}" = 0 ]; then
    say "Packages: all ${#} are installed"
    return 0
  fi
  say "Packages: installing ${missing[*]}"
  deny_service_starts && deny_main_cluster || result=1
  if [ "$result" = 0 ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" || result=1
  fi
  allow_again
  [ "$result" = 0 ] || say "Packages: not installed; what apt-get said stands above" >&2
  return "$result"
}
