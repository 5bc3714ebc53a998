# What people type. Everything lives in .venv, which 'make run' and 'make test' make when it
# is missing and bring up to date when pyproject.toml or constraints.txt have changed.

VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/ready
SPECIMEN = corpus/specimen/*.pdf corpus/specimen/*.docx

# The files of tests go to two processes; what measures times runs by itself afterwards.
BESIDE = --numprocesses 2 --dist loadfile

# The first Python on this machine that is new enough and runs.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export HF_HUB_OFFLINE = 1
export GRADIO_ANALYTICS_ENABLED = False

.PHONY: help run install lint test quick test-long clean

help:
	@echo "make run        install if need be, add the specimen papers to an empty library, open the chat"
	@echo "make install    make the environment in $(VENV)"
	@echo "make test       lint, types and every test"
	@echo "make quick      lint, types and the tests that need no model, server or browser"
	@echo "make test-long  every test, and the full fault and load tests"
	@echo "make clean      remove the environment (the library is not touched)"

run: $(READY)
	@if [ "$$($(BIN)/board-papers papers --json)" = "[]" ]; then \
		echo "The library is empty: adding the specimen papers, which takes a minute."; \
		$(BIN)/board-papers add $(SPECIMEN); \
	fi
	@$(BIN)/board-papers serve

install: $(READY)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest $(BESIDE) -m "not alone and not long"
	$(BIN)/pytest -m "alone and not long"

quick: lint
	$(BIN)/pytest -m "not slow and not long"

test-long: lint
	$(BIN)/pytest $(BESIDE) -m "not alone"
	$(BIN)/pytest -m alone

clean:
	rm -rf $(VENV)

$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or later is needed and none was found. Install it, or say where it is: make PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "Python could not make an environment. On Debian and Ubuntu, install python3-venv first." >&2; \
		exit 1; }
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)
