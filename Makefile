# The portal's commands. `make help` lists them; each works from a clean clone with Python 3.11 or later.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help install run serve test test-sqlite test-pg test-browser check format messages bench faults screenshots lighthouse lock sbom

PORT ?= 8000
VAR_DIR ?= var
WORKERS ?= 2
ARTICLES ?= 100000
export PORT VAR_DIR
# A shell that works on another project must not choose what runs here.
unexport DJANGO_SETTINGS_MODULE PYTHONHOME PYTHONPATH

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PYTEST := $(PYTHON) -m pytest
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check
# 3.11 first: the pinned versions were tried on it.
PYTHONS := python3.11 python3.12 python3.13 python3.14 python3
CODE := portal articles organizations tests benchmarks docs manage.py gunicorn.conf.py
TALLY := $(VAR_DIR)/tally.txt
TEMPLATES = $(shell find templates articles organizations portal -name '*.html')
STATIC_SOURCES := $(shell find portal/static articles organizations -path '*static*' 2>/dev/null)
STATIC := $(VAR_DIR)/static/staticfiles.json
PRODUCTION = env SITE_URL=https://portal.example TAG_AUTHORITY=portal.example,2026 BEHIND_PROXY=true DEBUG=false DATABASE_URL=sqlite://:memory: \
  EMAIL_URL=smtp+tls://portal:password@mail.example:587 SECOND_FACTOR_REQUIRED=staff \
  SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')

# The web server and, beside it, the worker; whichever way the first ends, the second ends with it. A worker that is
# asked twice doesn't finish what it is at: it begins with that the next time. The trap is set before either runs: they
# would outlive a Ctrl-C that came in between.
define RUN_BOTH
ended=; web=; worker=; trap 'ended=yes; kill $$web $$worker 2>/dev/null' INT TERM HUP; \
$(MANAGE) work & worker=$$!; \
$(PYTHON) -m gunicorn portal.wsgi & web=$$!; \
test -z "$$ended" || kill $$web $$worker 2>/dev/null; \
wait $$web; status=$$?; wait $$web 2>/dev/null; \
kill $$worker 2>/dev/null; kill $$worker 2>/dev/null; wait $$worker; exit $$status
endef

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

install: .venv/installed ## Make .venv and install what production needs

run: export SITE_URL = http://127.0.0.1:$(PORT)
run: export DEBUG = false
run: .venv/installed ## Serve http://127.0.0.1:8000/ with demo content (PORT= moves it)
	@$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", int("$(PORT)"))).close()' 2>/dev/null || { \
	  echo "Port $(PORT) cannot be used: another program listens there, or it is not a free port number."; \
	  echo "Take another one:  make run PORT=8001"; exit 1; }
	@mkdir -p "$(VAR_DIR)"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo --if-empty
	@$(MANAGE) rebuild_search --missing
	@$(MAKE) --silent $(STATIC)
	@echo "The portal is at $(SITE_URL)/ and its admin at $(SITE_URL)/$(or $(ADMIN_PATH),admin/) (Ctrl-C stops it)"
	@$(RUN_BOTH)

serve: export DEBUG = false
serve: .venv/installed $(STATIC) ## Serve as production does, as the environment says (SITE_URL=, DATABASE_URL=; docs/operating.md)
	@test -n "$$SITE_URL" || { echo "SITE_URL is missing: the address readers type. .env.example names the rest."; exit 1; }
	@$(MANAGE) migrate --check || { echo "Bring the database up to date first:  $(MANAGE) migrate"; exit 1; }
	@exec .venv/bin/gunicorn --pid "$(VAR_DIR)/gunicorn.pid" portal.wsgi

test: check ## Lint, then the whole suite on SQLite, on PostgreSQL and in a browser
	@mkdir -p "$(VAR_DIR)" && rm -f "$(TALLY)"
	@status=0; \
	$(PYTEST) --db=sqlite --numprocesses=$(WORKERS) --ignore=tests/browser --tally="$(TALLY)" || status=1; \
	$(PYTEST) --db=pg --numprocesses=$(WORKERS) --ignore=tests/browser --tally="$(TALLY)" || status=1; \
	$(PYTEST) tests/browser --numprocesses=$(WORKERS) --tally="$(TALLY)" || status=1; \
	echo && cat "$(TALLY)"; exit $$status

test-sqlite: .venv/installed-dev ## The suite on SQLite only
	$(PYTEST) --db=sqlite --numprocesses=$(WORKERS) --ignore=tests/browser

test-pg: .venv/installed-dev ## The suite on PostgreSQL only (TEST_DATABASE_URL names a server)
	$(PYTEST) --db=pg --numprocesses=$(WORKERS) --ignore=tests/browser

test-browser: .venv/installed-dev ## The browser tests only (REQUIRE_BROWSER=1 fails without Chromium)
	$(PYTEST) tests/browser --numprocesses=$(WORKERS)

check: .venv/installed-dev ## Lint code and templates, imports, migrations and production settings
	.venv/bin/ruff check $(CODE)
	.venv/bin/ruff format --check $(CODE)
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	@! grep -nE '\{% *blocktrans' $(TEMPLATES) | grep -v trimmed || { echo "blocktranslate needs 'trimmed'"; exit 1; }
	.venv/bin/lint-imports --no-logo
	@$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/installed-dev ## Format code and templates
	.venv/bin/ruff check --fix $(CODE)
	.venv/bin/ruff format $(CODE)
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

messages: .venv/installed ## Collect the texts to translate and compile the catalogue (needs gettext)
	@command -v msgfmt >/dev/null || { echo "gettext is missing. Remedy: apt install gettext"; exit 1; }
	$(MANAGE) makemessages --locale ar --no-obsolete --no-wrap --add-location file --ignore '.venv/*' --ignore 'var/*'
	$(MANAGE) compilemessages --locale ar --ignore '.venv'

# One program each; those that are over a limit don't keep the others from being run.
BENCHMARKS = growth names ledger "sitemaps --articles $(ARTICLES)" machines \
  "page_cache $(IN_ROUNDS)" "cold $(IN_ROUNDS)" "scale --articles 10000 100000 $(if $(NIGHTLY),1000000) $(IN_ROUNDS)" \
  "edges $(IN_ROUNDS)" spike "spike --behind nginx" publishing "start $(IN_ROUNDS)" \
  "memory $(if $(ROUNDS),--requests 5000 --addresses 1000)" \
  "search --articles $(ARTICLES)" "admin --articles $(ARTICLES)"
IN_ROUNDS = $(if $(ROUNDS),--rounds $(ROUNDS))

bench: VAR_DIR = var/bench
bench: .venv/installed ## Measure what pages and work cost, on made archives in var/bench (ARTICLES=100000; ROUNDS=1 is short, NIGHTLY=1 adds 1,000,000 articles)
	@mkdir -p "$(VAR_DIR)/static"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@status=0; for one in $(BENCHMARKS); do $(PYTHON) -m benchmarks.$$one || status=1; done; exit $$status

faults: .venv/installed-dev ## Break each part while requests come in, and tell what readers notice (KINDS="killed restarted")
	@$(PYTHON) -m tests.faults $(KINDS)

screenshots: .venv/installed-dev ## Pictures of every kind of page in VAR_DIR/screenshots (REFERENCES=folder WIDTHS="320 768")
	@$(PYTHON) -m tests.screenshots --folder "$(VAR_DIR)/screenshots" \
	  $(if $(REFERENCES),--references "$(REFERENCES)") $(if $(WIDTHS),--widths $(WIDTHS)) $(if $(KINDS),--kinds $(KINDS))

lighthouse: .venv/installed-dev benchmarks/lighthouse/node_modules ## Measure the main pages with Lighthouse; fails under 98 (needs Node)
	@$(PYTHON) -m benchmarks.lighthouse

benchmarks/lighthouse/node_modules: benchmarks/lighthouse/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing. Remedy on Debian and Ubuntu:  apt install npm"; exit 1; }
	@cd benchmarks/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# What is locked already stays at its version; hashes of every system's files, so that any machine installs from it.
lock: .venv/installed-dev ## Write requirements*.lock anew: what production installs, with hashes
	@for set in $(basename $(wildcard requirements*.lock)); do \
	  echo "Locking $$set.txt…"; \
	  grep -v '^-r' $$set.txt | $(PYTHON) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	    --no-header --no-annotate --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --output-file $$set.lock - || exit 1; \
	done

sbom: .venv/installed ## Say what is installed: VAR_DIR/sbom.json (CycloneDX) and the table of docs/supply-chain.md
	@mkdir -p "$(VAR_DIR)"
	@$(MANAGE) sbom > "$(VAR_DIR)/sbom.json"
	@$(MANAGE) sbom --licences docs/supply-chain.md
	@echo "Written: $(VAR_DIR)/sbom.json and docs/supply-chain.md"

$(STATIC): .venv/installed $(STATIC_SOURCES)
	@echo "Collecting static files…"
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

.venv/installed: requirements.txt | .venv/bin/pip
	@echo "Installing requirements.txt…"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: $(wildcard requirements*.txt) | .venv/bin/pip
	@echo "Installing requirements-dev.txt…"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ .venv/installed

# A candidate is asked, not only looked up: version managers leave names on the PATH that do not run.
.venv/bin/pip:
	@tried=; bare=; chosen=; \
	for python in $(PYTHONS); do \
	  version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  tried="$$tried $$python ($$version)"; \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue; \
	  if $$python -c 'import ensurepip, venv' 2>/dev/null; then chosen=$$python; break; fi; \
	  bare="$${bare:-$$version}"; \
	done; \
	if [ -z "$$chosen" ] && [ -n "$$bare" ]; then \
	  echo "Python $$bare is here, but without the modules 'venv' and 'ensurepip' that make a virtual environment."; \
	  echo "Remedy on Debian and Ubuntu:  apt install python$$bare-venv"; exit 1; fi; \
	if [ -z "$$chosen" ]; then \
	  echo "Python 3.11 or later is needed. Found:$${tried:- none}."; \
	  echo "Remedy on Debian 12 and later:  apt install python3 python3-venv"; exit 1; fi; \
	echo "Making .venv with $$chosen…"; \
	$$chosen -m venv .venv || { rm -rf .venv; exit 1; }
