#!/usr/bin/env bash
# Fills a directory with the demonstration, once, and serves it. Called by `make run`.
# MINHA: the binary; DATA: the directory; PORT: where to listen.
set -euo pipefail
minha="$(realpath "${MINHA:?the minha binary}")"
data="${DATA:-data}"
port="${PORT:-8080}"

# The demonstration has its own database; what the environment says of another installation must not reach it.
unset MINHA_DATABASE_URL MINHA_DATA_DIR MINHA_SMTP_URL MINHA_BIND MINHA_PUBLIC_URL

# Filled beside its place and moved there when complete: an interrupted filling leaves nothing half done.
if [ ! -e "$data" ]; then
  rm -rf "$data.filling"
  mkdir -p "$data.filling"
  MINHA_DATABASE_URL="sqlite://$(realpath "$data.filling")/minha.db" MINHA_DATA_DIR="$(realpath "$data.filling")" \
    "$minha" demo
  mv "$data.filling" "$data"
elif [ ! -f "$data/minha.db" ]; then
  echo "make run: $data exists but holds no minha.db. Remove it, or choose another: make run DATA=demo" >&2
  exit 1
fi

data="$(realpath "$data")"
export MINHA_DATABASE_URL="sqlite://$data/minha.db" MINHA_DATA_DIR="$data" MINHA_DEMONSTRATION=true
export MINHA_BIND="127.0.0.1:$port" MINHA_PUBLIC_URL="http://127.0.0.1:$port"
echo
echo "Minha is starting. Open  http://127.0.0.1:$port/  – accounts to try are on the sign-in page. Ctrl-C ends it."
echo
exec "$minha" serve
