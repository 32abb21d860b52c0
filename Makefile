# All there is to learn: make run · test · check · fix · journeys · journeys-full · bench

export PYTHONUTF8 = 1
PYTHON_HERE = .venv/bin/python

.PHONY: run test check fix journeys journeys-full bench packages packages-dev

run: packages  ## the site with its demo network at http://localhost:8000; ARGS="--port 8080", ARGS=--check
	@exec $(PYTHON_HERE) -m ramo serve --demo --end-with-parent $(ARGS)

test: packages-dev  ## on every core, four at most; one file: ARGS="-n0 ramo/desk/tests/test_log.py"
	@exec $(PYTHON_HERE) -m pytest -n auto --maxprocesses 4 --dist load $(ARGS)

check: packages-dev
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	RAMO_SECRET_KEY=only-to-read-the-settings $(PYTHON_HERE) -m mypy
	$(PYTHON_HERE) .venv/bin/lint-imports
	$(PYTHON_HERE) -m djlint --quiet --lint ramo
	$(PYTHON_HERE) tools/messages.py check
	$(PYTHON_HERE) tools/styles.py check
	$(PYTHON_HERE) -m ramo makemigrations --check --dry-run

fix: packages-dev
	$(PYTHON_HERE) -m ruff check --fix .
	$(PYTHON_HERE) -m ruff format .

journeys: packages-dev  ## in a browser; needs Chromium on this machine
	@exec $(PYTHON_HERE) -m pytest tests/journeys --ignore tests/journeys/full --force-enable-socket -n auto --maxprocesses 2 --dist loadgroup $(ARGS)

journeys-full: packages-dev  ## every page in every look, by keyboard, without script, on paper: about half an hour
	@RAMO_CUTS=200 exec $(PYTHON_HERE) -m pytest tests/journeys/full tests/journeys/test_offline.py --force-enable-socket $(ARGS)

bench: packages-dev
	@exec $(PYTHON_HERE) -m bench $(ARGS)

packages:
	@bin/environment run

packages-dev:
	@bin/environment dev
