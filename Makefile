# Minha. `make run` starts the demonstration, `make test` runs every test; the rest is for daily work.
# The scripts these targets call install what is missing on Debian; see tests/install.sh.

PORT ?= 8080
DATA ?= data
TARGET := $(or $(CARGO_TARGET_DIR),target)
MINHA := $(TARGET)/release/minha

.PHONY: run test lint bench docs build help

help:
	@echo "make run     fill ./$(DATA) with the demonstration once and serve it on port $(PORT)"
	@echo "make test    run every test: Rust, both databases, browser, API"
	@echo "make lint    check format and lints"
	@echo "make bench   run the benchmarks"
	@echo "make docs    draw the state diagrams again and build the documentation of the code"
	@echo "make build   build the release binary, $(MINHA)"

build:
	@bash tests/install.sh build
	cargo build --release --package minha

run: build
	@MINHA="$(MINHA)" DATA="$(DATA)" PORT="$(PORT)" bash config/demonstration.sh

test:
	@bash tests/all.sh

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

bench:
	cargo bench --workspace

docs:
	cargo run --package workflow --example diagrams -- docs/diagrams
	cargo doc --workspace --no-deps
