# Needs Python 3.11 or newer, pip and make.  The first run fills .venv; later ones start at once.

PYTHON   ?= python3
VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/.ready
PIP      := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --constraint constraints.txt

# The yearly drill, and where its report goes.
SCENARIO ?= city-blackout
SEED     ?= 1
REPORTS  ?= reports

# Two workers, and the part of the branches of the pure rooms that tests must reach: all.
WORKERS  ?= 2
COVERED  ?= 100
# Whose mutants are made, log or engine; and how many are drawn by lot, 0 for all.
ROOM     ?= log
SAMPLE   ?= 0

.PHONY: help drill test check bench soak mutants words map example pictures wheel clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The builder comes first and from the same constraints, so that nothing is fetched unpinned.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "drillkit needs Python 3.11 or newer; try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV), once ..." >&2
	@$(PIP) hatchling cython setuptools
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

drill: $(READY)  ## rehearse the yearly drill and write its report
	@$(BIN)/drillkit rehearse $(SCENARIO) --seed $(SEED) --report $(REPORTS)

test: check  ## everything that must hold, as CI runs it
	$(BIN)/python -m pytest -n $(WORKERS) --cov=drillkit.plan --cov=drillkit.engine --cov=drillkit.review.measures --cov-branch --cov-fail-under=$(COVERED)

check: $(READY)  ## format, lint, types and import contracts; no tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## measure what decisions rest on, as ratios
	$(BIN)/python -m benchmarks

# The fuzzer and the mutant maker are wanted nowhere else, nor built for every machine.
soak: $(READY)  ## the tests that take long
	@$(PIP) atheris || echo "atheris cannot be installed here: no guided fuzzing" >&2
	$(BIN)/python -m pytest -n $(WORKERS) -m 'soak or tally'

mutants: $(READY)  ## let small faults into ROOM, and see whether tests notice; takes hours
	@$(PIP) mutmut
	nice $(BIN)/python -m tests.mutants $(ROOM) $(SAMPLE)

EXTRACT := $(BIN)/pybabel -q extract -F babel.cfg -k N_ -k n_:1,2 --add-location=file --sort-output --omit-header

words: $(READY)  ## bring drillkit/locale/ru.po up to date with the messages in the code
	@mkdir -p build
	@$(EXTRACT) -o build/drillkit.pot .
	@$(BIN)/pybabel -q update -i build/drillkit.pot -o drillkit/locale/ru.po -l ru --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/python -m pytest -q tests/test_language.py

map: $(READY)  ## write the code map into ARCHITECTURE.md from the captions
	$(BIN)/python -m tests.code_map

example: $(READY)  ## write the example report that the README shows
	$(BIN)/python -m tests.example

pictures: $(READY)  ## draw the screens that the README shows
	$(BIN)/python -m tests.pictures

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/python -m build --no-isolation --wheel

clean:  ## remove everything that make made
	rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find drillkit tests -name __pycache__ -type d -prune -exec rm -rf {} +
