# Modu Patrol · 모두의 순찰대. Needs Python 3.11 or newer and make; brings everything else into the checkout.
# `make run` to try it, `make test` to prove it, `make help` for the rest.

# The first Python that is new enough; make PYTHON=… names another.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)
endif
export PYTHON
# Where Python may not keep what it compiled, every process of ours takes seconds longer to start, and the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE
HOST ?= 127.0.0.1
PORT ?= 8000

STEP := $(PYTHON) scripts/step.py

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup python node packages frontend browsers check test format lint types unit api journeys screenshots bench nightly lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: setup frontend ## start everything with a demo neighbourhood (HOST=… PORT=…)
	@exec .venv/bin/modu serve --demo --host $(HOST) --port $(PORT)

setup: python packages ## install everything into the checkout

python:
	@$(STEP) python --title "Python packages" --inputs pyproject.toml requirements-dev.lock app/__init__.py scripts/python.sh \
		--outputs .venv/bin/python .venv/bin/modu -- sh scripts/python.sh

node:
	@$(STEP) node --title "Node" --inputs requirements-node.lock scripts/node.sh --outputs .node/bin/node .node/bin/npm -- sh scripts/node.sh

packages: node
	@$(STEP) packages --title "Frontend packages" --inputs frontend/package.json frontend/package-lock.json requirements-node.lock \
		--outputs frontend/node_modules/.package-lock.json -- sh scripts/frontend.sh npm ci

frontend: setup ## build the frontend when its sources changed
	@$(STEP) frontend --title "Frontend build" --inputs frontend --outputs frontend/dist/index.html -- sh scripts/frontend.sh npm run build

browsers:
	@$(STEP) browsers --title "Chromium and Firefox" -- sh scripts/browsers.sh

check: setup ## format, lint, types, imports, unit tests: under a minute
	@.venv/bin/python scripts/check.py check

test: setup frontend browsers ## everything: check, both databases, real browsers
	@.venv/bin/python scripts/check.py test

format: setup ## rewrite the code in the house format
	@.venv/bin/ruff check --select I --fix --quiet && .venv/bin/ruff format
	@sh scripts/frontend.sh npm run --silent format

lint: setup ## linters and import contracts
	@.venv/bin/python scripts/check.py lint

types: setup ## mypy and tsc
	@.venv/bin/python scripts/check.py types

unit: setup ## fast tests of both halves
	@.venv/bin/python scripts/check.py unit

api: setup ## write the frontend's API types from the backend
	@sh scripts/api_types.sh

journeys: setup frontend browsers ## the browser journeys alone
	@.venv/bin/python scripts/check.py journeys

screenshots: setup frontend browsers ## make docs/screenshots anew
	@KEEP_PICTURES=1 .venv/bin/python scripts/check.py pictures

nightly: setup ## kill, cut off, spy and make up stories by the thousand; takes hours
	@MODU_NIGHTLY=1 .venv/bin/python scripts/check.py nightly

bench: setup ## measure against the targets, one line per figure
	@.venv/bin/python -m bench

lock: setup ## write the hashed package lists anew
	@sh scripts/lock.sh

clean: ## remove what make brought and built; keeps the data
	rm -rf .venv .node .make .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis frontend/node_modules frontend/dist
	find app tests scripts bench migrations -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
