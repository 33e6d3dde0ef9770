# Each target does the set-up that it needs. What they make stays in .venv (engine and tools)
# and .venv-proto (the stub generator); nothing outside this folder is touched.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
TESTS ?= tests

.PHONY: help setup demo test test-all check proto bench soak wheel clean
.PHONY: static format lint mypy pyright directions stubs unit

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv/.dev ## makes .venv, with the engine and all tools
	@:

.venv/.engine: pyproject.toml hatch_build.py tools/make-venv.sh
	@sh tools/make-venv.sh
	@echo "installing the engine into .venv"
	@$(PIP) --editable '.[engine,cli]'
	@touch $@

.venv/.dev: .venv/.engine
	@echo "installing the tools into .venv"
	@$(PIP) --group dev
	@touch $@

demo: .venv/.engine ## grades real tasks with honest and cheating candidates, and shows what comes back
	@$(BIN)/python examples/demo.py

test: .venv/.dev ## all tests but those of minutes; TESTS=tests/graders for a part
	@$(BIN)/pytest -m "not long" $(TESTS)

test-all: .venv/.dev ## every test
	@$(BIN)/pytest $(TESTS)

check: static unit ## format, lint, types, directions, stubs, unit tests: less than a minute

static: .venv/.dev
	@$(MAKE) --no-print-directory -k -j2 --output-sync=target pyright mypy format lint directions stubs

format: .venv/.dev
	@$(BIN)/ruff format --check --quiet . || { echo "run: $(BIN)/ruff format ."; exit 1; }

lint: .venv/.dev
	@$(BIN)/ruff check --quiet .

mypy: .venv/.dev
	@$(BIN)/mypy --no-error-summary

pyright: .venv/.dev
	@$(BIN)/pyright

directions: .venv/.dev
	@$(BIN)/lint-imports --no-logo

stubs: .venv/.dev
	@$(BIN)/python proto/generate.py --check

unit: .venv/.dev
	@$(BIN)/pytest -q -m "not sandbox and not slow and not long"

proto: .venv/.engine ## generates assay/v1 from proto/
	@$(BIN)/python proto/generate.py

bench: .venv/.dev ## throughput beside python3 and bwrap (20 minutes), and what gRPC itself costs
	@$(BIN)/python bench/throughput.py
	@$(BIN)/python bench/wire.py

soak: .venv/.dev ## 100,000 submissions, with an eye on memory (15 minutes)
	@$(BIN)/python bench/soak.py

wheel: .venv/.dev ## builds dist/*.whl and looks inside it
	@rm -rf dist
	@$(BIN)/python -m build --quiet --outdir dist
	@$(BIN)/check-wheel-contents dist

clean: ## removes what was built and cached, but .venv
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
