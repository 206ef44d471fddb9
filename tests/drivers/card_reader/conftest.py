from collections.abc import Iterator

import pytest

from drivers.card_reader.pcsc import PcscCardReader
from tests.helpers.pcscd import Pcscd


@pytest.fixture
def pcscd() -> Iterator[Pcscd]:
    with Pcscd() as daemon:
        yield daemon


@pytest.fixture
def reader() -> Iterator[PcscCardReader]:
    """Not yet opened; gives a mute card up after a second."""
    device = PcscCardReader(answer_seconds=1.0, power_seconds=5.0)
    yield device
    device.close()
