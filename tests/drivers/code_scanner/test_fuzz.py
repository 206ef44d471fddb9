"""A bounded part of the fuzzing that `python -m tests.helpers.fuzz_scanners` does a million times."""

import pytest

from tests.helpers.fuzz_scanners import KINDS, fuzz


@pytest.mark.parametrize("kind", list(KINDS))
def test_thousands_of_damaged_bursts_leave_a_receiver_reading(kind):
    assert fuzz(kind, 4_000, seed=20261120) < 1_000
