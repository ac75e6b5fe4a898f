# Two commands for a newcomer (Debian, Python 3.11, nothing else prepared):
#   make run    sets up its own environment and runs the main job
#   make test   sets up everything the tests need and runs them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench cases mutants docs clean setup-run setup-test

run: setup-run
	$(BIN)/tsunagu start

test: setup-test
	scripts/check.sh

setup-run: $(VENV)/.run-ready
setup-test: $(VENV)/.test-ready

$(VENV)/.run-ready: requirements/run.txt pyproject.toml scripts/setup.sh
	scripts/setup.sh run $(PYTHON)
	touch $@

$(VENV)/.test-ready: requirements/run.txt requirements/test.txt pyproject.toml scripts/setup.sh
	scripts/setup.sh test $(PYTHON)
	touch $@ $(VENV)/.run-ready

bench: setup-test
	$(BIN)/python bench/run.py
	$(BIN)/python bench/reading.py "$${TSUNAGU_SOURCES:-sources}" --pdf

# The sixty cases of route answers: right, usable, wrong or dangerous, with the reasons.
cases: setup-test
	$(BIN)/python -m tests.cases.scoring

# Small changes to five rooms, one at a time: do the nearest tests notice? Needs cosmic-ray; about an hour.
mutants: setup-test
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements/test.txt -e ".[mutants]"
	$(BIN)/python scripts/mutants.py

docs: setup-test
	$(BIN)/python -m scripts.make_docs

clean:
	rm -rf $(VENV) tsunagu-out build dist
