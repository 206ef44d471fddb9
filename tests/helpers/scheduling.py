"""How the tests are dealt out to the workers: those of a class together, and those that take longest first."""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/kiosk/printouts/test_papers.py", "tests/kiosk/codes/test_photographs.py")
"""Modules whose tests share what takes long to make."""


class LongestFirst(LoadScopeScheduling):
    """Deals out in the order of the collection; a class, whose tests share what was made for them, goes whole.

    Not by marks for groups: what xdist writes into a test's name for them, pytest 9.2 no longer reads.
    """

    def _split_scope(self, nodeid: str) -> str:
        module, _, rest = nodeid.partition("::")
        if module in TOGETHER:
            return module
        in_a_class = "::" in rest.partition("[")[0]
        return f"{module}::{rest.partition('::')[0]}" if in_a_class else nodeid


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests marked ``long`` first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
