# Official trip reports in, clean tables out. `make` alone prints this help.

INPUT  ?= corpus/reports
OUTPUT ?= outputs
PYTHON ?= python3
GOLD   ?= corpus/gold
SHARED ?= ../shared
DATA   ?= $(SHARED)/data
MODEL  ?= ckip-bert-base
TEACHER ?=
LAC ?=
SECONDS ?= 600
REVISION ?=
# More gold folders for `make eval`: each holds *.json, and in docs/ the texts they were written on.
FOLDERS ?=

VENV := .venv
BIN  := $(VENV)/bin

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock" --extra report --extra packages

.DEFAULT_GOAL := help
.PHONY: help extract report test check format eval changes bench fuzz docs baseline corpus lexicons train models lock clean

help: ## Print this help
	@echo "Official trip reports (公務出國報告) in, clean tables out."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make extract INPUT=folder-or-file OUTPUT=folder"

extract: $(VENV)/.run ## Read the reports in INPUT (default corpus/reports), write the tables to OUTPUT (outputs)
	@$(BIN)/pipeline extract "$(INPUT)" --output "$(OUTPUT)"

report: $(VENV)/.run ## Write review pages, the corpus page and the data package into OUTPUT
	@$(BIN)/pipeline report "$(OUTPUT)" --input "$(INPUT)"

test: $(VENV)/.dev ## Run all tests
	$(BIN)/pytest

check: $(VENV)/.dev ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Format the code and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(VENV)/.run ## Score the sample reports against corpus/gold, and other gold if it is there
	@$(BIN)/pipeline eval corpus/reports --gold "$(GOLD)" --docs "$(GOLD)/docs"
	@for folder in "$(SHARED)/gold" $(FOLDERS); do \
	  if [ -d "$$folder" ]; then $(BIN)/pipeline eval "$$folder/docs" --gold "$$folder" --docs "$$folder/docs"; fi; \
	done

changes: $(VENV)/.run ## List what this version extracts otherwise than REVISION (default: the last release)
	@$(BIN)/python scripts/gains_and_losses.py $(REVISION)

bench: $(VENV)/.bench ## Measure the speed of every stage, and of other libraries beside it
	$(BIN)/python scripts/bench.py --page docs/performance.md
	$(BIN)/python scripts/bench_dates.py
	$(BIN)/python scripts/bench_figures.py

fuzz: $(VENV)/.fuzz ## Fuzz every reader and stage, SECONDS (default 600) each; inputs go to build/fuzz
	@for target in $$($(BIN)/python -m fuzz.targets); do \
	  echo "$$target"; $(BIN)/python -m fuzz.run $$target $(SECONDS) || exit 1; \
	done

docs: $(VENV)/.dev ## Write the generated pages of docs/ anew
	$(BIN)/python scripts/write_data_dictionary.py
	$(BIN)/python scripts/write_date_docs.py
	$(BIN)/python scripts/write_gallery.py
	$(BIN)/python scripts/write_notebook.py
	$(BIN)/python scripts/write_evaluation.py

baseline: $(VENV)/.dev ## Keep the scores of the sample reports as the floor that no change may go below
	$(BIN)/python scripts/write_baseline.py

corpus: $(VENV)/.dev ## Make the sample reports anew (needs LibreOffice and Noto CJK fonts)
	$(BIN)/python scripts/make_corpus.py

lexicons: $(VENV)/.lexicons ## Derive the lexicons anew from the public data in DATA
	$(BIN)/python scripts/derive_countries.py "$(DATA)/lexicons"
	$(BIN)/python scripts/derive_currencies.py "$(DATA)/lexicons"
	$(BIN)/python scripts/derive_people_lexicons.py "$(DATA)"
	$(BIN)/python scripts/derive_organization_lexicons.py "$(DATA)"
	$(BIN)/python scripts/derive_organization_words.py "$(DATA)"

train: $(VENV)/.train ## Train the recogniser anew from the public data in DATA (TEACHER, LAC: see models/officialese)
	mkdir -p build
	$(BIN)/python scripts/training/silver.py "$(DATA)"/text/executive_yuan_reports.txt "$(DATA)"/text/gazette_*.txt.xz \
	  --output build/silver.jsonl $(if $(TEACHER),--teacher "$(TEACHER)")
	$(if $(LAC),$(BIN)/python scripts/training/teach.py "$(DATA)"/text/executive_yuan_reports.txt \
	  "$(DATA)"/text/gazette_*.txt.xz --lac "$(LAC)" --gold "$(DATA)/uner_zh_gsd/train.iob2" \
	  --dev "$(DATA)/uner_zh_gsd/dev.iob2" --teachers 4 --characters 10000000 --output build/taught.npz)
	$(BIN)/python scripts/training/train.py models/officialese/recipe.json --silver build/silver.jsonl \
	  --gold "$(DATA)/uner_zh_gsd/train.iob2" --dev "$(DATA)/uner_zh_gsd/dev.iob2" \
	  $(if $(LAC),--taught build/taught.npz) --output models/officialese
	$(BIN)/python scripts/training/export.py models/officialese --int8

models: $(VENV)/.train ## Download a published CKIP model (MODEL=ckip-bert-base) to models/
	$(BIN)/pipeline models --fetch "$(MODEL)"

lock: $(VENV)/.dev ## Pin all dependencies anew
	$(LOCK) --output-file requirements/run.txt pyproject.toml
	for group in dev bench lexicons fuzz; do \
	  $(LOCK) --group $$group --output-file requirements/$$group.txt pyproject.toml || exit 1; done

clean: ## Remove the environment and all caches (outputs stay)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp says that the environment holds what its lock file names.
$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "Python's venv module is missing. On Debian: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@# setuptools warns at length about any editable install: shown only if it fails.
	@$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation --editable . \
	  >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/.fuzz: requirements/fuzz.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENV)/.train: requirements/train.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/train.txt
	@touch $@

# What the tests of the optional parts need, which run.txt and dev.txt leave out.
$(VENV)/.extras: $(VENV)/.train
	@touch $@

$(VENV)/.lexicons: requirements/lexicons.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lexicons.txt
	@touch $@
