#!/usr/bin/env bash
# Plays the last minute of a call: 2,000 drafts, everyone saves and submits in 60 seconds, some twice, some after the instant;
# then the same with the program killed in the middle. On SQLite and on PostgreSQL. Prints a report.
# Usage: tests/load/run.sh [--drafts N] [--seconds N]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../environment.sh"
cd "$root"
bash tests/install.sh build postgres >&2
cargo build --release --workspace --bins >&2
eval "export $(bash tests/postgres.sh start)"
exec "$target/release/load" --program "$target/release/minha" --postgres "$MINHA_TEST_POSTGRES_URL" "$@"
