from collections.abc import Iterator

import pytest

from tests.helpers.pcscd import Pcscd


@pytest.fixture
def pcscd() -> Iterator[Pcscd]:
    with Pcscd() as daemon:
        yield daemon
