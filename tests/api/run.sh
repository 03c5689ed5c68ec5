#!/usr/bin/env bash
# Holds the API against its own OpenAPI document with schemathesis. More arguments go to schemathesis.
# MINHA_TEST_TOKEN: a bearer token to ask with; without one, only what anybody may ask is reached.
# MINHA_TEST_URL: a server that runs already; without it one is started on the demonstration.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../environment.sh"
export MINHA_BINARY="${MINHA_BINARY:-$target/debug/minha}"
bash "$root/tests/install.sh" api
export SCHEMATHESIS="$tools/schemathesis/bin/schemathesis"
exec node "$root/tests/api/conformance.mjs" "$@"
