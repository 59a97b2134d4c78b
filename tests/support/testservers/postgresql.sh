# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Private PostgreSQL servers for tests: in a temporary folder, on free loopback ports, never as root, known by pid.
# Sourced after packages.sh. No system service or cluster is looked at or touched.

servers_dir=
server_pids=()
as_server_user=()

make_servers_dir() {
  [ -n "$servers_dir" ] && return 0
  servers_dir=$(mktemp -d "${TMPDIR:-/tmp}/evenkeel-servers.XXXXXX")
  # PostgreSQL refuses root, so root steps down to the user that its packages made. The server gets an interrupt when
  # this script dies in a way that no trap sees. An array, not a function: the pid of a background job must be the server's.
  if [ "$(id -u)" = 0 ]; then
    chown postgres:postgres "$servers_dir"
    as_server_user=(setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig INT env HOME="$servers_dir")
  else
    as_server_user=(setpriv --pdeathsig INT)
  fi
}

# Nobody answers there now; a race with another process shows as a failed start, and the next port is tried.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s' "$port"
}

# start_postgresql NAME [SETTING…]: sets server_url to postgresql://evenkeel@127.0.0.1:PORT/postgres. Everyone on loopback
# is let in, but for the role evenkeel_login, which needs its password (for tests of a wrong one). The settings, lines of
# postgresql.conf, come after those for tests.
start_postgresql() {
  local name=$1 bin data port pid try
  shift
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ ! -x "$bin/initdb" ]; then
    say "PostgreSQL's server programs were not found under /usr/lib/postgresql" >&2
    return 1
  fi
  make_servers_dir
  data=$servers_dir/$name
  "${as_server_user[@]}" "$bin/initdb" --pgdata="$data" --username=evenkeel --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$servers_dir.log" 2>&1 || { cat "$servers_dir.log" >&2; return 1; }
  rm -f "$servers_dir.log"
  "${as_server_user[@]}" tee "$data/pg_hba.conf" >/dev/null <<HBA
host all evenkeel_login 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
HBA
  "${as_server_user[@]}" tee -a "$data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
max_wal_size = 2GB
wal_level = logical
max_connections = 100
max_prepared_transactions = 10
shared_buffers = 64MB
logging_collector = off
$(printf '%s\n' "$@")
CONF
  for try in 1 2 3 4 5; do
    port=$(free_port)
    "${as_server_user[@]}" "$bin/postgres" -D "$data" -p "$port" >>"${data}.log" 2>&1 &
    pid=$!
    if wait_for_postgresql "$bin" "$port" "$pid"; then
      server_pids+=("$pid")
      server_url="postgresql://evenkeel@127.0.0.1:$port/postgres"
      say "PostgreSQL $name: $server_url"
      return 0
    fi
  done
  say "PostgreSQL $name did not start after $try tries:" >&2
  tail -n 20 "${data}.log" >&2
  return 1
}

wait_for_postgresql() {
  local bin=$1 port=$2 pid=$3 tick
  for tick in $(seq 1 150); do
    kill -0 "$pid" 2>/dev/null || return 1
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" -d postgres -U evenkeel && return 0
    sleep 0.1
  done
  say "No answer on port $port after $tick tries" >&2
  kill -QUIT "$pid" 2>/dev/null || true
  return 1
}

# Fast shutdown, after ten seconds the hard one; then the folder goes.
stop_servers() {
  local pid tick
  for pid in "${server_pids[@]}"; do
    kill -INT "$pid" 2>/dev/null || true
  done
  for pid in "${server_pids[@]}"; do
    for tick in $(seq 1 100); do
      kill -0 "$pid" 2>/dev/null || break
      [ "$tick" = 100 ] && kill -QUIT "$pid" 2>/dev/null
      sleep 0.1
    done
    wait "$pid" 2>/dev/null || true
  done
  server_pids=()
  if [ -n "$servers_dir" ]; then
    rm -rf "$servers_dir"
    servers_dir=
  fi
}
