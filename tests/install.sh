#!/usr/bin/env bash
# Installs what Minha's own scripts need on Debian, and nothing that is already there.
# Usage: tests/install.sh [build] [postgres] [node] [browser] [api]      (all of them without arguments)
# Needs root or sudo only when a Debian package is missing.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/environment.sh"

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "tests/install.sh: not root and no sudo; please run as root: $*" >&2; exit 1
  fi
}

have() { command -v "$1" >/dev/null 2>&1; }
installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

missing=()
want() { missing+=("$@"); }

# Installs all Debian packages found missing in one go; the package lists are fetched only then.
install_packages() {
  [ "${#missing[@]}" -gt 0 ] || return 0
  have apt-get || { echo "tests/install.sh: please install these yourself: ${missing[*]}" >&2; exit 1; }
  echo "Installing Debian packages: ${missing[*]}"
  local log; log="$(mktemp)"
  export DEBIAN_FRONTEND=noninteractive
  if ! { as_root apt-get -q update \
      && as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1
  then
    tail -n 40 "$log" >&2
    echo "tests/install.sh: apt-get could not install: ${missing[*]}" >&2
    exit 1
  fi
  rm -f "$log"
}

need_build() {
  have cc || want gcc libc6-dev
  have make || want make
  have pkg-config || want pkg-config
  have cargo || { echo "Rust is missing: install it with rustup (stable, 1.92 or newer) and try again." >&2; exit 1; }
}

need_postgres() { [ -n "$(postgres_programs)" ] || want postgresql; }

need_browser() {
  [ -n "$(browser_program)" ] || want chromium
  installed fonts-noto-core || want fonts-noto-core
  installed fonts-noto-cjk || want fonts-noto-cjk
  need_node
}

need_node() { node_is_recent && have npm || need_python; }

need_python() { /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || want python3 python3-venv; }

# A virtual environment of exactly the packages in a requirements file; made anew when the file changes.
python_environment() {
  local name="$1" requirements="$2" place="$tools/$1"
  cmp -s "$requirements" "$place/requirements.txt" && return 0
  echo "Installing $name from the Python package index"
  rm -rf "$place"
  /usr/bin/python3 -m venv "$place"
  "$place/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
  cp "$requirements" "$place/requirements.txt"
}

# Node packages of the browser tests; only when the lock file has changed since.
node_packages() {
  local place="$here/browser"
  cmp -s "$place/package-lock.json" "$place/node_modules/.installed-lock" && return 0
  echo "Installing the node packages of the browser tests"
  (cd "$place" && npm ci --silent --no-audit --no-fund)
  cp "$place/package-lock.json" "$place/node_modules/.installed-lock"
}

parts=("$@")
[ "${#parts[@]}" -gt 0 ] || parts=(build postgres browser api)
for part in "${parts[@]}"; do
  case "$part" in
    build) need_build ;;
    postgres) need_postgres ;;
    node) need_node ;;
    browser) need_browser ;;
    api) need_python ;;
    *) echo "tests/install.sh: unknown part '$part' (build, postgres, node, browser, api)" >&2; exit 2 ;;
  esac
done
install_packages
mkdir -p "$tools"
for part in "${parts[@]}"; do
  case "$part" in
    node | browser)
      # Debian 12 has Node 18, too old for Playwright; the Python index carries the official binaries.
      if ! { node_is_recent && have npm; }; then
        python_environment node "$here/browser/node-requirements.txt"
        hash -r
      fi
      node_packages ;;
    api) python_environment schemathesis "$here/api/requirements.txt" ;;
  esac
done
