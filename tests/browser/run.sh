#!/usr/bin/env bash
# Runs the stories in the browser; all of them, or the files given. Needs a build: cargo build --workspace --all-targets
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../environment.sh"
export MINHA_BINARY="${MINHA_BINARY:-$target/debug/minha}"
[ -x "$MINHA_BINARY" ] || { echo "tests/browser/run.sh: no $MINHA_BINARY; build the workspace first" >&2; exit 1; }
bash "$root/tests/install.sh" browser
MINHA_BROWSER="$(browser_program)"; export MINHA_BROWSER
cd "$root/tests/browser"
[ "$#" -gt 0 ] || set -- *.test.mjs
exec node --test --test-reporter=spec --test-concurrency=1 "$@"
