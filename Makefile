# What can be done here. Each target sets up what it needs first and says what it does; `make` alone lists them.
# Needed on the machine: Python 3.11 or newer with venv, git, make.

PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test trust check bench messages lock clean .python .base .dev .system

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: .base ## Start the portal with its demo year (PORT=8000); Ctrl-C ends it
	@$(PY) scripts/system.py run
	@exec $(PY) -m scripts.run

test: .system .dev ## Run every test on SQLite and on PostgreSQL, journeys in a real browser
	@$(PY) scripts/test.py

trust: .system .dev ## The same with every promise at its full size (long)
	@TRUST=1 $(PY) scripts/test.py

check: .dev ## Lint, types, imports, migrations, catalogues, lock files, words
	@$(PY) scripts/system.py check
	@$(PY) scripts/check.py

bench: .system .dev ## Measure the pages beside the least that Django can do
	@$(PY) -m scripts.bench

messages: .dev ## Read the sentences out of the sources into locale/ and compile them
	@$(PY) scripts/system.py check
	@$(PY) scripts/catalogues.py messages

lock: .dev ## Write requirements/*.txt anew from the .in files
	@$(PY) scripts/lock.py

clean: ## Remove what was made here: .venv, var, caches (the demo's data too)
	rm -rf .venv var .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

.python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo 'make: Python is missing: apt-get install -y python3 python3-venv' >&2; exit 1; }

.base: .python
	@$(PYTHON) scripts/environment.py base

.dev: .python
	@$(PYTHON) scripts/environment.py dev

.system: .python
	@$(PYTHON) scripts/system.py test
