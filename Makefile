# `make lab` opens the course, `make test` runs every check. Both build .venv on first use.
PYTHON ?= python3
TORCH = torch==2.13.0+cpu
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
STAMP = .venv/installed
# A process for each core; a file's tests stay together, so each keeps the server it has started,
# and tests/conftest.py decides which files come first.
PYTEST = OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
# Node from a wheel of Python's index, and what .node/package.json lists: only checks need them.
NODE = PATH="$(CURDIR)/$(BIN):$$PATH" node
NODE_STAMP = .node/node_modules/installed

.PHONY: lab test test-fast lint js docs test-matrix bench binder-check class-check results pictures clean

lab: $(STAMP)
	$(BIN)/stdplab lab

# Playwright runs an event loop in its process, which other tests must not meet: so two runs.
test: $(STAMP)
	$(MAKE) --jobs=2 lint js docs
	$(PYTEST) --ignore=tests/browser --durations=15
	$(PYTEST) tests/browser --durations=15

# Without browsers, servers, notebooks and trained networks: under two minutes.
test-fast: lint
	$(PYTEST) -m 'not slow'

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The front end's modules: style, types, and the tests that need no browser.
js: $(NODE_STAMP)
	$(NODE) .node/node_modules/eslint/bin/eslint.js --config .node/eslint.config.mjs \
	  stdplab/widgets/js tests
	$(NODE) .node/node_modules/typescript/bin/tsc --project .node
	$(NODE) --test --test-reporter=dot 'tests/js/*.test.mjs'

# The reference site, from the docstrings and the guides, in .docs/site: a warning is an error.
docs: $(STAMP)
	$(BIN)/python .docs/write_pages.py
	$(BIN)/python -m sphinx -q -W --keep-going -E -b html -c .docs .docs/pages .docs/site

# Against rot, by hand now and then, some twenty minutes: all tests without a browser, with the
# lowest versions that pyproject.toml allows and with the newest there are. Old libraries on new
# ones announce each other's end, so there a DeprecationWarning is none of ours; with the newest
# versions it is an error, as always. Where PyTorch's index is out of reach torch is $(TORCH),
# from pip's own sources.
MATRIX = tests/core tests/neurons tests/networks tests/pairings tests/plots tests/sweeps tests/cli tests/package \
  tests/property tests/golden tests/tracing tests/widgets tests/js tests/course \
  tests/hostile tests/faults
test-matrix:
	$(PYTHON) -m venv .matrix/uv && .matrix/uv/bin/python -m pip install -q uv
	@echo '$(TORCH)' > .matrix/torch.txt
	@for which in lowest-direct highest; do \
	  $(PYTHON) -m venv --clear .matrix/$$which; \
	  uv() { .matrix/uv/bin/uv pip install -q --python .matrix/$$which/bin/python \
	    --resolution $$which "$$@" -e '.[test]'; }; \
	  uv 2>/dev/null || { echo "with $(TORCH)"; \
	    .matrix/uv/bin/python -m pip download -q --no-deps -d .matrix/wheels '$(TORCH)'; \
	    uv --no-sources --find-links .matrix/wheels --override .matrix/torch.txt; } || exit 1; \
	  .matrix/uv/bin/uv pip freeze --python .matrix/$$which/bin/python > .matrix/$$which.txt; \
	  case $$which in lowest*) old='-W ignore::DeprecationWarning';; *) old=;; esac; \
	  echo "$$which:" $$(grep -E '^(torch|numpy|matplotlib|ipywidgets|jupyterlab)=' .matrix/$$which.txt); \
	  .matrix/$$which/bin/python -m pytest -q $$old $(MATRIX) || exit 1; \
	done

bench: $(STAMP)
	$(PIP) install -q -e '.[bench]'
	$(BIN)/python -m tests.bench

# What Binder would build from this clone, built here without a container and used: see .image.
binder-check: $(STAMP)
	$(BIN)/python -m tests.binder

# Forty simulated learners log in to a JupyterHub of their own, drag, answer and come back; some
# ten minutes, best on a machine that does nothing else: numbers in .class/class.json.
class-check: $(STAMP)
	$(BIN)/python -m tests.classroom

# The stored runs of full size, about two hours: seed, version and parameters stand inside.
results: $(STAMP)
	for code in rate temporal; do for rule in mstdp mstdpet; do \
	  $(BIN)/stdplab run xor --code $$code --rule $$rule --seeds 32 \
	    --json stdplab/networks/results/xor-$$code-$$rule.json || exit 1; \
	done; done
	for baseline in 0 1; do for rule in mstdp mstdpet; do \
	  $(BIN)/stdplab run rates --baseline $$baseline --rule $$rule --seeds 16 \
	    --json stdplab/networks/results/rates-$$baseline-$$rule.json || exit 1; \
	done; done
	for rule in mstdp mstdpet; do \
	  gammas=.0001,.0003,.001,.003,.01; [ $$rule = mstdp ] || gammas=.005,.015,.05,.15,.5; \
	  $(BIN)/stdplab run rates --rule $$rule --seeds 16 --sweep rule.gamma=$$gammas \
	    --json stdplab/networks/results/sweeps/rates-gamma-$$rule.json || exit 1; \
	  $(BIN)/stdplab run rates --rule $$rule --seeds 16 --sweep delay=0,1,10,40 \
	    --json stdplab/networks/results/sweeps/rates-delay-$$rule.json || exit 1; \
	done
	for subtract in mean nothing; do \
	  $(BIN)/stdplab run distal --subtract $$subtract --seeds 16 \
	    --json stdplab/networks/results/distal-$$subtract.json || exit 1; \
	  $(BIN)/stdplab run distal --subtract $$subtract --seeds 32 \
	    --sweep rule.tau_z=100.0,300.0,1000.0,3000.0,10000.0 --sweep rule.gamma=.006,.018,.06,.18,.6 \
	    --json stdplab/networks/results/sweeps/distal-$$subtract.json || exit 1; \
	done
	for low in 100 3000; do name=near; [ $$low = 100 ] || name=far; \
	  $(BIN)/stdplab run distal --delay_low $$low --delay_high $$((3 * low)) --seeds 16 \
	    --sweep rule.tau_z=100.0,300.0,1000.0,3000.0,10000.0 --sweep rule.gamma=.006,.018,.06,.18,.6 \
	    --json stdplab/networks/results/sweeps/distal-$$name.json || exit 1; \
	done
	for rate in 10 20 40; do \
	  $(BIN)/stdplab run competition --rate $$rate --seeds 16 \
	    --json stdplab/networks/results/competition-$$rate.json || exit 1; \
	done
	for rate in 10 20; do for mu in .01 .02 .05 .1; do \
	  $(BIN)/stdplab run competition --rate $$rate --mu $$mu --seeds 16 \
	    --json stdplab/networks/results/competition-$$rate-mu$$mu.json || exit 1; \
	done; done
	$(BIN)/stdplab run competition --rate 10 --steps 2 --seeds 16 \
	  --json stdplab/networks/results/competition-10-steps2.json
	$(BIN)/stdplab run latency --json stdplab/networks/results/latency.json

# The README's pictures, taken from JupyterLab in a real browser.
pictures: $(STAMP)
	$(BIN)/python -m tests.browser.pictures

# An unpinned torch on Linux is the GPU build (about 2.7 GB): ask for the CPU build,
# from pip's own sources, then from PyTorch's index, and stop rather than take the other.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "stdplab needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	@if [ "$$(uname -s)" = Linux ]; then \
	  echo "Installing $(TORCH) (about 200 MB to download, once)"; \
	  $(PIP) install -q '$(TORCH)' 2>/dev/null \
	  || $(PIP) install -q --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu '$(TORCH)' \
	  || { echo "The CPU build of torch could not be installed. Check the network, then run make again."; exit 1; }; \
	fi
	$(PIP) install -q -e '.[test]'
	@touch $(STAMP)

$(NODE_STAMP): .node/package.json .node/package-lock.json | $(STAMP)
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix .node --loglevel=error || \
	  { echo "ESLint and TypeScript could not be installed. Check the network, then run make again."; exit 1; }
	@touch $(NODE_STAMP)

clean:
	rm -rf .venv .node/node_modules .docs/pages .docs/site .matrix .bench .image .class .gallery .mypy_cache .ruff_cache .pytest_cache .hypothesis
