# make demo   sets up, builds the graph from the article, and asks who led each delegation
# make test   sets up, then checks style, types and behaviour
# make lint   style only
# Everything is installed into .venv, in the versions of requirements.lock. Another Python: make PYTHON=python3.12 demo

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint types clean setup

demo: $(READY)
	$(BIN)/kgtool build --again
	$(BIN)/kgtool ask "Who led each delegation?"

test: lint types
	@$(BIN)/python -m compileall -q kgtool
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "kgtool needs Python 3.11 or newer: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kgtool
	@touch $(READY)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis graph/.cache
