# kommunlint: what there is to do with a checkout. Every target installs what it needs into .venv first.
.POSIX:
.PHONY: demo test coverage check docs fuzz generate accuracy bench bench-compare clean

VENV = .venv
PYTHON = $(VENV)/bin/python
READY = $(VENV)/.ready
POSTGRES = $(VENV)/.postgres
# Modules stay together until a process has nothing left: what they share (servers, browsers, wheels) is mostly made once.
SIDE_BY_SIDE = -n auto --maxprocesses 4 --dist worksteal

demo: $(READY) ## check the shipped fixtures, in the browser too, and show what is found
	@sh tests/demo.sh $(VENV)

test: $(READY) $(POSTGRES) ## pass the tests, side by side
	@echo "The tests take about 12 minutes on two cores."
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE)

coverage: $(READY) $(POSTGRES) ## pass the tests and hold what they reach to its floor
	@echo "The tests take about 20 minutes on two cores when what they reach is counted."
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE) --cov --cov-report=term

check: $(READY) ## lint, format, types, layers, generated files
	@$(VENV)/bin/ruff check linter tests
	@$(VENV)/bin/ruff format --check linter tests
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) -m linter.dev generate --check

docs: $(READY) ## build the documentation as a site into build/docs; a link to nothing is a fault
	@$(PYTHON) -m linter.documentation

fuzz: $(READY) ## examine 100,000 mutated pages (the tests examine 2,000); about half an hour on two cores
	@$(PYTHON) -m tests.fuzz --pages 100000

generate: $(READY) ## rewrite what is made from rules and code
	@$(PYTHON) -m linter.dev generate

accuracy: $(READY) ## measure how often each rule is right, for docs/accuracy.md; ACT=folder adds W3C's cases, REAL=folder judged findings
	@$(PYTHON) -m tests.bench.accuracy --act "$(ACT)" --real "$(REAL)"
	@$(PYTHON) -m linter.dev generate

bench: $(READY) ## measure all stages beside other tools (needs node and npm); ACT=folder adds W3C's ACT test cases
	@$(PYTHON) tests/bench/static_stage.py
	@$(PYTHON) tests/bench/browser_stage.py
	@$(PYTHON) tests/bench/link_stage.py
	@$(PYTHON) tests/bench/crawl.py
	@$(PYTHON) tests/bench/interrupted_crawl.py
	@$(PYTHON) tests/bench/editors_page.py
	@$(PYTHON) tests/bench/formats.py
	@$(PYTHON) -m tests.bench.history
	@$(PYTHON) tests/bench/statements.py
	@$(PYTHON) tests/bench/cluster.py
	@test -z "$(ACT)" || $(PYTHON) tests/bench/act_cases.py "$(ACT)"

bench-compare: $(READY) ## REV=revision: fail where the static stage or a start costs a tenth more than there
	@$(PYTHON) tests/bench/compare.py "$(REV)"

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist

$(READY): pyproject.toml hatch_build.py linter/__init__.py linter/stages/browser/axe/axe.json linter/web/htmx.json tests/setup.sh
	@sh tests/setup.sh $(VENV)
	@touch $(READY)

$(POSTGRES): $(READY) tests/postgres.sh tests/postgres.py
	@sh tests/postgres.sh $(VENV)
	@touch $(POSTGRES)
