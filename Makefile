# Commands of this project; `make help` explains them.
# The environment is .venv, made by uv if it is installed, else by venv and pip.

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
MINUTES ?= 30
UPGRADE ?= --upgrade

# Write .pyc files, so that the hundreds of processes that tests start do not compile each module again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install demo run check test lint bench soak docs lock

help:
	@echo "make install   create the environment in $(VENV), with the jubao command"
	@echo "make demo      the whole system on this machine, without a token; PORT=8090, ARGS=--keep keeps its data"
	@echo "make run       run the bot with the settings in the environment or .env"
	@echo "make check     while working: lint, and the tests that need no process, browser or PostgreSQL"
	@echo "make test      every check: format, lint, types, imports, tests, coverage; about ten minutes on two cores"
	@echo "make lint      the checks without the tests"
	@echo "make bench     measure every promise of docs/performance.md, with peers; ARGS='--only updates'"
	@echo "make soak      all tests, those too that take long, the seeded bugs, then updates for MINUTES=$(MINUTES)"
	@echo "make docs      write generated pages: docs/settings.md, .env.example, parts of docs/, pictures"
	@echo "make lock      update the pinned dependencies; needs uv"

# Stamp files: the environment is updated only when one of its sources has changed.
$(VENV)/.run: requirements.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh requirements.txt
	@touch $@

# requirements-dev.txt includes everything in requirements.txt.
$(VENV)/.dev: requirements-dev.txt requirements.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh requirements-dev.txt
	@touch $(VENV)/.run $@

install: $(VENV)/.run

demo: $(VENV)/.run
	@$(BIN)/jubao demo $(if $(PORT),--port $(PORT)) $(ARGS)

run: $(VENV)/.run
	@$(BIN)/jubao run $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Types are checked while the tests run; what was found is printed below their result.
define TESTS_AND_TYPES
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy > $(VENV)/mypy.out 2>&1 & types=$$!; \
	$(2) $(BIN)/python -m pytest --dist worksteal $(1) $(ARGS); tests=$$?; \
	wait $$types; types=$$?; cat $(VENV)/mypy.out; \
	test $$tests -eq 0 && test $$types -eq 0
endef

# What a change most often breaks, in a minute or so. All the rest is for `make test`.
QUICK := -m "not soak and not heavy and not repeated and not long" --hypothesis-profile check

check: $(VENV)/.dev
	$(call TESTS_AND_TYPES,-q -n 3 $(QUICK))

# Three workers on two cores, because one usually waits for a browser, a process or a server.
test: $(VENV)/.dev
	$(call TESTS_AND_TYPES,-n 3,PYTEST_PLUGINS=tests.support.coverage)

bench: $(VENV)/.dev
	@$(BIN)/python -m bench --write $(ARGS)

soak: $(VENV)/.dev
	@$(BIN)/python -m scripts.reliability
	@$(BIN)/python -m scripts.seeded_bugs
	@end=$$(( $$(date +%s) + 60 * $(MINUTES) )); \
	while [ "$$(date +%s)" -lt "$$end" ]; do \
		$(BIN)/python -m bench.updates --only ours --strict --rate 100 --rounds 3 $(ARGS) || exit 1; \
		$(BIN)/python -m bench.updates --only ours --rate 200 $(ARGS) || exit 1; \
	done

docs: $(VENV)/.dev
	@$(BIN)/python -m scripts.settings_table
	@$(BIN)/python -m scripts.lifecycle
	@$(BIN)/python -m scripts.package_map
	@$(BIN)/python -m scripts.export_columns
	@$(BIN)/python -m scripts.pictures

# requirements.txt has the same versions as requirements-dev.txt, without the tools.
# --no-strip-extras: pip needs `name[extra]` pinned with its extra.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras $(UPGRADE) \
	--no-emit-index-url --custom-compile-command "make lock" --extra postgres --extra fast --extra images --extra charts

lock:
	$(LOCK) --group dev --output-file requirements-dev.txt pyproject.toml
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml
	echo 'hatchling>=1.27' | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
		--no-emit-index-url --custom-compile-command "make lock" --no-annotate --output-file requirements-build.txt -
