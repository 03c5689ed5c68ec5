#!/usr/bin/env bash
# A private PostgreSQL for the tests: own data directory, own port, own password; nothing of it is meant to last.
# Usage: tests/postgres.sh start    starts it if needed and prints MINHA_TEST_POSTGRES_URL=…
#        tests/postgres.sh stop     stops it and removes its data
#        tests/postgres.sh status   prints the address when it runs, and fails when it does not
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/environment.sh"

temporary="${TMPDIR:-/tmp}"
# The user postgres may not reach root's own temporary directory.
[ "$(id -u)" -ne 0 ] || temporary=/tmp
place="${MINHA_TEST_POSTGRES_DIR:-$temporary/minha-postgres-$(id -u)}"
data="$place/data"
programs="$(postgres_programs)"

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

running() { [ -f "$data/PG_VERSION" ] && as_owner "$programs/pg_ctl" -D "$data" status >/dev/null 2>&1; }

address() {
  local port; port="$(sed -n 4p "$data/postmaster.pid")"
  echo "MINHA_TEST_POSTGRES_URL=postgres://minha:$(cat "$place/password")@127.0.0.1:$port/minha"
}

# A port nobody listens on just now.
free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

create() {
  rm -rf "$place"
  mkdir -p "$place"
  head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$place/password"
  if [ "$(id -u)" -eq 0 ]; then chown -R postgres: "$place"; fi
  chmod 700 "$place"
  as_owner "$programs/initdb" -D "$data" --username=minha --auth=scram-sha-256 --pwfile="$place/password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$place/initdb.log" 2>&1 || { cat "$place/initdb.log" >&2; exit 1; }
  # Throw-away data: speed before durability.
  as_owner tee -a "$data/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 300
fsync = off
full_page_writes = off
synchronous_commit = off
timezone = 'UTC'
SETTINGS
}

launch() {
  local attempt
  for attempt in 1 2 3; do
    as_owner "$programs/pg_ctl" -D "$data" -w -t 60 -l "$place/server.log" -o "-p $(free_port)" start >/dev/null 2>&1 && return
  done
  tail -n 30 "$place/server.log" >&2
  echo "tests/postgres.sh: PostgreSQL did not start" >&2
  exit 1
}

start() {
  [ -n "$programs" ] || { echo "tests/postgres.sh: PostgreSQL is not installed; run tests/install.sh postgres" >&2; exit 1; }
  if ! running; then
    # Started together, two runs share one server: the second waits for the first.
    exec 9>"$place.lock"
    flock 9
    if ! running; then
      create
      launch 9>&-
      PGPASSWORD="$(cat "$place/password")" "$programs/createdb" -h 127.0.0.1 -p "$(sed -n 4p "$data/postmaster.pid")" \
        -U minha minha >/dev/null
    fi
    flock -u 9
  fi
  address
}

stop() {
  if running; then as_owner "$programs/pg_ctl" -D "$data" -m immediate stop >/dev/null; fi
  rm -rf "$place" "$place.lock"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  status) running && address ;;
  *) echo "usage: tests/postgres.sh start|stop|status" >&2; exit 2 ;;
esac
