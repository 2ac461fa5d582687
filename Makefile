# make run      install into .venv, bring the index up to date, open the app
# make test     install into .venv, then every check that CI runs
# make install · make lint · make bench      the parts of it

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUNBUFFERED := 1

.PHONY: run test install lint bench

run: install
	@echo "== Bringing the index up to date"
	@$(BIN)/python -m ingest build
	@echo "== Opening the app; Ctrl-C ends it"
	@$(BIN)/python -m streamlit run app.py

install: $(VENV)/installed

$(VENV)/installed: requirements.txt
	@echo "== Making an environment in $(VENV) and installing requirements.txt; the first time takes some minutes"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}. Name another: make PYTHON=python3.12 run")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -c 'import torch; print("== Note: this torch was built for CUDA, which nothing here needs; README, Installing, says how to get the small one") if torch.version.cuda else None'
	@touch $@

lint: install
	@echo "== Ruff: lint and format"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== mypy: types in every room"
	@$(BIN)/mypy

test: lint
	@echo "== pytest: every test; what this machine cannot run is skipped with its reason at the end"
	@$(BIN)/python -m pytest

bench: install
	@$(BIN)/python -m bench --help
