#!/usr/bin/env bash
# Every test of Minha, in the order in which they fail fastest. Called by `make test`.
# All cargo commands use the same selection of packages, so that nothing is compiled twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tests/environment.sh

mkdir -p "$artefacts"
summaries="$(mktemp)"
failed=()

step() { printf '\n==> %s (%s s)\n' "$1" "$SECONDS"; }

# Runs a group of tests to its end even when it fails, and keeps the closing lines of its runner.
# $1 name, $2 pattern of the runner's summary lines, the rest: the command.
group() {
  local name="$1" pattern="$2" log status=0; shift 2
  step "$name"
  log="$artefacts/${name// /-}.log"
  "$@" 2>&1 | tee "$log" || status=$?
  { printf '%s\n' "$name:"; sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E "$pattern" || echo "  no summary; see $log"; } >>"$summaries"
  [ "$status" -eq 0 ] || failed+=("$name")
}

close() {
  local status=$?
  [ -n "${postgres_is_ours:-}" ] && bash tests/postgres.sh stop || true
  printf '\n==> Summary (%s s)\n' "$SECONDS"
  cat "$summaries"; rm -f "$summaries"
  if [ "$status" -ne 0 ] && [ "${#failed[@]}" -eq 0 ]; then echo "FAILED before the tests could run"; fi
  if [ "${#failed[@]}" -gt 0 ]; then printf 'FAILED: %s\n' "${failed[@]}"; fi
  if [ "$status" -eq 0 ]; then echo "All tests passed."; fi
}
trap close EXIT

rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --workspace --no-fail-fast
  else
    cargo test --workspace --all-targets --no-fail-fast
  fi
}

step "install"
bash tests/install.sh
step "format"
cargo fmt --all --check
step "build"
cargo build --workspace --all-targets
step "lints"
cargo clippy --workspace --all-targets -- -D warnings

if ! bash tests/postgres.sh status >/dev/null 2>&1; then postgres_is_ours=yes; fi
postgres="$(bash tests/postgres.sh start)"
export "${postgres?}"
export MINHA_BINARY="$target/debug/minha"

group "rust" '^ +Summary |^test result:' rust_tests
group "system" '^ℹ (tests|pass|fail|skipped|todo) ' bash tests/system/run.sh
group "browser" '^ℹ (tests|pass|fail|skipped|todo) ' bash tests/browser/run.sh
group "api" '(passed|failed|errored|selected).*in [0-9]|Test cases:|API Operations:|^=+ .* in ' bash tests/api/run.sh

[ "${#failed[@]}" -eq 0 ]
