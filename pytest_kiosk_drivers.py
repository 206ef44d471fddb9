"""Brings the conformance suite into pytest where it is asked for: any other run imports nothing of ours."""

from collections.abc import Sequence

import pytest

_SUITE = "drivers.conformance"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: Sequence[str]) -> None:
    """With ``--pyargs drivers.conformance`` among the words, load the plugin with its options."""
    if any(word == _SUITE or word.startswith(f"{_SUITE}.") for word in args):
        early_config.pluginmanager.import_plugin(f"{_SUITE}.plugin")
