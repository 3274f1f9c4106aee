# baoshu: every target sets up what it needs, then calls the command line and nothing else.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
SHELL := /bin/bash

# ---- yours to set: make run RAW=… OUT=… JOBS=… ----
PYTHON ?= python3
RAW ?= data/raw
OUT ?= data/processed
JOBS ?= 2
EXTRAS ?=
GOLD ?= ../shared/gold/dev
SHARED ?= ../shared
HANLP ?= models/hanlp_ner
ARGS ?=
# ----------------------------------------------------

VENV := .venv
BIN := $(VENV)/bin
comma := ,
empty :=
space := $(empty) $(empty)
# One stamp for each wish of extras; asking for fewer later removes nothing.
stamp = $(VENV)/.installed-$(subst $(comma),-,$(subst $(space),,$(1)))

.PHONY: help setup run repair segment entities facts report evaluate bench test lint format notebooks docs \
	train-segmenter train-ner train-hanlp sample gazetteer clean

help: ## what there is, and what you can set
	@echo "baoshu (报数): facts out of Chinese newspaper pages"; echo
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | while IFS=$$'\t' read -r t d; do printf '  make %-16s %s\n' "$$t" "$$d"; done
	@echo; echo "  Set: RAW=$(RAW) (issues to read)  OUT=$(OUT) (tables)  JOBS=$(JOBS) (processes)  ARGS= (more options)"
	@echo "       EXTRAS= (hanlp,ray,train,notebook,bench,dev)  GOLD=$(GOLD)  SHARED=$(SHARED)  PYTHON=$(PYTHON)"

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

# base install: what `make run` needs
$(call stamp,base): pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-%: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[$(subst -,$(comma),$*)]"
	@touch $@

BASE := $(call stamp,base)
ifneq ($(strip $(EXTRAS)),)
BASE += $(call stamp,$(EXTRAS))
endif
DEV := $(BASE) $(call stamp,dev)

setup: $(BASE) ## create .venv and install (EXTRAS=hanlp,ray,train,notebook,bench,dev)

run: $(BASE) ## raw issues to every table
	$(BIN)/baoshu run $(RAW) --out $(OUT) --jobs $(JOBS) $(ARGS)

repair: $(BASE) ## raw issues to articles
	$(BIN)/baoshu repair $(RAW) --out $(OUT) $(ARGS)

segment: $(BASE) ## articles to sentences and words
	$(BIN)/baoshu segment --out $(OUT) $(ARGS)

entities: $(BASE) ## articles to mentions, entities and officials
	$(BIN)/baoshu entities --out $(OUT) $(ARGS)

facts: $(BASE) ## articles and mentions to quantities
	$(BIN)/baoshu facts --out $(OUT) $(ARGS)

report: $(BASE) ## the tables as web pages to look at
	$(BIN)/baoshu report --out $(OUT) --raw $(RAW) $(ARGS)

evaluate: $(DEV) ## score runs over the gold pages, text and PDF, and hold them to the floors
ifneq ($(filter command line,$(origin RAW)),)
	$(BIN)/baoshu evaluate --gold $(GOLD) --raw $(RAW) --jobs $(JOBS) $(ARGS)
else
	$(BIN)/baoshu evaluate --gold $(GOLD) --raw $(SHARED)/raw/dev --jobs $(JOBS) $(ARGS)
	$(BIN)/baoshu evaluate --gold $(GOLD) --raw $(SHARED)/raw/dev-pdf --kind pdf --jobs $(JOBS) $(ARGS)
endif

bench: $(DEV) $(call stamp,bench) ## speed and peers, as tables
	$(BIN)/baoshu bench --shared $(SHARED) $(ARGS)

test: $(DEV) $(call stamp,notebook) ## all tests (what needs ../shared or an extra says so and is skipped without)
	$(BIN)/python -m pytest $(ARGS)

lint: $(DEV) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV) ## let ruff lay out the code
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

notebooks: $(BASE) $(call stamp,notebook) ## run the notebooks in place
	$(BIN)/python -m jupyter nbconvert --to notebook --execute --inplace notebooks/*.ipynb

docs: $(BASE) ## write docs/data-dictionary.md from the schemas
	$(BIN)/baoshu schema > docs/data-dictionary.md

train-segmenter: $(BASE) $(call stamp,train) ## rebuild the word segmenter (SHARED has the corpus)
	$(BIN)/baoshu train segmenter --shared $(SHARED) $(ARGS)

train-ner: $(BASE) $(call stamp,train) ## rebuild the entity model (SHARED has the gold)
	$(BIN)/baoshu train ner --shared $(SHARED) $(ARGS)

train-hanlp: $(BASE) $(call stamp,train) $(call stamp,hanlp) ## fine-tune a HanLP entity model on the same data
	$(BIN)/baoshu train hanlp --shared $(SHARED) --out $(HANLP) $(ARGS)

gazetteer: $(BASE) ## rebuild the gazetteer from the lists of divisions and companies
	$(BIN)/python -m pipeline.training.gazetteer.build $(SHARED)/data

sample: $(DEV) ## typeset the bundled sample anew (needs Chromium, PyMuPDF, Noto Serif CJK)
	$(BIN)/python -m tests.support.typeset

clean: ## remove tables and caches (keeps .venv)
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist *.egg-info
