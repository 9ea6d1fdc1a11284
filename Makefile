# Two commands do everything on a fresh Debian 12 machine: `make demo` and `make test`. Each sets up first.
PY := .venv/bin/python

.PHONY: demo test setup lint bench whole bench-ui soak day gallery pad fuzz deb test-system monitoring canary lock translations clean supply-chain campaign planted
demo: setup
	@.venv/bin/kiosk demo

# Every test that starts a program would compile all that it imports anew where the environment forbids to keep it.
test: export PYTHONDONTWRITEBYTECODE =
# Hypothesis's own profile for this: the same examples every time, and none judged by how long a busy machine took.
test: setup lint
	@$(PY) -m pytest -n 2 --dist loadgroup --hypothesis-profile=ci

setup:
	@tools/setup.sh

lint:
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/mypy tools
	@.venv/bin/lint-imports --no-cache

bench: setup
	@.venv/bin/kiosk bench all

# Minutes: every journey through the accessibility tree of the real window, three of which run inside `make test`, and
# a station of the fleet from its token to the day it is revoked, with real processes.
whole: setup
	@KIOSK_WHOLE=all $(PY) -m pytest -n 0 tests/ui/outside tests/fleet/test_fleet_whole.py tests/fleet/test_fleet_bench.py

# Minutes: first frame, answers to touches, long frames and memory of the patient's window; docs/patient-window.md.
bench-ui: setup
	@.venv/bin/kiosk bench ui

# Hours: visit after visit at the real window in one process; SOAK=200000 is a year of a busy station. A short one runs
# inside `make test`. Samples come into build/soak as it goes: `kiosk campaign soak --read` judges what is there.
SOAK ?= 50000
soak: setup
	@.venv/bin/kiosk campaign soak --visits $(SOAK)

# Long: a hospital's day with all its money; a short one runs inside `make test`. Pictures and reports in build/day.
day: setup
	@$(PY) -m ui.cashier.day --visits 4000 --seed 1 --out build/day

# Long: every screen in every language, theme and mounting as pictures, with pages to look through.
gallery: setup
	@$(PY) -m ui.patient.gallery build/gallery --jobs 2

# Long: 200 rendered presentations each of living people and of every attack, on seeds that set no limit.
pad: setup
	@.venv/bin/kiosk face pad-bench --simulate 200 --seed 10001 --jobs 2

# Hours: ten million damaged inputs, led by coverage, for everything that reads what comes from outside; a fixed short
# form runs inside `make test`. What breaks something lies in build/fuzz, and where the next run begins.
fuzz: setup
	@$(PY) fuzz/run.py all --inputs 10000000 --jobs 2

# Minutes: bill of materials, licences, the built package, bandit, advisories, systemd's score of each unit, forgotten
# secrets. Ends with 2 where something could not be looked at, as advisories without a network.
supply-chain: setup
	@$(PY) packaging/supply_chain.py

# An hour and more: every campaign in turn and one table of what held, in build/campaign/; FORM=short, gate or long.
FORM ?= gate
campaign: setup
	@$(PY) tools/campaign.py --form $(FORM)

# Minutes: known bugs are put into a copy of the product, and each must be caught by the test it names.
planted: setup
	@$(PY) tools/planted.py

# Minutes: the Debian package of the last commit, with its bill of materials and licences, in build/.
deb: setup
	@$(PY) packaging/build.py

# Long (20 min), as root: a fresh Debian 12 is booted, the guide of docs/install.md followed word by word, whatever doctor
# checks broken, every program killed, updates ordered and rolled back, the package purged. One table and pictures in
# build/test-system. It installs what it needs of debootstrap and systemd-nspawn.
test-system: setup
	@$(PY) packaging/test_system.py

# Minutes: planted people live through long days of faults, then every byte is searched for them; docs/monitoring.md.
canary: setup
	@KIOSK_CANARY=12 $(PY) -m pytest tests/canary -n 2 --timeout 1800

# A minute: Debian's promtool checks the alert rules and the sample, and plays the rules against made-up hours.
monitoring:
	@mkdir -p build/promtool
	@test -x build/promtool/usr/bin/promtool || \
	  (cd build/promtool && apt-get download -qq prometheus && dpkg -x prometheus_*.deb .)
	@cd packaging/monitoring && ../../build/promtool/usr/bin/promtool check config prometheus.yml && \
	  ../../build/promtool/usr/bin/promtool test rules alerts_test.yml

lock:
	@for set in base dev; do \
	  extra=""; [ $$set = dev ] && extra="--extra dev"; \
	  .venv/bin/uv pip compile --quiet --upgrade pyproject.toml $$extra --override requirements/overrides.txt \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	    --custom-compile-command "make lock" -o requirements/$$set.txt; done
	@for set in tools audit; do \
	  .venv/bin/uv pip compile --quiet --upgrade packaging/$$set.in --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --python-version 3.11 --custom-compile-command "make lock" -o packaging/$$set.txt; done

translations:
	@tools/translations.sh

clean:
	@rm -rf .venv build *.egg-info
