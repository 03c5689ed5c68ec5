#!/usr/bin/env bash
# Runs the stories of the whole system that need no browser; all of them, or the files given.
# Needs a build: cargo build --workspace --all-targets
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../environment.sh"
export MINHA_BINARY="${MINHA_BINARY:-$target/debug/minha}"
[ -x "$MINHA_BINARY" ] || { echo "tests/system/run.sh: no $MINHA_BINARY; build the workspace first" >&2; exit 1; }
bash "$root/tests/install.sh" node
cd "$root/tests/system"
[ "$#" -gt 0 ] || set -- *.test.mjs
exec node --test --test-reporter=spec --test-concurrency=1 "$@"
