# `make run` serves the product with its demonstration; `make test` tries it; `make check` reads it.

SHELL := /bin/bash
PYTHON3 ?= python3
PORT ?= 8000
# At least two: half of a browser test is the browser's.
WORKERS ?= $(shell nproc 2>/dev/null | awk '{ print $$1 < 2 ? 2 : $$1 }' || echo 2)
PYTEST ?= -n $(WORKERS) --dist worksteal

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
INSTALL := .venv/bin/uv pip install --python $(PYTHON) --require-hashes --requirement
MESSAGES := $(patsubst %.po,%.mo,$(wildcard usecases/locale/*/LC_MESSAGES/*.po))
AS_PRODUCTION := env DJANGO_SETTINGS_MODULE=sandbox_tracker.settings.production \
	DATABASE_URL=postgresql://sandbox@localhost/sandbox ALLOWED_HOSTS=sandbox.example \
	FILE_SCANNER="clamdscan --no-summary -" \
	SECRET_KEY=for-checking-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG

.PHONY: run test test-postgres api bench check lint types contracts django format lock
.DELETE_ON_ERROR:

# Links in letters lead to where it is served.
run: export PUBLIC_ADDRESS ?= http://127.0.0.1:$(PORT)
run: .venv/.run $(MESSAGES)
	@$(PYTHON) -m sandbox_tracker.prepare $(PORT)
	@exec env DEBUG=$${DEBUG:-false} DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

# DATABASE_URL wins if set; else SQLite in memory.
test: .venv/.dev $(MESSAGES)
	@$(PYTHON) -m pytest $(PYTEST)

# What cannot differ between the databases, or was seen on SQLite a moment ago: pages in a browser,
# how console and portal draw their pages (tests/access asks every one of them here too), the
# source itself, text, words, drawings, the invented programme.
SAME := admin portal browser demonstration structure charts text vocabulary templatetags
ELSEWHERE := $(addprefix --ignore=tests/,$(SAME))

# A PostgreSQL of its own, for as long as the tests last.
test-postgres: .venv/.dev $(MESSAGES)
	@$(PYTHON) -W ignore:XDG_RUNTIME_DIR -m tests.postgres $(PYTHON) -m pytest $(PYTEST) $(ELSEWHERE)

# Many requests to every operation of the API, in the name of every principal.
api: export API_EXAMPLES ?= 50
api: .venv/.dev $(MESSAGES)
	@$(PYTHON) -m pytest $(PYTEST) --timeout=0 tests/api/test_described.py

# Figures beside plain code and the limit, on databases of its own: SIZES of use cases, VENDOR.
SIZES ?= 1000,100000
VENDOR ?= postgresql
bench: .venv/.dev
	@$(PYTHON) -W ignore -m tests.benchmarks --vendor $(VENDOR) --sizes $(SIZES)

check: lint types contracts django

lint: .venv/.dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	find usecases -name '*.html' | xargs -r .venv/bin/djade --target-version 5.2 --check

types: .venv/.dev
	.venv/bin/mypy

contracts: .venv/.dev
	.venv/bin/lint-imports

django: .venv/.dev $(MESSAGES)
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	$(AS_PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) spectacular --validate --fail-on-warn --file /dev/null

format: .venv/.dev
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	find usecases -name '*.html' | xargs -r .venv/bin/djade --target-version 5.2

%.mo: %.po
	@$(PYTHON) -c "import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])" $< $@

$(MESSAGES): | .venv/.run

# The environment. The stamps make a second run skip the installation.

.venv/bin/python:
	$(PYTHON3) -m venv .venv

.venv/.install: requirements-install.txt | .venv/bin/python
	.venv/bin/pip install --disable-pip-version-check --quiet --require-hashes --requirement $<
	@touch $@

.venv/.run: requirements.txt .venv/.install
	$(INSTALL) $<
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(INSTALL) $<
	@touch $@

LOCK := .venv/bin/uv pip compile --quiet --python-version 3.11 --universal \
	--generate-hashes --no-header --no-annotate

lock: .venv/.install
	for name in requirements-install requirements requirements-dev; do \
		$(LOCK) $$name.in --output-file $$name.txt || exit; done
