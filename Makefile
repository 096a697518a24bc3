# `make demo` shows Kliping, `make test` checks it. Both need only make and Python 3.11 or newer; works with make 3.81.

PORT = 8000
PYTHON =
UV = uv

VENV = .venv/bin/python
# Where a folder wheelhouse/ lies here, packages come from it and from nowhere else: docs/operations.md, "Without a network".
OFFLINE = $(if $(wildcard wheelhouse),--no-index --find-links wheelhouse)
PIP = $(VENV) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --only-binary :all: $(OFFLINE)
RUNTIME = .venv/requirements.stamp
DEVELOPMENT = .venv/requirements-dev.stamp
BENCH = .venv/requirements-bench.stamp

define install
@echo "== dependencies: installing $< into .venv (under a minute, once)"
@$(PIP) -r $< || { echo "If a package has no wheel for this Python: make clean, then make PYTHON=python3.13" >&2; exit 1; }
@touch $@
endef

.PHONY: test test-cluster torture bench demo check contracts format golden lock wheelhouse clean help

test: check contracts ## check formatting, lint, types, import contracts, and run every test (the default)
	@sh .ci/browser
	@echo "== tests: pytest, as many at a time as there are cores"
	@$(VENV) -m pytest -m "not torture" --numprocesses logical --dist loadfile --no-loadscope-reorder
	@echo "== tests: pytest, the short torture run"
	@$(VENV) -m pytest -m torture

demo: $(RUNTIME) archive/CURRENT ## index the sample articles and serve them on http://127.0.0.1:8000 (PORT=n for another port)
	@echo "== Open http://127.0.0.1:$(PORT)/ in a browser. Ctrl-C ends the site; rm -r archive forgets the sample."
	@KLIPING_ARCHIVE=archive $(VENV) -m search serve --port $(PORT)

test-cluster: $(DEVELOPMENT) ## the tests on OpenSearch with three nodes and all real articles (Java 21 and Maven; make test does so with one node)
	@KLIPING_CLUSTER_NODES=3 KLIPING_CLUSTER_ARTICLES=30000 KLIPING_CLUSTER_QUESTIONS=2000 $(VENV) -m pytest tests/cluster

torture: $(DEVELOPMENT) ## kills, power cuts, full disks and damage by the thousand, for hours (SHORT=1: minutes; TORTURE="--only NAME --seed N")
	@$(VENV) -m bench.torture $(if $(SHORT),,--long) $(TORTURE)

bench: $(BENCH) ## Kliping beside other engines on the real articles, minutes (SIZE=100k or 1m: longer; BENCH_ARGS="--keep DIR")
	@$(VENV) -m bench.compare $(SIZE) $(BENCH_ARGS)

check: $(DEVELOPMENT) ## formatting, lint and types only
	@echo "== formatting: ruff format --check"
	@$(VENV) -m ruff format --check .
	@echo "== lint: ruff check"
	@$(VENV) -m ruff check .
	@echo "== types: mypy --strict"
	@$(VENV) -m mypy

contracts: $(DEVELOPMENT) ## import contracts only
	@echo "== imports: the contracts of pyproject.toml"
	@$(VENV) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))'

format: $(DEVELOPMENT) ## rewrite the code in the project's format
	@$(VENV) -m ruff format .
	@$(VENV) -m ruff check --fix .

golden: $(DEVELOPMENT) ## rewrite the golden words of tests/golden; review the difference as code
	@$(VENV) -m tests.golden.rewrite

lock: ## pin requirements*.txt again from pyproject.toml (needs uv; UPGRADE=1 takes newer versions)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv (pip install uv), or UV=/path/to/uv" >&2; exit 1; }
	@for kind in "" -dev -bench -cluster; do \
	    $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	        $${kind:+--group $${kind#-} --constraint requirements.txt} $(if $(UPGRADE),--upgrade) \
	        --custom-compile-command "make lock" --output-file requirements$$kind.txt || exit 1; \
	done

wheelhouse: | $(VENV) ## download the pinned packages into wheelhouse/, for a machine without a network (ALL=1: development too)
	@$(VENV) -m pip --disable-pip-version-check --no-input download --quiet --require-hashes --only-binary :all: \
	    --dest wheelhouse -r $(if $(ALL),requirements-dev.txt,requirements.txt)
	@echo "== wheelhouse: copy this folder, wheelhouse/ and all, to the other machine; there, make demo asks no network"

clean: ## remove .venv and the tools' caches; an archive is never touched
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

# An archive that was published once is served as it is: the sample is never mixed into somebody's own articles.
archive/CURRENT: | $(RUNTIME)
	@echo "== archive: adding sample/articles.jsonl to archive/"
	@KLIPING_ARCHIVE=archive $(VENV) -m index add sample/articles.jsonl

$(RUNTIME): requirements.txt | $(VENV)
	$(install)

$(DEVELOPMENT): requirements-dev.txt | $(VENV)
	$(install)

$(BENCH): requirements-bench.txt | $(VENV)
	$(install)

$(VENV):
	@sh .ci/venv $(PYTHON)
