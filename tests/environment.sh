# Sourced by the test scripts: where the tools are. Changes nothing on the machine.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="${CARGO_TARGET_DIR:-$root/target}"
tools="${MINHA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/minha-tools}"
artefacts="$root/tests/artefacts"

[ -d "$HOME/.cargo/bin" ] && PATH="$PATH:$HOME/.cargo/bin"
# Node from the Python index (see install.sh) goes before an older one of the system.
[ -x "$tools/node/bin/node" ] && PATH="$tools/node/bin:$PATH"
export PATH

# Directory of initdb and pg_ctl, the newest first; nothing when PostgreSQL is not installed.
postgres_programs() {
  local found
  found="$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)"
  [ -n "$found" ] || found="$(command -v initdb || true)"
  [ -n "$found" ] && dirname "$found" || true
}

# The browser the tests drive.
browser_program() {
  local name
  for name in "${MINHA_BROWSER:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
  done
  true
}

# Playwright wants Node 20.
node_is_recent() {
  local version
  version="$(node --version 2>/dev/null)" || return 1
  version="${version#v}"
  [ "${version%%.*}" -ge 20 ]
}
