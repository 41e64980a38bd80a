# Everything a developer types. `make help` lists the targets, from the comments beside them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
INI ?= development.ini
DB ?= sqlite
TESTS ?= tests plugins

B := .venv/bin
DISTRIBUTIONS := . $(patsubst %/setup.cfg,%,$(wildcard plugins/*/setup.cfg))
METADATA := $(foreach d,$(DISTRIBUTIONS),$(d)/setup.cfg $(d)/setup.py $(d)/pyproject.toml)
REVISIONS := $(shell find src plugins -path '*/migrations/*.py')
CATALOGUES := $(shell find src plugins -name '*.po')

# these need more than a few seconds, or programs of their own, and are not part of the fast tests
SLOW := browser faults fuzz matrix programs realtime
FAST := $(foreach f,$(SLOW),--ignore-glob='*/tests/$(f)') $(foreach f,$(SLOW),--ignore=tests/$(f))
# a throw-away PostgreSQL, gone when the tests end; fsync is for data somebody needs
ON_postgresql := pg_virtualenv -o fsync=off -o synchronous_commit=off -o full_page_writes=off env VAMV_TEST_DB=postgresql
PYTEST = $(ON_$(DB)) $(B)/pytest
REPORT = --junitxml=var/reports/$(DB)-$(1).xml

CHROMIUM ?= $(firstword $(foreach c,chromium chromium-browser google-chrome,$(shell command -v $(c))))

.PHONY: run test test-fast test-programs test-fuzz test-browser sure lint seed bench faults matrix docs i18n vendor lock clean help database

# --------------------------------------------------------------------------------------------- using it

# the first time `vamv seed` has just printed them
LOGINS := $(wildcard var/demo-logins.txt)

run: .venv/ready ## start the portal with demo data on http://localhost:6543 (the first time installs everything)
	@$(if $(LOGINS),cat $(LOGINS))
	@exec $(B)/pserve $(INI)

seed: .venv/installed ## fill an empty database with demo data
	@$(B)/vamv seed --config $(INI)

# The database is part of "ready": whoever deletes var/ gets a new one.
.venv/ready: .venv/installed $(REVISIONS) $(CATALOGUES) $(if $(wildcard var/vamv.sqlite),,again)
	@$(MAKE) --no-print-directory catalogues
	@$(B)/vamv init --defaults --config $(INI)
	@$(B)/vamv seed --config $(INI)
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "vamv needs Python 3.11 or newer")'
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/installed: config/requirements.txt $(METADATA) | .venv/bin/python
	@echo "Installing what config/requirements.txt lists (about a minute the first time)"
	@$(B)/pip install -qq --disable-pip-version-check --require-hashes -r config/requirements.txt
	@$(B)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation $(DISTRIBUTIONS:%=-e %)
	@touch $@

.venv/tests: config/requirements-test.txt .venv/installed
	@echo "Installing what config/requirements-test.txt adds"
	@$(B)/pip install -qq --disable-pip-version-check --require-hashes -r config/requirements.txt -r config/requirements-test.txt
	@touch $@

.PHONY: again catalogues
again:

catalogues: .venv/installed
	@for po in $(CATALOGUES); do mo="$${po%.po}.mo"; \
	  if [ "$$po" -nt "$$mo" ]; then $(B)/pybabel --quiet compile --input-file="$$po" --output-file="$$mo"; fi; done

# ---------------------------------------------------------------------------------------------- testing

test: test-fast test-programs test-fuzz test-browser ## run all tests: the fast ones, then those with real programs, random requests and the browser's (DB=postgresql: on PostgreSQL)

test-fast: .venv/tests catalogues database ## run the tests that need no browser (at most 3 minutes on two cores)
	@$(PYTEST) -n 2 -q --durations=5 $(FAST) $(call REPORT,fast) $(TESTS)

test-programs: .venv/tests catalogues database ## start the portal's own programs, connect real clients to them, and them to Redis
	@$(PYTEST) -n 2 -q $(call REPORT,programs) tests/programs $(wildcard tests/realtime plugins/*/tests/realtime)

test-fuzz: .venv/tests catalogues database ## send ten thousand random requests (about a minute)
	@$(PYTEST) -n 2 -q $(call REPORT,fuzz) tests/fuzz

test-browser: .venv/tests catalogues database ## run the tests in Chromium
	@if [ -z "$(CHROMIUM)" ]; then \
	  echo "LEFT OUT: the browser tests (tests/browser). They need Chromium: apt install chromium"; \
	  test -z "$${VAMV_REQUIRE_ALL:-}" || { echo "VAMV_REQUIRE_ALL is set: leaving tests out is an error"; exit 1; }; \
	else VAMV_CHROMIUM=$(CHROMIUM) $(PYTEST) -n 2 -q --durations=5 $(call REPORT,browser) \
	  $(wildcard tests/browser plugins/*/tests/browser); fi

faults: .venv/tests ## break things on purpose: kills, full disks, slow parts (LONG=1: the long form)
	@VAMV_FAULTS=$(if $(LONG),long,short) $(PYTEST) -q --durations=5 $(call REPORT,faults) \
	  $(wildcard tests/faults plugins/*/tests/faults) $(if $(LONG),tests/realtime/test_hostile.py)

matrix: .venv/tests catalogues ## start and migrate with every subset of the plugins
	@$(PYTEST) -n 2 -q --durations=5 $(call REPORT,matrix) tests/matrix

database:
ifeq ($(DB),postgresql)
	@command -v pg_virtualenv >/dev/null || { \
	  echo "DB=postgresql makes a throw-away cluster with pg_virtualenv: apt install postgresql postgresql-common"; exit 1; }
else ifneq ($(DB),sqlite)
	$(error DB is sqlite or postgresql, not $(DB))
endif

sure: lint test-fast ## what to run before a commit: lint, types, import contracts, fast tests

lint: .venv/tests ## check style, types and import contracts only
	@$(B)/ruff check .
	@$(B)/ruff format --check .
	@$(B)/mypy
	@$(B)/lint-imports --config setup.cfg

bench: .venv/tests ## measure against references in the same run (see bench/README.md)
	@for bench in bench/bench_*.py; do $(B)/python "$$bench"; done

# --------------------------------------------------------------------------------- documents and catalogues

docs: .venv/tests ## build the documentation into var/docs/html
	@$(B)/sphinx-build -W --keep-going -q -b html docs var/docs/html
	@echo "var/docs/html/index.html"

# The template (.pot) is not kept: it can be made again at any time from the sources.
# The old one goes first: pot-create would keep it where only the German wording of a message differs.
i18n: .venv/tests ## collect messages from the sources, bring every catalogue up to date, compile
	@mkdir -p var
	@for dist in $(DISTRIBUTIONS); do for package in "$$dist"/src/*/locale; do \
	  test -d "$$package" || continue; \
	  source="$$(dirname "$$package")"; name="$$(basename "$$source")"; \
	  rm -f "var/$$name.pot"; \
	  $(B)/pot-create --sort-output --no-location --domain "$$name" --package-name "$$name" --output "var/$$name.pot" "$$source"; \
	  for po in "$$package"/*/LC_MESSAGES/"$$name".po; do test -f "$$po" || continue; \
	    locale="$$(basename "$$(dirname "$$(dirname "$$po")")")"; \
	    $(B)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	      --input-file="var/$$name.pot" --output-file="$$po" --locale="$$locale"; done; done; done
	@$(MAKE) --no-print-directory catalogues

# --------------------------------------------------------------------------------------------- keeping it

LOCK := var/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: ## resolve config/*.in anew into the hashed config/*.txt
	@$(PYTHON) -m venv var/lock
	@var/lock/bin/pip install -qq --disable-pip-version-check uv
	@$(LOCK) --output-file config/requirements.txt config/requirements.in
	@$(LOCK) --output-file config/requirements-test.txt --constraint config/requirements.txt config/requirements-test.in

vendor: .venv/installed ## fetch the front-end files of static/vendor again, as its manifest states them (needs npm)
	@$(B)/python config/vendor.py

blocklist: .venv/installed ## write the list of refused passwords again, from the word lists of the accounts
	@$(B)/python config/blocklist.py

clean: ## remove what was built; var/, with your data and keys, stays
	@rm -rf .venv var/reports var/docs var/lock build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -prune -exec rm -rf {} + -o -name '*.egg-info' -prune -exec rm -rf {} + -o -name '*.mo' -exec rm {} +

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
