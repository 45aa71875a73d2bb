# Everything a first-time user needs: `make run` extracts the sample scrape, `make test` passes the tests.
# Needs Python 3.11 or later, make and pip; everything else is installed into .venv from the hashed lock.

PYTHON ?= python3
INPUT ?= corpus/raw
OUTPUT ?= outputs
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test kills cluster check lint score bench train lock clean

help: ## Show this list
	@echo "communique: tables of events and initiatives from scraped pages"
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'
	@echo
	@echo "  make run INPUT=my-scrape OUTPUT=my-tables   takes another scrape"

setup: $(READY) ## Build .venv with the communique command in it

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("communique needs Python 3.11 or later, this is " + sys.version.split()[0] + "; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

run: $(READY) ## Extract the pages of INPUT (default: the sample scrape corpus/raw) into tables in OUTPUT (default: outputs)
	$(BIN)/communique run "$(INPUT)" --output "$(OUTPUT)"

test: $(READY) ## Run the tests, with the floors of extraction quality among them
	$(BIN)/python -m pytest -q

lint: $(READY) ## Check style, types and the layers of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

kills: $(READY) ## Kill a run a hundred times at random and see that nothing is lost (half an hour)
	KILLS=100 $(BIN)/python -m pytest -q tests/test_kills.py

cluster: $(READY) ## Run the tests on two real Ray nodes on this machine (installs Ray; a minute)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[ray]'
	$(BIN)/python -m pytest -q tests/test_ray.py

check: lint test ## Everything that must pass before a change lands: lint and test

score: $(READY) ## Print how good the extraction is, on the dev and the test part of the annotated pages
	@echo "dev part" && $(BIN)/communique score corpus/annotated --part dev
	@echo && echo "test part" && $(BIN)/communique score corpus/annotated --part test

bench: $(READY) ## Measure speed and memory against plain spaCy on the same made pages (a few minutes)
	$(BIN)/python -m pipeline.bench

train: $(READY) ## Train the span tagger anew from corpus/annotated (installs PyTorch; 55 minutes on two cores)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m pipeline.train.spans

lock: $(READY) ## Write requirements.txt anew from pyproject.toml, with the newest releases
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --upgrade -o requirements.txt

clean: ## Remove what was built and extracted; the sources stay
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find outputs -mindepth 1 ! -name .gitkeep -delete
