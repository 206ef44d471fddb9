# Two commands: `make run` opens the desk (or plays a visit where there is no display), `make test` proves it all.
.PHONY: run test check clean

PYTEST_WORKERS ?= 2

run:
	@packaging/set-up.sh run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec .venv/bin/kiosk desk --simulated; \
	 else echo "No display: playing one whole visit offscreen."; exec .venv/bin/kiosk demo --out demo/; fi

test: check
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n $(PYTEST_WORKERS)

check:
	@packaging/set-up.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

clean:
	rm -rf .venv build demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
