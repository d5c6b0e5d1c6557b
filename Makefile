# kommunlint: what there is to do with a checkout. Every target installs what it needs into .venv first.
.POSIX:
.PHONY: demo test check generate bench clean

VENV = .venv
PYTHON = $(VENV)/bin/python
READY = $(VENV)/.ready

demo: $(READY) ## check the shipped fixtures and show what is found
	@$(VENV)/bin/kommunlint check fixtures/ --today 2026-11-21 --fail-on never

test: $(READY) ## pass the tests
	@$(PYTHON) -m pytest

check: $(READY) ## lint, types, layers, generated files
	@$(VENV)/bin/ruff check linter tests
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) -m linter.dev generate --check

generate: $(READY) ## rewrite what is made from rules and code
	@$(PYTHON) -m linter.dev generate

bench: $(READY) ## measure the static stage beside html-validate and htmlhint (needs node and npm)
	@$(PYTHON) tests/bench/static_stage.py

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist

$(READY): pyproject.toml linter/__init__.py
	@sh tests/setup.sh $(VENV)
	@touch $(READY)
