"""What holds for every test: offscreen, no skip in CI, and nothing left behind."""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.helpers.leaks import Before
from tests.helpers.scheduling import LongestFirst, longest_first

hypothesis.settings.register_profile(
    "proof", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("search", parent=hypothesis.settings.get_profile("proof"), derandomize=False)
hypothesis.settings.load_profile("proof")  # the same examples each time; others with --hypothesis-profile=search


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """See ``longest_first``."""
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LongestFirst:
    """See ``LongestFirst``."""
    config.option.loadscopereorder = False
    return LongestFirst(config, log)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a process, a socket or a file behind."""
    before = Before()
    yield
    left = before.left_behind()
    if left:
        pytest.fail("left behind: " + ", ".join(left))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """With CI set, a skipped test is a failure: nothing that should have run may silently not run."""
    report = yield
    if os.environ.get("CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
