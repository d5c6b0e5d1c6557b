# kommunlint: what there is to do with a checkout. Every target installs what it needs into .venv first.
.POSIX:
.PHONY: demo test check generate bench clean

VENV = .venv
PYTHON = $(VENV)/bin/python
READY = $(VENV)/.ready

demo: $(READY) ## check the shipped fixtures, in the browser too, and show what is found
	@$(VENV)/bin/kommunlint check fixtures/ --browser --today 2026-11-21 --fail-on never

test: $(READY) ## pass the tests
	@$(PYTHON) -m pytest

check: $(READY) ## lint, types, layers, generated files
	@$(VENV)/bin/ruff check linter tests
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) -m linter.dev generate --check

generate: $(READY) ## rewrite what is made from rules and code
	@$(PYTHON) -m linter.dev generate

bench: $(READY) ## measure all stages beside other tools (needs node and npm); ACT=folder adds W3C's ACT test cases
	@$(PYTHON) tests/bench/static_stage.py
	@$(PYTHON) tests/bench/browser_stage.py
	@$(PYTHON) tests/bench/link_stage.py
	@$(PYTHON) tests/bench/formats.py
	@test -z "$(ACT)" || $(PYTHON) tests/bench/act_cases.py "$(ACT)"

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist

$(READY): pyproject.toml hatch_build.py linter/__init__.py linter/stages/browser/axe/axe.json tests/setup.sh
	@sh tests/setup.sh $(VENV)
	@touch $(READY)
