SHELL := /bin/bash
.DEFAULT_GOAL := help

# The run time of the functions is Python 3.11; the first interpreter that answers is asked for its version.
ifndef PYTHON
PYTHON := $(shell for name in python3.11 python3 python; do "$$name" -c "" 2>/dev/null && { echo "$$name"; break; }; done)
endif
IN := .venv/bin/

.PHONY: help environments run story code logs test check verify bench replay clean-local

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

environments: ## make or mend the two virtual environments
	@test -n "$(PYTHON)" || { echo "Python 3.11 is not installed (Debian: apt install python3.11 python3.11-venv)." >&2; exit 2; }
	@$(PYTHON) infra/local/check_python.py
	@$(PYTHON) -m infra.local.venvs

run: environments ## start the local city (PORT=8080 CLOUD_PORT=4566 PARTNERS_PORT=8090)
	@exec $(IN)python -m infra.local run

story: environments ## seven journeys through the running city, told as a timeline
	@$(IN)python -m infra.local.story

test: environments ## every test, in a city of its own
	@$(IN)python -m pytest -n 2 $(ARGS)

check: environments ## lint, format, types, dependency direction, generated pages in step
	@$(IN)ruff check .
	@$(IN)ruff format --check .
	@$(IN)mypy
	@$(IN)lint-imports
	@$(IN)python -m infra.openapi --check
	@$(IN)python -m infra.configuration --check

code: environments ## the one-time code of somebody of the running city: make code STAFF=900001
	@$(IN)python -m infra.local.code $(STAFF)

logs: environments ## what the running city logged: make logs REQUEST=<request_id>, or FUNCTION=sweep_deadlines
	@$(IN)python -m infra.local.logs $(if $(FUNCTION),--function $(FUNCTION),$(REQUEST))

verify: environments ## walk the act archive and the chains of the running city
	@$(IN)python -m infra.local.verify

bench: environments ## measure and write docs/benchmarks.md
	@$(IN)python -m infra.bench

replay: environments ## play an office's event log through acts: make replay LOG=<file> (JSON=<file> for the whole report)
	@test -n "$(LOG)" || { echo "Say which log: make replay LOG=<file>" >&2; exit 2; }
	@$(IN)python -m infra.replay "$(LOG)" $(if $(JSON),--json "$(JSON)")

clean-local: environments ## forget the local city's state
	@$(IN)python -m infra.local clean
