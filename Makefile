# Everything here sets itself up in this checkout: nothing is installed anywhere else.
#   make demo    see it work, in a browser, with no Slack account
#   make test    run the tests
#   make thorough   run those that make test leaves out: other weather, the other width, every benchmark once
#   make check   lint, types, the rules of the house
#   make bench   measure, as ratios to floors measured in the same run
# Pass more with ARGS, as in: make test ARGS="tests/rules -x"

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

# Some machines switch bytecode caching off, which makes every start three times slower.
export PYTHONDONTWRITEBYTECODE :=

# uv is used where it is there and works, pip everywhere else. Both take what the lock file says, no more.
WITH_UV := command -v uv >/dev/null 2>&1 && \
  uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV) && \
  uv pip install --quiet --python $(RUN) --require-hashes -r requirements.lock && \
  uv pip install --quiet --python $(RUN) --no-deps --no-build-isolation -e .
WITH_PIP := { $(PYTHON) -m venv $(VENV) || \
    { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }; } && \
  $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
  $(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

.PHONY: demo test thorough check bench format setup clean

demo: $(READY)
	@$(RUN) -m bot demo $(ARGS)

test: $(READY)
	@$(RUN) -m pytest -n auto --dist worksteal $(ARGS)

thorough: $(READY)
	@$(RUN) -m pytest -n auto --dist worksteal -m thorough $(ARGS)

check: $(READY)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

bench: $(READY)
	@$(RUN) -m tests.bench $(ARGS)

format: $(READY)
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Milepost needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up in $(VENV) (once, about a minute) ..."
	@$(WITH_UV) || { $(WITH_PIP); }
	@touch $(READY)

clean:
	rm -rf $(VENV) build *.egg-info
