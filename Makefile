# Starts, tests and checks the archive. `make` alone lists what there is.
# PYTHON= names the Python to build on, PORT= where to serve, ARGS= what to pass on (to pytest, for instance).

.DEFAULT_GOAL := help
.PHONY: help run dev test relevance torture pictures lint quality format lock seed index elasticsearch elasticsearch-stop clean

# Any Python can read the launcher; the launcher then finds one that can run the archive.
ANY_PYTHON = $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 "$(PYTHON)"; do \
	"$$each" -E -c "import sys; assert sys.version_info >= (3, 6)" >/dev/null 2>&1 && command -v "$$each" && break; done)
LAUNCH = @python="$(ANY_PYTHON)"; test -n "$$python" || { echo "No Python was found. Install Python 3.11 to 3.14 \
	(on Debian and Ubuntu: apt install python3 python3-venv), or name one: make $@ PYTHON=/path/to/python3.12" >&2; exit 1; }; \
	exec "$$python" -E -m archive.launcher

help:
	@echo "The Registry Archive. Python 3.11 to 3.14 and make are all it needs."
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-26s %s\n", $$1, $$2 }'

run: ## everything from a fresh clone: environment, content, index, demo logins, worker and server on 127.0.0.1:8000
	$(LAUNCH) run

dev: ## the same with debug pages, reloading when code changes
	$(LAUNCH) dev

test: ## the whole test suite; ARGS="-k dates" picks
	$(LAUNCH) test

relevance: ## how good the answers to judged queries are, on both engines; COLLECTIONS=/path adds test collections
	$(LAUNCH) relevance

torture: ## kills the worker while it indexes and looks that nothing is lost: ROUNDS=25, SEED= repeats a run
	$(LAUNCH) torture

pictures: ## takes the pictures of the documentation anew from a running site (needs Chromium)
	$(LAUNCH) pictures

lint: ## every check that needs no test: format, mistakes, templates, imports, migrations, production settings
	$(LAUNCH) lint

quality: ## checks the words of the seed against the rules of the archive; ARGS="--theme nseers" picks
	$(LAUNCH) quality

format: ## writes Python and templates the way the house writes them
	$(LAUNCH) format

lock: ## renews the lock files from the names in pyproject.toml (needs uv)
	$(LAUNCH) lock

seed: ## imports the seed files again; what an editor changed is left alone
	$(LAUNCH) seed

index: ## builds the search index anew
	$(LAUNCH) index

elasticsearch: ## a real Elasticsearch on 127.0.0.1:9200, for tests and development; NODES=3 for a cluster (needs Maven and a JDK 17)
	$(LAUNCH) elasticsearch

elasticsearch-stop: ## ends it
	$(LAUNCH) elasticsearch-stop

clean: ## removes .venv and caches; keeps var/, where the database lies
	$(LAUNCH) clean
