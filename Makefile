# make report   make the sample's monthly report, on a fresh machine too
# make test     judge the code and the documents
# make bench    measure against peers, write benchmarks/results.md (under ten minutes)
# The other targets are steps of these two. All may be called again at any time.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := report
.PHONY: report test bench setup setup-test lock clean

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q

report: setup
	@$(BIN)/pingyi run 2018-06

test: setup-test
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

# Peers from npm go into their own folder; without npm those rows are left out and the results say so.
bench: setup-test
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix benchmarks/peers; fi
	$(BIN)/python -m benchmarks

setup: .venv/run.stamp
	@scripts/install-system run
	@$(BIN)/python scripts/fetch_fonts.py

setup-test: .venv/dev.stamp
	@scripts/install-system test
	@$(BIN)/python scripts/fetch_fonts.py

# --- Python: everything from the hashed lock; the package itself in place

.venv/bin/python:
	@scripts/install-system run
	@scripts/find-python -m venv --clear .venv

.venv/run.stamp .venv/dev.stamp: .venv/%.stamp: requirements/%.txt pyproject.toml | .venv/bin/python
	@echo "安装 Python 组件 Installing Python packages: $<"
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Versions that Python 3.11 and newer can use. Hashes, but no address: whoever installs chooses the registry.
lock:
	@scripts/find-python -m venv .cache/lock
	@.cache/lock/bin/python -m pip install -q --disable-pip-version-check 'uv>=0.9'
	@for kind in "run" "dev --extra dev --constraint requirements/run.txt"; do \
	    set -- $$kind; \
	    .cache/lock/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --group build \
	        --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	        "$${@:2}" --output-file requirements/$$1.txt; \
	done

clean:
	rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find pipeline tests scripts -name __pycache__ -exec rm -rf {} +
