# Everything a newcomer needs is `make run` and `make test`; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all chaos check bench lock

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/run.done  ## Install what the service needs, and nothing else

run: $(VENV)/run.done  ## Start the service with a made-up roster and a chat page that plays WeChat
	$(BIN)/guancha demo

test: $(VENV)/dev.done  ## Run the tests, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -n 2 -m "not campaign and not again"

test-all: $(VENV)/dev.done  ## Run the tests and the long campaigns
	$(BIN)/python -m pytest -n 2

chaos: $(VENV)/dev.done  ## Run only the long campaigns
	$(BIN)/python -m pytest -m campaign

check: $(VENV)/dev.done  ## Lint, format, types, arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.done  ## Measure speed and memory against something in the same run
	$(BIN)/python -m bench

lock: $(VENV)/dev.done  ## Write the lock files anew from pyproject.toml
	$(BIN)/pip-compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

LOCK := --quiet --generate-hashes --strip-extras --allow-unsafe --build-deps-for=editable \
	--no-header --no-emit-index-url --no-emit-find-links

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: requirements-dev.lock $(VENV)/run.done
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
